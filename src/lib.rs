//! Compose, check, send and read Feishu (Lark) **post** messages: helpdesk tickets, chats, replies and
//! webhooks.
//!
//! # Compose
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
//! let (ticket, steps) = (42, ["重启", "重试"]);
//! let update = post![
//!     title = "工单 {ticket} 已更新",
//!     for (step, number) in steps.iter().zip(1..) {
//!         ["{number}. {step}"];
//!     },
//!     [link("查看工单", "https://example.com/tickets/{ticket}")],
//! ];
//! assert_eq!(update.to_text(), "工单 42 已更新\n1. 重启\n2. 重试\n查看工单 (https://example.com/tickets/42)");
//! ```
//!
//! With [`post!`], rustfmt formats the message, the compiler checks it, and a post made only of literals is a
//! constant. [`PostBuilder`] builds the same value with method calls and reports every problem at once.
//!
//! # Send
//!
//! ```no_run
//! # #[cfg(feature = "ureq")] {
//! use feishu_post::{Bot, Credentials, Receiver, Reply, post};
//!
//! let bot = Bot::builder().credentials(Credentials::app("cli_a1b2c3", "app secret")).build()?;
//! let id = bot.send(Receiver::chat("oc_820faa21"), post!["v2.4.1 已发布"])?;
//! bot.reply(Reply::to(&id).in_thread(), post!["回滚方案见置顶"])?;
//!
//! let helpdesk = bot.helpdesk("6948728206392295444", "ht-…")?;
//! helpdesk.send("6948728206392295444", post!["工单已收到"])?;
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Every method has an `_async` counterpart (feature `reqwest`). When sending fails, [`SendError::delivery`]
//! says whether the message may have arrived anyway.
//!
//! # Read and answer
//!
//! ```
//! use feishu_post::Received;
//!
//! let content = r#"{"title":"","content":[[{"tag":"text","text":"看图 "},{"tag":"img","image_key":"img_1"}]]}"#;
//! let received = Received::from_content("post", content)?;
//! assert_eq!(received.post().to_text(), "看图 \n[image: img_1]");
//! assert_eq!(received.attachments()[0].key(), "img_1");
//! # Ok::<(), feishu_post::ReceivedError>(())
//! ```
//!
//! # Test
//!
//! ```
//! # #[cfg(all(feature = "ureq", feature = "testing"))] {
//! use feishu_post::{Receiver, post, testing::FakeFeishu};
//!
//! let fake = FakeFeishu::start();
//! fake.bot().send(Receiver::chat("oc_1"), post!["你好"])?;
//! assert_eq!(fake.messages()[0].post(), Some(&post!["你好"]));
//! # }
//! # Ok::<(), feishu_post::SendError>(())
//! ```
//!
//! # Where to look
//!
//! | to | see |
//! |---|---|
//! | compose | [`post!`], [`line!`], [`PostBuilder`] |
//! | check a URL at run time | [`Href::parse`] |
//! | send | [`Bot`], [`Helpdesk`], `Webhook` (feature `webhook`) |
//! | handle a failure | [`SendError::delivery`], [`SendError::code`], [`SendError::hint`] |
//! | split or simplify a message | [`Post::split`], [`Post::to_basic`] |
//! | use another HTTP client | [`Transport`], or the request bodies from [`Message`] |
//! | read what people send | [`Received`], [`Post::to_text`] |
//! | convert from and to Markdown | `Post::from_markdown`, `Post::to_markdown` (feature `markdown`) |
//! | test without the platform | `testing::FakeFeishu` (feature `testing`) |
//! | preview a message | `preview` (feature `preview`) |
//!
//! # What it does not do
//!
//! Cards, uploads, and event subscriptions are out of scope.

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

#[cfg(not(feature = "ureq"))]
#[doc(hidden)]
pub use __private::gates::send;
#[cfg(not(feature = "reqwest"))]
#[doc(hidden)]
pub use __private::gates::send_async;
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

/// The READMEs' code blocks are compiled and run as doctests.
#[cfg(all(
    doctest,
    feature = "ureq",
    feature = "webhook",
    feature = "testing",
    feature = "markdown"
))]
mod readme {
    #[doc = include_str!("../README.md")]
    struct English;

    #[doc = include_str!("../README.zh-CN.md")]
    struct Chinese;
}
