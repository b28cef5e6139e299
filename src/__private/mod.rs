//! What the expansions of [`post!`](crate::post) and [`line!`](crate::line) may name.
//!
//! No part of the public face: it changes with every release of the macros.

mod compose;
pub mod element;
mod guard;
pub mod literal;
mod spread;
pub mod text;
mod values;

pub use std::option::Option::{None, Some};
pub use std::{format, format_args};

pub use feishu_post_core::Href;
pub use feishu_post_core::template::assemble;
pub use feishu_post_macros::{line, post};

pub use crate::__feishu_post_expression as expression;
pub use crate::model::{Escaped, Locale, Stylize};
pub use compose::{Elements, Lines, Locales};
pub use element::{IntoAt, IntoEmoji, IntoImage, IntoLanguage, IntoMarkdown, IntoMedia, IntoText};
pub use guard::{MarkupFree, markup_free};
pub use spread::{ElementsOf, LinesOf};
pub use values::{Braces, InLine, InLocale, InPost, IntoHref, IntoTitle, IntoUrl, List};
