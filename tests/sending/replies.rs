//! From a reply to its meaning, without a socket.

use std::time::Duration;

use feishu_post::{Code, Delivery, MessageId, SendError, TenantToken};
use http::Response;
use proptest::prelude::*;

fn reply(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Response<Vec<u8>> {
    let mut reply = Response::builder().status(status);
    for (name, value) in headers {
        reply = reply.header(*name, *value);
    }
    reply.body(body.into()).unwrap()
}

#[track_caller]
fn refused(status: u16, body: &str, delivery: Delivery, display: &str) -> SendError {
    let error = MessageId::from_response(&reply(status, &[], body)).unwrap_err();
    assert_eq!(error.to_string(), display);
    assert_eq!(error.delivery(), delivery, "{body}");
    error
}

#[track_caller]
fn taken(status: u16, body: &str) {
    let id = MessageId::from_response(&reply(status, &[], body)).unwrap();
    assert_eq!(id.as_str(), "om_8baa3656c7b41900d29bf9104bf5310b");
}

const ID: &str = r#""data":{"message_id":"om_8baa3656c7b41900d29bf9104bf5310b"}"#;

#[test]
fn code_0_with_an_id_is_success_whatever_the_status() {
    taken(200, &format!(r#"{{"code":0,"msg":"success",{ID}}}"#));
    taken(500, &format!(r#"{{"code":0,"msg":"internal error",{ID}}}"#));
    taken(200, &format!(r#"{{{ID},"code":0,"msg":7,"new":[1]}}"#));
}

#[test]
fn each_code_of_the_page_has_its_sentence_and_hint() {
    use Delivery::{NotDelivered, Unknown};
    let cases = [
        (
            400,
            154_000,
            "Bad request, please check your request body",
            NotDelivered,
        ),
        (
            401,
            154_001,
            "Unauthorized, please check you have the correct access",
            NotDelivered,
        ),
        (
            401,
            154_003,
            "Please check you have the correct access",
            NotDelivered,
        ),
        (401, 154_401, "Ticket already be closed", NotDelivered),
        (401, 154_403, "Send message with bad url", NotDelivered),
        (500, 155_000, "Internal error", Unknown),
        (
            429,
            99_991_400,
            "request trigger frequency limit",
            NotDelivered,
        ),
        (
            400,
            99_991_663,
            "Invalid access token for authorization",
            NotDelivered,
        ),
        (400, 99_991_672, "Access denied", NotDelivered),
        (400, 7, "who knows", Unknown),
    ];
    let rows = cases.map(|(status, code, msg, delivery)| {
        let body = format!(r#"{{"code":{code},"msg":"{msg}"}}"#);
        let error = MessageId::from_response(&reply(status, &[], body)).unwrap_err();
        assert_eq!(error.code(), Some(Code::from(code)));
        assert_eq!(error.delivery(), delivery, "{code}");
        format!("{error}\n  {}", error.hint().unwrap_or("-"))
    });
    insta::assert_snapshot!(rows.join("\n"), @r"
    refused with code 154000: the request is malformed (Bad request, please check your request body)
      check the message; if it is valid, try ContentForm::String instead of ContentForm::Object
    refused with code 154001: not authorized (Unauthorized, please check you have the correct access)
      check the access token and the helpdesk's id and token, and that the app and the helpdesk belong to the same tenant
    refused with code 154003: the app lacks the permission for this call (Please check you have the correct access)
      apply for the scope helpdesk:all in the developer console, and publish the app
    refused with code 154401: the ticket is closed (Ticket already be closed)
      open a new ticket
    refused with code 154403: the message has an illegal link (Send message with bad url)
      correct the link, or send it as text
    failed with code 155000: the platform had an internal error (Internal error); the message may have been delivered
      contact the platform's support with the log id
    refused with code 99991400: too many calls (request trigger frequency limit)
      an app may make 50 calls a second and 1000 a minute, a webhook 5 and 100: send more slowly
    refused with code 99991663: the tenant access token is invalid or expired (Invalid access token for authorization)
      get a new tenant access token, or use Credentials::app, which renews it
    refused with code 99991672: the app lacks the scope of this call (Access denied)
      apply in the developer console for a scope that the platform's message names, and publish the app
    failed with code 7 (who knows); the message may have been delivered
      -
    ");
}

#[test]
fn the_status_decides_nothing() {
    let body = r#"{"code":154401}"#;
    for status in [200, 401, 429, 500] {
        let error = MessageId::from_response(&reply(status, &[], body)).unwrap_err();
        assert_eq!(error.code(), Some(Code::TicketClosed));
        assert_eq!(
            error.to_string(),
            "refused with code 154401: the ticket is closed"
        );
    }
}

#[test]
fn an_unexpected_response_leaves_the_delivery_unknown() {
    let rows = [
        (502, "<html><h1>502 Bad Gateway</h1></html>"),
        (200, ""),
        (200, "null"),
        (200, "[]"),
        (200, "{}"),
        (200, r#"{"code":"0","data":{"message_id":"om_1"}}"#),
        (200, r#"{"code":0.5,"data":{"message_id":"om_1"}}"#),
        (200, r#"{"code":0}"#),
        (200, r#"{"code":0,"data":{"message_id":""}}"#),
        (200, r#"{"code":0,"data":{"message_id":7}}"#),
        (302, ""),
    ]
    .map(|(status, body)| {
        let error = MessageId::from_response(&reply(status, &[], body)).unwrap_err();
        assert_eq!(
            (error.code(), error.delivery()),
            (None, Delivery::Unknown),
            "{body}"
        );
        error.to_string()
    });
    insta::assert_snapshot!(rows.join("\n"), @r#"
    unexpected response (HTTP 502): body is not JSON; the message may have been delivered
    unexpected response (HTTP 200): body is empty; the message may have been delivered
    unexpected response (HTTP 200): body is not an object; the message may have been delivered
    unexpected response (HTTP 200): body is not an object; the message may have been delivered
    unexpected response (HTTP 200): code is missing or not a number; the message may have been delivered
    unexpected response (HTTP 200): code is missing or not a number; the message may have been delivered
    unexpected response (HTTP 200): code is missing or not a number; the message may have been delivered
    unexpected response (HTTP 200): no message id; the message may have been delivered
    unexpected response (HTTP 200): no message id; the message may have been delivered
    unexpected response (HTTP 200): no message id; the message may have been delivered
    unexpected response (HTTP 302): body is empty; the message may have been delivered
    "#);
}

#[test]
fn a_gateways_429_is_a_refusal_for_the_rate() {
    for body in [
        "",
        "<html>",
        "null",
        "{}",
        r#"{"message":"API rate limit exceeded"}"#,
        r#"{"code":"rate"}"#,
    ] {
        let headers = [("retry-after", "3"), ("x-request-id", "id-1")];
        let error = MessageId::from_response(&reply(429, &headers, body)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "refused with HTTP 429: too many requests, log id id-1"
        );
        assert_eq!(
            (error.code(), error.delivery()),
            (None, Delivery::NotDelivered)
        );
        assert!(error.is_rate_limit());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    }
}

#[test]
fn a_duplicate_key_makes_a_response_unexpected() {
    let twice = |first: &str, second: &str| format!(r#"{{"code":{first},{ID},"code":{second}}}"#);
    for (first, second) in [("0", "0"), ("0", "154401"), ("154401", "0"), ("1", "2")] {
        let shown = "unexpected response (HTTP 200): body has a duplicate key; the message may have been delivered";
        let error = refused(200, &twice(first, second), Delivery::Unknown, shown);
        assert_eq!(error.code(), None);
    }
}

#[test]
fn the_help_url_is_the_first_that_the_platform_names() {
    let page = |number| format!("https://open.feishu.cn/{number}");
    let found = |msg: &str, error: serde_json::Value| {
        let body = serde_json::json!({ "code": 99_991_672, "msg": msg, "error": error });
        let error = MessageId::from_response(&reply(400, &[], body.to_string())).unwrap_err();
        error.help_url().map(str::to_owned)
    };
    let msg = format!("Access denied. 点击链接申请:{}", page(1));
    let helps =
        serde_json::json!([{ "description": "none" }, { "url": page(2) }, { "url": page(3) }]);
    let search = format!("排查建议查看(Troubleshooting suggestions): {}", page(4));
    let all = serde_json::json!({ "helps": helps, "troubleshooter": search });
    assert_eq!(found(&msg, all), Some(page(2)));
    let search = serde_json::json!({ "troubleshooter": search });
    assert_eq!(found(&msg, search.clone()), Some(page(1)));
    assert_eq!(found("Access denied", search), Some(page(4)));
    assert_eq!(
        found(&format!("见 {}，请申请", page(5)), serde_json::json!({})),
        Some(page(5))
    );
    assert_eq!(
        found(
            "",
            serde_json::json!({ "helps": [{ "url": "javascript:alert(1)" }] })
        ),
        None
    );
    assert_eq!(found("Access denied", serde_json::Value::Null), None);
}

#[test]
fn a_long_message_and_all_violations_are_given_whole_and_shown_short() {
    let msg = format!("{} https://open.feishu.cn/app/cli_1/auth", "很".repeat(600));
    let violations: Vec<_> = (0..50)
        .map(|number| serde_json::json!({ "field": format!("field_{number}"), "description": "长".repeat(600) }))
        .collect();
    let body = serde_json::json!({
        "code": 99_992_402, "msg": msg, "error": { "field_violations": violations },
    });
    let error = MessageId::from_response(&reply(400, &[], body.to_string())).unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotDelivered);
    assert_eq!(error.server_message(), Some(msg.as_str()));
    assert_eq!(
        error.help_url(),
        Some("https://open.feishu.cn/app/cli_1/auth")
    );
    assert_eq!(error.violations().len(), 50);
    assert_eq!(error.violations()[49].field(), "field_49");
    assert_eq!(error.violations()[49].description(), "长".repeat(600));
    let shown = error.to_string();
    assert!(
        shown.contains("; field_4: 长") && !shown.contains("field_5"),
        "{shown}"
    );
    assert!(shown.chars().count() < 1500, "{shown}");
}

#[test]
fn a_violated_field_is_named() {
    let body = r#"{"code":99992402,"msg":"field validation failed","error":{"log_id":"x","field_violations":[
        {"field":"msg_type","description":"msg_type is required"}]}}"#;
    refused(
        400,
        body,
        Delivery::NotDelivered,
        "refused with code 99992402: a field of the request is missing or invalid \
         (field validation failed; msg_type: msg_type is required), log id x",
    );
}

/// A body, the headers, and the log id.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], Option<&'c str>);

#[test]
fn the_log_id_comes_from_the_body_or_else_from_a_header() {
    let headers = [("x-request-id", "request"), ("x-tt-logid", "header")];
    let cases: [Case<'_>; 11] = [
        (
            r#"{"code":7,"error":{"log_id":"body"}}"#,
            &headers,
            Some("body"),
        ),
        (
            r#"{"code":7,"error":{"logid":"body"}}"#,
            &headers,
            Some("body"),
        ),
        (
            r#"{"code":7,"error":{"log_id":7}}"#,
            &headers,
            Some("header"),
        ),
        (r#"{"code":7}"#, &headers, Some("header")),
        (r#"{"code":7}"#, &headers[..1], Some("request")),
        ("<html>", &headers, Some("header")),
        (r#"{"code":7}"#, &[], None),
        (
            r#"{"code":7,"error":{"log_id":"","logid":"body"}}"#,
            &headers,
            Some("body"),
        ),
        (
            r#"{"code":7}"#,
            &[("x-tt-logid", ""), ("x-request-id", "request")],
            Some("request"),
        ),
        (
            r#"{"code":7}"#,
            &[("x-tt-logid", "a b"), ("x-request-id", "request")],
            Some("request"),
        ),
        (r#"{"code":7,"error":{"log_id":" "}}"#, &[], None),
    ];
    for (body, headers, log_id) in cases {
        let error = MessageId::from_response(&reply(400, headers, body)).unwrap_err();
        assert_eq!(error.log_id(), log_id, "{body}");
        assert_eq!(
            error
                .to_string()
                .ends_with(&format!(", log id {}", log_id.unwrap_or_default())),
            log_id.is_some()
        );
    }
}

#[test]
fn a_server_message_is_shown_short_and_on_one_line() {
    let body = format!(r#"{{"code":7,"msg":"a\nb\u001b[31m{}"}}"#, "很".repeat(500));
    let shown = refused(400, &body, Delivery::Unknown, &{
        let rest = "很".repeat(200 - 8);
        format!("failed with code 7 (a b [31m{rest}…); the message may have been delivered")
    });
    assert!(!shown.to_string().contains('\n'));
}

#[test]
fn a_server_message_does_not_change_text_direction() {
    let body = "{\"code\":154401,\"msg\":\"a\u{202e}b\u{202a}c\u{2066}d\u{2069}e\"}";
    let shown = "refused with code 154401: the ticket is closed (a b c d e)";
    refused(401, body, Delivery::NotDelivered, shown);
}

#[test]
fn a_rate_limit_says_how_long_to_wait() {
    let wait = |value: &str| {
        let headers = [("x-ogw-ratelimit-reset", value)];
        let limited = reply(429, &headers, r#"{"code":99991400}"#);
        MessageId::from_response(&limited)
            .unwrap_err()
            .retry_after()
    };
    assert_eq!(wait("6"), Some(Duration::from_secs(6)));
    assert_eq!(wait("0"), Some(Duration::ZERO));
    assert_eq!(wait("soon"), None);
    assert_eq!(wait("-1"), None);
    assert_eq!(
        wait("18446744073709551615"),
        Some(Duration::from_secs(u64::MAX))
    );

    let headers = [("x-ogw-ratelimit-reset", "6")];
    let other = MessageId::from_response(&reply(429, &headers, r#"{"code":154401}"#));
    assert_eq!(other.unwrap_err().retry_after(), None);
}

#[test]
fn a_failed_token_request_is_not_delivered() {
    let token = |body: &str| TenantToken::from_response(&reply(200, &[], body));
    let good = token(r#"{"code":0,"msg":"ok","tenant_access_token":"t-1","expire":7200}"#);
    assert_eq!(good.unwrap().lifetime(), Duration::from_secs(7200));

    let rows = [
        r#"{"code":10003,"msg":"invalid param"}"#,
        r#"{"code":10014,"msg":"app not exist"}"#,
        r#"{"code":10015,"msg":"app secret invalid"}"#,
        r#"{"code":0,"expire":7200}"#,
        r#"{"code":0,"tenant_access_token":"t-1"}"#,
        r#"{"code":0,"tenant_access_token":"t 1\n","expire":7200}"#,
        r#"{"code":0,"tenant_access_token":"","expire":7200}"#,
        "<html>",
    ]
    .map(|body| {
        let error = token(body).unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered, "{body}");
        error.to_string()
    });
    insta::assert_snapshot!(rows.join("\n"), @r"
    no tenant access token: refused with code 10003: the app id is malformed or unknown (invalid param)
    no tenant access token: refused with code 10014: the app secret is invalid (app not exist)
    no tenant access token: refused with code 10015: the app secret is wrong (app secret invalid)
    no tenant access token: unexpected response (HTTP 200): no token with a lifetime
    no tenant access token: unexpected response (HTTP 200): no token with a lifetime
    no tenant access token: unexpected response (HTTP 200): no token with a lifetime
    no tenant access token: unexpected response (HTTP 200): no token with a lifetime
    no tenant access token: unexpected response (HTTP 200): body is not JSON
    ");
}

#[test]
fn a_token_lives_at_most_a_day() {
    let body = r#"{"code":0,"tenant_access_token":"t-1","expire":18446744073709551615}"#;
    let token = TenantToken::from_response(&reply(200, &[], body)).unwrap();
    assert_eq!(token.lifetime(), Duration::from_secs(24 * 60 * 60));
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_never_a_success(
        status in 200_u16..600,
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let reply = reply(status, &[], body);
        let error = MessageId::from_response(&reply).unwrap_err();
        // A gateway may limit the rate by its status alone.
        let is_certain = error.delivery() == Delivery::NotDelivered;
        prop_assert_eq!(is_certain, status == 429);
        prop_assert!(TenantToken::from_response(&reply).is_err());
    }

    #[test]
    fn a_code_round_trips_through_its_number(number in any::<i64>()) {
        prop_assert_eq!(i64::from(Code::from(number)), number);
        prop_assert_eq!(Code::from(number).to_string(), number.to_string());
    }
}
