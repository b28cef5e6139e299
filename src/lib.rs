//! Feishu posts.

mod builder;
mod error;
mod macros;
mod model;
#[doc(hidden)]
pub mod private;
mod wire;

pub use builder::{LineBuilder, PostBuilder};
pub use error::{PostError, Problem, ProblemKind};
pub use feishu_post_href::{Href, HrefError, HrefReason};
pub use model::{
    At, CodeBlock, Content, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Locale,
    LocaleName, Markdown, Media, Paragraph, Place, Post, Style, Stylize, Text, UnEscape,
    UnknownName,
};
pub use wire::{ContentForm, Message};
