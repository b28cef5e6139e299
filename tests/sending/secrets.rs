//! What a server repeats of the credentials never gets into an error, wherever it stands.

use feishu_post::{
    Bot, Credentials, Delivery, Helpdesk, Message, RateLimit, Receiver, RetryPolicy, SendError,
    Webhook,
};
use feishu_post_tests::TICKET;
use feishu_post_tests::scripted::{Scripted, Step, now};

const HELPDESK_TOKEN: &str = "ht-5d60a4c1-secret";
/// Of `6948728206392295444:ht-5d60a4c1-secret`, with its padding.
const BASE64: &str = "Njk0ODcyODIwNjM5MjI5NTQ0NDpodC01ZDYwYTRjMS1zZWNyZXQ=";

fn app() -> Bot {
    Bot::builder()
        .credentials(Credentials::app("cli_1", "app-secret-1"))
        .rate_limit(RateLimit::unlimited())
        .retry_policy(RetryPolicy::never())
        .build()
        .unwrap()
}

fn helpdesk() -> Helpdesk {
    app().helpdesk(TICKET, HELPDESK_TOKEN).unwrap()
}

fn token(text: &str) -> Step {
    Step::json(&format!(
        r#"{{"code":0,"tenant_access_token":"{text}","expire":7200}}"#
    ))
}

/// A response that repeats the text in each place that an error shows or hands out.
fn echo(text: &str) -> Step {
    let body = serde_json::json!({
        "code": 7,
        "msg": text,
        "error": {
            "log_id": text,
            "field_violations": [{ "field": text, "description": text }],
            "helps": [{ "url": format!("https://example.com/{text}") }],
        },
    });
    Step::status(400, &[], &body.to_string())
}

#[track_caller]
fn hides(error: &SendError, secret: &str) {
    let violations = error.violations().iter();
    let violations: Vec<_> = violations
        .map(|violation| (violation.field(), violation.description()))
        .collect();
    let shown = format!(
        "{error} {error:?} {error:#?} {:?} {:?} {:?} {violations:?}",
        error.server_message(),
        error.help_url(),
        error.log_id(),
    );
    assert!(!shown.contains(secret), "{secret} in {shown}");
    assert!(shown.contains("[secret]"), "{shown}");
}

#[test]
fn a_secret_is_taken_out_of_all_that_a_server_says() {
    for secret in [
        "app-secret-1",
        "t-first",
        HELPDESK_TOKEN,
        BASE64,
        BASE64.trim_end_matches('='),
    ] {
        let transport = Scripted::new([token("t-first"), echo(secret)]);
        let sent = now(helpdesk().send_with(&transport, TICKET, Message::text("你好")));
        hides(&sent.unwrap_err(), secret);
    }
}

#[test]
fn the_token_before_the_current_one_is_a_secret_too() {
    let helpdesk = helpdesk();
    let send = |steps: [Step; 4]| {
        now(helpdesk.send_with(&Scripted::new(steps), TICKET, Message::text("你好")))
    };
    let refused = Step::json(r#"{"code":99991663}"#);
    let steps = [
        token("t-first"),
        refused,
        token("t-second"),
        echo("t-first"),
    ];
    hides(&send(steps).unwrap_err(), "t-first");
}

#[test]
fn a_secret_in_the_answer_of_the_token_endpoint_is_taken_out() {
    let transport = Scripted::new([echo("app-secret-1")]);
    let sent = now(helpdesk().send_with(&transport, TICKET, Message::text("你好")));
    hides(&sent.unwrap_err(), "app-secret-1");
}

#[test]
fn a_token_in_the_place_of_a_message_id_is_not_an_id() {
    let taken = r#"{"code":0,"data":{"message_id":"t-first"}}"#;
    let transport = Scripted::new([token("t-first"), Step::json(taken)]);
    let sent = now(app().send_with(&transport, Receiver::chat("oc_1"), Message::text("你好")));
    let error = sent.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(
        format!("{error:?}"),
        "unexpected response (HTTP 200): no message id; the message may have been delivered"
    );
}

#[test]
fn a_webhooks_url_is_a_secret() {
    let webhook = Webhook::new("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b-token").unwrap();
    let webhook = webhook.secret("sign-secret");
    let send = |step| now(webhook.send_with(&Scripted::new([step]), Message::text("你好")));
    for secret in ["0f5b-token", "sign-secret"] {
        hides(&send(echo(secret)).unwrap_err(), secret);
    }
    // A client of one's own may name the URL.
    let url = "https://open.feishu.cn/open-apis/bot/v2/hook/0f5b-token";
    let error = send(Step::Failed(format!("no answer from {url}"))).unwrap_err();
    hides(&error, "0f5b-token");
    assert_eq!(
        format!("{error:?}"),
        "no response received; the message may have been delivered: no answer from \
         https://open.feishu.cn/open-apis/bot/v2/hook/[secret]"
    );
}
