//! Why a message was not sent: all wording in one file.

use std::error::Error;
use std::fmt::{self, Formatter};
use std::iter;
use std::sync::Arc;

use feishu_post_core::display::{WithCauses, one_line, shortened};

use super::code::{Code, Endpoint};

/// How many characters of a rejected ID or key are shown.
const ID_SHOWN: usize = 64;

/// How many characters of the server's message are shown.
const SHOWN: usize = 200;

/// How many fields are listed.
const VIOLATIONS_SHOWN: usize = 5;

#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// The message has nothing to show.
    EmptyMessage,
    /// The request body is longer than the endpoint allows.
    TooLong {
        len: usize,
        limit: usize,
        is_post: bool,
    },
    /// An invalid ID or key, or an invalid secret, which is not shown; and what is expected.
    Invalid {
        what: &'static str,
        value: Option<String>,
        expected: &'static str,
    },
    /// The app has no tenant access token yet.
    MissingToken,
    /// The platform responded with an error code.
    Refused(Box<Refusal>),
    /// HTTP 429 from a gateway, without the platform's code.
    TooManyRequests,
    /// A response that is not in the platform's format.
    Unexpected { status: u16, what: &'static str },
    /// No connection was established.
    Connect(Cause),
    /// No complete response was received.
    NoResponse(Cause),
}

pub(crate) type Cause = Arc<dyn Error + Send + Sync>;

#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) violations: Vec<Violation>,
    pub(crate) help_url: Option<String>,
}

/// A field of the request that the platform rejected.
///
/// ```
/// use feishu_post::MessageId;
///
/// let response = http::Response::new(
///     r#"{"code":99992402,"msg":"field validation failed","error":{"field_violations":[
///         {"field":"msg_type","description":"msg_type is required"}]}}"#,
/// );
/// let error = MessageId::from_response(&response).unwrap_err();
/// assert_eq!(error.violations()[0].field(), "msg_type");
/// assert_eq!(error.violations()[0].description(), "msg_type is required");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Violation {
    pub(crate) field: String,
    pub(crate) description: String,
}

impl Violation {
    /// Returns the name of the field.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Returns the platform's description of the problem.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [field, description] = [&self.field, &self.description].map(|text| shown(text));
        write!(f, "{field}: {description}")
    }
}

impl Failure {
    pub(crate) fn invalid(what: &'static str, value: &str, expected: &'static str) -> Self {
        let value = Some(shortened(value, ID_SHOWN));
        Self::Invalid {
            what,
            value,
            expected,
        }
    }

    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    pub(crate) fn cause(&self) -> Option<&Cause> {
        match self {
            Self::Connect(cause) | Self::NoResponse(cause) => Some(cause),
            _ => None,
        }
    }

    /// Whether the same request may succeed later, provided that repeating it is harmless.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.meant().is_transient(),
            Self::Unexpected { .. } | Self::Connect(_) | Self::NoResponse(_) => true,
            _ => false,
        }
    }

    /// Whether the request certainly had no effect.
    pub(crate) fn is_certain(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.meant().is_refusal(),
            Self::Unexpected { .. } | Self::NoResponse(_) => false,
            _ => true,
        }
    }

    /// Whether a rate limit was hit, so that the same request can succeed later.
    pub(crate) fn is_rate_limit(&self) -> bool {
        let refusal = self.refusal();
        matches!(self, Self::TooManyRequests) || refusal.is_some_and(|r| r.meant().is_rate_limit())
    }

    /// Removes each of the `secrets` from texts that come from elsewhere.
    pub(crate) fn redact(&mut self, secrets: &[&str]) {
        match self {
            Self::Refused(refusal) => refusal.texts().for_each(|text| redact(text, secrets)),
            Self::Connect(cause) | Self::NoResponse(cause) => redact_cause(cause, secrets),
            _ => {}
        }
    }

    pub(crate) fn hint(&self, endpoint: Option<Endpoint>) -> Option<&'static str> {
        Some(match self {
            Self::EmptyMessage => "give the message a title, a line or a text",
            Self::TooLong { is_post: true, .. } => "send the parts that Post::split returns",
            Self::TooLong { .. } => "shorten the text",
            Self::Invalid { expected, .. } => expected,
            Self::MissingToken => "send with the client, or use Credentials::tenant_token",
            Self::Refused(refusal) => refusal.meant().meaning(endpoint)?.hint,
            Self::TooManyRequests => "send more slowly",
            Self::Unexpected { .. } => {
                "check the base URL, and whether a proxy or gateway answered"
            }
            Self::NoResponse(_) if matches!(endpoint, Some(Endpoint::Chat | Endpoint::Reply)) => {
                "check whether the message arrived before you send it again; with the same `once` key, sending it again is safe for an hour"
            }
            Self::NoResponse(_) if endpoint.is_some() => {
                "check whether the message arrived before you send it again"
            }
            Self::Connect(_) | Self::NoResponse(_) => "check the base URL and the network",
        })
    }

    /// Like `Display`, with the meaning of the code on `endpoint`.
    pub(crate) fn fmt(&self, endpoint: Option<Endpoint>, f: &mut Formatter<'_>) -> fmt::Result {
        let unsent = "; nothing was sent";
        match self {
            Self::EmptyMessage => write!(f, "the message is empty{unsent}"),
            Self::TooLong {
                len,
                limit,
                is_post,
            } => {
                let cures = ["shorten it", "split it with Post::split"];
                let cure = cures[usize::from(*is_post)];
                write!(
                    f,
                    "the message is too long ({len} bytes, at most {limit} allowed): {cure}{unsent}"
                )
            }
            Self::Invalid { what, value, .. } => {
                write!(f, "invalid {what}")?;
                value.iter().try_for_each(|value| write!(f, " {value:?}"))?;
                f.write_str(unsent)
            }
            Self::MissingToken => write!(f, "the app has no tenant access token yet{unsent}"),
            Self::Refused(refusal) => refusal.fmt(endpoint, f),
            Self::TooManyRequests => f.write_str("refused with HTTP 429: too many requests"),
            Self::Unexpected { status, what } => {
                write!(f, "unexpected response (HTTP {status}): {what}")
            }
            Self::Connect(_) => f.write_str("could not connect"),
            Self::NoResponse(_) => f.write_str("no response received"),
        }
    }
}

impl Refusal {
    /// The code with its ambiguity resolved.
    fn meant(&self) -> Code {
        self.code.resolved(&self.message)
    }

    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let violations = self.violations.iter_mut();
        let fields = violations.flat_map(|one| [&mut one.field, &mut one.description]);
        fields.chain(iter::once(&mut self.message).chain(&mut self.help_url))
    }

    fn fmt(&self, endpoint: Option<Endpoint>, f: &mut Formatter<'_>) -> fmt::Result {
        let verbs = ["failed", "refused"];
        let verb = verbs[usize::from(self.meant().is_refusal())];
        write!(f, "{verb} with code {}", self.code)?;
        if let Some(meaning) = self.meant().meaning(endpoint) {
            write!(f, ": {}", meaning.what)?;
        }
        let message = iter::once(shown(&self.message)).filter(|text| !text.is_empty());
        let violations = self.violations.iter().take(VIOLATIONS_SHOWN);
        let said: Vec<_> = message
            .chain(violations.map(Violation::to_string))
            .collect();
        if said.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", said.join("; "))
    }
}

/// The beginning of the server's message.
fn shown(text: &str) -> String {
    one_line(&shortened(text, SHOWN))
}

/// Removes each of the `secrets`, in order.
pub(crate) fn redact(text: &mut String, secrets: &[&str]) {
    for secret in secrets {
        *text = text.replace(secret, "[secret]");
    }
}

/// A cause may contain a secret, such as the URL of a webhook.
fn redact_cause(cause: &mut Cause, secrets: &[&str]) {
    let mut text = WithCauses(&**cause).to_string();
    let shown = format!("{text} {cause:?}");
    if secrets.iter().any(|secret| shown.contains(secret)) {
        redact(&mut text, secrets);
        *cause = Box::<dyn Error + Send + Sync>::from(text).into();
    }
}

/// Implements `Debug` so that an error returned from `main` prints as a readable message.
macro_rules! debug_as_sentence {
    ($($error:ty),*) => {$(
        impl std::fmt::Debug for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&feishu_post_core::display::WithCauses(self), f)
            }
        }
    )*};
}

pub(crate) use debug_as_sentence;
