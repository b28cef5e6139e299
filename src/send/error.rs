use std::error::Error;
use std::fmt::{self, Formatter};
use std::time::Duration;

use super::code::{Code, Endpoint};
use super::failure::{Failure, Violation, debug_as_sentence, redact};
use super::transport::TransportError;
use crate::json::Message;

/// How many links of a message are listed.
const LINKS_SHOWN: usize = 10;

/// Why sending a message failed, and whether the message may have arrived anyway.
///
/// `Display` is a single sentence for logs. [`hint`](Self::hint) suggests what to do, and
/// [`delivery`](Self::delivery) tells whether the message may have arrived anyway. `Debug` prints the
/// sentence and its causes, so that a `main` that returns this error prints something readable. It
/// never contains secrets.
///
/// ```
/// use feishu_post::{Code, Delivery, MessageId};
///
/// let response = http::Response::new(r#"{"code":154401,"msg":"Ticket already be closed"}"#);
/// let error = MessageId::from_response(&response).unwrap_err();
/// assert_eq!(error.code(), Some(Code::TicketClosed));
/// assert_eq!(error.delivery(), Delivery::NotDelivered);
/// assert_eq!(
///     error.to_string(),
///     "refused with code 154401: the ticket is closed (Ticket already be closed)"
/// );
/// ```
#[derive(Clone)]
pub struct SendError(Box<Inner>);

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) failure: Failure,
    /// The endpoint that the message was sent to, if known.
    pub(crate) endpoint: Option<Endpoint>,
    /// Whether the failed request was for a token rather than a message.
    pub(crate) is_of_token: bool,
    pub(crate) log_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// The message's links, as appended by `Display`.
    pub(crate) links: String,
    pub(crate) attempts: u32,
    /// Whether an earlier attempt of the same call may have been delivered.
    pub(crate) is_earlier_unknown: bool,
}

/// Whether a message may have been delivered although sending it failed.
///
/// Tickets and webhooks have no idempotency key: a message that is sent again after
/// [`Delivery::Unknown`] may arrive twice.
///
/// ```
/// use feishu_post::{Delivery, MessageId};
///
/// let gateway = http::Response::builder().status(502).body("<html>bad gateway</html>").unwrap();
/// assert_eq!(MessageId::from_response(&gateway).unwrap_err().delivery(), Delivery::Unknown);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Certainly not delivered: it is safe to send it again.
    NotDelivered,
    /// It may have been delivered.
    Unknown,
}

impl From<Failure> for SendError {
    fn from(failure: Failure) -> Self {
        Self(Box::new(Inner {
            failure,
            endpoint: None,
            is_of_token: false,
            log_id: None,
            retry_after: None,
            links: String::new(),
            attempts: 0,
            is_earlier_unknown: false,
        }))
    }
}

impl From<TransportError> for SendError {
    fn from(error: TransportError) -> Self {
        Self::from(match error {
            TransportError::Connect(cause) => Failure::Connect(cause.into()),
            TransportError::Response(cause) => Failure::NoResponse(cause.into()),
        })
    }
}

impl SendError {
    /// Returns the error with something added.
    pub(crate) fn with(mut self, add: impl FnOnce(&mut Inner)) -> Self {
        add(&mut self.0);
        self
    }

    pub(crate) fn failure(&self) -> &Failure {
        &self.0.failure
    }

    /// Returns the platform's code, if the platform responded.
    ///
    /// ```
    /// use feishu_post::{Code, MessageId};
    ///
    /// let response = http::Response::new(r#"{"code":154401}"#);
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.code(), Some(Code::TicketClosed));
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        Some(self.0.failure.refusal()?.code)
    }

    /// Returns whether the message may have been delivered anyway.
    ///
    /// It certainly was not if nothing was sent, if no connection was established, or if the platform rejected it
    /// with a code for an invalid request. After an internal error or an unknown code, the outcome is
    /// undocumented.
    ///
    /// ```
    /// use feishu_post::{Delivery, MessageId};
    ///
    /// let response = |status, body| http::Response::builder().status(status).body(body).unwrap();
    /// let refused = response(400, r#"{"code":154401,"msg":"Ticket already be closed"}"#);
    /// assert_eq!(MessageId::from_response(&refused).unwrap_err().delivery(), Delivery::NotDelivered);
    /// let gateway = response(502, "<html>Bad Gateway</html>");
    /// assert_eq!(MessageId::from_response(&gateway).unwrap_err().delivery(), Delivery::Unknown);
    /// ```
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        let is_certain = self.0.is_of_token || self.0.failure.is_certain();
        if is_certain && !self.0.is_earlier_unknown {
            Delivery::NotDelivered
        } else {
            Delivery::Unknown
        }
    }

    /// Returns the platform's message for the code in full; `Display` shows its beginning.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let response = http::Response::new(r#"{"code":154401,"msg":"Ticket already be closed"}"#);
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.server_message(), Some("Ticket already be closed"));
    /// ```
    #[must_use]
    pub fn server_message(&self) -> Option<&str> {
        let message = self.0.failure.refusal()?.message.as_str();
        Some(message).filter(|message| !message.is_empty())
    }

    /// Returns the fields of the request that the platform rejected.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let response = http::Response::new(
    ///     r#"{"code":99992402,"error":{"field_violations":[{"field":"uuid","description":"too long"}]}}"#,
    /// );
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.violations()[0].to_string(), "uuid: too long");
    /// ```
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        let refusal = self.0.failure.refusal();
        refusal.map_or(&[], |refusal| &refusal.violations)
    }

    /// Returns the URL of the page that the platform refers to, such as the one for requesting a scope.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let response = http::Response::new(
    ///     r#"{"code":99991672,"error":{"helps":[{"url":"https://open.feishu.cn/app/cli_1/auth"}]}}"#,
    /// );
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.help_url(), Some("https://open.feishu.cn/app/cli_1/auth"));
    /// ```
    #[must_use]
    pub fn help_url(&self) -> Option<&str> {
        self.0.failure.refusal()?.help_url.as_deref()
    }

    /// Returns the platform's log ID for the call, which the platform's support asks for.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let response = http::Response::new(r#"{"code":154401,"error":{"log_id":"2026010100"}}"#);
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.log_id(), Some("2026010100"));
    /// ```
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.0.log_id.as_deref()
    }

    /// Returns what to do about the error.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let response = http::Response::new(r#"{"code":154401,"msg":"Ticket already be closed"}"#);
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.hint(), Some("open a new ticket"));
    /// ```
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.0.failure.hint(self.0.endpoint)
    }

    /// Returns how long the server asked the caller to wait, if it did.
    ///
    /// ```
    /// use feishu_post::MessageId;
    /// use std::time::Duration;
    ///
    /// let response = http::Response::builder()
    ///     .status(429)
    ///     .header("x-ogw-ratelimit-reset", "6")
    ///     .body(r#"{"code":99991400,"msg":"request trigger frequency limit"}"#)
    ///     .unwrap();
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.retry_after(), Some(Duration::from_secs(6)));
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns whether a rate limit was hit, such as that of the app or of a single chat. The same message can
    /// succeed later.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let response = http::Response::new(r#"{"code":230020,"msg":"frequency limit"}"#);
    /// assert!(MessageId::from_response(&response).unwrap_err().is_rate_limit());
    /// ```
    #[must_use]
    pub fn is_rate_limit(&self) -> bool {
        self.0.failure.is_rate_limit()
    }

    /// Returns whether the same message may succeed later, for example after a rate limit, an outage or
    /// a lost response. To find out whether it is safe to send it again, see
    /// [`delivery`](Self::delivery).
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let error = |body| MessageId::from_response(&http::Response::new(body)).unwrap_err();
    /// assert!(error("<html>502 Bad Gateway</html>").is_transient());
    /// assert!(!error(r#"{"code":154401,"msg":"Ticket already be closed"}"#).is_transient());
    /// ```
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.is_rate_limit() || self.0.failure.is_transient()
    }

    /// Returns the number of attempts to send the message, or to fetch a token if that is what failed. It is 0 if
    /// nothing was sent, or if you sent the request yourself.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let response = http::Response::new(r#"{"code":154401,"msg":"Ticket already be closed"}"#);
    /// let error = MessageId::from_response(&response).unwrap_err();
    /// assert_eq!(error.attempts(), 0);
    /// ```
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        if inner.is_of_token {
            f.write_str("no tenant access token: ")?;
        }
        inner.failure.fmt(inner.endpoint, f)?;
        if self.delivery() == Delivery::Unknown {
            f.write_str("; the message may have been delivered")?;
        }
        f.write_str(&inner.links)?;
        if inner.attempts > 1 {
            write!(f, ", after {} attempts", inner.attempts)?;
        }
        match &inner.log_id {
            Some(log_id) => write!(f, ", log id {log_id}"),
            None => Ok(()),
        }
    }
}

debug_as_sentence!(SendError);

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let cause = self.0.failure.cause()?;
        Some(&**cause)
    }
}

impl Inner {
    /// Removes each of the `secrets` from texts that come from elsewhere; longer secrets must come first.
    pub(crate) fn redact(&mut self, secrets: &[&str]) {
        self.failure.redact(secrets);
        if let Some(log_id) = &mut self.log_id {
            redact(log_id, secrets);
        }
    }

    /// Lists the links of `message` if one of them was rejected, because the platform does not say which.
    pub(crate) fn name_links(&mut self, message: &Message<'_>) {
        let code = self.failure.refusal().map(|refusal| refusal.code);
        if let (Some(Code::BadUrl), Some(post)) = (code, message.as_post()) {
            let links = post.links();
            let mut links =
                links.map(|(location, link)| format!("{location} {:?}", link.href().as_str()));
            let shown: Vec<_> = links.by_ref().take(LINKS_SHOWN).collect();
            let more = match links.count() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            self.links = format!("; its links: {}{more}", shown.join(", "));
        }
    }
}
