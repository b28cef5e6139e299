//! From a reply to what it means. Only the body's `code` decides, never the HTTP status.

use std::time::Duration;

use http::{HeaderMap, Response};
use serde_json::Value;

use super::code::Code;
use super::error::{Asked, Failure, SendError};
use super::message_id::MessageId;
use super::server_text::Said;
use super::token::TenantToken;

/// The longest reply that is read, in bytes; the platform's are a few hundred.
pub(crate) const REPLY_LIMIT: usize = 64 * 1024;

/// The longest log id that is taken, in bytes; the platform's have 34.
const LOG_ID_LIMIT: usize = 200;

impl MessageId {
    /// Reads the reply to a ticket message, for those who bring their own client:
    /// [`send`](crate::send()) does it itself.
    ///
    /// # Errors
    /// [`SendError`] for any reply but `{"code":0,"data":{"message_id":"…"}}`, whatever its HTTP
    /// status. One that is not the platform's, such as a gateway's page, leaves the
    /// [`delivery`](SendError::delivery) unknown.
    ///
    /// ```
    /// use feishu_post::{Code, MessageId};
    ///
    /// let reply = http::Response::new(r#"{"code":0,"data":{"message_id":"om_8baa36"}}"#);
    /// assert_eq!(MessageId::from_response(&reply)?.as_str(), "om_8baa36");
    ///
    /// let reply = http::Response::new(r#"{"code":154401}"#);
    /// assert_eq!(MessageId::from_response(&reply).unwrap_err().code(), Some(Code::TicketClosed));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    pub fn from_response(reply: &Response<impl AsRef<[u8]>>) -> Result<Self, SendError> {
        let data = accepted(reply)?;
        match data.pointer("/data/message_id").and_then(Value::as_str) {
            Some(id) if is_printable(id) => Ok(Self::new(id)),
            _ => Err(strange(reply, "has code 0 but no message id".to_owned())),
        }
    }
}

impl TenantToken {
    /// Reads the reply to a [`token_request`](crate::Helpdesk::token_request).
    ///
    /// # Errors
    /// [`SendError`] for any reply but one with `code` 0, `tenant_access_token` and `expire`; it
    /// keeps the code. Its [`delivery`](SendError::delivery) is always `No`.
    ///
    /// ```
    /// use feishu_post::{Code, TenantToken};
    ///
    /// let reply = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
    /// assert_eq!(TenantToken::from_response(&reply)?.lifetime().as_secs(), 7200);
    ///
    /// let reply = http::Response::new(r#"{"code":10014,"msg":"app secret invalid"}"#);
    /// assert_eq!(TenantToken::from_response(&reply).unwrap_err().code(), Some(Code::AppSecretWrong));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    pub fn from_response(reply: &Response<impl AsRef<[u8]>>) -> Result<Self, SendError> {
        token(reply).map_err(|error| error.asked(Asked::Token))
    }
}

fn token(reply: &Response<impl AsRef<[u8]>>) -> Result<TenantToken, SendError> {
    let body = accepted(reply)?;
    let token = body["tenant_access_token"].as_str();
    let expire = body["expire"].as_u64();
    token
        .zip(expire)
        .and_then(|(token, expire)| TenantToken::new(token, Duration::from_secs(expire)))
        .ok_or_else(|| {
            strange(
                reply,
                "has code 0 but no token with its lifetime".to_owned(),
            )
        })
}

/// The body, if its code is 0.
fn accepted(reply: &Response<impl AsRef<[u8]>>) -> Result<Value, SendError> {
    if reply.body().as_ref().is_empty() {
        return Err(strange(reply, "is empty".to_owned()));
    }
    let body: Value = serde_json::from_slice(reply.body().as_ref()).map_err(|error| {
        // Not the parser's own words: they may quote the reply.
        let (line, column) = (error.line(), error.column());
        strange(reply, format!("is not JSON (line {line} column {column})"))
    })?;
    match body["code"].as_i64() {
        Some(0) => Ok(body),
        Some(number) => Err(refused(reply, &body, number.into())),
        None => Err(strange(reply, "has no number as its code".to_owned())),
    }
}

fn refused(reply: &Response<impl AsRef<[u8]>>, body: &Value, code: Code) -> SendError {
    let msg = body["msg"].as_str().unwrap_or_default();
    SendError::new(Failure::Refused(code, Said::new(msg)))
        .log_id_is(body_log_id(body).or_else(|| header_log_id(reply.headers())))
        .retry_after_is(
            (code == Code::RateLimited)
                .then(|| reset(reply.headers()))
                .flatten(),
        )
}

/// A reply that goes on and on.
pub(crate) fn too_long<B>(reply: &Response<B>) -> SendError {
    strange(reply, format!("is longer than {REPLY_LIMIT} bytes"))
}

fn strange<B>(reply: &Response<B>, what: String) -> SendError {
    let status = reply.status().as_u16();
    SendError::new(Failure::Strange { status, what }).log_id_is(header_log_id(reply.headers()))
}

/// The platform's samples write `log_id`, its schema `logid`.
fn body_log_id(body: &Value) -> Option<Said> {
    ["/error/log_id", "/error/logid"]
        .into_iter()
        .find_map(|path| log_id(body.pointer(path)?.as_str()?))
}

fn header_log_id(headers: &HeaderMap) -> Option<Said> {
    ["x-tt-logid", "x-request-id"]
        .into_iter()
        .find_map(|name| log_id(headers.get(name)?.to_str().ok()?))
}

/// The id, if it can be one: whole, so that no part of a secret stands in it.
fn log_id(text: &str) -> Option<Said> {
    let text = text.trim();
    (text.len() <= LOG_ID_LIMIT && is_printable(text)).then(|| Said::new(text))
}

fn reset(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get("x-ogw-ratelimit-reset")?.to_str().ok()?;
    seconds.trim().parse().ok().map(Duration::from_secs)
}

/// An id is shown and logged, so it must not steer a terminal.
fn is_printable(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic())
}
