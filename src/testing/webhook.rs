//! Messages to the webhook of a custom bot.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac_sha256::HMAC;
use http::Request;
use serde_json::Value;

use super::FakeFeishu;
use super::content::{Content, Invalid};
use super::request::{self, Draft};
use super::response::Refusal;
use crate::Code;

/// The documented limit of the request body, in bytes: "20 KB", with 1 KB as 1000 bytes.
const LIMIT: usize = 20_000;

/// How far a signature's timestamp may be from now, in seconds.
const SIGNATURE_AGE: u64 = 3600;

/// How the bot is set up.
pub(super) struct Webhook {
    /// The secret that requests must be signed with, if any.
    pub(super) secret: Option<String>,
    /// Whether responses use the old format without `code`.
    pub(super) is_legacy: bool,
}

impl Webhook {
    pub(super) fn read(&self, token: &str, request: &Request<Vec<u8>>) -> Result<Draft, Refusal> {
        if token != FakeFeishu::WEBHOOK_TOKEN {
            return Err(Refusal::of(Code::UnknownWebhook));
        }
        let body = request::json(request, Code::InvalidRequest)?;
        if let Some(secret) = &self.secret {
            check_signature(secret, &body)?;
        }
        if request.body().len() > LIMIT {
            return Err(Refusal::of(Code::WebhookTooLong));
        }
        Ok(Draft {
            target: None,
            content: read_content(&body, request.body())?,
            key: None,
        })
    }
}

fn check_signature(secret: &str, body: &Value) -> Result<(), Refusal> {
    let given = (body["timestamp"].as_str()).zip(body["sign"].as_str());
    let is_signed = given.is_some_and(|(timestamp, sign)| {
        let is_recent = |time: u64| time.abs_diff(request::unix_seconds()) <= SIGNATURE_AGE;
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

fn read_content(body: &Value, json: &[u8]) -> Result<Content, Refusal> {
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
