//! Tracing: one span per message, without its text or secrets.

use std::future::Future;

use super::code::Endpoint;
use super::error::SendError;
use super::message_id::MessageId;

/// The result of sending a message.
pub(crate) trait Sent {
    #[cfg(feature = "tracing")]
    fn message_id(&self) -> Option<&str> {
        None
    }
}

impl Sent for () {}

impl Sent for MessageId {
    #[cfg(feature = "tracing")]
    fn message_id(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

/// Sends in a span that records the outcome and the number of attempts.
#[cfg(feature = "tracing")]
pub(crate) async fn traced<S: Sent>(
    endpoint: Endpoint,
    to: &str,
    sending: impl Future<Output = Result<(S, u32), SendError>>,
) -> Result<S, SendError> {
    use tracing::Instrument as _;
    use tracing::field::Empty;

    let span = tracing::info_span!(
        "send",
        ?endpoint,
        to,
        attempts = Empty,
        code = Empty,
        log_id = Empty,
        message_id = Empty
    );
    let sent = sending.instrument(span.clone()).await;
    let _entered = span.enter();
    match &sent {
        Ok((sent, attempts)) => {
            span.record("attempts", attempts).record("code", 0);
            span.record("message_id", sent.message_id());
            tracing::info!("sent");
        }
        Err(error) => {
            span.record("attempts", error.attempts());
            span.record("code", error.code().map(i64::from));
            span.record("log_id", error.log_id());
            tracing::warn!(delivery = ?error.delivery(), "failed: {error}");
        }
    }
    sent.map(|(sent, _)| sent)
}

#[cfg(not(feature = "tracing"))]
pub(crate) async fn traced<S: Sent>(
    _: Endpoint,
    _: &str,
    sending: impl Future<Output = Result<(S, u32), SendError>>,
) -> Result<S, SendError> {
    sending.await.map(|(sent, _)| sent)
}
