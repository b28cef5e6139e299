//! What each endpoint accepts according to its documentation.

use std::borrow::Cow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac_sha256::HMAC;
use http::Request;
use serde_json::Value;
use url::form_urlencoded;

use super::content::{Content, Invalid};
use super::request::{self, Draft};
use super::response::{Refusal, unix_seconds};
use super::{Endpoint, FakeFeishu};
use crate::Code;

/// The documented limits of a chat's request body, in bytes: "150 KB" and "30 KB", where 1 KB is 1000 bytes.
const TEXT_LIMIT: usize = 150_000;
const POST_LIMIT: usize = 30_000;

/// The longest idempotency key, in characters.
const KEY_LIMIT: usize = 50;

/// The documented limit of a webhook's request body, in bytes: "20 KB", where 1 KB is 1000 bytes.
const WEBHOOK_LIMIT: usize = 20_000;

/// How far a signature's timestamp may be from now, in seconds.
const SIGNATURE_AGE: u64 = 3600;

/// The documentation declares the content as a string but shows an object, so both are accepted.
pub(super) fn ticket(ticket_id: &str, request: &Request<Vec<u8>>) -> Result<Draft, Refusal> {
    request::check_helpdesk(request.headers())?;
    check_ticket_id(ticket_id)?;
    let body = request::json(request, Code::BadRequest)?;
    let content = match &body["content"] {
        Value::String(json) => request::parse(Code::BadRequest, "content", json.as_bytes())?,
        content => content.clone(),
    };
    Ok(Draft {
        target: Some(ticket_id.to_owned()),
        content: helpdesk_content(&body["msg_type"], &content, request.body(), Code::BadUrl)?,
        key: None,
    })
}

pub(super) fn bot_message(request: &Request<Vec<u8>>) -> Result<Draft, Refusal> {
    request::check_helpdesk(request.headers())?;
    check_user_id_type(request)?;
    let body = request::json(request, Code::BadRequest)?;
    let receiver = match &body["receiver_id"] {
        Value::String(id) if !id.is_empty() => id.clone(),
        found => return Err(unexpected("receiver_id", "an id", found)),
    };
    let kind = &body["receive_type"];
    if !matches!(kind.as_str().unwrap_or("chat"), "chat" | "user") {
        return Err(unexpected("receive_type", "chat or user", kind));
    }
    let Value::String(json) = &body["content"] else {
        return Err(unexpected("content", "a string of JSON", &body["content"]));
    };
    let content = request::parse(Code::BadRequest, "content", json.as_bytes())?;
    Ok(Draft {
        target: Some(receiver),
        content: helpdesk_content(
            &body["msg_type"],
            &content,
            request.body(),
            Code::BadRequest,
        )?,
        key: None,
    })
}

/// Documented as a string; every example has only decimal digits.
fn check_ticket_id(ticket_id: &str) -> Result<(), Refusal> {
    if ticket_id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let found = format!("expected decimal digits, found {ticket_id:?}");
    Err(Refusal::field(Code::BadRequest, "ticket_id", found))
}

fn check_user_id_type(request: &Request<Vec<u8>>) -> Result<(), Refusal> {
    let given = parameter(request, "user_id_type").unwrap_or("open_id".into());
    if matches!(&*given, "open_id" | "union_id" | "user_id") {
        return Ok(());
    }
    let found = Value::from(&*given);
    Err(unexpected(
        "user_id_type",
        "open_id, union_id or user_id",
        &found,
    ))
}

fn helpdesk_content(
    msg_type: &Value,
    content: &Value,
    body: &[u8],
    bad_url: Code,
) -> Result<Content, Refusal> {
    let content = match msg_type.as_str() {
        Some("text") => Content::text(content),
        Some("post") => Content::post(&content["post"], body),
        _ => return Err(unexpected("msg_type", "text or post", msg_type)),
    };
    content.map_err(|invalid| match invalid {
        Invalid::Url => Refusal::of(bad_url),
        Invalid::Because(reason) => Refusal::field(Code::BadRequest, "content", reason),
    })
}

fn unexpected(field: &'static str, wanted: &str, found: &Value) -> Refusal {
    let found = format!("expected {wanted}, found {found}");
    Refusal::field(Code::BadRequest, field, found)
}

/// A send, a reply or an edit.
pub(super) fn chat(
    endpoint: Endpoint,
    message_id: &str,
    request: &Request<Vec<u8>>,
) -> Result<Draft, Refusal> {
    let body = request::json(request, Code::InvalidRequest)?;
    let target = match endpoint {
        Endpoint::Chat => receiver(request, &body)?,
        _ => checked_message_id(message_id)?,
    };
    if !matches!(&body["reply_in_thread"], Value::Null | Value::Bool(_)) {
        return Err(Refusal::of(Code::InvalidRequest));
    }
    Ok(Draft {
        target: Some(target),
        content: chat_content(&body, request.body().len())?,
        key: key(endpoint, &body["uuid"])?,
    })
}

fn receiver(request: &Request<Vec<u8>>, body: &Value) -> Result<String, Refusal> {
    let kind = parameter(request, "receive_id_type").ok_or_else(|| missing("receive_id_type"))?;
    let id = required(body, "receive_id")?;
    let is_of_kind = match &*kind {
        "open_id" => id.starts_with("ou_"),
        "union_id" => id.starts_with("on_"),
        "chat_id" => id.starts_with("oc_"),
        "email" => id.contains('@'),
        "user_id" => !id.is_empty(),
        _ => return Err(Refusal::parameter("invalid receive_id_type")),
    };
    if is_of_kind {
        return Ok(id.to_owned());
    }
    Err(Refusal::of(Code::InvalidReceiver))
}

fn checked_message_id(message_id: &str) -> Result<String, Refusal> {
    let rest = message_id.strip_prefix("om_").unwrap_or_default();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !rest.is_empty() && rest.bytes().all(is_word) {
        return Ok(message_id.to_owned());
    }
    Err(Refusal::parameter("invalid message_id"))
}

fn chat_content(body: &Value, length: usize) -> Result<Content, Refusal> {
    let msg_type = required(body, "msg_type")?;
    let limit = match msg_type {
        "text" => TEXT_LIMIT,
        "post" => POST_LIMIT,
        _ => return Err(Refusal::parameter("invalid msg_type")),
    };
    if length > limit {
        return Err(Refusal::of(Code::TooLong));
    }
    let json = match &body["content"] {
        Value::Null => return Err(missing("content")),
        content => content.as_str().unwrap_or_default(),
    };
    let Ok(content) = serde_json::from_str(json) else {
        let reason = "content is not a string in json format";
        return Err(Refusal::parameter(reason));
    };
    let read = if msg_type == "text" {
        Content::text(&content)
    } else {
        Content::post(&content, json.as_bytes())
    };
    read.map_err(|invalid| match invalid {
        // Observed for a `file:` link.
        Invalid::Url => Refusal::parameter("scheme not in scheme whitelist"),
        Invalid::Because(reason) => Refusal::parameter(&reason),
    })
}

/// Reads the idempotency key; an edit has none.
fn key(endpoint: Endpoint, uuid: &Value) -> Result<Option<String>, Refusal> {
    match uuid {
        _ if endpoint == Endpoint::Edit => Ok(None),
        Value::Null => Ok(None),
        Value::String(key) if key.is_empty() => Ok(None),
        Value::String(key) if key.chars().count() <= KEY_LIMIT => Ok(Some(key.clone())),
        Value::String(_) => Err(invalid("uuid", format!("the max len is {KEY_LIMIT}"))),
        _ => Err(Refusal::of(Code::InvalidRequest)),
    }
}

fn required<'b>(body: &'b Value, field: &'static str) -> Result<&'b str, Refusal> {
    body[field].as_str().ok_or_else(|| missing(field))
}

fn missing(field: &'static str) -> Refusal {
    invalid(field, format!("{field} is required"))
}

fn invalid(field: &'static str, description: String) -> Refusal {
    Refusal::field(Code::FieldInvalid, field, description)
}

/// With a secret, the request must be signed.
pub(super) fn webhook(
    token: &str,
    request: &Request<Vec<u8>>,
    secret: Option<&str>,
) -> Result<Draft, Refusal> {
    if token != FakeFeishu::WEBHOOK_TOKEN {
        return Err(Refusal::of(Code::UnknownWebhook));
    }
    let body = request::json(request, Code::InvalidRequest)?;
    if let Some(secret) = secret {
        check_signature(secret, &body)?;
    }
    if request.body().len() > WEBHOOK_LIMIT {
        return Err(Refusal::of(Code::WebhookTooLong));
    }
    Ok(Draft {
        target: None,
        content: webhook_content(&body, request.body())?,
        key: None,
    })
}

fn check_signature(secret: &str, body: &Value) -> Result<(), Refusal> {
    let given = (body["timestamp"].as_str()).zip(body["sign"].as_str());
    let is_signed = given.is_some_and(|(timestamp, sign)| {
        let is_recent = |time: u64| time.abs_diff(unix_seconds()) <= SIGNATURE_AGE;
        timestamp.parse().is_ok_and(is_recent) && is_signature(secret, timestamp, sign)
    });
    if is_signed {
        return Ok(());
    }
    Err(Refusal::of(Code::SignatureMismatch))
}

/// The text to sign is used as the key, and the signed data is empty, as in the guide's own samples.
fn is_signature(secret: &str, timestamp: &str, sign: &str) -> bool {
    let key = format!("{timestamp}\n{secret}");
    BASE64_STANDARD.encode(HMAC::mac("", key)) == sign
}

fn webhook_content(body: &Value, json: &[u8]) -> Result<Content, Refusal> {
    let content = &body["content"];
    let read = match body["msg_type"].as_str() {
        Some("text") if content["text"].is_null() => return Err(Refusal::of(Code::MissingText)),
        Some("text") => Content::text(content),
        Some("post") => Content::post(&content["post"], json),
        _ => return Err(Refusal::of(Code::WebhookBadRequest)),
    };
    read.map_err(|invalid| {
        let reason = match invalid {
            Invalid::Url => "illegal link".to_owned(),
            Invalid::Because(reason) => reason,
        };
        Refusal::of(Code::InvalidRequest).with_message(format!("Bad Request: {reason}"))
    })
}

fn parameter<'r>(request: &'r Request<Vec<u8>>, name: &str) -> Option<Cow<'r, str>> {
    let query = request.uri().query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find_map(|(found, value)| (found == name).then_some(value))
}
