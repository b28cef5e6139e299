//! What the fake takes, and what it keeps of it.

use feishu_post::testing::{AcceptedMessage, FakeFeishu};
use feishu_post::{Locale, PostBuilder};
use feishu_post_tests::TICKET;
use feishu_post_tests::bare_http::{HELPDESK, TEXT, call, ticket_request};
use http::header::CONTENT_TYPE;

/// The example of the platform's page.
const PAGE: &str = r#"{
"msg_type": "post",
"content": {
"post": {
"zh_cn": {
"title": "this is title",
"content": [
[
{ "tag": "text", "un_escape": true, "text": "第一行 :" },
{ "tag": "a", "text": "超链接", "href": "http://www.feishu.cn" }
],
[
{ "tag": "text", "text": "第二行 :" },
{ "tag": "text", "text": "文本测试" }
]
]
}
}
}
}"#;

#[test]
fn the_documented_example_is_accepted() {
    let fake = FakeFeishu::start();
    let reply = call(ticket_request(&fake, PAGE)).unwrap();

    assert_eq!(reply.status(), 200);
    insta::assert_snapshot!(
        reply.text(),
        @r#"{"code":0,"data":{"message_id":"om_00000000000000000000000000000001"},"msg":"success"}"#
    );
    let [message] = fake.messages().try_into().unwrap();
    assert_eq!(message.ticket_id(), Some(TICKET));
    assert_eq!(
        message.message_id(),
        Some("om_00000000000000000000000000000001")
    );
    assert_eq!(message.body(), PAGE);
    assert_eq!(message.text(), None);
    let content = message.post().unwrap().content(&Locale::ZhCn).unwrap();
    assert_eq!(content.title(), Some("this is title"));
    assert_eq!(content.lines().len(), 2);
}

#[test]
fn content_is_accepted_in_both_forms() {
    let fake = FakeFeishu::start();
    let post = r#"{"post":{"en_us":{"title":"Title","content":[[{"tag":"hr"}]]}}}"#;
    let quoted = serde_json::to_string(post).unwrap();
    let bodies = [
        TEXT.to_owned(),
        r#"{"msg_type":"text","content":"{\"text\":\"你好\"}"}"#.to_owned(),
        format!(r#"{{"msg_type":"post","content":{post}}}"#),
        format!(r#"{{"msg_type":"post","content":{quoted}}}"#),
    ];
    for body in &bodies {
        assert_eq!(
            call(ticket_request(&fake, body)).unwrap().outcome(),
            (200, 0),
            "{body}"
        );
    }

    let messages = fake.messages();
    let texts: Vec<_> = messages.iter().map(|message| message.text()).collect();
    assert_eq!(texts, [Some("你好"), Some("你好"), None, None]);
    let expected = PostBuilder::new()
        .locale(Locale::EnUs)
        .title("Title")
        .hr()
        .build()
        .unwrap();
    assert_eq!(messages[2].post(), Some(&expected));
    assert_eq!(messages[3].post(), Some(&expected));
    assert!(messages.iter().map(AcceptedMessage::body).eq(bodies));
}

#[test]
fn the_charset_may_be_left_out() {
    let fake = FakeFeishu::start();
    for kind in ["application/json", "Application/JSON;charset=UTF-8"] {
        let mut request = ticket_request(&fake, TEXT);
        request
            .headers_mut()
            .insert(CONTENT_TYPE, kind.parse().unwrap());
        assert_eq!(call(request).unwrap().outcome(), (200, 0), "{kind}");
    }
}

#[test]
fn message_ids_and_log_ids_are_unique() {
    let fake = FakeFeishu::start();
    let replies = [(); 3].map(|()| call(ticket_request(&fake, TEXT)).unwrap());

    let ids = replies
        .each_ref()
        .map(|reply| reply.json()["data"]["message_id"].clone());
    assert!(
        ids.iter().eq(fake
            .messages()
            .iter()
            .map(|message| message.message_id().unwrap()))
    );
    assert!(ids[0] != ids[1] && ids[1] != ids[2]);
    let logs = replies.each_ref().map(|reply| reply.header("X-Tt-Logid"));
    assert!(logs[0] != logs[1] && logs[1] != logs[2]);
}

#[test]
fn every_request_is_recorded_in_order() {
    let fake = FakeFeishu::start();
    let mut strange = ticket_request(&fake, "{");
    *strange.uri_mut() = format!("{}/elsewhere?a=1", fake.base_url())
        .parse()
        .unwrap();
    call(strange).unwrap();
    call(ticket_request(&fake, TEXT)).unwrap();

    let [first, second] = fake.requests().try_into().unwrap();
    assert_eq!(
        (first.path.as_str(), first.is_message()),
        ("/elsewhere?a=1", false)
    );
    assert_eq!(first.body, b"{");
    assert!(second.is_message());
    assert_eq!(second.body, TEXT.as_bytes());
    assert_eq!(
        second.headers["content-type"],
        "application/json; charset=utf-8"
    );
    assert!(first.received_at <= second.received_at);
}

#[test]
fn a_record_does_not_show_credentials() {
    let fake = FakeFeishu::start();
    call(ticket_request(&fake, TEXT)).unwrap();

    let shown = format!("{:?}", fake.requests());
    assert!(!shown.contains(FakeFeishu::TENANT_ACCESS_TOKEN));
    assert!(!shown.contains(HELPDESK));
}

#[test]
fn fakes_are_independent_and_stop_when_dropped() {
    let (one, other) = (FakeFeishu::start(), FakeFeishu::start());
    call(ticket_request(&one, TEXT)).unwrap();
    assert_eq!((one.messages().len(), other.messages().len()), (1, 0));

    let request = ticket_request(&one, TEXT);
    drop(one);
    assert!(matches!(call(request), Err(ureq::Error::Io(_))));
    assert!(call(ticket_request(&other, TEXT)).is_ok());
}

#[test]
fn it_starts_and_stops_inside_a_runtime() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let outcome = runtime.block_on(async {
        let fake = FakeFeishu::start();
        call(ticket_request(&fake, TEXT)).unwrap().outcome()
    });
    assert_eq!(outcome, (200, 0));
}

#[test]
fn it_is_shared_between_threads() {
    fn check<T: Send + Sync + std::fmt::Debug>(_: &T) {}
    check(&FakeFeishu::start());
}
