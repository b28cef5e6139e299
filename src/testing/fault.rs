use std::time::Duration;

use http::StatusCode;

use super::limits::Exceeded;
use super::response::Refusal;
use crate::Code;

/// A fault to inject into one request, queued with [`FakeFeishu::queue`](super::FakeFeishu::queue).
///
/// Unless documented otherwise, the request's message is not accepted. With
/// [`after_accepting`](Self::after_accepting) it is, and only the response is affected.
///
/// ```
/// use feishu_post::testing::{FakeFeishu, Fault};
/// use feishu_post::{Delivery, Message, send};
///
/// let fake = FakeFeishu::start();
/// fake.queue(Fault::reset().after_accepting());
///
/// let cut = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
/// assert_eq!(cut.delivery(), Delivery::Unknown);
/// assert_eq!(fake.messages().len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a fault does nothing until it is queued"]
pub struct Fault {
    pub(super) kind: Kind,
    /// Whether the request is handled as usual; its response may still be replaced.
    pub(super) is_served: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Refused(Refusal),
    Page(StatusCode),
    Reset,
    Slow(Duration),
    ExpiredToken,
    Outage(Duration),
}

impl Fault {
    /// Responds with a code, and the HTTP status and text that the platform uses for it on the request's endpoint.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Code, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::code(154003));
    /// let refused = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(refused.code(), Some(Code::Forbidden));
    /// ```
    pub fn code(code: impl Into<Code>) -> Self {
        Self::lost(Kind::Refused(Refusal::of(code)))
    }

    /// Responds with a code and any HTTP status. Older endpoints of the platform report rate limits with status
    /// 400, and some reject tokens with 200.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Code, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::reply(http::StatusCode::OK, Code::TicketClosed));
    /// let refused = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(refused.code(), Some(Code::TicketClosed));
    /// ```
    pub fn reply(status: StatusCode, code: impl Into<Code>) -> Self {
        Self::lost(Kind::Refused(Refusal::of(code).with_status(status)))
    }

    /// Sets the text that accompanies the code, since the meaning of some codes depends on it. It has no effect on
    /// a fault that responds without a code.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Delivery, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::code(11246).with_message("Service Internal Error"));
    /// let failed = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(failed.delivery(), Delivery::Unknown);
    /// ```
    pub fn with_message(mut self, text: impl Into<String>) -> Self {
        if let Kind::Refused(refusal) = self.kind {
            self.kind = Kind::Refused(refusal.with_message(text.into()));
        }
        self
    }

    /// Responds with HTTP 429, code 99991400, and the seconds to wait in `x-ogw-ratelimit-reset`.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::rate_limit(0));
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(fake.requests().iter().filter(|request| request.is_message()).count(), 2);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    pub fn rate_limit(reset_seconds: u64) -> Self {
        let exceeded = Exceeded {
            limit: 50,
            reset: reset_seconds,
        };
        Self::lost(Kind::Refused(Refusal::rate(exceeded)))
    }

    /// Responds with HTTP 502 and an HTML page, as a gateway does.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Delivery, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::bad_gateway());
    /// let lost = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!((lost.code(), lost.delivery()), (None, Delivery::Unknown));
    /// ```
    pub fn bad_gateway() -> Self {
        Self::not_json(StatusCode::BAD_GATEWAY)
    }

    /// Responds with an HTML page and any HTTP status, even 200.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::not_json(http::StatusCode::OK));
    /// assert!(send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).is_err());
    /// ```
    pub fn not_json(status: StatusCode) -> Self {
        Self::lost(Kind::Page(status))
    }

    /// Resets the connection once the request has arrived (a TCP RST, `ECONNRESET` for the caller). The caller
    /// cannot know whether the message was accepted.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Delivery, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::reset());
    /// let cut = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(cut.delivery(), Delivery::Unknown);
    /// assert!(fake.messages().is_empty());
    /// ```
    pub fn reset() -> Self {
        Self::lost(Kind::Reset)
    }

    /// Accepts the message at once and delays the usual response by `delay`.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Delivery, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::slow(Duration::from_secs(60)));
    /// let hasty = fake.helpdesk_builder().timeout(Duration::from_millis(50)).build()?;
    /// let late = send(&hasty, "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(late.delivery(), Delivery::Unknown);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn slow(delay: Duration) -> Self {
        Self::served(Kind::Slow(delay))
    }

    /// Expires the request's tenant access token: this and later requests with it are rejected with 99991663.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::expired_token());
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(fake.token_fetches(), 2);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    pub fn expired_token() -> Self {
        Self::served(Kind::ExpiredToken)
    }

    /// Responds as usual, then closes all connections and refuses new ones for `duration`.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::outage(Duration::from_millis(1)));
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    pub fn outage(duration: Duration) -> Self {
        Self::served(Kind::Outage(duration))
    }

    /// Handles the request as usual, accepting its message if it is valid, and applies the fault only to the
    /// response. This is the case that makes a 5xx or a connection reset ambiguous. It has no effect on
    /// [`slow`](Self::slow), [`expired_token`](Self::expired_token) and [`outage`](Self::outage), which handle the
    /// request as usual anyway.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Code, Delivery, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::code(Code::Internal).after_accepting());
    /// let failed = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(failed.delivery(), Delivery::Unknown);
    /// assert_eq!(fake.messages().len(), 1);
    /// ```
    pub fn after_accepting(mut self) -> Self {
        self.is_served = true;
        self
    }

    /// A fault that replaces the usual response.
    fn lost(kind: Kind) -> Self {
        Self {
            kind,
            is_served: false,
        }
    }

    fn served(kind: Kind) -> Self {
        Self {
            kind,
            is_served: true,
        }
    }
}
