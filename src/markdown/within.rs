use std::borrow::Cow;

use super::mention;
use super::writer::{Inside, Writer};
use crate::model::{Image, Style};

/// Texts within a line, and what goes to somewhere else.
impl<'a> Writer<'_, '_, 'a> {
    pub(super) fn text(&mut self, text: Cow<'a, str>) {
        match &mut self.inside {
            Inside::Line => self.inline.text(text),
            _ => self.literal(text),
        }
    }

    pub(super) fn literal(&mut self, text: Cow<'a, str>) {
        match &mut self.inside {
            Inside::Line => self.inline.literal(text),
            Inside::Code(_, code) => code.push_str(&text),
            Inside::Image { alt, .. } => alt.push_str(&text),
            Inside::Mention(_, name) => name.push_str(&text),
        }
    }

    pub(super) fn soft_break(&mut self) {
        match self.inside {
            Inside::Line => self.inline.soft_break(),
            _ => self.literal(" ".into()),
        }
    }

    pub(super) fn hard_break(&mut self) {
        match self.inside {
            Inside::Line => self.end_line(),
            _ => self.literal(" ".into()),
        }
    }

    /// Within an image's alternative text a link is its text.
    pub(super) fn open_link(&mut self, url: Cow<'a, str>) {
        self.end_mention();
        if matches!(self.inside, Inside::Line) {
            self.inline.open_link(url);
        }
    }

    pub(super) fn close_link(&mut self) {
        self.end_mention();
        if matches!(self.inside, Inside::Line) {
            self.inline.close_link(self.import.dialect);
        }
    }

    pub(super) fn inline_html(&mut self, html: Cow<'a, str>) {
        let opened = self
            .import
            .dialect
            .is_platform()
            .then(|| mention::opened(&html))
            .flatten();
        match (&self.inside, opened) {
            (Inside::Line, Some(at)) => self.inside = Inside::Mention(at, String::new()),
            (Inside::Mention(..), _) if mention::is_close(&html) => self.end_mention(),
            _ => self.literal(html),
        }
    }

    pub(super) fn end_mention(&mut self) {
        match std::mem::take(&mut self.inside) {
            Inside::Mention(at, name) if name.is_empty() => self.inline.mention(at),
            Inside::Mention(at, name) => self.inline.mention(at.name(name)),
            inside => self.inside = inside,
        }
    }

    pub(super) fn tilde_style(&self, source: &str) -> Style {
        if self.import.dialect.is_platform() && !source.starts_with("~~") {
            Style::UNDERLINE
        } else {
            Style::LINE_THROUGH
        }
    }

    pub(super) fn open_image(&mut self, url: Cow<'a, str>) {
        match &mut self.inside {
            Inside::Image { nested, .. } => *nested += 1,
            inside => {
                *inside = Inside::Image {
                    url,
                    alt: String::new(),
                    nested: 0,
                }
            }
        }
    }

    pub(super) fn close_image(&mut self) {
        match std::mem::take(&mut self.inside) {
            Inside::Image { url, alt, nested } if nested > 0 => {
                let nested = nested - 1;
                self.inside = Inside::Image { url, alt, nested };
            }
            Inside::Image { url, alt, .. } => self.image(url, alt),
            inside => self.inside = inside,
        }
    }

    /// An image where the caller has one; within a link its text; else a link to it.
    pub(super) fn image(&mut self, url: Cow<'a, str>, alt: String) {
        if let Some(image) = self.find_image(&url, &alt) {
            self.stand_alone(image);
        } else if self.inline.is_in_link() {
            self.inline.literal(alt.into());
        } else {
            self.inline.open_link(url);
            self.inline.literal(alt.into());
            self.inline.close_link(self.import.dialect);
        }
    }

    pub(super) fn find_image(&mut self, url: &str, alt: &str) -> Option<Image<'static>> {
        let find = self
            .import
            .find_image
            .as_mut()
            .filter(|_| self.table.is_none())?;
        find(url, alt).filter(|image| !image.image_key().trim().is_empty())
    }
}
