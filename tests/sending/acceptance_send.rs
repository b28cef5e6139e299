//! Sending against a server that knows nothing of the crate: it records what arrives
//! and answers what it is told.

use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use feishu_post::{Code, Credentials, Delivery, Helpdesk, Message, Post, SendError, post, send};
use feishu_post_tests::TICKET;
use serde_json::{Value, json};

const ID: &str = "om_8baa3656c7b41900d29bf9104bf5310b";
const PATH: &str = "/open-apis/helpdesk/v1/tickets/6948728206392295444/messages";

#[derive(Debug)]
struct Request {
    line: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
    fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap()
    }
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let mut rows = text.split("\r\n");
    let line = rows.next().unwrap().to_owned();
    let headers: Vec<_> = rows
        .map(|row| row.split_once(':').unwrap())
        .map(|(k, v)| (k.to_owned(), v.trim().to_owned()))
        .collect();
    let mut request = Request {
        line,
        headers,
        body: String::new(),
    };
    let length = request
        .header("content-length")
        .map_or(0, |value| value.parse().unwrap());
    let mut body = bytes[head + 4..].to_vec();
    while body.len() < length {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(count) => body.extend_from_slice(&chunk[..count]),
        }
    }
    request.body = String::from_utf8(body).unwrap();
    Some(request)
}

enum Reply {
    Http(&'static str, String),
    Hang,
    Cut,
}

fn ok() -> Reply {
    Reply::Http(
        "200 OK",
        json!({"code": 0, "msg": "success", "data": {"message_id": ID}}).to_string(),
    )
}
fn code(status: &'static str, code: i64) -> Reply {
    Reply::Http(
        status,
        json!({"code": code, "msg": "words", "error": {"log_id": "log-1"}}).to_string(),
    )
}
fn token(token: &str) -> Reply {
    Reply::Http(
        "200 OK",
        json!({"code": 0, "msg": "ok", "tenant_access_token": token, "expire": 7200}).to_string(),
    )
}

/// Answers one reply a request, then refuses all connections.
fn serve(replies: Vec<Reply>) -> (String, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (sender, requests) = channel();
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        for reply in replies {
            let (mut stream, _) = listener.accept().unwrap();
            let Some(request) = read(&mut stream) else {
                continue;
            };
            sender.send(request).unwrap();
            match reply {
                Reply::Http(head, body) => {
                    let separator = if head.contains('\n') { "" } else { "\r\n" };
                    let _ = write!(
                        stream,
                        "HTTP/1.1 {head}{separator}content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                        body.len()
                    );
                }
                Reply::Hang => kept.push(stream),
                Reply::Cut => drop(stream),
            }
        }
    });
    (base, requests)
}

fn desk(base: &str) -> Helpdesk {
    Helpdesk::builder()
        .credentials(Credentials::tenant_token(
            "t-7f1bcd13fc57d46bac21793a18e560",
        ))
        .helpdesk("6948728206392295444", "ht-secret")
        .base_url(base)
        .timeout(Duration::from_secs(2))
        .build()
        .unwrap()
}

const POST: Post = post![title = "t", ["看 ", link("这里", "https://example.com/中")]];

#[track_caller]
fn refused(reply: Reply) -> SendError {
    let (base, _requests) = serve(vec![reply]);
    send(&desk(&base), TICKET, &POST).unwrap_err()
}

#[test]
fn the_request_is_the_pages() {
    let (base, requests) = serve(vec![ok(), ok(), ok()]);
    let helpdesk = desk(&format!("{base}/"));
    let id = send(&helpdesk, TICKET, &POST).unwrap();
    assert_eq!(id.to_string(), ID);
    assert_eq!(format!("{id}"), ID);
    let request = requests.recv().unwrap();
    assert_eq!(request.line, format!("POST {PATH} HTTP/1.1"));
    assert_eq!(
        request.header("authorization"),
        Some("Bearer t-7f1bcd13fc57d46bac21793a18e560")
    );
    assert_eq!(
        request.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(
        request.header("x-lark-helpdesk-authorization"),
        Some("Njk0ODcyODIwNjM5MjI5NTQ0NDpodC1zZWNyZXQ=")
    );
    assert_eq!(
        request.body,
        format!(
            r#"{{"msg_type":"post","content":{{"post":{}}}}}"#,
            POST.to_json()
        )
    );

    send(&helpdesk, TICKET, Message::text("你好")).unwrap();
    assert_eq!(
        requests.recv().unwrap().body,
        r#"{"msg_type":"text","content":{"text":"你好"}}"#
    );
    send(&helpdesk, TICKET, POST.clone()).unwrap();
}

#[test]
fn the_documented_codes_are_told_apart() {
    let cases = [
        ("400 Bad Request", 154_000, Code::BadRequest),
        ("401 Unauthorized", 154_001, Code::Unauthorized),
        ("401 Unauthorized", 154_003, Code::Forbidden),
        ("401 Unauthorized", 154_401, Code::TicketClosed),
        ("401 Unauthorized", 154_403, Code::BadUrl),
        ("200 OK", 154_401, Code::TicketClosed),
        ("403 Forbidden", 99_991_672, Code::from(99_991_672)),
        ("418 Teapot", 123_456, Code::Other(123_456)),
    ];
    for (status, number, name) in cases {
        let error = refused(code(status, number));
        assert_eq!(error.code(), Some(name), "{number}");
        assert_eq!(error.log_id(), Some("log-1"), "{number}");
        assert!(
            error.to_string().contains(&number.to_string()),
            "{number}: {error}"
        );
        if matches!(number, 154_000..=154_999) {
            assert_eq!(error.delivery(), Delivery::NotDelivered, "{number}");
        }
    }
    for number in [154_000, 154_001, 154_003, 154_401, 154_403, 155_000] {
        let error = refused(code("400 Bad Request", number));
        assert!(
            error.hint().is_some_and(|hint| !hint.is_empty()),
            "{number} has no hint"
        );
    }
    assert!(
        refused(code("400 Bad Request", 154_000))
            .hint()
            .unwrap()
            .contains("ContentForm::String")
    );
    let whole = format!(
        "{:?} {}",
        refused(code("401 Unauthorized", 154_403)),
        refused(code("401 Unauthorized", 154_403))
    );
    assert!(whole.contains("https://example.com/%E4%B8%AD"), "{whole}");
}

#[test]
fn codes_are_numbers_and_back() {
    for (number, name) in [
        (154_000, Code::BadRequest),
        (154_001, Code::Unauthorized),
        (154_003, Code::Forbidden),
        (154_401, Code::TicketClosed),
        (154_403, Code::BadUrl),
        (155_000, Code::Internal),
        (99_991_400, Code::RateLimited),
        (1, Code::Other(1)),
    ] {
        assert_eq!(Code::from(number), name);
        assert_eq!(i64::from(name), number);
    }
    for number in [
        10_003,
        10_014,
        10_015,
        99_991_661,
        99_991_663,
        99_991_664,
        99_991_665,
        99_991_668,
        99_991_671,
        99_991_672,
        -1,
        i64::MAX,
    ] {
        assert_eq!(i64::from(Code::from(number)), number);
    }
}

#[test]
fn what_may_have_arrived_is_unknown() {
    let html = || Reply::Http("502 Bad Gateway", "<html>bad gateway</html>".into());
    for (name, reply) in [
        ("502", html()),
        ("hang", Reply::Hang),
        ("cut", Reply::Cut),
        ("not json", Reply::Http("200 OK", "ok".into())),
        ("empty", Reply::Http("200 OK", String::new())),
        ("no code", Reply::Http("200 OK", "{}".into())),
        ("155000", code("500 Internal Server Error", 155_000)),
    ] {
        let error = refused(reply);
        assert_eq!(error.delivery(), Delivery::Unknown, "{name}: {error}");
    }
    let header = Reply::Http(
        "504 Gateway Timeout\r\nX-Tt-Logid: from-header\r\n",
        "late".into(),
    );
    let error = refused(header);
    assert_eq!(error.log_id(), Some("from-header"));
}

#[test]
fn what_never_left_is_certain() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let helpdesk = Helpdesk::builder()
        .credentials(Credentials::tenant_token("t-x"))
        .helpdesk("1", "ht-x")
        .base_url(format!("http://{closed}"))
        .timeout(Duration::from_secs(2))
        .build()
        .unwrap();
    let error = send(&helpdesk, TICKET, &POST).unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotDelivered, "{error}");
    assert!(error.source().is_some());

    let (base, requests) = serve(vec![ok()]);
    let empty = post![if base.is_empty() {
        "x"
    }];
    let error = send(&desk(&base), TICKET, &empty).unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotDelivered);
    assert!(requests.try_recv().is_err());
}

#[test]
fn a_ticket_id_is_one_path_segment() {
    for ticket in [
        "",
        ".",
        "..",
        "../../im/v1/messages",
        "a/b",
        "a?b",
        "a#b",
        "a b",
        "%2e%2e",
        "1\r\nX: y",
    ] {
        let (base, requests) = serve(vec![ok()]);
        match send(&desk(&base), ticket, &POST) {
            Ok(_) => {
                let request = requests.recv().unwrap();
                let path = request.path();
                assert!(
                    path.starts_with("/open-apis/helpdesk/v1/tickets/")
                        && path.ends_with("/messages"),
                    "{ticket:?}: {path}"
                );
                assert_eq!(path.split('/').count(), 7, "{ticket:?}: {path}");
                assert!(!path.contains(['?', '#']));
            }
            Err(error) => {
                assert_eq!(error.delivery(), Delivery::NotDelivered, "{ticket:?}");
                assert!(requests.try_recv().is_err(), "{ticket:?} was sent");
            }
        }
    }
}

#[test]
fn redirects_are_not_followed() {
    let (other, requests) = serve(vec![ok()]);
    let reply = Reply::Http("302 Found", String::new());
    let (base, _first) = serve(vec![match reply {
        Reply::Http(..) => Reply::Http(
            Box::leak(
                format!("307 Temporary Redirect\r\nlocation: {other}/x\r\n").into_boxed_str(),
            ),
            String::new(),
        ),
        other => other,
    }]);
    assert!(send(&desk(&base), TICKET, &POST).is_err());
    assert!(requests.try_recv().is_err());
}

#[test]
fn a_huge_reply_does_not_fill_the_memory() {
    let (base, _requests) = serve(vec![Reply::Http("200 OK", " ".repeat(64 << 20))]);
    let error = send(&desk(&base), TICKET, &POST).unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
}

fn app(base: &str) -> Helpdesk {
    Helpdesk::builder()
        .credentials(Credentials::app("cli_a1b2c3", "app-secret"))
        .helpdesk("1", "ht-secret")
        .base_url(base)
        .build()
        .unwrap()
}

#[test]
fn an_app_fetches_its_token_once() {
    let (base, requests) = serve(vec![token("t-1"), ok(), ok()]);
    let helpdesk = app(&base);
    send(&helpdesk, TICKET, &POST).unwrap();
    send(&helpdesk.clone(), TICKET, &POST).unwrap();
    let first = requests.recv().unwrap();
    assert_eq!(
        first.line,
        "POST /open-apis/auth/v3/tenant_access_token/internal HTTP/1.1"
    );
    assert_eq!(
        serde_json::from_str::<Value>(&first.body).unwrap(),
        json!({"app_id": "cli_a1b2c3", "app_secret": "app-secret"})
    );
    for _ in 0..2 {
        let request = requests.recv().unwrap();
        assert_eq!(request.path(), PATH);
        assert_eq!(request.header("authorization"), Some("Bearer t-1"));
    }
}

#[test]
fn a_stale_token_is_renewed_and_the_message_sent_again_once() {
    for (status, number) in [
        ("400 Bad Request", 99_991_663),
        ("200 OK", 99_991_661),
        ("400 Bad Request", 99_991_668),
    ] {
        let (base, requests) = serve(vec![token("t-1"), code(status, number), token("t-2"), ok()]);
        assert_eq!(
            send(&app(&base), TICKET, &POST).unwrap().to_string(),
            ID,
            "{number}"
        );
        let seen: Vec<_> = requests
            .iter()
            .map(|request| request.header("authorization").unwrap_or("-").to_owned())
            .collect();
        assert_eq!(seen, ["-", "Bearer t-1", "-", "Bearer t-2"], "{number}");
    }
    let (base, requests) = serve(vec![
        token("t-1"),
        code("400 Bad Request", 99_991_663),
        token("t-2"),
        code("400 Bad Request", 99_991_663),
    ]);
    let error = send(&app(&base), TICKET, &POST).unwrap_err();
    assert_eq!(
        (error.code(), error.delivery()),
        (Some(Code::from(99_991_663)), Delivery::NotDelivered)
    );
    assert_eq!(requests.iter().count(), 4);
}

#[test]
fn a_wrong_app_is_told_from_the_token_endpoint() {
    for number in [10_003, 10_014, 10_015] {
        let (base, _requests) = serve(vec![Reply::Http(
            "200 OK",
            json!({"code": number, "msg": "app secret invalid"}).to_string(),
        )]);
        let error = send(&app(&base), TICKET, &POST).unwrap_err();
        assert_eq!(error.code(), Some(Code::from(number)));
        assert_eq!(error.delivery(), Delivery::NotDelivered);
    }
    for reply in [
        Reply::Cut,
        Reply::Http("502 Bad Gateway", "x".into()),
        Reply::Http("200 OK", "{}".into()),
    ] {
        let (base, _requests) = serve(vec![reply]);
        let error = send(&app(&base), TICKET, &POST).unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered, "{error}");
    }
}

#[test]
fn a_rate_limit_is_waited_for() {
    let limited = || {
        Reply::Http(
            "429 Too Many Requests\r\nx-ogw-ratelimit-limit: 50\r\nx-ogw-ratelimit-reset: 1\r\n",
            json!({"code": 99_991_400, "msg": "request trigger frequency limit"}).to_string(),
        )
    };
    let (base, requests) = serve(vec![limited(), ok()]);
    assert_eq!(send(&desk(&base), TICKET, &POST).unwrap().to_string(), ID);
    assert_eq!(requests.iter().count(), 2);
}

#[test]
fn plain_http_stays_on_this_machine() {
    let build = |base: &str| {
        Helpdesk::builder()
            .credentials(Credentials::tenant_token("t-x"))
            .helpdesk("1", "ht-x")
            .base_url(base)
            .build()
    };
    for base in [
        "https://open.feishu.cn",
        "https://open.larksuite.com",
        "https://open.feishu.cn/",
        "http://127.0.0.1:1",
        "http://[::1]:1",
        "http://localhost:1",
        "http://127.8.9.1",
    ] {
        assert!(build(base).is_ok(), "{base}: {:?}", build(base).err());
    }
    for base in [
        "http://open.feishu.cn",
        "http://127.0.0.1.evil.cn",
        "http://localhost.evil.cn",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "ftp://127.0.0.1",
        "",
        "open.feishu.cn",
        "https://",
        "https://user:pass@open.feishu.cn",
        "https://open.feishu.cn/?x=1",
        "https://open.feishu.cn/#x",
    ] {
        let Err(error) = build(base) else {
            panic!("{base} was accepted")
        };
        assert!(
            !error.to_string().is_empty() && !error.to_string().contains("pass@"),
            "{error}"
        );
    }
}

#[test]
fn the_contract_example_builds() {
    let built = Helpdesk::builder()
        .credentials(Credentials::app("cli_a1b2c3", "app secret"))
        .helpdesk("6948728206392295444", "ht-…")
        .build();
    assert!(built.is_ok(), "{:?}", built.err());
}

#[test]
fn half_a_helpdesk_is_refused() {
    assert!(Helpdesk::builder().build().is_err());
    assert!(Helpdesk::builder().helpdesk("1", "ht-x").build().is_err());
    assert!(
        Helpdesk::builder()
            .credentials(Credentials::tenant_token("t-x"))
            .build()
            .is_err()
    );
    for (id, token) in [("", "ht-x"), ("1", ""), ("1:2", "ht-x")] {
        assert!(
            Helpdesk::builder()
                .credentials(Credentials::tenant_token("t-x"))
                .helpdesk(id, token)
                .build()
                .is_err(),
            "{id:?} {token:?}"
        );
    }
    for bad in ["", "t-a\nb", "t-中"] {
        assert!(
            Helpdesk::builder()
                .credentials(Credentials::tenant_token(bad))
                .helpdesk("1", "ht-x")
                .build()
                .is_err(),
            "{bad:?}"
        );
    }
}

#[test]
fn secrets_never_show() {
    let secrets = [
        "t-7f1bcd13fc57d46bac21793a18e560",
        "ht-secret",
        "app-secret",
        "Njk0ODcyODIwNjM5MjI5NTQ0NDpodC1zZWNyZXQ",
        "t-1",
    ];
    let mut shown = vec![
        format!(
            "{:?} {:#?}",
            Credentials::tenant_token(secrets[0]),
            Credentials::app("cli_a1b2c3", "app-secret")
        ),
        format!(
            "{:?}",
            Helpdesk::builder()
                .credentials(Credentials::tenant_token(secrets[0]))
                .helpdesk("1", "ht-secret")
        ),
        format!("{:#?}", desk("http://127.0.0.1:1")),
        format!("{:#?}", app("http://127.0.0.1:1")),
    ];
    let echo = Reply::Http(
        "400 Bad Request",
        json!({"code": 99_991_671, "msg": format!("bad token {}", secrets[0])}).to_string(),
    );
    let mut errors = vec![refused(code("401 Unauthorized", 154_001)), refused(echo)];
    let (base, _requests) = serve(vec![token("t-1"), Reply::Cut]);
    errors.push(send(&app(&base), TICKET, &POST).unwrap_err());
    for error in &errors {
        shown.push(format!("{error} {error:?} {:?}", error.hint()));
        let mut source = error.source();
        while let Some(cause) = source {
            shown.push(format!("{cause} {cause:?}"));
            source = cause.source();
        }
    }
    for text in shown {
        for secret in secrets {
            assert!(!text.contains(secret), "{secret} shows in {text}");
        }
    }
}

#[test]
fn a_helpdesk_is_shared() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn error<T: Error + Send + Sync + 'static>() {}
    shared::<Helpdesk>();
    shared::<Credentials>();
    error::<SendError>();
}

/// Run by `from_env_reads_what_is_documented` in a process of its own.
#[test]
fn child() {
    if std::env::var_os("ACCEPTANCE_CHILD").is_none() {
        return;
    }
    match Helpdesk::from_env() {
        Err(error) => println!("REFUSED {error}"),
        Ok(helpdesk) => match send(&helpdesk, TICKET, &POST) {
            Ok(id) => println!("SENT {id}"),
            Err(error) => println!("FAILED {:?} {error}", error.delivery()),
        },
    }
}

fn with_env(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "acceptance_send::child",
        "--nocapture",
        "--test-threads=1",
    ]);
    for name in [
        "FEISHU_TENANT_ACCESS_TOKEN",
        "FEISHU_APP_ID",
        "FEISHU_APP_SECRET",
        "FEISHU_HELPDESK_ID",
        "FEISHU_HELPDESK_TOKEN",
        "FEISHU_BASE_URL",
    ] {
        command.env_remove(name);
    }
    command
        .env("ACCEPTANCE_CHILD", "1")
        .envs(variables.iter().copied());
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn from_env_reads_what_is_documented() {
    let desk = [
        ("FEISHU_HELPDESK_ID", "1"),
        ("FEISHU_HELPDESK_TOKEN", "ht-secret"),
    ];
    let (base, requests) = serve(vec![ok()]);
    let mut variables = desk.to_vec();
    variables.extend([
        ("FEISHU_TENANT_ACCESS_TOKEN", "t-env"),
        ("FEISHU_BASE_URL", &base),
    ]);
    let shown = with_env(&variables);
    assert!(shown.contains(&format!("SENT {ID}")), "{shown}");
    assert_eq!(
        requests.recv().unwrap().header("authorization"),
        Some("Bearer t-env")
    );

    let (base, requests) = serve(vec![token("t-2"), ok()]);
    let mut variables = desk.to_vec();
    variables.extend([
        ("FEISHU_APP_ID", "cli_a"),
        ("FEISHU_APP_SECRET", "s"),
        ("FEISHU_BASE_URL", &base),
    ]);
    let shown = with_env(&variables);
    assert!(shown.contains(&format!("SENT {ID}")), "{shown}");
    assert_eq!(requests.iter().count(), 2);

    for (missing, variables) in [
        ("FEISHU_", vec![]),
        (
            "FEISHU_HELPDESK_TOKEN",
            vec![
                ("FEISHU_TENANT_ACCESS_TOKEN", "t-x"),
                ("FEISHU_HELPDESK_ID", "1"),
            ],
        ),
        (
            "FEISHU_HELPDESK_ID",
            vec![
                ("FEISHU_TENANT_ACCESS_TOKEN", "t-x"),
                ("FEISHU_HELPDESK_TOKEN", "ht-secret"),
            ],
        ),
        (
            "FEISHU_APP_SECRET",
            vec![("FEISHU_APP_ID", "cli_a"), desk[0], desk[1]],
        ),
        (
            "FEISHU_APP_ID",
            vec![("FEISHU_APP_SECRET", "s3cret"), desk[0], desk[1]],
        ),
        ("FEISHU_TENANT_ACCESS_TOKEN", vec![desk[0], desk[1]]),
        (
            "FEISHU_TENANT_ACCESS_TOKEN",
            vec![("FEISHU_TENANT_ACCESS_TOKEN", ""), desk[0], desk[1]],
        ),
        (
            "http",
            vec![
                ("FEISHU_TENANT_ACCESS_TOKEN", "t-x"),
                ("FEISHU_BASE_URL", "http://open.feishu.cn"),
                desk[0],
                desk[1],
            ],
        ),
    ] {
        let shown = with_env(&variables);
        let row = shown
            .lines()
            .find(|row| row.contains("REFUSED"))
            .unwrap_or_else(|| panic!("{variables:?}: {shown}"));
        assert!(row.contains(missing), "{variables:?}: {row}");
        assert!(
            !row.contains("ht-secret") && !row.contains("s3cret"),
            "{row}"
        );
    }
}

#[cfg(feature = "reqwest")]
mod asynchronous {
    use super::*;
    use feishu_post::send_async;

    fn run<F: Future + Send>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(future)
    }

    #[test]
    fn sends_the_same_request() {
        let (base, requests) = serve(vec![token("t-1"), ok()]);
        let helpdesk = app(&base);
        let id = run(async { send_async(&helpdesk, TICKET, &POST).await }).unwrap();
        assert_eq!(id.to_string(), ID);
        requests.recv().unwrap();
        let request = requests.recv().unwrap();
        assert_eq!(request.line, format!("POST {PATH} HTTP/1.1"));
        assert_eq!(
            request.header("content-type"),
            Some("application/json; charset=utf-8")
        );
        assert_eq!(
            request.body,
            format!(
                r#"{{"msg_type":"post","content":{{"post":{}}}}}"#,
                POST.to_json()
            )
        );
    }

    #[test]
    fn tells_the_same_truth() {
        for (reply, expected) in [
            (
                code("401 Unauthorized", 154_401),
                (Some(Code::TicketClosed), Delivery::NotDelivered),
            ),
            (
                Reply::Http("502 Bad Gateway", "x".into()),
                (None, Delivery::Unknown),
            ),
            (Reply::Cut, (None, Delivery::Unknown)),
            (Reply::Hang, (None, Delivery::Unknown)),
        ] {
            let (base, _requests) = serve(vec![reply]);
            let error = run(send_async(&desk(&base), TICKET, Message::text("x"))).unwrap_err();
            assert_eq!((error.code(), error.delivery()), expected, "{error}");
        }
        let empty = post![if TICKET.is_empty() {
            "x"
        }];
        let error = run(send_async(&desk("http://127.0.0.1:9"), TICKET, &empty)).unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered);
    }

    #[test]
    fn may_be_spawned() {
        let (base, requests) = serve(vec![ok()]);
        let helpdesk = desk(&base);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let task = runtime.spawn(async move {
            let name = String::from("王");
            let post = post!["{name}", ["x", name.as_str()]];
            send_async(&helpdesk, TICKET, &post)
                .await
                .map(|id| id.to_string())
        });
        assert_eq!(runtime.block_on(task).unwrap().unwrap(), ID);
        assert_eq!(requests.iter().count(), 1);
    }
}
