//! The parts of a post.

mod element;
mod line;
mod names;
mod post;
mod seq;
mod strings;
mod style;

pub use element::{At, Element, Emotion, Link, Text};
pub use feishu_post_core::Style;
pub use feishu_post_core::names::UnknownName;
pub use line::{CodeBlock, Hr, Image, Line, Markdown, Media, Paragraph};

pub use names::{Emoji, Language, Locale, LocaleName};
pub use post::{Content, Location, Post};
pub(crate) use seq::{Seq, push_with};
pub use style::{Escaped, Stylize, UnEscape};
