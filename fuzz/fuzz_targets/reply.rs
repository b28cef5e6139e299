//! Whatever answers: no crash, and nothing but code 0 with a message id counts as delivered.
#![no_main]

use feishu_post::{MessageId, SendError, TenantToken};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|reply: (u16, &str, &[u8])| {
    let (status, header, body) = reply;
    let reply = http::Response::builder()
        .status(status.clamp(100, 599))
        .header("x-ogw-ratelimit-reset", header)
        .header("x-tt-logid", header)
        .body(body);
    let Ok(reply) = reply else { return };
    match MessageId::from_response(&reply) {
        Ok(id) => assert!(is_accepted(body, id.as_str())),
        Err(error) => check(&error),
    }
    if let Err(error) = TenantToken::from_response(&reply) {
        check(&error);
    }
});

fn is_accepted(body: &[u8], id: &str) -> bool {
    let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    body["code"] == 0 && body["data"]["message_id"] == id
}

fn check(error: &SendError) {
    let sentence = error.to_string();
    assert!(!sentence.is_empty() && !sentence.chars().any(char::is_control));
    let _ = (
        error.hint(),
        error.delivery(),
        error.retry_after(),
        error.log_id(),
    );
}
