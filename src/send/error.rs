//! Why a message was not sent: all wording in one file.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::code::Code;
use super::delivery::Delivery;
use super::server_text::Said;
use crate::json::Message;

/// How many links of a message are listed.
const LINKS_SHOWN: usize = 10;

/// A message that was not sent, or not certainly.
///
/// `Display` is one sentence for a log, [`hint`](Self::hint) says what to do, [`delivery`](Self::delivery)
/// whether the message may have arrived all the same. No secret stands in it.
///
/// ```
/// use feishu_post::{Code, Delivery, MessageId};
///
/// let reply = http::Response::new(r#"{"code":154401,"msg":"Ticket already be closed"}"#);
/// let error = MessageId::from_response(&reply).unwrap_err();
/// assert_eq!(error.code(), Some(Code::TicketClosed));
/// assert_eq!(error.delivery(), Delivery::NotDelivered);
/// assert_eq!(
///     error.to_string(),
///     "refused with code 154401: the ticket is closed (Ticket already be closed)"
/// );
/// ```
#[derive(Debug, Clone)]
pub struct SendError(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    failure: Failure,
    asked: Asked,
    log_id: Option<Said>,
    retry_after: Option<Duration>,
    links: Vec<String>,
    tries: u32,
}

/// What the failed request was to get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Send,
    Token,
}

#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// Nothing was sent: the message has nothing to show.
    EmptyMessage,
    /// Nothing was sent: this is no ticket id.
    TicketId(String),
    /// Nothing was sent: the app has no tenant access token yet.
    NoToken,
    /// The platform answered with a code and a text.
    Refused(Code, Said),
    /// Something answered, but not as the platform does.
    Strange { status: u16, what: String },
    /// The request was not taken by anybody.
    Unconnected(Cause),
    /// No whole reply came.
    NoReply(Cause),
}

type Cause = Arc<dyn Error + Send + Sync>;

impl SendError {
    pub(crate) fn new(failure: Failure) -> Self {
        Self(Box::new(Inner {
            failure,
            asked: Asked::Send,
            log_id: None,
            retry_after: None,
            links: Vec::new(),
            tries: 0,
        }))
    }

    /// A request for which no connection opened, so that certainly nobody took it. For those who
    /// bring their own client.
    ///
    /// ```
    /// use feishu_post::{Delivery, SendError};
    /// use std::io;
    ///
    /// let error = SendError::not_connected(io::Error::from(io::ErrorKind::ConnectionRefused));
    /// assert_eq!(error.delivery(), Delivery::NotDelivered);
    /// assert_eq!(error.to_string(), "no connection could be made");
    /// ```
    #[must_use]
    pub fn not_connected(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Failure::Unconnected(cause.into().into()))
    }

    /// A request without a whole reply: the connection broke, or the time was up. For those who
    /// bring their own client.
    ///
    /// ```
    /// use feishu_post::{Delivery, SendError};
    /// use std::io;
    ///
    /// let error = SendError::no_reply(io::Error::from(io::ErrorKind::ConnectionReset));
    /// assert_eq!(error.delivery(), Delivery::Unknown);
    /// assert_eq!(error.to_string(), "no reply came, and the message may have been delivered");
    /// ```
    #[must_use]
    pub fn no_reply(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Failure::NoReply(cause.into().into()))
    }

    pub(crate) fn log_id_is(mut self, log_id: Option<Said>) -> Self {
        self.0.log_id = log_id;
        self
    }

    pub(crate) fn retry_after_is(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    pub(crate) fn asked(mut self, asked: Asked) -> Self {
        self.0.asked = asked;
        self
    }

    pub(crate) fn tries_are(mut self, tries: u32) -> Self {
        self.0.tries = tries;
        self
    }

    /// Takes each of the `secrets` out of what the platform said.
    pub(crate) fn without<'s>(mut self, secrets: impl IntoIterator<Item = &'s str>) -> Self {
        let mut secrets: Vec<_> = secrets.into_iter().filter(|s| !s.is_empty()).collect();
        // Longer ones first: one may hold another.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        if let Failure::Refused(_, msg) = &mut self.0.failure {
            msg.redact(&secrets);
        }
        if let Some(log_id) = &mut self.0.log_id {
            log_id.redact(&secrets);
        }
        self
    }

    /// The same error, naming the links of `message` if one of them was refused: on
    /// [`Code::BadUrl`] the platform does not say which. [`send`](crate::send()) has done so
    /// already; this is for those who bring their own client.
    ///
    /// ```
    /// use feishu_post::{Message, MessageId, PostBuilder};
    ///
    /// let post = PostBuilder::new().line(|line| line.link("文档", "https://example.com")).build()?;
    /// let reply = http::Response::new(r#"{"code":154403}"#);
    /// let error = MessageId::from_response(&reply).unwrap_err().with_links_of(&Message::from(&post));
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"refused with code 154403: the message has an illegal link; its links: zh_cn line 1 element 1 "https://example.com""#
    /// );
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn with_links_of(mut self, message: &Message<'_>) -> Self {
        if let (Some(Code::BadUrl), Some(post)) = (self.code(), message.as_post()) {
            let links = post.links();
            self.0.links = links
                .map(|(place, link)| format!("{place} {:?}", link.href().as_str()))
                .collect();
        }
        self
    }

    /// The platform's code, if the platform answered.
    ///
    /// ```
    /// use feishu_post::{Code, MessageId};
    ///
    /// let reply = http::Response::builder()
    ///     .status(400)
    ///     .body(r#"{"code":154401,"msg":"Ticket already be closed","error":{"log_id":"2026010100"}}"#)
    ///     .unwrap();
    /// let error = MessageId::from_response(&reply).unwrap_err();
    /// assert_eq!(error.code(), Some(Code::TicketClosed));
    /// ```
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self.0.failure {
            Failure::Refused(code, _) => Some(code),
            _ => None,
        }
    }

    /// Whether the message may have been delivered all the same.
    ///
    /// It certainly was not where nothing was sent, where no connection opened, and where the
    /// platform refused it with a code that names a fault of the request: nobody documents what
    /// had happened before an internal error, or before a code unknown here.
    ///
    /// ```
    /// use feishu_post::{Delivery, MessageId};
    ///
    /// let reply = |status, body| http::Response::builder().status(status).body(body).unwrap();
    /// let refused = reply(400, r#"{"code":154401,"msg":"Ticket already be closed"}"#);
    /// assert_eq!(MessageId::from_response(&refused).unwrap_err().delivery(), Delivery::NotDelivered);
    /// let gateway = reply(502, "<html>Bad Gateway</html>");
    /// assert_eq!(MessageId::from_response(&gateway).unwrap_err().delivery(), Delivery::Unknown);
    /// ```
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        let certain = self.0.asked == Asked::Token
            || match &self.0.failure {
                Failure::EmptyMessage
                | Failure::TicketId(_)
                | Failure::NoToken
                | Failure::Unconnected(_) => true,
                Failure::Refused(code, msg) => code.resolved(msg.as_str()).is_refusal(),
                Failure::Strange { .. } | Failure::NoReply(_) => false,
            };
        if certain {
            Delivery::NotDelivered
        } else {
            Delivery::Unknown
        }
    }

    /// The platform's log id of the call, which its support asks for.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let reply = http::Response::builder()
    ///     .status(400)
    ///     .body(r#"{"code":154401,"msg":"Ticket already be closed","error":{"log_id":"2026010100"}}"#)
    ///     .unwrap();
    /// let error = MessageId::from_response(&reply).unwrap_err();
    /// assert_eq!(error.log_id(), Some("2026010100"));
    /// ```
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.0.log_id.as_ref().map(Said::as_str)
    }

    /// What to do about it.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let reply = http::Response::builder()
    ///     .status(400)
    ///     .body(r#"{"code":154401,"msg":"Ticket already be closed","error":{"log_id":"2026010100"}}"#)
    ///     .unwrap();
    /// let error = MessageId::from_response(&reply).unwrap_err();
    /// assert_eq!(error.hint(), Some("open a new ticket"));
    /// ```
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match &self.0.failure {
            Failure::EmptyMessage => Some("give the message a title, a line or a text"),
            Failure::TicketId(_) => Some(
                "a ticket id is at most 32 digits and nothing else, such as 6948728206392295444",
            ),
            Failure::NoToken => Some("send the token_request, and give its token to keep_token"),
            Failure::Refused(code, msg) => code.resolved(msg.as_str()).hint(),
            Failure::Strange { .. } => {
                Some("check the base URL, and whether a proxy or gateway answered")
            }
            Failure::NoReply(_) if self.0.asked == Asked::Send => {
                Some("look into the ticket before you send the message again")
            }
            Failure::Unconnected(_) | Failure::NoReply(_) => {
                Some("check the base URL and the network")
            }
        }
    }

    /// How long the platform asks to wait, if it limits the rate and says so.
    ///
    /// ```
    /// use feishu_post::MessageId;
    /// use std::time::Duration;
    ///
    /// let reply = http::Response::builder()
    ///     .status(429)
    ///     .header("x-ogw-ratelimit-reset", "6")
    ///     .body(r#"{"code":99991400,"msg":"request trigger frequency limit"}"#)
    ///     .unwrap();
    /// let error = MessageId::from_response(&reply).unwrap_err();
    /// assert_eq!(error.retry_after(), Some(Duration::from_secs(6)));
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// How often the request was made; 0 if nothing was sent, and where the caller sends it.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let reply = http::Response::builder()
    ///     .status(400)
    ///     .body(r#"{"code":154401,"msg":"Ticket already be closed","error":{"log_id":"2026010100"}}"#)
    ///     .unwrap();
    /// let error = MessageId::from_response(&reply).unwrap_err();
    /// assert_eq!(error.tries(), 0);
    /// ```
    #[must_use]
    pub fn tries(&self) -> u32 {
        self.0.tries
    }

    /// Whether the same request may go better, and does no harm: nobody took it, or it was for a
    /// token, of which one may get several.
    pub(crate) fn is_worth_repeating(&self) -> bool {
        match &self.0.failure {
            Failure::Unconnected(_) => true,
            Failure::Strange { .. } | Failure::NoReply(_) | Failure::Refused(Code::Internal, _) => {
                self.0.asked == Asked::Token
            }
            _ => false,
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.asked == Asked::Token {
            f.write_str("no tenant access token: ")?;
        }
        self.0.failure.fmt(f)?;
        if self.delivery() == Delivery::Unknown {
            f.write_str(", and the message may have been delivered")?;
        }
        self.0.fmt_links(f)?;
        if self.0.tries > 1 {
            write!(f, ", after {} tries", self.0.tries)?;
        }
        match &self.0.log_id {
            Some(log_id) => write!(f, ", log id {log_id}"),
            None => Ok(()),
        }
    }
}

impl Inner {
    fn fmt_links(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "; its links: ";
        for link in self.links.iter().take(LINKS_SHOWN) {
            write!(f, "{before}{link}")?;
            before = ", ";
        }
        match self.links.len().saturating_sub(LINKS_SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyMessage => f.write_str("the message is empty, nothing was sent"),
            Self::TicketId(id) => write!(f, "{id:?} is no ticket id, nothing was sent"),
            Self::NoToken => {
                f.write_str("the app has no tenant access token yet, nothing was sent")
            }
            Self::Refused(code, msg) => {
                let meant = code.resolved(msg.as_str());
                let verb = if meant.is_refusal() {
                    "refused"
                } else {
                    "failed"
                };
                write!(f, "{verb} with code {code}")?;
                if let Some(meaning) = meant.meaning(None) {
                    write!(f, ": {}", meaning.what)?;
                }
                if msg.is_empty() {
                    Ok(())
                } else {
                    write!(f, " ({msg})")
                }
            }
            Self::Strange { status, what } => write!(f, "HTTP {status} with a reply that {what}"),
            Self::Unconnected(_) => f.write_str("no connection could be made"),
            Self::NoReply(_) => f.write_str("no reply came"),
        }
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.failure {
            Failure::Unconnected(cause) | Failure::NoReply(cause) => Some(&**cause),
            _ => None,
        }
    }
}
