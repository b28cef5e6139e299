//! The settings of a helpdesk: every problem at once, one sentence each, and no secret anywhere.

use std::time::Duration;

use feishu_post::{
    Bot, BotBuilder, ContentForm, Credentials, Helpdesk, HelpdeskBuilder, Message, RateLimit,
    Receiver, Reply, SendError, TenantToken, Webhook, WebhookBuilder,
};
use feishu_post_tests::TICKET;
use feishu_post_tests::scripted::{Scripted, Step, now};

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
            "missing credentials: call .credentials(…) with Credentials::app(id, secret) or Credentials::tenant_token(token)",
            "missing helpdesk: call .helpdesk(id, token) with the helpdesk's id and its token",
            "timeout must be greater than zero",
            "a rate limit of 0 per second never sends: RateLimit::unlimited() removes the limit",
            "a rate limit of 0 per minute never sends: RateLimit::unlimited() removes the limit",
        ],
    );
    refused(
        good()
            .credentials(Credentials::app("", "secret\n"))
            .helpdesk("a:b", " ht-1"),
        &[
            "the app id is empty",
            "the app secret contains whitespace: pass it without spaces or line breaks",
            "the helpdesk id contains a colon: pass the id alone, and the token as the second argument",
            "the helpdesk token contains whitespace: pass it without spaces or line breaks",
        ],
    );
    refused(
        good().helpdesk("", ""),
        &["the helpdesk id is empty", "the helpdesk token is empty"],
    );
    refused(
        good()
            .credentials(Credentials::app("cli_\u{0}a", "sec\nret"))
            .helpdesk("6\u{85}9", "ht\u{7f}"),
        &[
            "the app id contains a character that is not printable ASCII: copy it again",
            "the app secret contains whitespace: pass it without spaces or line breaks",
            "the helpdesk id contains whitespace: pass it without spaces or line breaks",
            "the helpdesk token contains a character that is not printable ASCII: copy it again",
        ],
    );
    refused(
        good().credentials(Credentials::tenant_token("Bearer t-1")),
        &["the tenant access token contains whitespace: pass it without spaces or line breaks"],
    );
    refused(
        good().credentials(Credentials::tenant_token("t-ключ")),
        &[
            "the tenant access token contains a character that is not printable ASCII: copy it again",
        ],
    );
}

#[cfg(any(feature = "ureq", feature = "reqwest"))]
#[test]
fn each_wrong_certificate_is_among_the_problems() {
    let row = "invalid root certificate (it contains no certificate): pass it as PEM, \"-----BEGIN CERTIFICATE-----…\"";
    refused(
        Helpdesk::builder()
            .credentials(Credentials::tenant_token("t-1"))
            .root_certificate_pem("")
            .root_certificate_pem("no certificate")
            .timeout(Duration::ZERO)
            .base_url("http://open.feishu.cn"),
        &[
            "missing helpdesk: call .helpdesk(id, token) with the helpdesk's id and its token",
            "timeout must be greater than zero",
            row,
            row,
            r#"insecure base URL "http://open.feishu.cn": use https, or http to a loopback address"#,
        ],
    );
}

#[test]
fn values_sent_in_json_or_base64_may_contain_any_character() {
    let helpdesk = good()
        .credentials(Credentials::app("cli_a1b2c3", "app secret"))
        .helpdesk("6948728206392295444", "ht-…");
    assert!(helpdesk.build().is_ok());
}

#[test]
fn credentials_never_travel_in_the_clear() {
    let insecure =
        |url: &str| format!("insecure base URL {url:?}: use https, or http to a loopback address");
    for url in [
        "http://open.feishu.cn",
        "http://10.0.0.1",
        "http://0.0.0.0",
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
            r#"invalid base URL "open.feishu.cn" (relative URL without a base): write "https://open.feishu.cn""#,
        ],
    );
    refused(
        good().base_url(""),
        &[r#"invalid base URL "" (relative URL without a base): write "https://open.feishu.cn""#],
    );
    refused(
        good().base_url("https://"),
        &[r#"invalid base URL "https://" (empty host): write "https://open.feishu.cn""#],
    );
    refused(
        good().base_url("https://open.feishu.cn/?a=1"),
        &[r#"the base URL "https://open.feishu.cn/?***" has a query or a fragment: remove it"#],
    );
    let user = good().base_url("https://me:hunter2@open.feishu.cn");
    refused(
        user,
        &["the base URL contains a user name or password: remove it"],
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
    invalid base URL "https://***" (invalid port number): write "https://open.feishu.cn"
    invalid base URL "https://***" (empty host): write "https://open.feishu.cn"
    insecure base URL "***": use https, or http to a loopback address
    the base URL contains a user name or password: remove it
    the base URL "https://proxy/?***" has a query or a fragment: remove it
    the base URL "https://proxy/#***" has a query or a fragment: remove it
    insecure base URL "http://***": use https, or http to a loopback address
    invalid base URL "proxy?***" (relative URL without a base): write "https://open.feishu.cn"
    "#);
}

#[test]
fn missing_variables_are_named() {
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
    both FEISHU_TENANT_ACCESS_TOKEN and FEISHU_APP_ID or FEISHU_APP_SECRET are set: set one or the other
    --
    the helpdesk token contains whitespace: pass it without spaces or line breaks
    insecure base URL "http://open.feishu.cn": use https, or http to a loopback address
    "#);
}

#[test]
fn variables_configure_a_helpdesk() {
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
    assert!(app.bot().token_request().is_some());
}

#[test]
fn a_base_url_may_have_the_path_that_begins_all_of_the_platforms() {
    for url in [
        "https://open.feishu.cn/open-apis",
        "https://open.feishu.cn/open-apis/",
        "https://open.feishu.cn//",
    ] {
        let helpdesk = good().base_url(url).build().unwrap();
        let request = helpdesk.ticket_request(TICKET, Message::text("你好"));
        assert_eq!(
            request.unwrap().uri().to_string(),
            format!("https://open.feishu.cn/open-apis/helpdesk/v1/tickets/{TICKET}/messages"),
            "{url}"
        );
    }
}

#[test]
fn variables_make_a_bot() {
    let missing = |vars: &[(&str, &str)]| Bot::from_vars(lookup(vars)).unwrap_err().to_string();
    assert_eq!(
        missing(&[("FEISHU_HELPDESK_ID", "1")]),
        "neither FEISHU_TENANT_ACCESS_TOKEN nor FEISHU_APP_ID and FEISHU_APP_SECRET are set"
    );
    let vars = [
        ("FEISHU_APP_ID", "cli_a"),
        ("FEISHU_APP_SECRET", "secret"),
        ("FEISHU_BASE_URL", "https://open.larksuite.com"),
    ];
    let request = Bot::from_vars(lookup(&vars)).unwrap().token_request();
    assert_eq!(request.unwrap().uri().host(), Some("open.larksuite.com"));
}

#[test]
fn variables_make_a_webhook() {
    let url = (
        "FEISHU_WEBHOOK_URL",
        "https://open.feishu.cn/open-apis/bot/v2/hook/0f5b",
    );
    let refused = |vars: &[(&str, &str)]| Webhook::from_vars(lookup(vars)).unwrap_err().to_string();
    assert_eq!(
        refused(&[("FEISHU_WEBHOOK_SECRET", "s\n")]),
        "FEISHU_WEBHOOK_URL is not set\n\
         the webhook secret contains whitespace: pass it without spaces or line breaks"
    );
    assert_eq!(
        refused(&[
            ("FEISHU_WEBHOOK_URL", "https://me:hidden@proxy"),
            ("FEISHU_WEBHOOK_SECRET", "s\n"),
        ]),
        "invalid webhook URL (it has a user name, a password, a query or a fragment): copy it from the bot's page, \
         \"https://open.feishu.cn/open-apis/bot/v2/hook/…\"\n\
         the webhook secret contains whitespace: pass it without spaces or line breaks"
    );
    assert!(Webhook::from_vars(lookup(&[url])).is_ok());

    let signed = Webhook::from_vars(lookup(&[url, ("FEISHU_WEBHOOK_SECRET", "s")])).unwrap();
    let transport = Scripted::new([Step::json(r#"{"code":0}"#)]);
    now(signed.send_with(&transport, Message::text("你好"))).unwrap();
    assert!(transport.bodies()[0].contains(r#""sign":""#));
}

#[test]
fn a_webhooks_url_is_a_custom_bots_and_never_repeated() {
    let rows = [
        "",
        "open.feishu.cn/open-apis/bot/v2/hook/hidden",
        "http://open.feishu.cn/open-apis/bot/v2/hook/hidden",
        "https://open.feishu.cn/open-apis/bot/hook/hidden",
        "https://open.feishu.cn/open-apis/bot/v2/hook/",
        "https://open.feishu.cn/open-apis/bot/v2/hook/hidden/more",
        "https://open.feishu.cn/open-apis/bot/v2/hook/hidden?a=1",
        "https://me:hidden@open.feishu.cn/open-apis/bot/v2/hook/0f5b",
    ]
    .map(|url| {
        let builder = Webhook::builder(url);
        let debug = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert!(!format!("{debug} {error} {error:?}").contains("hidden"));
        error.to_string().replace(
            ": copy it from the bot's page, \"https://open.feishu.cn/open-apis/bot/v2/hook/…\"",
            "",
        )
    });
    insta::assert_snapshot!(rows.join("\n"), @r"
    invalid webhook URL (relative URL without a base)
    invalid webhook URL (relative URL without a base)
    invalid webhook URL (it must be https, or http to a loopback address)
    invalid webhook URL (its path must end in /open-apis/bot/v2/hook/…)
    invalid webhook URL (its path must end in /open-apis/bot/v2/hook/…)
    invalid webhook URL (its path must end in /open-apis/bot/v2/hook/…)
    invalid webhook URL (it has a user name, a password, a query or a fragment)
    invalid webhook URL (it has a user name, a password, a query or a fragment)
    ");
    for url in [
        "https://open.larksuite.com/open-apis/bot/v2/hook/0f5b",
        "https://gateway.example.com/feishu/open-apis/bot/v2/hook/0f5b",
        "http://127.0.0.1:8080/open-apis/bot/v2/hook/0f5b",
    ] {
        assert!(Webhook::new(url).is_ok(), "{url}");
    }
}

#[test]
fn a_webhook_secret_with_a_line_break_is_refused_before_anything_is_sent() {
    let webhook = Webhook::new("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b").unwrap();
    let transport = Scripted::new([Step::json(r#"{"code":0}"#)]);
    let sent = now(webhook
        .secret("hidden\n")
        .send_with(&transport, Message::text("你好")));
    let error = sent.unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid webhook secret; nothing was sent"
    );
    assert!(transport.requests().is_empty());
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
    let token_request = with_app.bot().token_request().unwrap();
    let webhook = Webhook::new(format!(
        "https://open.feishu.cn/open-apis/bot/v2/hook/{token}"
    ))
    .unwrap()
    .secret(secret);
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
        format!(
            "{:?} {token_request:?} {webhook:?} {webhook:#?}",
            request.headers()
        ),
        format!("{problem} {problem:?}"),
    ]
    .concat();
    for secret in [token, secret, helpdesk, base64] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
        // As a list of bytes, which is how a body may show.
        let bytes = format!("{:?}", secret.as_bytes());
        let bytes = bytes.trim_matches(['[', ']']);
        assert!(!shown.contains(bytes), "the bytes of {secret} in {shown}");
    }
}

#[test]
fn debug_shows_how_many_certificates_were_given_and_not_their_bytes() {
    let bot = Bot::builder().root_certificate_pem("-----BEGIN CERTIFICATE-----");
    let bot = bot.timeout(Duration::from_secs(7));
    assert!(format!("{bot:?}").contains("Connection { timeout: 7s, roots: 1, proxy: None }"));
}

#[test]
fn an_app_fetches_its_token_first() {
    let app = good().credentials(Credentials::app("cli_a", "secret"));
    let helpdesk = app.build().unwrap();
    let early = helpdesk.ticket_request(TICKET, Message::text("你好"));
    assert_eq!(
        early.unwrap_err().to_string(),
        "the app has no tenant access token yet; nothing was sent"
    );
    let request = helpdesk.bot().token_request().unwrap();
    assert_eq!(request.method(), http::Method::POST);
    let path = request.uri().path();
    assert_eq!(path, "/open-apis/auth/v3/tenant_access_token/internal");
    assert_eq!(
        Vec::from(request.into_body()),
        br#"{"app_id":"cli_a","app_secret":"secret"}"#
    );

    let token = r#"{"code":0,"tenant_access_token":"t-2","expire":7200}"#;
    let transport = Scripted::new([Step::json(token), Step::taken()]);
    now(helpdesk.send_with(&transport, TICKET, Message::text("你好"))).unwrap();
    let request = helpdesk
        .clone()
        .ticket_request(TICKET, Message::text("你好"));
    assert_eq!(request.unwrap().headers()["authorization"], "Bearer t-2");
}

/// Whether the second message of a helpdesk needs another token, if the first has this life.
fn is_renewed(seconds: u64) -> bool {
    let token = format!(r#"{{"code":0,"tenant_access_token":"t-2","expire":{seconds}}}"#);
    let app = good().credentials(Credentials::app("cli_a", "secret"));
    let helpdesk = app.build().unwrap();
    let send = |transport: &Scripted| {
        now(helpdesk.send_with(transport, TICKET, Message::text("你好"))).unwrap();
    };
    send(&Scripted::new([Step::json(&token), Step::taken()]));
    let transport = Scripted::new([Step::json(&token), Step::taken()]);
    // Asked for a message, the token's answer is no message's.
    let sent = now(helpdesk.send_with(&transport, TICKET, Message::text("你好")));
    let path = transport.requests()[0].uri().path().to_owned();
    assert_eq!(sent.is_ok(), path.ends_with("/internal"));
    sent.is_ok()
}

#[test]
fn a_token_is_used_while_it_lives() {
    for (seconds, renewed) in [(7200, false), (1800, false), (60, false), (0, true)] {
        assert_eq!(is_renewed(seconds), renewed, "{seconds}");
    }
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
fn clients_are_send_and_sync() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    shared::<Helpdesk>();
    shared::<HelpdeskBuilder>();
    shared::<Credentials>();
    shared::<SendError>();
    shared::<TenantToken>();
    shared::<Bot>();
    shared::<BotBuilder>();
    shared::<Webhook>();
    shared::<WebhookBuilder>();
    shared::<Receiver>();
    shared::<Reply>();
    shared::<feishu_post::ConfigError>();
    shared::<feishu_post::MessageId>();
}
