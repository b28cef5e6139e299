use super::{Braces, ElementsOf, InLine, InLocale, InPost, IntoTitle, LinesOf};
use crate::model::{Content, Element, Line, Locale, Paragraph, Post, Seq};

/// The elements of a line that is filled statement by statement: an expansion must stay on its
/// caller's control flow, where a builder that moves would be lost at a `continue`.
#[must_use]
pub struct Elements<'a>(pub(super) Vec<Element<'a>>);

impl<'a> Elements<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub fn push(&mut self, element: impl InLine<'a>) {
        element.stand_in(self);
    }

    /// In braces.
    pub fn run(&mut self, element: impl InLine<'a, Braces>) {
        element.stand_in(self);
    }

    pub fn extend(&mut self, elements: impl ElementsOf<'a>) {
        elements.add_to(self);
    }

    #[must_use]
    pub fn finish(self) -> Line<'a> {
        Line::Paragraph(Paragraph(Seq::from(self.0)))
    }
}

/// The title and lines of one locale, filled statement by statement.
#[must_use]
pub struct Lines<'a> {
    pub(super) content: Content<'a>,
    /// The elements of the line that was begun.
    filling: Elements<'a>,
}

impl<'a> Lines<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self {
            content: Content::EMPTY,
            filling: Elements::new(),
        }
    }

    pub fn title(&mut self, title: impl IntoTitle<'a>) {
        let content = std::mem::take(&mut self.content);
        self.content = content.with_title(title.into_title());
    }

    pub fn push(&mut self, line: impl InPost<'a>) {
        line.stand_in(self);
    }

    /// In braces.
    pub fn run(&mut self, line: impl InPost<'a, Braces>) {
        line.stand_in(self);
    }

    pub fn extend(&mut self, lines: impl LinesOf<'a>) {
        lines.add_to(self);
    }

    /// A line without elements. What a line that was never ended left is cleared.
    #[inline]
    pub fn begin(&mut self) -> &mut Elements<'a> {
        self.filling.0.clear();
        &mut self.filling
    }

    /// Adds the line that was begun.
    #[inline]
    pub fn end(&mut self) {
        self.content.push_elements(&mut self.filling.0);
    }

    #[must_use]
    pub fn finish(self) -> Content<'a> {
        self.content
    }

    /// The post of a locale that was not named.
    #[must_use]
    pub fn into_post(self) -> Post<'a> {
        Post::from_content(self.content)
    }
}

/// The contents of several locales.
#[must_use]
pub struct Locales<'a>(pub(super) Vec<(Locale<'a>, Content<'a>)>);

impl<'a> Locales<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub fn push(&mut self, locale: Locale<'a>, content: impl InLocale<'a>) {
        self.0.push((locale, content.into_content()));
    }

    #[must_use]
    pub fn finish(self) -> Post<'a> {
        Post::from_contents(self.0)
    }
}
