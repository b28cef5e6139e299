//! Reading the platform's responses.

use std::fmt;
use std::time::Duration;

use feishu_post_core::Href;
use feishu_post_core::display::is_printable_ascii;
use http::{Response, StatusCode};
use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::code::Code;
use super::error::SendError;
use super::failure::{Failure, Refusal, Violation};
use super::message_id::MessageId;
use super::token::TenantToken;
use super::transport::RESPONSE_LIMIT;

/// The longest accepted log ID, in bytes; the platform's have 34.
const LOG_ID_LIMIT: usize = 200;

impl MessageId {
    /// Reads the response to a message to a ticket, a chat or a user, for use with a custom HTTP client.
    ///
    /// # Errors
    /// Returns a [`SendError`] for any response other than `{"code":0,"data":{"message_id":"…"}}`, regardless of
    /// the HTTP status. If the response is not the platform's, such as a gateway's page, the
    /// [`delivery`](SendError::delivery) is unknown.
    ///
    /// ```
    /// use feishu_post::{Code, MessageId};
    ///
    /// let response = http::Response::new(r#"{"code":0,"data":{"message_id":"om_8baa36"}}"#);
    /// assert_eq!(MessageId::from_response(&response)?.as_str(), "om_8baa36");
    ///
    /// let response = http::Response::new(r#"{"code":154401}"#);
    /// assert_eq!(MessageId::from_response(&response).unwrap_err().code(), Some(Code::TicketClosed));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    pub fn from_response(response: &Response<impl AsRef<[u8]>>) -> Result<Self, SendError> {
        let body = accepted(response, &["code"])?;
        let id = body
            .get("data")
            .and_then(|data| data["message_id"].as_str());
        id.and_then(|id| Self::new(id).ok())
            .ok_or_else(|| unexpected(response, "no message id"))
    }
}

impl TenantToken {
    /// Reads the response to a [`token_request`](crate::Bot::token_request).
    ///
    /// # Errors
    /// Returns a [`SendError`], with the platform's code, for any response without `code` 0,
    /// `tenant_access_token` and `expire`. Its [`delivery`](SendError::delivery) is always `NotDelivered`.
    ///
    /// ```
    /// use feishu_post::{Code, TenantToken};
    ///
    /// let response = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
    /// assert_eq!(TenantToken::from_response(&response)?.lifetime().as_secs(), 7200);
    ///
    /// let response = http::Response::new(r#"{"code":10014,"msg":"app secret invalid"}"#);
    /// assert_eq!(TenantToken::from_response(&response).unwrap_err().code(), Some(Code::AppSecretWrong));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    pub fn from_response(response: &Response<impl AsRef<[u8]>>) -> Result<Self, SendError> {
        let of_token = |error: SendError| error.with(|inner| inner.is_of_token = true);
        let body = accepted(response, &["code"]).map_err(of_token)?;
        let text = body.get("tenant_access_token").and_then(Value::as_str);
        let seconds = body.get("expire").and_then(Value::as_u64);
        text.zip(seconds)
            .and_then(|(text, seconds)| Self::new(text, Duration::from_secs(seconds)))
            .ok_or_else(|| of_token(unexpected(response, "no token with a lifetime")))
    }
}

/// Returns the body if its code is 0; the code is in the first of the `names` that is present.
pub(crate) fn accepted(
    response: &Response<impl AsRef<[u8]>>,
    names: &[&str],
) -> Result<Map<String, Value>, SendError> {
    let coded = parse(response.body().as_ref()).and_then(|body| {
        let code = names.iter().find_map(|name| body.get(*name));
        let code = code.and_then(Value::as_i64);
        Ok((code.ok_or("code is missing or not a number")?, body))
    });
    match coded {
        Ok((0, body)) => Ok(body),
        Ok((number, body)) => Err(refused(response, &body, number.into())),
        // Gateways have rate limits, too, and report them with the status alone.
        Err(_) if response.status() == StatusCode::TOO_MANY_REQUESTS => {
            Err(failed(response, Failure::TooManyRequests))
        }
        Err(what) => Err(unexpected(response, what)),
    }
}

fn parse(body: &[u8]) -> Result<Map<String, Value>, &'static str> {
    if body.is_empty() {
        return Err("body is empty");
    }
    if body.len() > RESPONSE_LIMIT {
        return Err("body is longer than 1048576 bytes");
    }
    // The parser's own message is not used, because it may quote the response.
    match serde_json::from_slice(body) {
        Ok(Members(Some(members))) => Ok(members),
        Ok(Members(None)) => Err("body has a duplicate key"),
        Err(error) if error.is_data() => Err("body is not an object"),
        Err(_) => Err("body is not JSON"),
    }
}

/// The members of an object, or `None` if a name is duplicated, because it is unclear which of two codes counts.
struct Members(Option<Map<String, Value>>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members, A::Error> {
        let (mut map, mut count) = (Map::new(), 0);
        while let Some((name, value)) = access.next_entry()? {
            map.insert(name, value);
            count += 1;
        }
        Ok(Members((map.len() == count).then_some(map)))
    }
}

fn refused<B>(response: &Response<B>, body: &Map<String, Value>, code: Code) -> SendError {
    let texts = ["msg", "StatusMessage"].map(|name| body.get(name).and_then(Value::as_str));
    let message = texts.into_iter().flatten().next().unwrap_or_default();
    let details = body.get("error").unwrap_or(&Value::Null);
    let refusal = Refusal {
        code,
        message: message.to_owned(),
        violations: violations(details),
        help_url: help_url(details, message),
    };
    // The platform's samples write `log_id`, its schema `logid`.
    let log_ids = ["log_id", "logid"].map(|name| details[name].as_str());
    let log_id = log_ids.into_iter().flatten().find_map(log_id);
    failed(response, Failure::Refused(Box::new(refusal))).with(|inner| {
        inner.log_id = log_id.or(inner.log_id.take());
    })
}

fn unexpected<B>(response: &Response<B>, what: &'static str) -> SendError {
    let status = response.status().as_u16();
    failed(response, Failure::Unexpected { status, what })
}

fn failed<B>(response: &Response<B>, failure: Failure) -> SendError {
    let header = |name| response.headers().get(name)?.to_str().ok();
    let seconds = |name| header(name)?.trim().parse().ok();
    let wait = seconds("x-ogw-ratelimit-reset").or_else(|| seconds("retry-after"));
    let log_ids = ["x-tt-logid", "x-request-id"].map(header);
    let wait = wait.filter(|_| failure.is_rate_limit());
    SendError::from(failure).with(|inner| {
        inner.log_id = log_ids.into_iter().flatten().find_map(log_id);
        inner.retry_after = wait.map(Duration::from_secs);
    })
}

fn violations(details: &Value) -> Vec<Violation> {
    let listed = details["field_violations"].as_array();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let violation = |listed: &Value| Violation {
        field: text(&listed["field"]),
        description: text(&listed["description"]),
    };
    listed.into_iter().flatten().map(violation).collect()
}

/// The first link in the response: to the help for this error, otherwise to the platform's troubleshooting search.
fn help_url(details: &Value, message: &str) -> Option<String> {
    let helps = details["helps"].as_array().into_iter().flatten();
    let helps = helps.filter_map(|help| help["url"].as_str());
    let texts = helps
        .chain([message])
        .chain(details["troubleshooter"].as_str());
    let link = |text: &str| {
        let link = text[text.find("https://")?..].split(|c: char| !c.is_ascii_graphic());
        let href = Href::parse(link.into_iter().next()?).ok()?;
        Some(href.as_str().to_owned())
    };
    texts.into_iter().find_map(link)
}

/// The log ID, if valid. It is never truncated, so that it cannot contain part of a secret.
fn log_id(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() <= LOG_ID_LIMIT && is_printable_ascii(text)).then(|| text.to_owned())
}
