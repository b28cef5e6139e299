//! The platform's endpoints, with one file for each API: its paths, queries, headers, bodies, limits, keys and
//! responses.

mod chat;
mod helpdesk;
#[cfg(feature = "webhook")]
mod webhook;

use http::header::CONTENT_LENGTH;
use http::{HeaderName, Request, Response};
use serde_json::json;

use super::code::Endpoint;
use super::config::{HelpdeskCredentials, Secret};
use super::error::SendError;
use super::failure::Failure;
use super::message_id::MessageId;
use super::rate_limit::RateLimit;
use super::response::accepted;
use super::retry::random;
use super::transport::json_request;
use crate::json::Message;
use crate::split::Limit;

pub use chat::{Receiver, Reply};
pub use helpdesk::HelpdeskReceiver;

pub(crate) use chat::{chat, edit, reply};
pub(crate) use helpdesk::{helpdesk, ticket};
#[cfg(feature = "webhook")]
pub(crate) use webhook::webhook;

/// The documented properties of an endpoint that do not depend on the message.
pub(crate) struct Facts {
    pub(crate) endpoint: Endpoint,
    pub(crate) rate: RateLimit,
    /// The maximum body size with a text and with a post, in bytes, if there is a limit.
    limits: Option<[usize; 2]>,
    /// Whether the request is idempotent: it has a key or replaces the entire content.
    pub(crate) is_repeatable: bool,
}

/// The limit of most of the platform's calls, per app and tenant.
const APP_RATE: RateLimit = RateLimit::unlimited().per_second(50).per_minute(1000);

/// The longest key, in characters. Source: the platform's page on im/v1/messages.
const KEY_LIMIT: usize = 50;

/// An idempotency key: at most one request with the same key sends a message within an hour.
type Key = Option<String>;

/// One message for one endpoint: everything that tokens, rate limit, retries and transports need.
pub(crate) struct Call<'m, S> {
    pub(crate) facts: &'static Facts,
    pub(crate) message: Message<'m>,
    request: Request<Vec<u8>>,
    /// Members of the body that are generated for each attempt, each followed by a comma.
    stamp: Option<Stamp<'m>>,
    /// The ticket, chat, user or message; empty for a webhook, whose address is a secret.
    pub(crate) to: String,
    /// The endpoint's credentials, to be redacted if the server echoes them.
    pub(crate) secrets: Vec<&'m Secret>,
    pub(crate) read: Read<S>,
}

type Stamp<'m> = Box<dyn Fn() -> String + Send + Sync + 'm>;
type Read<S> = fn(&Response<Vec<u8>>) -> Result<S, SendError>;

impl<'m, S> Call<'m, S> {
    fn new(
        facts: &'static Facts,
        request: Request<Vec<u8>>,
        message: Message<'m>,
        to: impl Into<String>,
        read: Read<S>,
    ) -> Self {
        Self {
            facts,
            message,
            request,
            stamp: None,
            to: to.into(),
            secrets: Vec::new(),
            read,
        }
    }

    /// Adds a helpdesk's ID and token, in addition to the app's token.
    fn of_helpdesk(mut self, credentials: &'m HelpdeskCredentials) -> Self {
        let name = HeaderName::from_static("x-lark-helpdesk-authorization");
        self.request
            .headers_mut()
            .insert(name, credentials.header.clone());
        self.secrets.extend(&credentials.secrets);
        self
    }

    /// Rejects an empty message, and one whose body is longer than `limit` or, if that is `None`, than the endpoint
    /// allows.
    pub(crate) fn check(&self, limit: Option<usize>) -> Result<(), SendError> {
        if self.message.is_empty() {
            return Err(self.facts.refuse(Failure::EmptyMessage));
        }
        let is_post = self.message.as_post().is_some();
        let documented = self.facts.limits.map(|limits| limits[usize::from(is_post)]);
        let limit = limit.or(documented).unwrap_or(usize::MAX);
        let stamp = self.stamp.as_ref().map_or(0, |stamp| stamp().len());
        match self.request.body().len() + stamp {
            len if len > limit => Err(self.facts.refuse(Failure::TooLong {
                len,
                limit,
                is_post,
            })),
            _ => Ok(()),
        }
    }

    /// The request without the access token.
    pub(crate) fn request(&self) -> Request<Vec<u8>> {
        let mut request = self.request.clone();
        if let Some(stamp) = &self.stamp {
            request.body_mut().splice(1..1, stamp().into_bytes());
            let length = request.body().len();
            request.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        request
    }
}

/// Reads a response without an ID.
fn read_nothing(response: &Response<Vec<u8>>) -> Result<(), SendError> {
    accepted(response, &["code"]).map(drop)
}

impl Facts {
    /// The properties common to the endpoints under im/v1/messages.
    const fn of_im(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            rate: APP_RATE,
            limits: Some([Limit::CHAT_TEXT.max_bytes(), Limit::CHAT.max_bytes()]),
            is_repeatable: true,
        }
    }

    /// An error for a message that is not sent.
    fn refuse(&self, failure: Failure) -> SendError {
        SendError::from(failure).with(|inner| inner.endpoint = Some(self.endpoint))
    }

    /// Rejects an invalid ID, key or the like.
    fn check(
        &self,
        is_valid: bool,
        what: &'static str,
        value: &str,
        expected: &'static str,
    ) -> Result<(), SendError> {
        let refusal = || self.refuse(Failure::invalid(what, value, expected));
        is_valid.then_some(()).ok_or_else(refusal)
    }

    fn check_message_id(&self, id: &str) -> Result<(), SendError> {
        let is_valid = MessageId::is_valid(id);
        self.check(is_valid, "message id", id, MessageId::EXPECTED)
    }

    /// Rejects an invalid ID.
    fn check_id(&self, what: &'static str, id: &str) -> Result<(), SendError> {
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        let is_valid = !id.is_empty() && !id.contains(is_blank);
        self.check(
            is_valid,
            what,
            id,
            "an id must not be empty, and must not contain whitespace or control characters",
        )
    }

    /// Generates a unique key if there is none, and rejects an invalid one.
    fn ensure_key(&self, key: &mut Key) -> Result<(), SendError> {
        let key = key.get_or_insert_with(|| format!("{:016x}{:016x}", random(), random()));
        let is_valid =
            (1..=KEY_LIMIT).contains(&key.chars().count()) && !key.contains(char::is_control);
        let expected = "a key has 1 to 50 characters, none of them control characters";
        self.check(is_valid, "key", key, expected)
    }
}

/// The end of a body, with the key, if any.
fn end_with_key(key: &Key) -> String {
    let member = key
        .as_ref()
        .map(|key| format!(r#","uuid":{}}}"#, json!(key)));
    member.unwrap_or_else(|| "}".to_owned())
}
