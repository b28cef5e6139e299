use std::time::Duration;

use http::StatusCode;

use crate::Code;

/// Something that goes wrong with one request. Queue it with
/// [`FakeFeishu::queue`](super::FakeFeishu::queue).
///
/// The message of a request that meets a fault is not accepted. With
/// [`after_accepting`](Self::after_accepting) it is, and only the response goes wrong.
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
pub struct Fault(pub(super) Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// The usual response does not arrive.
    Lost {
        replacement: Replacement,
        is_accepted: bool,
    },
    Slow(Duration),
    ExpiredToken,
    Outage(Duration),
}

/// What comes in place of the usual response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Replacement {
    Code {
        code: Code,
        status: Option<StatusCode>,
        msg: Option<String>,
    },
    RateLimit {
        reset: u64,
    },
    Page {
        status: StatusCode,
    },
    Reset,
}

impl Fault {
    /// The response of a code, with the HTTP status and the text that the platform gives it on the
    /// endpoint that meets the fault.
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
        let code = code.into();
        Self::lost(Replacement::Code {
            code,
            status: None,
            msg: None,
        })
    }

    /// The response of a code with any HTTP status: older endpoints of the platform
    /// limit the rate with 400, and some refuse tokens with 200.
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
        let code = code.into();
        Self::lost(Replacement::Code {
            code,
            status: Some(status),
            msg: None,
        })
    }

    /// The same code with another text: some codes mean what their text says.
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
        if let Kind::Lost {
            replacement: Replacement::Code { msg, .. },
            ..
        } = &mut self.0
        {
            *msg = Some(text.into());
        }
        self
    }

    /// HTTP 429 with 99991400, and the seconds to wait in `x-ogw-ratelimit-reset`.
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
        let reset = reset_seconds;
        Self::lost(Replacement::RateLimit { reset })
    }

    /// HTTP 502 with a page of HTML, as a gateway sends it.
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

    /// A page of HTML with any HTTP status, even 200.
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
        Self::lost(Replacement::Page { status })
    }

    /// The connection is reset when the request has arrived (a TCP RST, `ECONNRESET` for the
    /// caller). Whether the message was accepted, the caller cannot know.
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
        Self::lost(Replacement::Reset)
    }

    /// The message is accepted at once, and the usual response comes after `delay`.
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
        Self(Kind::Slow(delay))
    }

    /// The tenant access token that the request carries is refused from now on, with 99991663.
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
        Self(Kind::ExpiredToken)
    }

    /// The request is answered as usual. Then the fake closes its connections and its port:
    /// for `duration`, connections are refused.
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
        Self(Kind::Outage(duration))
    }

    /// The request is handled as usual, its message accepted if it is valid, and only the response
    /// meets the fault. That is what makes a 5xx or a reset connection ambiguous.
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
        if let Kind::Lost { is_accepted, .. } = &mut self.0 {
            *is_accepted = true;
        }
        self
    }

    fn lost(replacement: Replacement) -> Self {
        Self(Kind::Lost {
            replacement,
            is_accepted: false,
        })
    }
}
