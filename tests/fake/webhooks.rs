//! The fake's webhook: signature and its age, size, and both forms of its responses.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use feishu_post::testing::{Endpoint, FakeFeishu, Fault};
use feishu_post_tests::bare_http::{Reply, call, request};
use hmac::{Hmac, KeyInit, Mac};
use http::{Method, Request};
use serde_json::{Value, json};
use sha2::Sha256;

fn text() -> Value {
    json!({ "msg_type": "text", "content": { "text": "你好" } })
}

fn unix_now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs().try_into().unwrap()
}

fn signed(mut body: Value, secret: &str, timestamp: i64) -> Value {
    let key = format!("{timestamp}\n{secret}");
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    body["timestamp"] = timestamp.to_string().into();
    body["sign"] = BASE64_STANDARD.encode(mac.finalize().into_bytes()).into();
    body
}

fn send_raw(fake: &FakeFeishu, body: &str) -> Reply {
    let request = Request::post(fake.webhook_url()).header("Content-Type", "application/json");
    call(request.body(body.to_owned()).unwrap()).unwrap()
}

fn send(fake: &FakeFeishu, body: &Value) -> Reply {
    send_raw(fake, &body.to_string())
}

/// A fake whose webhook needs no signature.
fn unsigned() -> FakeFeishu {
    let fake = FakeFeishu::start();
    fake.set_webhook_secret(None);
    fake
}

#[track_caller]
fn is_refused(reply: &Reply, status: u16, code: i64, msg: &str) {
    assert_eq!(reply.status(), status);
    assert_eq!(
        reply.json(),
        json!({ "code": code, "msg": msg, "data": {} })
    );
}

#[test]
fn a_signed_message_is_accepted() {
    let fake = FakeFeishu::start();
    let body = signed(text(), FakeFeishu::WEBHOOK_SECRET, unix_now());
    let reply = send(&fake, &body);

    assert_eq!(reply.status(), 200);
    insta::assert_snapshot!(reply.text(), @r#"{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}"#);
    let [message] = fake.messages().try_into().unwrap();
    assert_eq!(message.endpoint(), Endpoint::Webhook);
    assert_eq!(
        (
            message.receiver(),
            message.ticket_id(),
            message.message_id()
        ),
        (None, None, None)
    );
    assert_eq!(message.text(), Some("你好"));
    assert_eq!(message.body(), body.to_string());
}

#[test]
fn a_wrong_or_old_signature_is_refused_with_http_200() {
    let fake = FakeFeishu::start();
    let now = unix_now();
    let secret = FakeFeishu::WEBHOOK_SECRET;
    let mut number = signed(text(), secret, now);
    number["timestamp"] = now.into();
    let mut tampered = signed(text(), secret, now);
    tampered["timestamp"] = (now - 1).to_string().into();
    for body in [
        text(),
        signed(text(), "wrong", now),
        signed(text(), secret, now - 3602),
        signed(text(), secret, now + 3610),
        number,
        tampered,
    ] {
        is_refused(
            &send(&fake, &body),
            200,
            19_021,
            "sign match fail or timestamp is not within one hour from current time",
        );
    }
    assert!(fake.messages().is_empty());
    for age in [-3500, 0, 3599] {
        assert_eq!(
            send(&fake, &signed(text(), secret, now - age)).outcome(),
            (200, 0)
        );
    }
}

#[test]
fn published_signatures_are_reproduced() {
    for (timestamp, secret, sign) in [
        (
            1_661_860_880,
            "xxx",
            "QnWVTSBe6FmQDE0bG6X0mURbI+DnvVyu1h+j5dHOjrU=",
        ),
        (
            1_700_000_000,
            "mysecret",
            "Jp33/xXhCipDEpjyHvEyc7mRSyXWHbNz6J8+C3qQKNo=",
        ),
        (
            1_599_360_473,
            "demo",
            "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=",
        ),
        (100, "demo", "jquNHnVOwmDRfw+vqTIrY5dooJAgi5EcRtLsQE4wfXg="),
    ] {
        assert_eq!(signed(text(), secret, timestamp)["sign"], sign);
    }
}

#[test]
fn success_comes_with_and_without_a_code() {
    let fake = unsigned();
    fake.set_legacy_webhook(true);
    assert_eq!(
        send(&fake, &text()).text(),
        r#"{"Extra":null,"StatusCode":0,"StatusMessage":"success"}"#
    );
    fake.queue(Fault::code(19_007));
    assert_eq!(
        send(&fake, &text()).json(),
        json!({ "StatusCode": 0, "StatusMessage": "", "code": 19_007, "msg": "Bot Not Enabled" })
    );
    fake.set_legacy_webhook(false);
    assert_eq!(send(&fake, &text()).outcome(), (200, 0));
    assert_eq!(fake.messages().len(), 2);
}

#[test]
fn another_webhook_is_unknown() {
    let fake = unsigned();
    let request = request(
        &fake,
        Method::POST,
        "bot/v2/hook/other",
        &text().to_string(),
    );
    let msg = "param invalid: incoming webhook access token invalid";
    is_refused(&call(request).unwrap(), 200, 19_001, msg);
}

#[test]
fn a_body_of_another_shape_is_refused() {
    let fake = unsigned();
    let need = "params error, msg_type need";
    is_refused(
        &send(&fake, &json!({ "content": { "text": "你好" } })),
        200,
        19_002,
        need,
    );
    is_refused(
        &send(&fake, &json!({ "msg_type": "card" })),
        200,
        19_002,
        need,
    );
    is_refused(
        &send(&fake, &json!({ "msg_type": "text" })),
        200,
        10_002,
        "text is nil",
    );
    let post = json!({ "zh_cn": { "content": [[{ "tag": "text", "text": "你好" }]] } });
    let malformed = "Bad Request: content format of the post type is incorrect";
    for content in [
        post.clone(),
        json!({ "post": { "post": post.clone() } })
            .to_string()
            .into(),
    ] {
        let body = json!({ "msg_type": "post", "content": content });
        is_refused(&send(&fake, &body), 400, 9499, malformed);
    }
    assert_eq!(send_raw(&fake, "{").outcome(), (400, 9499));
    let body = json!({ "msg_type": "post", "content": { "post": post } });
    assert_eq!(send(&fake, &body).outcome(), (200, 0));
    assert_eq!(fake.messages().len(), 1);
}

#[test]
fn a_body_over_20_kb_is_too_long() {
    let fake = unsigned();
    let of = |length: usize| {
        let empty = json!({ "msg_type": "text", "content": { "text": "" } })
            .to_string()
            .len();
        json!({ "msg_type": "text", "content": { "text": "x".repeat(length - empty) } })
    };
    assert_eq!(send(&fake, &of(20_000)).outcome(), (200, 0));
    is_refused(
        &send(&fake, &of(20_001)),
        200,
        19_036,
        "The message exceeds the size limit of 30KB",
    );
}

#[test]
fn five_messages_a_second_are_accepted() {
    let fake = unsigned();
    fake.set_rate_limit(true);
    let mut replies = (0..=100).map(|_| send(&fake, &text()));
    let refused = replies.find(|reply| reply.outcome().1 != 0).unwrap();
    is_refused(&refused, 400, 9499, "too many request");
    assert!(fake.messages().len() >= 5);
}

#[test]
fn every_documented_code_comes_with_its_words() {
    let fake = unsigned();
    let rows = [
        9499, 10_002, 11_232, 11_246, 19_001, 19_002, 19_007, 19_021, 19_022, 19_024, 19_036,
        99_991_400,
    ]
    .map(|code| {
        fake.queue(Fault::code(code));
        let reply = send(&fake, &text());
        assert_eq!(reply.json()["code"], code);
        format!("HTTP {} {code}: {}", reply.status(), reply.json()["msg"])
    });
    insta::assert_snapshot!(rows.join("\n"), @r#"
    HTTP 400 9499: "Bad Request"
    HTTP 200 10002: "text is nil"
    HTTP 200 11232: "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]"
    HTTP 200 11246: "create message content fail"
    HTTP 200 19001: "param invalid: incoming webhook access token invalid"
    HTTP 200 19002: "params error, msg_type need"
    HTTP 200 19007: "Bot Not Enabled"
    HTTP 200 19021: "sign match fail or timestamp is not within one hour from current time"
    HTTP 200 19022: "Ip Not Allowed"
    HTTP 200 19024: "Key Words Not Found"
    HTTP 200 19036: "The message exceeds the size limit of 30KB"
    HTTP 429 99991400: "request trigger frequency limit"
    "#);
    assert!(fake.messages().is_empty());
}
