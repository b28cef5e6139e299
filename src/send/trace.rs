//! Spans for those who collect them: one a message, without its text and without secrets.

use std::future::Future;

use super::error::SendError;
use super::message_id::MessageId;

type Sent = Result<MessageId, SendError>;

#[cfg(feature = "tracing")]
pub(super) async fn in_span(ticket_id: &str, sending: impl Future<Output = Sent>) -> Sent {
    use tracing::Instrument as _;
    use tracing::field::Empty;

    let span = tracing::info_span!(
        "send",
        ticket_id,
        tries = Empty,
        code = Empty,
        log_id = Empty,
        message_id = Empty
    );
    let sent = sending.instrument(span.clone()).await;
    span.in_scope(|| outcome(&span, &sent));
    sent
}

#[cfg(feature = "tracing")]
fn outcome(span: &tracing::Span, sent: &Sent) {
    match sent {
        Ok(id) => {
            span.record("code", 0).record("message_id", id.as_str());
            tracing::info!("sent");
        }
        Err(error) => {
            span.record("code", error.code().map(i64::from));
            span.record("log_id", error.log_id());
            tracing::warn!(delivery = ?error.delivery(), "not sent: {error}");
        }
    }
}

#[cfg(feature = "tracing")]
pub(super) fn tries(count: u32) {
    tracing::Span::current().record("tries", count);
}

#[cfg(not(feature = "tracing"))]
pub(super) fn in_span(_: &str, sending: impl Future<Output = Sent>) -> impl Future<Output = Sent> {
    sending
}

#[cfg(not(feature = "tracing"))]
pub(super) fn tries(_: u32) {}
