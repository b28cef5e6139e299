//! The clients that send messages.

mod app;
mod bot;
mod helpdesk;
mod setters;
#[cfg(feature = "webhook")]
mod webhook;

use super::error::SendError;
use super::message_id::MessageId;
use super::transport::Transport;
use crate::json::Message;

pub use bot::{Bot, BotBuilder};
pub use helpdesk::{Helpdesk, HelpdeskBuilder};
#[cfg(feature = "webhook")]
pub use webhook::{Webhook, WebhookBuilder};

/// Sends a message to a ticket, like [`Helpdesk::send`].
///
/// # Errors
/// Same as [`Helpdesk::send`].
///
/// ```
/// use feishu_post::{Credentials, Delivery, Helpdesk, Message, send};
///
/// let helpdesk = Helpdesk::builder()
///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
///     .helpdesk("6948728206392295444", "ht-1")
///     .build()?;
/// let error = send(&helpdesk, "6948728206392295444", Message::text("")).unwrap_err();
/// assert_eq!(error.delivery(), Delivery::NotDelivered);
/// assert_eq!(error.to_string(), "the message is empty; nothing was sent");
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
#[cfg(feature = "ureq")]
pub fn send<'m>(
    helpdesk: &Helpdesk,
    ticket_id: impl AsRef<str>,
    message: impl Into<Message<'m>>,
) -> Result<MessageId, SendError> {
    helpdesk.send(ticket_id, message)
}

/// Sends a message to a ticket without blocking, like [`Helpdesk::send_async`].
///
/// Dropping the future cancels the call and gives up its place in the queue. If the request was already
/// under way, the message may have been delivered.
///
/// # Errors
/// Same as [`Helpdesk::send_async`].
///
/// ```
/// use feishu_post::{Credentials, Helpdesk, Message, send_async};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # runtime.block_on(async {
/// let helpdesk = Helpdesk::builder()
///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
///     .helpdesk("6948728206392295444", "ht-1")
///     .build()?;
/// let error = send_async(&helpdesk, "69/48", Message::text("你好")).await.unwrap_err();
/// assert_eq!(error.to_string(), r#"invalid ticket id "69/48"; nothing was sent"#);
/// # Ok::<(), feishu_post::ConfigError>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "reqwest")]
pub async fn send_async<'m>(
    helpdesk: &Helpdesk,
    ticket_id: impl AsRef<str>,
    message: impl Into<Message<'m>>,
) -> Result<MessageId, SendError> {
    helpdesk.send_async(ticket_id, message).await
}

/// Sends a message to a ticket with your own HTTP client, like [`Helpdesk::send_with`].
///
/// # Errors
/// Same as [`Helpdesk::send_with`].
pub async fn send_with<'m, T: Transport>(
    transport: &T,
    helpdesk: &Helpdesk,
    ticket_id: impl AsRef<str>,
    message: impl Into<Message<'m>>,
) -> Result<MessageId, SendError> {
    helpdesk.send_with(transport, ticket_id, message).await
}
