//! A request that the page would refuse gets the page's code and HTTP status.

use feishu_post::testing::FakeFeishu;
use feishu_post_tests::TICKET;
use feishu_post_tests::bare_http::{
    HELPDESK_AUTHORIZATION, Reply, TEXT, call, ticket_path, ticket_request,
};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, Method, Request};

#[track_caller]
fn refusal(change: impl FnOnce(&mut Request<String>)) -> Reply {
    let fake = FakeFeishu::start();
    let mut request = ticket_request(&fake, TEXT);
    change(&mut request);
    let reply = call(request).unwrap();
    assert!(fake.messages().is_empty());
    assert_eq!(reply.json()["error"]["log_id"], reply.header("X-Tt-Logid"));
    reply
}

#[track_caller]
fn header_is_refused(name: &str, value: &str, expected: (u16, i64)) {
    let name: HeaderName = name.parse().unwrap();
    let reply = refusal(|request| {
        request.headers_mut().insert(name, value.parse().unwrap());
    });
    assert_eq!(reply.outcome(), expected);
}

#[track_caller]
fn body_is_refused(body: &str, field: &str, description: &str) {
    let reply = refusal(|request| body.clone_into(request.body_mut()));
    assert_eq!(reply.outcome(), (400, 154_000));
    let violation = &reply.json()["error"]["field_violations"][0];
    assert_eq!(violation["field"], field);
    assert_eq!(violation["description"], description);
}

#[track_caller]
fn post_is_refused(post: &str, description: &str) {
    let body = format!(r#"{{"msg_type":"post","content":{{"post":{post}}}}}"#);
    body_is_refused(&body, "content", description);
}

#[test]
fn a_missing_or_wrong_token_is_refused() {
    let missing = refusal(|request| drop(request.headers_mut().remove(AUTHORIZATION)));
    assert_eq!(missing.outcome(), (400, 99_991_661));
    header_is_refused("Authorization", "Basic t-1", (400, 99_991_661));
    header_is_refused("Authorization", "Bearer 7f1bcd13", (400, 99_991_671));
    header_is_refused("Authorization", "Bearer t-unknown", (400, 99_991_663));
}

#[test]
fn a_missing_or_wrong_helpdesk_is_refused() {
    let missing = refusal(|request| drop(request.headers_mut().remove(HELPDESK_AUTHORIZATION)));
    assert_eq!(missing.outcome(), (401, 154_001));
    header_is_refused(HELPDESK_AUTHORIZATION, "aWQ6aHQtd3Jvbmc=", (401, 154_001));
    header_is_refused(HELPDESK_AUTHORIZATION, "Bearer ht-1", (401, 154_001));
}

#[test]
fn another_content_type_is_refused() {
    let missing = refusal(|request| drop(request.headers_mut().remove(CONTENT_TYPE)));
    assert_eq!(missing.outcome(), (400, 154_000));
    for kind in [
        "text/plain",
        "application/json; charset=gbk",
        "application/jsonp",
    ] {
        header_is_refused("Content-Type", kind, (400, 154_000));
    }
}

#[test]
fn a_body_that_is_not_a_message_is_refused() {
    body_is_refused(
        "",
        "body",
        "is not JSON: EOF while parsing a value at line 1 column 0",
    );
    body_is_refused(
        r#"{"msg_type":"text""#,
        "body",
        "is not JSON: EOF while parsing an object at line 1 column 18",
    );
    body_is_refused("[]", "msg_type", "expected text or post, found null");
    body_is_refused(
        r#"{"msg_type":"interactive","content":{"text":"你好"}}"#,
        "msg_type",
        r#"expected text or post, found "interactive""#,
    );
    body_is_refused(
        r#"{"msg_type":"text","content":"你好"}"#,
        "content",
        "is not JSON: expected value at line 1 column 1",
    );
}

#[test]
fn content_that_is_not_a_text_is_refused() {
    for (content, reason) in [
        (r#"{"text":""}"#, "invalid message content"),
        ("{}", "content format of the text type is incorrect"),
        (
            r#"{"text":1}"#,
            "content format of the text type is incorrect",
        ),
    ] {
        let body = format!(r#"{{"msg_type":"text","content":{content}}}"#);
        body_is_refused(&body, "content", reason);
    }
}

#[test]
fn content_that_is_not_a_post_is_refused() {
    let malformed = "content format of the post type is incorrect";
    body_is_refused(
        r#"{"msg_type":"post","content":{"zh_cn":{"content":[[{"tag":"hr"}]]}}}"#,
        "content",
        malformed,
    );
    post_is_refused("{}", "content cannot be empty");
    post_is_refused(r#"{"post":{}}"#, "invalid message content");
    post_is_refused(
        r#"{"title":"收到的","content":[[{"tag":"hr"}]]}"#,
        malformed,
    );
    post_is_refused(r#"{"zh_cn":{"title":"标题","content":"正文"}}"#, malformed);
    post_is_refused(r#"{"zh_cn":{"content":[]}}"#, "content cannot be empty");
    post_is_refused(
        r#"{"zh_cn":{"content":[[{"tag":"a","text":"文档"}]]}}"#,
        "message_content_a_tag's href field can't be nil",
    );
}

#[test]
fn an_illegal_link_is_refused() {
    for href in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "www.feishu.cn",
        "",
    ] {
        let body = format!(
            r#"{{"msg_type":"post","content":{{"post":{{
                "zh_cn":{{"content":[[{{"tag":"hr"}}]]}},
                "en_us":{{"content":[[{{"tag":"text","text":"x"}},{{"tag":"a","text":"x","href":"{href}"}}]]}}
            }}}}}}"#
        );
        let reply = refusal(|request| *request.body_mut() = body);
        assert_eq!(reply.outcome(), (401, 154_403), "{href}");
        assert_eq!(reply.json()["msg"], "Send message with bad url");
        assert!(reply.json()["error"].get("field_violations").is_none());
    }
}

#[test]
fn a_closed_ticket_alone_is_refused() {
    let fake = FakeFeishu::start();
    fake.close_ticket(TICKET);
    let reply = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(reply.outcome(), (401, 154_401));

    let mut other = ticket_request(&fake, TEXT);
    let path = ticket_path("6948728206392295445");
    *other.uri_mut() = (fake.base_url() + &path).parse().unwrap();
    assert_eq!(call(other).unwrap().outcome(), (200, 0));
}

#[test]
fn another_path_or_method_is_not_found() {
    let path_is_refused = |path: &str, expected: (u16, i64)| {
        let reply = refusal(|request| {
            let authority = request.uri().authority().unwrap().clone();
            *request.uri_mut() = format!("http://{authority}{path}").parse().unwrap();
        });
        assert_eq!(reply.outcome(), expected, "{path}");
    };
    for path in [
        "/",
        "/open-apis/helpdesk/v1/tickets/1",
        "/open-apis/helpdesk/v1/tickets//messages",
        "/open-apis/helpdesk/v1/tickets/1/2/messages",
        "/open-apis/im/v1/messages/om_1/replies",
        "/open-apis/bot/v2/hook/",
    ] {
        path_is_refused(path, (404, 99_991_201));
    }
    path_is_refused(
        "/open-apis/helpdesk/v1/tickets/1%2F2/messages",
        (400, 154_000),
    );

    let reply = refusal(|request| *request.method_mut() = Method::PUT);
    assert_eq!(reply.outcome(), (405, 154_005));
}

#[test]
fn a_refusal_has_the_documented_shape() {
    let reply = refusal(|request| "1".clone_into(request.body_mut()));
    insta::assert_snapshot!(
        reply.text(),
        @r#"{"code":154000,"error":{"field_violations":[{"description":"expected text or post, found null","field":"msg_type"}],"log_id":"2026010100000000000000000000000001","troubleshooter":"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=2026010100000000000000000000000001&code=154000"},"msg":"Bad request, please check your request body"}"#
    );
    assert_eq!(
        reply.header("Content-Type"),
        "application/json; charset=utf-8"
    );
}
