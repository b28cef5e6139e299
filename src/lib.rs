//! Feishu posts.

mod builder;
mod error;
mod macros;
#[cfg(feature = "markdown")]
pub mod markdown;
mod model;
#[cfg(feature = "preview")]
pub mod preview;
#[doc(hidden)]
pub mod private;
mod send;
#[cfg(feature = "testing")]
pub mod testing;
mod wire;

pub use builder::{LineBuilder, PostBuilder};
pub use error::{PostError, Problem, ProblemKind, Problems};
pub use feishu_post_href::{Href, HrefError, HrefReason};
pub use model::{
    At, CodeBlock, Content, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Locale,
    LocaleName, Markdown, Media, Paragraph, Place, Post, Style, Stylize, Text, UnEscape,
    UnknownName,
};
#[cfg(feature = "ureq")]
pub use send::send;
#[cfg(feature = "reqwest")]
pub use send::send_async;
pub use send::{
    Access, Code, Delivery, Helpdesk, HelpdeskBuilder, HelpdeskError, HelpdeskProblem, MessageId,
    Pace, Retry, Schedule, SendError, Slot, TenantToken,
};
pub use wire::{ContentForm, Message};
