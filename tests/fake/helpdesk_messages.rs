//! The fake's helpdesk bot: messages to a user.

use feishu_post::testing::{Endpoint, FakeFeishu, Fault};
use feishu_post_tests::bare_http::{HELPDESK, HELPDESK_AUTHORIZATION, Reply, call, request};
use http::Method;
use serde_json::{Value, json};

const PATH: &str = "helpdesk/v1/message";

fn body() -> Value {
    json!({
        "msg_type": "post",
        "content": r#"{"post":{"zh_cn":{"content":[[{"tag":"text","text":"你好"}]]}}}"#,
        "receiver_id": "ou_7346484524",
        "receive_type": "chat",
    })
}

fn send_to(fake: &FakeFeishu, path: &str, body: &Value) -> Reply {
    let mut request = request(fake, Method::POST, path, &body.to_string());
    let helpdesk = HELPDESK.parse().unwrap();
    request
        .headers_mut()
        .insert(HELPDESK_AUTHORIZATION, helpdesk);
    call(request).unwrap()
}

pub fn send(fake: &FakeFeishu) -> Reply {
    send_to(fake, PATH, &body())
}

fn with(field: &str, value: Value) -> Value {
    let mut body = body();
    body[field] = value;
    body
}

#[test]
fn the_documented_message_is_accepted() {
    let fake = FakeFeishu::start();
    let reply = send(&fake);
    insta::assert_snapshot!(reply.text(), @r#"{"code":0,"data":{"message_id":"om_00000000000000000000000000000001"},"msg":"success"}"#);
    let [message] = fake.messages().try_into().unwrap();
    assert_eq!(message.endpoint(), Endpoint::Helpdesk);
    assert_eq!(
        (message.receiver(), message.ticket_id()),
        (Some("ou_7346484524"), None)
    );
    assert!(message.post().is_some());

    for kind in ["open_id", "union_id", "user_id"] {
        let path = format!("{PATH}?user_id_type={kind}");
        assert_eq!(
            send_to(&fake, &path, &with("receive_type", "user".into())).outcome(),
            (200, 0)
        );
    }
}

#[test]
fn another_body_is_refused() {
    let fake = FakeFeishu::start();
    let object = json!({ "post": { "zh_cn": { "content": [[{ "tag": "hr" }]] } } });
    let bad_url = r#"{"post":{"zh_cn":{"content":[[{"tag":"a","text":"x","href":"ftp://x"}]]}}}"#;
    let rows = [
        send_to(&fake, PATH, &with("content", object)),
        send_to(&fake, PATH, &with("content", r#"{"zh_cn":{}}"#.into())),
        send_to(&fake, PATH, &with("content", bad_url.into())),
        send_to(&fake, PATH, &with("msg_type", "card".into())),
        send_to(&fake, PATH, &with("receiver_id", Value::Null)),
        send_to(&fake, PATH, &with("receive_type", "group".into())),
        send_to(&fake, "helpdesk/v1/message?user_id_type=email", &body()),
    ]
    .map(|reply| {
        assert_eq!(reply.outcome(), (400, 154_000), "{}", reply.text());
        reply.json()["error"]["field_violations"].to_string()
    });
    insta::assert_snapshot!(rows.join("\n"), @r#"
    [{"description":"expected a string of JSON, found {\"post\":{\"zh_cn\":{\"content\":[[{\"tag\":\"hr\"}]]}}}","field":"content"}]
    [{"description":"content format of the post type is incorrect","field":"content"}]
    null
    [{"description":"expected text or post, found \"card\"","field":"msg_type"}]
    [{"description":"expected an id, found null","field":"receiver_id"}]
    [{"description":"expected chat or user, found \"group\"","field":"receive_type"}]
    [{"description":"expected open_id, union_id or user_id, found \"email\"","field":"user_id_type"}]
    "#);
    assert!(fake.messages().is_empty());
}

#[test]
fn it_wants_the_helpdesks_token() {
    let fake = FakeFeishu::start();
    let reply = call(request(&fake, Method::POST, PATH, &body().to_string())).unwrap();
    assert_eq!(reply.outcome(), (401, 154_001));
}

#[test]
fn its_codes_come_with_the_status_of_its_own_page() {
    let fake = FakeFeishu::start();
    let statuses = [154_000, 154_001, 154_003, 154_004, 154_005, 155_000].map(|code| {
        fake.queue(Fault::code(code));
        let reply = send(&fake);
        assert_eq!(reply.json()["code"], code);
        reply.status()
    });
    assert_eq!(statuses, [400, 401, 403, 404, 405, 500]);
}
