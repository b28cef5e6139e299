//! Compose, check and send Feishu (Lark) **post** messages to helpdesk tickets.
//!
//! ```
//! use feishu_post::{Post, post};
//!
//! const RECEIVED: Post = post![
//!     title = "this is title",
//!     ["第一行 :".un_escape(), link("超链接", "http://www.feishu.cn")],
//!     ["第二行 :", "文本测试"],
//! ];
//!
//! assert_eq!(RECEIVED.links().count(), 1);
//! ```
//!
//! [`post!`] takes the message as Rust: rustfmt formats it, the compiler checks it, and an
//! all-literal one is a constant. Data comes in by captures, loops and conditions:
//!
//! ```
//! use feishu_post::post;
//!
//! let (ticket, steps) = (42, ["重启", "重试"]);
//! let note: Option<&str> = None;
//! let post = post![
//!     title = "工单 {ticket} 已更新",
//!     for (step, number) in steps.iter().zip(1..) {
//!         ["{number}. {step}"];
//!     },
//!     if let Some(note) = note {
//!         [note]
//!     },
//!     [link("查看工单", "https://example.com/tickets/{ticket}")],
//! ];
//! assert!(post.to_json().contains(r#""text":"2. 重试""#));
//! ```
//!
//! [`PostBuilder`] makes the same by method calls, and reports every problem of a post at once.
//!
//! # Where to go
//!
//! | to | see |
//! |---|---|
//! | compose | [`post!`], [`line!`], [`PostBuilder`] |
//! | check a URL that comes from data | [`Href::parse`] |
//! | send | `send` (feature `ureq`, on by default), `send_async` (feature `reqwest`), [`Helpdesk`] |
//! | know what became of a message | [`SendError::delivery`], [`SendError::code`] |
//! | use another HTTP client | [`Message::ticket_body`] and the request and reply of [`Helpdesk`] |
//! | test without the platform | `testing::FakeFeishu` (feature `testing`) |
//! | see a message | `preview` (feature `preview`) |
//! | take Markdown | `Post::from_markdown` (feature `markdown`) |
//!
//! # What it does not do
//!
//! Cards, uploads, receiving events, and calls of the chat API. [`Post::to_json`] is what `im/v1`
//! wants in `content`, for any client.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
#[cfg(all(feature = "ureq", feature = "testing", feature = "preview"))]
pub mod _guide;
mod builder;
mod error;
mod json;
mod macros;
#[cfg(feature = "markdown")]
pub mod markdown;
mod model;
#[cfg(feature = "preview")]
pub mod preview;
mod received;
mod send;
mod split;
#[cfg(feature = "testing")]
pub mod testing;
mod text;

pub use builder::{LineBuilder, PostBuilder};
pub use error::{PostError, Problem, ProblemKind};
pub use feishu_post_core::{Href, HrefError, HrefErrorKind};
pub use json::{ContentForm, Message};
pub use model::{
    At, CodeBlock, Content, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Locale,
    LocaleName, Location, Markdown, Media, Paragraph, Post, Style, Stylize, Text, UnEscape,
    UnknownName,
};
pub use received::{Attachment, Change, ChangeKind, Mention, Received, ReceivedError};
#[cfg(feature = "ureq")]
pub use send::send;
#[cfg(feature = "reqwest")]
pub use send::send_async;
pub use send::{
    Bot, BotBuilder, Code, ConfigError, ConfigProblem, Credentials, Delivery, Helpdesk,
    HelpdeskBuilder, HelpdeskReceiver, InvalidMessageId, MessageId, RateLimit, Receiver, Reply,
    RetryPolicy, SecretBody, SendError, TenantToken, Transport, TransportError, Violation,
    send_with,
};
#[cfg(feature = "webhook")]
pub use send::{Webhook, WebhookBuilder};
pub use split::{Limit, SplitError};

/// The code of the READMEs is compiled and run with the tests.
#[cfg(all(doctest, feature = "ureq", feature = "testing"))]
mod readme {
    #[doc = include_str!("../README.md")]
    struct English;

    #[doc = include_str!("../README.zh-CN.md")]
    struct Chinese;
}
