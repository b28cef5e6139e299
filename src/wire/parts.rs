use super::json::{Json, json};
use super::part::Part;
use crate::model::{Content, Element, Line, Locale, Post};

/// A post in parts, in order.
#[derive(Debug)]
pub(super) struct Parts<'p> {
    contents: &'p [(Locale<'p>, Content<'p>)],
    lines: &'p [Line<'p>],
    elements: &'p [Element<'p>],
    place: Place,
}

/// Behind what the next part stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    Nothing,
    Header,
    /// The last element of the line before.
    Line,
    /// An element of the same line.
    Element,
}

impl<'p> Parts<'p> {
    pub(super) const fn of(post: &'p Post<'_>) -> Self {
        Self {
            contents: post.contents.as_slice(),
            lines: &[],
            elements: &[],
            place: Place::Nothing,
        }
    }

    pub(super) const fn next(&mut self) -> Option<Part<'p>> {
        loop {
            if let [element, behind @ ..] = self.elements {
                self.elements = behind;
                return Some(self.placed(Part::element(element)));
            }
            let [line, behind @ ..] = self.lines else {
                return self.next_header();
            };
            self.lines = behind;
            if let Place::Element = self.place {
                self.place = Place::Line;
            }
            match line {
                Line::Paragraph(paragraph) => self.elements = paragraph.elements(),
                Line::Image(image) => return Some(self.placed(Part::image(image))),
                Line::Media(media) => return Some(self.placed(Part::media(media))),
                Line::Hr(_) => return Some(self.placed(Part::hr())),
                Line::CodeBlock(block) => return Some(self.placed(Part::code_block(block))),
                Line::Markdown(markdown) => return Some(self.placed(Part::markdown(markdown))),
            }
        }
    }

    const fn placed(&mut self, part: Part<'p>) -> Part<'p> {
        let lead = match self.place {
            Place::Nothing | Place::Header => json!("["),
            Place::Line => json!("],["),
            Place::Element => json!(","),
        };
        self.place = Place::Element;
        Part { lead, ..part }
    }

    const fn next_header(&mut self) -> Option<Part<'p>> {
        let [(locale, content), behind @ ..] = self.contents else {
            return None;
        };
        let lead = match self.place {
            Place::Nothing => json!("{"),
            Place::Header => json!("]},"),
            Place::Line | Place::Element => json!("]]},"),
        };
        self.contents = behind;
        self.lines = content.lines();
        self.place = Place::Header;
        let part = Part::header(locale, content);
        Some(Part { lead, ..part })
    }

    /// How long the JSON is if no text needs an escape.
    pub(super) fn size<const QUOTED: bool>(mut self) -> usize {
        let mut size = 8;
        while let Some(part) = self.next() {
            let second = part
                .second
                .map_or(0, |field| field.key.len::<QUOTED>() + field.text.len());
            size += part.lead.len::<QUOTED>()
                + part.first.key.len::<QUOTED>()
                + part.first.text.len()
                + second
                + part.close.len::<QUOTED>();
        }
        size
    }

    /// What stands behind the last part.
    pub(super) const fn end(&self) -> &'static Json {
        match self.place {
            Place::Nothing => json!("{}"),
            Place::Header => json!("]}}"),
            Place::Line | Place::Element => json!("]]}}"),
        }
    }
}
