use super::{Braces, ElementsOf, InLine, InLocale, InPost, IntoTitle, LinesOf};
use crate::model::{Content, Element, Line, Locale, Paragraph, Post, Seq};

/// The elements of a line that is filled statement by statement: an expansion must stay on its
/// caller's control flow, where a builder that moves would be lost at a `continue`.
#[must_use]
pub struct Elements<'a>(pub(super) Seq<'a, Element<'a>>);

impl<'a> Elements<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self(Seq::EMPTY)
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
        Line::Paragraph(Paragraph(self.0))
    }
}

/// The title and lines of one locale, filled statement by statement.
#[must_use]
pub struct Lines<'a>(pub(super) Content<'a>);

impl<'a> Lines<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self(Content::EMPTY)
    }

    pub fn title(&mut self, title: impl IntoTitle<'a>) {
        self.0 = std::mem::take(&mut self.0).title(title.into_title());
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

    #[must_use]
    pub fn finish(self) -> Content<'a> {
        self.0
    }

    /// The post of a locale that was not named.
    #[must_use]
    pub fn into_post(self) -> Post<'a> {
        Post::from_contents(vec![(Locale::ZhCn, self.0)])
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
