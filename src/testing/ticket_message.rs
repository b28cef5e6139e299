use http::header::CONTENT_TYPE;
use http::{HeaderMap, Request};
use serde_core::Deserialize;
use serde_json::Value;

use super::accepted_message::Content;
use super::refusal::Refusal;
use crate::{Code, Href, Post};

/// Reads the message of a request, as strictly as the page is written.
pub(super) fn read(request: &Request<Vec<u8>>) -> Result<Content, Refusal> {
    check_content_type(request.headers())?;
    let body = parse("body", request.body())?;
    let content = match &body["content"] {
        Value::String(json) => parse("content", json.as_bytes())?,
        content => content.clone(),
    };
    match body["msg_type"].as_str() {
        Some("text") => text(&content),
        Some("post") => post(&content["post"]),
        _ => Err(unexpected("msg_type", "text or post", &body["msg_type"])),
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
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
    Err(invalid(
        "Content-Type",
        format!("expected {wanted}, found {found:?}"),
    ))
}

fn parse(field: &'static str, json: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(json).map_err(|cause| invalid(field, format!("is no JSON: {cause}")))
}

fn text(content: &Value) -> Result<Content, Refusal> {
    match content["text"].as_str() {
        Some(text) if !text.is_empty() => Ok(Content::Text(text.to_owned())),
        _ => Err(unexpected(
            "content.text",
            "a text that is not empty",
            &content["text"],
        )),
    }
}

/// [`Post`] takes more forms than the endpoint does, so the form is checked first; and a link before
/// the rest, since it has a code of its own.
fn post(post: &Value) -> Result<Content, Refusal> {
    let locales = post.as_object().filter(|locales| !locales.is_empty());
    let Some(locales) = locales else {
        return Err(unexpected("content.post", "an object of locales", post));
    };
    for content in locales.values() {
        check_lines(&content["content"])?;
    }
    let post =
        Post::deserialize(post).map_err(|cause| invalid("content.post", cause.to_string()))?;
    Ok(Content::Post(post))
}

fn check_lines(lines: &Value) -> Result<(), Refusal> {
    let Some(lines) = lines.as_array() else {
        let wanted = "an array of lines in each locale";
        return Err(unexpected("content.post", wanted, lines));
    };
    let elements = lines.iter().filter_map(Value::as_array).flatten();
    let mut anchors = elements.filter(|element| element["tag"] == "a");
    if anchors.any(|anchor| is_illegal(&anchor["href"])) {
        return Err(Refusal::of(Code::BadUrl));
    }
    Ok(())
}

fn is_illegal(href: &Value) -> bool {
    href.as_str().is_some_and(|href| Href::parse(href).is_err())
}

fn unexpected(field: &'static str, wanted: &str, found: &Value) -> Refusal {
    invalid(field, format!("expected {wanted}, found {found}"))
}

fn invalid(field: &'static str, found: String) -> Refusal {
    Refusal::field(Code::BadRequest, field, found)
}
