//! A fake Feishu server to test against, without the platform and without credentials.
//!
//! [`FakeFeishu`] listens on a loopback port, checks each request against the platform's documentation, and sends
//! the documented responses, for [tenant access
//! tokens](https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal),
//! [tickets](https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/create), [messages
//! of the helpdesk's
//! bot](https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-bot-message),
//! chats ([send](https://open.feishu.cn/document/server-docs/im-v1/message/create),
//! [reply](https://open.feishu.cn/document/server-docs/im-v1/message/reply),
//! [edit](https://open.feishu.cn/document/server-docs/im-v1/message/update)) and
//! [webhooks](https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot). To provoke failures, queue a
//! [`Fault`].
//!
//! ```
//! use feishu_post::testing::FakeFeishu;
//! use feishu_post::{Code, PostBuilder, send};
//!
//! let fake = FakeFeishu::start();
//! let post = PostBuilder::new().title("工单").line(|line| line.text("已收到")).build()?;
//!
//! let message_id = send(&fake.helpdesk(), "6948728206392295444", &post)?;
//! assert_eq!(fake.messages()[0].message_id(), Some(message_id.as_str()));
//! assert_eq!(fake.messages()[0].post(), Some(&post));
//!
//! fake.close_ticket("6948728206392295444");
//! let refused = send(&fake.helpdesk(), "6948728206392295444", &post).unwrap_err();
//! assert_eq!(refused.code(), Some(Code::TicketClosed));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Where the documentation is silent, the fake decides as follows.
//!
//! - Every ticket, chat, user and message whose ID has the documented form exists; every message is the bot's own.
//! - A link is legal if its scheme is http or https, and it has a host and no whitespace. A webhook rejects an
//!   illegal link, like other invalid content, with 9499.
//! - A webhook accepts every element that chats accept, although its documentation lists only four.
//! - An idempotency key belongs to the app: a send and a reply with the same key are one message, whatever their
//!   contents.
//! - 1 KB is 1000 bytes.
//! - `Content-Type` may omit the `charset`.

mod content;
mod endpoints;
mod fake_feishu;
mod fault;
mod limits;
mod outbox;
mod platform;
mod request;
mod response;
mod server;
mod words;

pub use fake_feishu::FakeFeishu;
pub use fault::Fault;
pub use outbox::AcceptedMessage;
pub use request::RecordedRequest;

pub use crate::send::Endpoint;
