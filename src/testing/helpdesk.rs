//! Messages to tickets, and from the helpdesk's bot to users.

use http::Request;
use serde_json::Value;
use url::form_urlencoded;

use super::content::{Content, Invalid};
use super::request::{self, Draft};
use super::response::Refusal;
use crate::Code;

/// The documentation declares the content as a string but shows an object, so both are accepted.
pub(super) fn read_ticket(ticket_id: &str, request: &Request<Vec<u8>>) -> Result<Draft, Refusal> {
    request::check_helpdesk(request.headers())?;
    check_ticket_id(ticket_id)?;
    let body = request::json(request, Code::BadRequest)?;
    let content = match &body["content"] {
        Value::String(json) => request::parse(Code::BadRequest, "content", json.as_bytes())?,
        content => content.clone(),
    };
    Ok(Draft {
        target: Some(ticket_id.to_owned()),
        content: read_content(&body["msg_type"], &content, request.body(), Code::BadUrl)?,
        key: None,
    })
}

pub(super) fn read_bot_message(request: &Request<Vec<u8>>) -> Result<Draft, Refusal> {
    request::check_helpdesk(request.headers())?;
    check_user_id_type(request.uri().query().unwrap_or_default())?;
    let body = request::json(request, Code::BadRequest)?;
    let receiver = match &body["receiver_id"] {
        Value::String(id) if !id.is_empty() => id.clone(),
        found => return Err(unexpected("receiver_id", "an id", found)),
    };
    if !matches!(
        body["receive_type"].as_str().unwrap_or("chat"),
        "chat" | "user"
    ) {
        return Err(unexpected(
            "receive_type",
            "chat or user",
            &body["receive_type"],
        ));
    }
    let Value::String(json) = &body["content"] else {
        return Err(unexpected("content", "a string of JSON", &body["content"]));
    };
    let content = request::parse(Code::BadRequest, "content", json.as_bytes())?;
    Ok(Draft {
        target: Some(receiver),
        content: read_content(
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

fn check_user_id_type(query: &str) -> Result<(), Refusal> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let given = pairs.find(|(name, _)| name == "user_id_type");
    let given = given.map_or("open_id".into(), |(_, value)| value);
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

fn read_content(
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
