//! Spans for those who collect them: one a message, without its text and without secrets.

use std::future::Future;

use super::error::SendError;
use super::message_id::MessageId;

type Sent = Result<MessageId, SendError>;

/// The span of one message; nothing without the feature `tracing`.
#[derive(Debug)]
pub(crate) struct MessageSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl MessageSpan {
    pub(crate) fn new(ticket_id: &str) -> Self {
        use tracing::field::Empty;

        let span = tracing::info_span!(
            "send",
            ticket_id,
            tries = Empty,
            code = Empty,
            log_id = Empty,
            message_id = Empty
        );
        Self { span }
    }

    pub(crate) fn tries(&self, count: u32) {
        self.span.record("tries", count);
    }

    pub(crate) async fn over(&self, sending: impl Future<Output = Sent>) -> Sent {
        use tracing::Instrument as _;

        let sent = sending.instrument(self.span.clone()).await;
        self.span.in_scope(|| self.outcome(&sent));
        sent
    }

    fn outcome(&self, sent: &Sent) {
        match sent {
            Ok(id) => {
                self.span.record("code", 0);
                self.span.record("message_id", id.as_str());
                tracing::info!("sent");
            }
            Err(error) => {
                self.span.record("code", error.code().map(i64::from));
                self.span.record("log_id", error.log_id());
                tracing::warn!(delivery = ?error.delivery(), "not sent: {error}");
            }
        }
    }
}

#[cfg(not(feature = "tracing"))]
impl MessageSpan {
    pub(crate) fn new(_: &str) -> Self {
        Self {}
    }

    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(crate) fn tries(&self, _: u32) {}

    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(crate) fn over(&self, sending: impl Future<Output = Sent>) -> impl Future<Output = Sent> {
        sending
    }
}
