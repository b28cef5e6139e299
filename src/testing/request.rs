//! Routing, recording and the checks that all endpoints share.

use std::time::Instant;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, Method, Request};
use serde_json::Value;

use super::content::Content;
use super::response::Refusal;
use super::{Endpoint, FakeFeishu};
use crate::Code;

pub(super) const HELPDESK_AUTHORIZATION: HeaderName =
    HeaderName::from_static("x-lark-helpdesk-authorization");

/// A request that reached the fake, whether or not it succeeded.
///
/// ```
/// use feishu_post::testing::FakeFeishu;
/// use feishu_post::{Message, send};
///
/// let fake = FakeFeishu::start();
/// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
///
/// let requests = fake.requests();
/// let paths: Vec<&str> = requests.iter().map(|request| request.path.as_str()).collect();
/// assert_eq!(
///     paths,
///     [
///         "/open-apis/auth/v3/tenant_access_token/internal",
///         "/open-apis/helpdesk/v1/tickets/6948728206392295444/messages",
///     ]
/// );
/// assert!(requests[0].received_at <= requests[1].received_at);
/// assert!(requests[1].is_message() && !requests[0].is_message());
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// When the request had fully arrived.
    pub received_at: Instant,
    /// The HTTP method.
    pub method: Method,
    /// The path and query, as sent.
    pub path: String,
    /// The headers; those with credentials are marked sensitive, so `Debug` does not show them.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl RecordedRequest {
    pub(super) fn new(request: &Request<Vec<u8>>, at: Instant) -> Self {
        let mut headers = request.headers().clone();
        for name in [AUTHORIZATION, HELPDESK_AUTHORIZATION] {
            if let Some(value) = headers.get_mut(name) {
                value.set_sensitive(true);
            }
        }
        Self {
            received_at: at,
            method: request.method().clone(),
            path: request.uri().to_string(),
            headers,
            body: request.body().clone(),
        }
    }

    /// Returns the endpoint that the request was sent to, or `None` if it was for a token or an unknown path.
    ///
    /// ```
    /// use feishu_post::testing::{Endpoint, FakeFeishu};
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// let endpoints: Vec<_> = fake.requests().iter().map(|request| request.endpoint()).collect();
    /// assert_eq!(endpoints, [None, Some(Endpoint::Ticket)]);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn endpoint(&self) -> Option<Endpoint> {
        let path = self.path.split('?').next().unwrap_or_default();
        Route::of(path)?.endpoint()
    }

    /// Returns whether the request was for a message, rather than a token.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// assert!(!FakeFeishu::start().requests().iter().any(|request| request.is_message()));
    /// ```
    #[must_use]
    pub fn is_message(&self) -> bool {
        self.endpoint().is_some()
    }
}

/// The target of a path, from the platform's documentation. Not shared with the sending code, which it is meant to
/// check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route<'p> {
    Token,
    /// With the ID of the ticket, message or webhook in the path; empty if there is none.
    Message(Endpoint, &'p str),
}

impl<'p> Route<'p> {
    pub(super) fn of(path: &'p str) -> Option<Self> {
        let segments: Vec<_> = path.strip_prefix("/open-apis/")?.split('/').collect();
        let (endpoint, id) = match segments[..] {
            ["auth", "v3", "tenant_access_token", "internal"] => return Some(Self::Token),
            ["helpdesk", "v1", "tickets", id, "messages"] => (Endpoint::Ticket, Some(id)),
            ["helpdesk", "v1", "message"] => (Endpoint::Helpdesk, None),
            ["im", "v1", "messages"] => (Endpoint::Chat, None),
            ["im", "v1", "messages", id, "reply"] => (Endpoint::Reply, Some(id)),
            ["im", "v1", "messages", id] => (Endpoint::Edit, Some(id)),
            ["bot", "v2", "hook", id] => (Endpoint::Webhook, Some(id)),
            _ => return None,
        };
        (id != Some("")).then(|| Self::Message(endpoint, id.unwrap_or_default()))
    }

    pub(super) fn endpoint(self) -> Option<Endpoint> {
        match self {
            Self::Token => None,
            Self::Message(endpoint, _) => Some(endpoint),
        }
    }

    pub(super) fn method(self) -> Method {
        match self {
            Self::Message(Endpoint::Edit, _) => Method::PUT,
            _ => Method::POST,
        }
    }
}

/// A valid message that the fake has not accepted yet.
pub(super) struct Draft {
    /// The ticket, the receiver, or the message that is replied to or edited.
    pub(super) target: Option<String>,
    pub(super) content: Content,
    /// The idempotency key.
    pub(super) key: Option<String>,
}

pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

/// Accepts only the fake's own ID and token, in the documented form.
pub(super) fn check_helpdesk(headers: &HeaderMap) -> Result<(), Refusal> {
    let pair = format!("{}:{}", FakeFeishu::HELPDESK_ID, FakeFeishu::HELPDESK_TOKEN);
    let wanted = BASE64_STANDARD.encode(pair);
    if headers
        .get(HELPDESK_AUTHORIZATION)
        .is_some_and(|found| *found == wanted)
    {
        return Ok(());
    }
    let field = "X-Lark-Helpdesk-Authorization";
    let wanted = "expected base64(helpdesk_id:helpdesk_token)";
    Err(Refusal::field(Code::Unauthorized, field, wanted))
}

pub(super) fn check_app(body: &[u8]) -> Result<(), Refusal> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    match (body["app_id"].as_str(), body["app_secret"].as_str()) {
        (Some(FakeFeishu::APP_ID), Some(FakeFeishu::APP_SECRET)) => Ok(()),
        (Some(FakeFeishu::APP_ID), Some(_)) => Err(Refusal::of(Code::AppSecretWrong)),
        _ => Err(Refusal::of(Code::AppUnknown)),
    }
}

/// Parses the body of a request declared as JSON; anything else is rejected with `code`.
pub(super) fn json(request: &Request<Vec<u8>>, code: Code) -> Result<Value, Refusal> {
    check_content_type(request.headers(), code)?;
    parse(code, "body", request.body())
}

pub(super) fn parse(code: Code, field: &'static str, json: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(json)
        .map_err(|cause| Refusal::field(code, field, format!("is not JSON: {cause}")))
}

fn check_content_type(headers: &HeaderMap, code: Code) -> Result<(), Refusal> {
    let found = headers
        .get(CONTENT_TYPE)
        .map_or(&b""[..], |value| value.as_bytes());
    let found = String::from_utf8_lossy(found);
    let mut parts = found.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    if is_json && parts.all(|part| part.eq_ignore_ascii_case("charset=utf-8")) {
        return Ok(());
    }
    let wanted = "application/json; charset=utf-8";
    let found = format!("expected {wanted}, found {found:?}");
    Err(Refusal::field(code, "Content-Type", found))
}
