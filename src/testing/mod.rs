//! A helpdesk to test against, without the platform and without credentials.
//!
//! [`FakeFeishu`] listens on a loopback port and answers as the platform's pages say
//! ([ticket messages](https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/create),
//! [tenant access tokens](https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal)):
//! what they would refuse is refused with their code and HTTP status. Faults that no test can wait
//! for are queued: see [`Fault`].
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
//! Where the pages are silent, the fake decides so: any ticket id exists, a link is legal when
//! [`Href`](crate::Href) takes it, and `Content-Type` may go without its `charset`.

mod accepted_message;
mod fake_feishu;
mod fault;
mod platform;
mod rate_window;
mod recorded_request;
mod refusal;
mod response;
mod server;
mod ticket_message;
mod token_store;

pub use accepted_message::AcceptedMessage;
pub use fake_feishu::FakeFeishu;
pub use fault::Fault;
pub use recorded_request::RecordedRequest;

pub use crate::send::Endpoint;
