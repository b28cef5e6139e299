//! What the endpoints ask of every request.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, Request};
use serde_json::Value;

use super::FakeFeishu;
use super::content::Content;
use super::refusal::Refusal;
use crate::Code;

pub(super) const HELPDESK_AUTHORIZATION: HeaderName =
    HeaderName::from_static("x-lark-helpdesk-authorization");

/// A message in order, which the fake has not yet accepted.
pub(super) struct Draft {
    /// The ticket, the receiver, or the message that it replies to or changes.
    pub(super) target: Option<String>,
    pub(super) content: Content,
    /// The idempotency key.
    pub(super) key: Option<String>,
}

pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

/// The one pair that the fake knows, as the page writes it.
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

/// The body of a request that says that it is JSON; `code` is what the endpoint refuses another
/// with.
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
