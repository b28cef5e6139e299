//! Messages to chats and users, replies, and edits.

use http::Request;
use serde_json::Value;
use url::form_urlencoded;

use super::Endpoint;
use super::content::{Content, Invalid};
use super::request::{self, Draft};
use super::response::Refusal;
use crate::Code;

/// The documented limits of the request body, in bytes: "150 KB" and "30 KB", with 1 KB as 1000 bytes.
const TEXT_LIMIT: usize = 150_000;
const POST_LIMIT: usize = 30_000;

/// The longest key, in characters.
const KEY_LIMIT: usize = 50;

pub(super) fn read(
    endpoint: Endpoint,
    message_id: &str,
    request: &Request<Vec<u8>>,
) -> Result<Draft, Refusal> {
    let body = request::json(request, Code::InvalidRequest)?;
    let target = match endpoint {
        Endpoint::Chat => receiver(request.uri().query().unwrap_or_default(), &body)?,
        _ => checked_message_id(message_id)?,
    };
    if !matches!(&body["reply_in_thread"], Value::Null | Value::Bool(_)) {
        return Err(Refusal::of(Code::InvalidRequest));
    }
    Ok(Draft {
        target: Some(target),
        content: read_content(&body, request.body().len())?,
        key: key(endpoint, &body["uuid"])?,
    })
}

fn receiver(query: &str, body: &Value) -> Result<String, Refusal> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let kind = pairs.find(|(name, _)| name == "receive_id_type");
    let Some((_, kind)) = kind else {
        return Err(missing("receive_id_type"));
    };
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

fn read_content(body: &Value, length: usize) -> Result<Content, Refusal> {
    let limit = match required(body, "msg_type")? {
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
    let read = if limit == TEXT_LIMIT {
        Content::text(&content)
    } else {
        Content::post(&content, json.as_bytes())
    };
    read.map_err(|invalid| match invalid {
        // Seen of a link to a file.
        Invalid::Url => Refusal::parameter("scheme not in scheme whitelist"),
        Invalid::Because(reason) => Refusal::parameter(&reason),
    })
}

/// An edit has none.
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
