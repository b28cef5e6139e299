use super::json::{Json, json};
use super::part::{Lead, Part};
use crate::model::{Content, Element, Line, Locale, Post};

/// A post in parts, in order.
#[derive(Debug)]
pub(super) struct Parts<'p> {
    contents: &'p [(Locale<'p>, Content<'p>)],
    lines: &'p [Line<'p>],
    elements: &'p [Element<'p>],
    /// Behind what the next part stands; behind nothing at first.
    lead: Option<Lead>,
}

impl<'p> Parts<'p> {
    pub(super) const fn of(post: &'p Post<'_>) -> Self {
        Self {
            contents: post.contents.as_slice(),
            lines: &[],
            elements: &[],
            lead: None,
        }
    }

    #[inline]
    pub(super) const fn next(&mut self) -> Option<Part<'p>> {
        loop {
            if let [element, behind @ ..] = self.elements {
                self.elements = behind;
                return Some(Part::element(self.lead(), element));
            }
            let [line, behind @ ..] = self.lines else {
                return self.next_header();
            };
            self.lines = behind;
            if let Some(Lead::Element) = self.lead {
                self.lead = Some(Lead::Line);
            }
            return Some(match line {
                Line::Paragraph(paragraph) => {
                    self.elements = paragraph.elements();
                    continue;
                }
                Line::Image(image) => Part::image(self.lead(), image),
                Line::Media(media) => Part::media(self.lead(), media),
                Line::Hr(_) => Part::hr(self.lead()),
                Line::CodeBlock(block) => Part::code_block(self.lead(), block),
                Line::Markdown(markdown) => Part::markdown(self.lead(), markdown),
            });
        }
    }

    /// The lead of an element, which others may follow.
    #[inline]
    const fn lead(&mut self) -> Lead {
        match self.lead.replace(Lead::Element) {
            Some(lead) => lead,
            None => Lead::Header,
        }
    }

    const fn next_header(&mut self) -> Option<Part<'p>> {
        let [(locale, content), behind @ ..] = self.contents else {
            return None;
        };
        let key = match self.lead.replace(Lead::Header) {
            None => json!("{\""),
            Some(Lead::Header) => json!("]},\""),
            Some(Lead::Line | Lead::Element) => json!("]]},\""),
        };
        self.contents = behind;
        self.lines = content.lines();
        Some(Part::header(key, locale, content))
    }

    /// What stands behind the last part.
    pub(super) const fn end(&self) -> &'static Json {
        match self.lead {
            None => json!("{}"),
            Some(Lead::Header) => json!("]}}"),
            Some(Lead::Line | Lead::Element) => json!("]]}}"),
        }
    }
}
