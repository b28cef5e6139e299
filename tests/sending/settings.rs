//! The settings of a helpdesk: every problem at once, one sentence each, and no secret anywhere.

use std::time::{Duration, Instant};

use feishu_post::{
    ContentForm, Credentials, Helpdesk, HelpdeskBuilder, Message, RateLimit, SendError, TenantToken,
};
use feishu_post_tests::TICKET;

/// Variables as pairs.
fn lookup<'v>(vars: &'v [(&'v str, &'v str)]) -> impl Fn(&str) -> Option<String> + 'v {
    |name| {
        let found = vars.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| (*value).to_owned())
    }
}

fn good() -> HelpdeskBuilder {
    Helpdesk::builder()
        .credentials(Credentials::tenant_token("t-1"))
        .helpdesk("6948", "ht-1")
}

#[track_caller]
fn refused(builder: HelpdeskBuilder, rows: &[&str]) {
    let error = builder.build().unwrap_err();
    assert_eq!(error.to_string(), rows.join("\n"));
    assert_eq!(error.problems().len(), rows.len());
}

#[test]
fn each_wrong_setting_has_its_sentence() {
    refused(
        Helpdesk::builder()
            .timeout(Duration::ZERO)
            .rate_limit(RateLimit::unlimited().per_second(0).per_minute(0)),
        &[
            "no access is set: call .credentials(…) with Credentials::app(id, secret) or Credentials::tenant_token(token)",
            "no helpdesk is set: call .helpdesk(id, token) with the helpdesk's id and its token",
            "the time-out is zero: no reply can come in that time",
            "a pace of 0 a second sends nothing: RateLimit::unlimited() removes the limit",
            "a pace of 0 a minute sends nothing: RateLimit::unlimited() removes the limit",
        ],
    );
    refused(
        good()
            .credentials(Credentials::app("", "secret\n"))
            .helpdesk("a:b", " ht-1"),
        &[
            "the app id is empty",
            "the app secret holds white space: pass it without spaces and line breaks",
            "the helpdesk id holds a colon: pass the id alone, and the token as the second argument",
            "the helpdesk token holds white space: pass it without spaces and line breaks",
        ],
    );
    refused(
        good().credentials(Credentials::tenant_token("Bearer t-1")),
        &["the tenant access token holds white space: pass it without spaces and line breaks"],
    );
    refused(
        good().credentials(Credentials::tenant_token("t-ключ")),
        &["the tenant access token holds a character that is not printable ASCII: copy it again"],
    );
}

#[test]
fn what_travels_in_json_or_base64_may_hold_any_character() {
    let helpdesk = good()
        .credentials(Credentials::app("cli_a1b2c3", "app secret"))
        .helpdesk("6948728206392295444", "ht-…");
    assert!(helpdesk.build().is_ok());
}

#[test]
fn credentials_never_travel_in_the_clear() {
    let insecure = |url: &str| {
        format!(
            "the base URL {url:?} is refused: credentials travel over https, or over http to a \
             loopback address"
        )
    };
    for url in [
        "http://open.feishu.cn",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://feishu.localhost",
        "ftp://localhost",
        "file:///etc/passwd",
    ] {
        refused(good().base_url(url), &[&insecure(url)]);
    }
    for url in [
        "https://open.feishu.cn",
        "https://open.larksuite.com/",
        "https://gateway.example.com/feishu/",
        "http://127.0.0.1:8080",
        "http://127.9.9.9",
        "http://[::1]:8080",
        "http://localhost:8080",
        "HTTPS://OPEN.FEISHU.CN",
    ] {
        let request = good().base_url(url).build().unwrap();
        let request = request
            .ticket_request(TICKET, Message::text("你好"))
            .unwrap();
        assert!(
            request
                .uri()
                .path()
                .ends_with(&format!("/tickets/{TICKET}/messages")),
            "{url}"
        );
        assert!(!request.uri().path().contains("//"), "{url}");
    }
}

#[test]
fn a_base_url_is_a_url_and_nothing_more() {
    refused(
        good().base_url("open.feishu.cn"),
        &[
            r#"the base URL "open.feishu.cn" is no URL (relative URL without a base): write "https://open.feishu.cn""#,
        ],
    );
    refused(
        good().base_url("https://open.feishu.cn/?a=1"),
        &[
            r#"the base URL "https://open.feishu.cn/?***" has a query or a fragment: write it without"#,
        ],
    );
    let user = good().base_url("https://me:hunter2@open.feishu.cn");
    refused(
        user,
        &["the base URL has a user name or password in it: write it without"],
    );
    let long = format!("https://open.feishu.cn/{}", "a".repeat(3000));
    let error = good().base_url(long).build().unwrap_err();
    assert!(error.to_string().contains("longer than 2048 bytes"));
}

#[test]
fn a_secret_in_a_base_url_is_not_repeated() {
    let rows = [
        "https://me:p#hunter2@proxy",
        "https://me:hunter2@",
        "me:hunter2@https://proxy",
        "http://me:hunter2@proxy",
        "https://proxy/?token=hunter2",
        "https://proxy/#hunter2",
        "http://proxy?a@b=hunter2",
        "proxy?token=hunter2",
    ]
    .map(|url| {
        let builder = good().base_url(url);
        let debug = format!("{builder:?} {builder:#?}");
        let error = builder.build().unwrap_err();
        let shown = format!("{error} {error:?} {debug}");
        assert!(!shown.contains("hunter2"), "{shown}");
        error.to_string()
    });
    insta::assert_snapshot!(rows.join("\n"), @r#"
    the base URL "https://***" is no URL (invalid port number): write "https://open.feishu.cn"
    the base URL "https://***" is no URL (empty host): write "https://open.feishu.cn"
    the base URL "***" is refused: credentials travel over https, or over http to a loopback address
    the base URL has a user name or password in it: write it without
    the base URL "https://proxy/?***" has a query or a fragment: write it without
    the base URL "https://proxy/#***" has a query or a fragment: write it without
    the base URL "http://***" is refused: credentials travel over https, or over http to a loopback address
    the base URL "proxy?***" is no URL (relative URL without a base): write "https://open.feishu.cn"
    "#);
}

#[test]
fn variables_are_missing_by_name() {
    let missing =
        |vars: &[(&str, &str)]| Helpdesk::from_vars(lookup(vars)).unwrap_err().to_string();
    let rows = [
        missing(&[]),
        missing(&[("FEISHU_TENANT_ACCESS_TOKEN", "")]),
        missing(&[
            ("FEISHU_APP_SECRET", "s"),
            ("FEISHU_HELPDESK_TOKEN", "ht-1"),
        ]),
        missing(&[
            ("FEISHU_TENANT_ACCESS_TOKEN", "t-1"),
            ("FEISHU_APP_ID", "cli_a"),
            ("FEISHU_HELPDESK_ID", "6948"),
            ("FEISHU_HELPDESK_TOKEN", "ht-1"),
        ]),
        missing(&[
            ("FEISHU_TENANT_ACCESS_TOKEN", "t-1"),
            ("FEISHU_HELPDESK_ID", "6948"),
            ("FEISHU_HELPDESK_TOKEN", "ht-1\n"),
            ("FEISHU_BASE_URL", "http://open.feishu.cn"),
        ]),
    ];
    insta::assert_snapshot!(rows.join("\n--\n"), @r#"
    neither FEISHU_TENANT_ACCESS_TOKEN nor FEISHU_APP_ID and FEISHU_APP_SECRET are set
    FEISHU_HELPDESK_ID is not set
    FEISHU_HELPDESK_TOKEN is not set
    --
    neither FEISHU_TENANT_ACCESS_TOKEN nor FEISHU_APP_ID and FEISHU_APP_SECRET are set
    FEISHU_HELPDESK_ID is not set
    FEISHU_HELPDESK_TOKEN is not set
    --
    FEISHU_APP_ID is not set
    FEISHU_HELPDESK_ID is not set
    --
    FEISHU_TENANT_ACCESS_TOKEN is set beside FEISHU_APP_ID or FEISHU_APP_SECRET: set the token, or the app's two
    --
    the helpdesk token holds white space: pass it without spaces and line breaks
    the base URL "http://open.feishu.cn" is refused: credentials travel over https, or over http to a loopback address
    "#);
}

#[test]
fn variables_make_a_helpdesk() {
    let mut vars = vec![
        ("FEISHU_TENANT_ACCESS_TOKEN", "t-1"),
        ("FEISHU_HELPDESK_ID", "6948"),
        ("FEISHU_HELPDESK_TOKEN", "ht-1"),
    ];
    let uri = |vars: &[(&str, &str)]| {
        let helpdesk = Helpdesk::from_vars(lookup(vars)).unwrap();
        let request = helpdesk
            .ticket_request(TICKET, Message::text("你好"))
            .unwrap();
        request.uri().host().unwrap().to_owned()
    };
    assert_eq!(uri(&vars), "open.feishu.cn");
    vars.push(("FEISHU_BASE_URL", "https://open.larksuite.com"));
    assert_eq!(uri(&vars), "open.larksuite.com");
    vars[0] = ("FEISHU_APP_ID", "cli_a");
    vars.push(("FEISHU_APP_SECRET", "secret"));
    let app = Helpdesk::from_vars(lookup(&vars)).unwrap();
    assert!(app.token_request(Instant::now()).is_some());
}

#[test]
fn no_secret_shows_in_any_debug() {
    let [token, secret, helpdesk] = ["t-hidden-token", "hidden-app-secret", "ht-hidden"];
    let base64 = "NjkxOmh0LWhpZGRlbg=="; // 691:ht-hidden
    let given = Credentials::tenant_token(token);
    let app = Credentials::app("cli_a", secret);
    let builder = |access: &Credentials| {
        Helpdesk::builder()
            .credentials(access.clone())
            .helpdesk("691", helpdesk)
    };
    let reply = format!(r#"{{"code":0,"tenant_access_token":"{token}","expire":7200}}"#);
    let fetched = TenantToken::from_response(&http::Response::new(reply)).unwrap();
    let with_token = builder(&given).build().unwrap();
    let with_app = builder(&app).build().unwrap();
    with_app.keep_token(fetched.clone(), Instant::now());
    let request = with_token
        .ticket_request(TICKET, Message::text("你好"))
        .unwrap();
    let problem = builder(&Credentials::tenant_token("t-hidden-token\n"))
        .build()
        .unwrap_err();
    let shown = [
        format!("{given:?} {given:#?} {app:?} {app:#?}"),
        format!("{:?} {:?}", builder(&given), builder(&app)),
        format!("{with_token:?} {with_app:#?} {fetched:?}"),
        format!("{:?}", request.headers()),
        format!("{problem} {problem:?}"),
    ]
    .concat();
    for secret in [token, secret, helpdesk, base64] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn an_app_gets_its_token_first_and_renews_it_in_time() {
    let helpdesk = good()
        .credentials(Credentials::app("cli_a", "secret"))
        .build()
        .unwrap();
    let start = Instant::now();
    let minutes = |minutes: u64| start + Duration::from_secs(60 * minutes);
    let early = helpdesk
        .ticket_request(TICKET, Message::text("你好"))
        .unwrap_err();
    assert_eq!(
        early.to_string(),
        "the app has no tenant access token yet, nothing was sent"
    );

    let request = helpdesk.token_request(start).unwrap();
    assert_eq!(request.method(), http::Method::POST);
    assert_eq!(
        String::from_utf8(request.into_body()).unwrap(),
        r#"{"app_id":"cli_a","app_secret":"secret"}"#
    );
    let reply = r#"{"code":0,"tenant_access_token":"t-2","expire":7200}"#;
    helpdesk.keep_token(
        TenantToken::from_response(&http::Response::new(reply)).unwrap(),
        start,
    );
    assert!(
        helpdesk
            .token_request(minutes(90).checked_sub(Duration::from_millis(1)).unwrap())
            .is_none()
    );
    assert!(helpdesk.token_request(minutes(90)).is_some());
    let request = helpdesk
        .clone()
        .ticket_request(TICKET, Message::text("你好"))
        .unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer t-2");
}

fn token(text: &str, seconds: u64) -> TenantToken {
    let reply = format!(r#"{{"code":0,"tenant_access_token":"{text}","expire":{seconds}}}"#);
    TenantToken::from_response(&http::Response::new(reply)).unwrap()
}

#[test]
fn a_short_token_is_used_for_half_its_life() {
    let app = good().credentials(Credentials::app("cli_a", "secret"));
    let helpdesk = app.build().unwrap();
    let start = Instant::now();
    for (seconds, used) in [
        (7200, 5400),
        (3601, 1801),
        (3600, 1800),
        (1800, 900),
        (2, 1),
    ] {
        helpdesk.keep_token(token("t-2", seconds), start);
        let asks = |at| helpdesk.token_request(start + at).is_some();
        let used = Duration::from_secs(used);
        assert!(
            !asks(used.saturating_sub(Duration::from_millis(1))),
            "{seconds}"
        );
        assert!(asks(used), "{seconds}");
    }
}

#[test]
fn a_token_in_place_of_a_given_one_is_not_renewed_and_not_forgotten() {
    let helpdesk = good().build().unwrap();
    let start = Instant::now();
    helpdesk.keep_token(token("t-2", 2), start);
    helpdesk.forget_token();
    let later = start + Duration::from_secs(24 * 60 * 60);
    assert!(helpdesk.token_request(later).is_none());
    let request = helpdesk.ticket_request(TICKET, Message::text("你好"));
    assert_eq!(request.unwrap().headers()["authorization"], "Bearer t-2");
}

#[test]
fn the_body_has_the_form_that_was_set() {
    let body = |form| {
        let helpdesk = good().content_form(form).build().unwrap();
        let request = helpdesk
            .ticket_request(TICKET, Message::text("你好"))
            .unwrap();
        String::from_utf8(request.into_body()).unwrap()
    };
    assert_eq!(
        body(ContentForm::Object),
        r#"{"msg_type":"text","content":{"text":"你好"}}"#
    );
    assert_eq!(
        body(ContentForm::String),
        r#"{"msg_type":"text","content":"{\"text\":\"你好\"}"}"#
    );
}

#[test]
fn what_is_sent_with_is_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    shared::<Helpdesk>();
    shared::<HelpdeskBuilder>();
    shared::<Credentials>();
    shared::<SendError>();
    shared::<TenantToken>();
    shared::<feishu_post::Schedule>();
    shared::<feishu_post::ConfigError>();
    shared::<feishu_post::MessageId>();
}
