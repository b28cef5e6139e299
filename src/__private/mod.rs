//! The items that expansions of [`post!`](crate::post) and [`line!`](crate::line) refer to.
//!
//! This module is not part of the public API and changes with every release of the macros.

mod compose;
mod element;
#[cfg(not(all(feature = "ureq", feature = "reqwest")))]
pub mod gates;
mod into;
pub mod literal;
mod style;

pub use std::option::Option::{None, Some};
pub use std::{format, format_args};

pub use feishu_post_core::Href;
pub use feishu_post_core::template::assemble;
pub use feishu_post_macros::{line, post};

pub use crate::__feishu_post_expression as expression;
pub use crate::model::{Escaped, Language, Locale, Stylize, Text};
pub use compose::{
    ComposedContent, ComposedLine, ComposedPost, ElementsOf, IntoContent, IntoElement, IntoLine,
    IntoTitle, LinesOf, List, Statement,
};
pub use element::{Unchecked, Vocabulary, literals, names};
pub use into::{
    IntoAt, IntoEmoji, IntoHref, IntoImage, IntoLanguage, IntoMarkdown, IntoMedia, IntoText,
    IntoUrl, MarkupFree,
};
pub use style::Styled;

/// A text with run-time values, and its styles.
pub fn text<'a>(text: impl IntoText<'a>) -> Styled<Text<'a>> {
    Styled(text.into_text())
}

/// Used instead of `text` if the text cannot be parsed.
#[must_use]
pub fn put<T>(_: &T) -> Styled<Text<'static>> {
    Styled(Text::new(""))
}

/// The compiler shows its name in an error if such a post is used as a constant.
pub fn a_post_with_values_is_not_a_constant<T>(post: impl FnOnce() -> T) -> T {
    post()
}

/// A language that the macro has looked up, for code that is known only at run time.
#[must_use]
pub const fn language(name: &str) -> Language<'_> {
    Language(std::borrow::Cow::Borrowed(name))
}
