//! Spans for those who collect them: one a message, without its text and without secrets.

use std::future::Future;

use super::api::Endpoint;
use super::error::SendError;
use super::message_id::MessageId;

/// What comes back for a message.
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

/// The span of one message; nothing without the feature `tracing`.
pub(crate) struct MessageSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl MessageSpan {
    pub(crate) fn new(endpoint: Endpoint, to: &str) -> Self {
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
        Self { span }
    }

    pub(crate) fn record_attempts(&self, count: u32) {
        self.span.record("attempts", count);
    }

    pub(crate) async fn around<S: Sent>(
        &self,
        sending: impl Future<Output = Result<S, SendError>>,
    ) -> Result<S, SendError> {
        use tracing::Instrument as _;

        let sent = sending.instrument(self.span.clone()).await;
        self.span.in_scope(|| self.record(&sent));
        sent
    }

    fn record<S: Sent>(&self, sent: &Result<S, SendError>) {
        match sent {
            Ok(sent) => {
                self.span.record("code", 0);
                self.span.record("message_id", sent.message_id());
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
    pub(crate) fn new(_: Endpoint, _: &str) -> Self {
        Self {}
    }

    pub(crate) fn record_attempts(&self, _: u32) {}

    pub(crate) async fn around<S: Sent>(
        &self,
        sending: impl Future<Output = Result<S, SendError>>,
    ) -> Result<S, SendError> {
        sending.await
    }
}
