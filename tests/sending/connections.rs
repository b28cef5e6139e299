//! Connections as companies have them: an authority of their own, a proxy on the way; and servers that
//! close what is idle.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use feishu_post::{
    Bot, Credentials, Delivery, Helpdesk, Message, MessageId, RateLimit, RetryPolicy, SendError,
    Webhook,
};
use feishu_post_tests::adapter::{Adapter, HELPDESK_TOKEN, TOKEN, runtime, settings};
use feishu_post_tests::clients::{Clients, ENDPOINTS};
use feishu_post_tests::server::{Act, Server, TAKEN, http_reply};
use futures_util::future::join_all;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

const TICKET: &str = feishu_post_tests::TICKET;

/// A company's authority, and a server with a certificate from it.
struct Company {
    authority_pem: String,
    address: SocketAddr,
}

impl Company {
    fn start(host: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &authority).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            );
        let config = Arc::new(config.unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                thread::spawn(move || answer(StreamOwned::new(connection, stream)));
            }
        });
        Self {
            authority_pem: authority.pem(),
            address,
        }
    }
}

/// Takes each request that ends in a body of JSON; a handshake that fails ends the thread.
fn answer(mut stream: impl Read + Write) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        request.extend_from_slice(&buffer[..length]);
        let head = request.windows(4).position(|end| end == b"\r\n\r\n");
        if head.is_some() && request.ends_with(b"}") {
            stream.write_all(&http_reply("200 OK", "", TAKEN)).unwrap();
            request.clear();
        }
    }
}

fn sent(
    adapter: Adapter,
    base_url: &str,
    authority: Option<&str>,
    proxy: Option<&str>,
) -> Result<(), SendError> {
    let mut builder = settings(base_url).retry_policy(RetryPolicy::never());
    if let Some(pem) = authority {
        builder = builder.root_certificate_pem(pem);
    }
    if let Some(url) = proxy {
        builder = builder.proxy(url);
    }
    let helpdesk = builder.build().unwrap();
    adapter
        .send(&helpdesk, TICKET, &Message::text("你好"))
        .map(drop)
}

/// The error and all that caused it.
fn told(error: &SendError) -> String {
    let mut told = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        told.extend([": ", &cause.to_string()]);
        source = cause.source();
    }
    told
}

#[test]
fn a_company_authority_is_trusted_if_it_is_given() {
    let company = Company::start("localhost");
    let base_url = format!("https://localhost:{}", company.address.port());
    for adapter in Adapter::BOTH {
        sent(adapter, &base_url, Some(&company.authority_pem), None).unwrap();
        let error = sent(adapter, &base_url, None, None).unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered);
        assert!(
            told(&error).contains("UnknownIssuer"),
            "{adapter:?}: {}",
            told(&error)
        );
    }
}

/// A proxy that opens tunnels to one address, whatever the host, and what it was asked.
struct Proxy {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://me:pass-word@{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&asked);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || tunnel(client, target, &shared));
            }
        });
        Self { url, asked }
    }
}

fn tunnel(mut client: TcpStream, target: SocketAddr, asked: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if client.read(&mut byte).unwrap_or(0) == 0 {
            return;
        }
        head.push(byte[0]);
    }
    asked.lock().unwrap().push(String::from_utf8(head).unwrap());
    client
        .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
        .unwrap();
    let server = TcpStream::connect(target).unwrap();
    let (mut from_client, mut to_server) =
        (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || std::io::copy(&mut from_client, &mut to_server));
    let (mut from_server, mut to_client) = (server, client);
    let _ = std::io::copy(&mut from_server, &mut to_client);
}

#[test]
fn a_proxy_carries_tls_as_a_tunnel() {
    let company = Company::start("feishu.test");
    for adapter in Adapter::BOTH {
        let proxy = Proxy::start(company.address);
        sent(
            adapter,
            "https://feishu.test",
            Some(&company.authority_pem),
            Some(&proxy.url),
        )
        .unwrap();
        let asked = proxy.asked.lock().unwrap().join("");
        assert!(
            asked.starts_with("CONNECT feishu.test:443 HTTP/1.1\r\n"),
            "{asked}"
        );
        let authorization = "proxy-authorization: basic bwu6cgfzcy13b3jk";
        assert!(
            asked.to_ascii_lowercase().contains(authorization),
            "{asked}"
        );

        let error = sent(
            adapter,
            "https://feishu.test",
            Some(&company.authority_pem),
            None,
        )
        .unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered);
        assert!(
            error.to_string().starts_with("could not connect"),
            "{error}"
        );
    }
}

#[test]
fn an_unresponsive_proxy_is_not_delivered_and_its_password_is_redacted() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://me:pass-word@{}", listener.local_addr().unwrap());
    drop(listener);
    for adapter in Adapter::BOTH {
        let error = sent(adapter, "https://feishu.test", None, Some(&url)).unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered);
        assert!(!told(&error).contains("pass-word") && !format!("{error:?}").contains("pass-word"));
    }
    let builder = settings("https://feishu.test").proxy(&url);
    assert!(!format!("{builder:?}").contains("pass-word"));
    assert!(!format!("{:?}", builder.build().unwrap()).contains("pass-word"));
}

#[test]
fn unusable_settings_are_reported() {
    #[track_caller]
    fn refuses(proxy: &str, expected: &str) {
        let error = settings("https://feishu.test")
            .proxy(proxy)
            .build()
            .unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    refuses(
        "socks5://p:1",
        r#"the proxy cannot be used (its scheme is not http): write "http://host:port""#,
    );
    refuses(
        "proxy",
        r#"the proxy cannot be used (relative URL without a base): write "http://host:port""#,
    );
    refuses(
        "http://p:1/path",
        r#"the proxy cannot be used (it is not a host with a port): write "http://host:port""#,
    );
    for pem in [
        "",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n",
    ] {
        let error = settings("https://feishu.test")
            .root_certificate_pem(pem)
            .build()
            .unwrap_err();
        assert!(
            error.to_string().starts_with("invalid root certificate ("),
            "{error}"
        );
    }
}

#[test]
fn the_longest_timeout_is_accepted() {
    let server = Server::start([Act::json(TAKEN)]);
    for adapter in Adapter::BOTH {
        let helpdesk = settings(&server.base_url)
            .timeout(Duration::MAX)
            .build()
            .unwrap();
        adapter
            .send(&helpdesk, TICKET, &Message::text("你好"))
            .unwrap();
    }
}

/// A token and a message to each endpoint, as they come over the wire.
fn requests(adapter: Adapter) -> Vec<String> {
    let token = format!(r#"{{"code":0,"tenant_access_token":"{TOKEN}","expire":7200}}"#);
    let server = Server::start([Act::json(&token), Act::json(TAKEN)]);
    let bot = Bot::builder()
        .credentials(Credentials::app("cli_1", "app-secret"))
        .base_url(&server.base_url)
        .build()
        .unwrap();
    let hook = format!("{}/open-apis/bot/v2/hook/0f5b", server.base_url);
    let clients = Clients {
        helpdesk: bot.helpdesk(TICKET, HELPDESK_TOKEN).unwrap(),
        bot,
        webhook: Webhook::new(hook).unwrap(),
    };
    let runtime = runtime();
    for endpoint in ENDPOINTS {
        let message = Message::text("你好");
        match adapter {
            Adapter::Blocking => clients.send(endpoint, message),
            Adapter::Async => runtime.block_on(clients.send_async(endpoint, message)),
        }
        .unwrap();
    }
    let host = server.base_url.replace("http://", "");
    let requests = server.requests().into_iter();
    requests
        .map(|request| comparable(&request.replace(&host, "HOST")))
        .collect()
}

/// A request with its headers in order, and without what differs from call to call.
fn comparable(request: &str) -> String {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<_> = head.lines().map(str::to_owned).collect();
    for line in &mut lines[1..] {
        let (name, value) = line.split_once(": ").unwrap();
        *line = format!("{}: {value}", name.to_ascii_lowercase());
    }
    lines[1..].sort();
    let body = match body.split_once(r#""uuid":""#) {
        Some((before, key)) => format!(
            r#"{before}"uuid":"{}"#,
            "KEY".to_owned() + &key[key.find('"').unwrap()..]
        ),
        None => body.to_owned(),
    };
    lines.extend([String::new(), body]);
    let version = concat!("feishu-post/", env!("CARGO_PKG_VERSION"));
    lines.join("\n").replace(version, "feishu-post/VERSION")
}

#[test]
fn both_adapters_send_the_same_requests() {
    let [blocking, by_tasks] = Adapter::BOTH.map(requests);
    assert_eq!(blocking, by_tasks);
    insta::assert_snapshot!(blocking.join("\n--\n"), @r#"
    POST /open-apis/auth/v3/tenant_access_token/internal HTTP/1.1
    accept: */*
    content-length: 44
    content-type: application/json; charset=utf-8
    host: HOST
    user-agent: feishu-post/VERSION

    {"app_id":"cli_1","app_secret":"app-secret"}
    --
    POST /open-apis/helpdesk/v1/tickets/6948728206392295444/messages HTTP/1.1
    accept: */*
    authorization: Bearer t-7f1bcd13fc57d46bac21793a18e560
    content-length: 47
    content-type: application/json; charset=utf-8
    host: HOST
    user-agent: feishu-post/VERSION
    x-lark-helpdesk-authorization: Njk0ODcyODIwNjM5MjI5NTQ0NDpodC01ZDYwYTRjMS1zZWNyZXQ=

    {"msg_type":"text","content":{"text":"你好"}}
    --
    POST /open-apis/helpdesk/v1/message?user_id_type=open_id HTTP/1.1
    accept: */*
    authorization: Bearer t-7f1bcd13fc57d46bac21793a18e560
    content-length: 105
    content-type: application/json; charset=utf-8
    host: HOST
    user-agent: feishu-post/VERSION
    x-lark-helpdesk-authorization: Njk0ODcyODIwNjM5MjI5NTQ0NDpodC01ZDYwYTRjMS1zZWNyZXQ=

    {"receiver_id":"ou_7346484524","receive_type":"user","msg_type":"text","content":"{\"text\":\"你好\"}"}
    --
    POST /open-apis/im/v1/messages?receive_id_type=chat_id HTTP/1.1
    accept: */*
    authorization: Bearer t-7f1bcd13fc57d46bac21793a18e560
    content-length: 139
    content-type: application/json; charset=utf-8
    host: HOST
    user-agent: feishu-post/VERSION

    {"receive_id":"oc_5ad11d72b830411d72b836c20","msg_type":"text","content":"{\"text\":\"你好\"}","uuid":"KEY"}
    --
    POST /open-apis/im/v1/messages/om_dc13264520392913993dd051dba21dcf/reply HTTP/1.1
    accept: */*
    authorization: Bearer t-7f1bcd13fc57d46bac21793a18e560
    content-length: 95
    content-type: application/json; charset=utf-8
    host: HOST
    user-agent: feishu-post/VERSION

    {"msg_type":"text","content":"{\"text\":\"你好\"}","uuid":"KEY"}
    --
    PUT /open-apis/im/v1/messages/om_dc13264520392913993dd051dba21dcf HTTP/1.1
    accept: */*
    authorization: Bearer t-7f1bcd13fc57d46bac21793a18e560
    content-length: 53
    content-type: application/json; charset=utf-8
    host: HOST
    user-agent: feishu-post/VERSION

    {"msg_type":"text","content":"{\"text\":\"你好\"}"}
    --
    POST /open-apis/bot/v2/hook/0f5b HTTP/1.1
    accept: */*
    content-length: 47
    content-type: application/json; charset=utf-8
    host: HOST
    user-agent: feishu-post/VERSION

    {"msg_type":"text","content":{"text":"你好"}}
    "#);
}

/// A server that answers one request a connection and then closes it without a word; and the news of each
/// closing.
fn closing_server() -> (String, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let (has_closed, closed) = mpsc::channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let has_answered = answer_one(&mut stream, "om_1");
            drop(stream);
            if has_answered && has_closed.send(()).is_err() {
                break;
            }
        }
    });
    (base_url, closed)
}

#[test]
fn a_connection_that_was_closed_while_idle_is_not_used_again() {
    for adapter in Adapter::BOTH {
        let (base_url, closed) = closing_server();
        let helpdesk = unlimited(&base_url);
        let send = sender(adapter, &helpdesk);
        for _ in 0..200 {
            send().unwrap();
            // Meanwhile no task of the runtime runs.
            closed.recv().unwrap();
        }
    }
}

#[test]
fn a_connection_that_is_closed_while_the_next_message_comes_is_hardly_used_again() {
    for adapter in Adapter::BOTH {
        let (base_url, closed) = closing_server();
        let helpdesk = unlimited(&base_url);
        let send = sender(adapter, &helpdesk);
        let errors: Vec<_> = (0..200).filter_map(|_| send().err()).collect();
        assert!(
            errors
                .iter()
                .all(|error| error.delivery() == Delivery::Unknown)
        );
        assert!(errors.len() <= 5, "{adapter:?}: {errors:?}");
        // What is unknown was not taken here, and nothing was taken twice.
        (errors.len()..200).for_each(|_| closed.recv().unwrap());
        assert!(closed.try_recv().is_err());
    }
}

/// A server that closes a connection on which no request came for this long after a response, to the
/// microsecond; and how many requests it answered.
fn impatient_server(patience: Duration) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let answered = Arc::new(AtomicUsize::new(0));
    let shared = Arc::clone(&answered);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let answered = Arc::clone(&shared);
            thread::spawn(move || {
                while answer_one(&mut stream, "om_1") {
                    answered.fetch_add(1, Relaxed);
                    let until = Instant::now() + patience;
                    stream.set_nonblocking(true).unwrap();
                    while stream.peek(&mut [0]).is_err() {
                        if until < Instant::now() {
                            return;
                        }
                        thread::yield_now();
                    }
                    stream.set_nonblocking(false).unwrap();
                }
            });
        }
    });
    (base_url, answered)
}

#[test]
fn hardly_a_message_is_lost_whenever_a_server_closes_idle_connections() {
    // Before, when and after a client looks whether the connection is still open.
    for patience in [0, 1900, 2000, 2100, 2500, 3500].map(Duration::from_micros) {
        for adapter in Adapter::BOTH {
            let (base_url, answered) = impatient_server(patience);
            let helpdesk = unlimited(&base_url);
            let send = sender(adapter, &helpdesk);
            let errors: Vec<_> = (0..200).filter_map(|_| send().err()).collect();
            assert!(errors.len() <= 5, "{patience:?} {adapter:?}: {errors:?}");
            // What is unknown was not answered here, and nothing was answered twice.
            let told = || answered.load(Relaxed) + errors.len();
            while told() < 200 {
                thread::yield_now();
            }
            assert_eq!(told(), 200);
        }
    }
}

fn unlimited(base_url: &str) -> Helpdesk {
    settings(base_url)
        .rate_limit(feishu_post::RateLimit::unlimited())
        .retry_policy(RetryPolicy::never())
        .build()
        .unwrap()
}

#[test]
fn a_webhook_applies_the_settings() {
    let error = Webhook::builder("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b")
        .proxy("ftp://proxy")
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"the proxy cannot be used (its scheme is not http): write "http://host:port""#
    );
}

/// Sends one message a call, all on one runtime.
fn sender(adapter: Adapter, helpdesk: &Helpdesk) -> impl Fn() -> Result<MessageId, SendError> {
    let runtime = runtime();
    move || {
        let message = Message::text("你好");
        match adapter {
            Adapter::Blocking => feishu_post::send(helpdesk, TICKET, message),
            Adapter::Async => runtime.block_on(feishu_post::send_async(helpdesk, TICKET, message)),
        }
    }
}

/// Reads one request and answers it, unless the stream ends: a stranger may have taken the port for another's.
fn answer_one(stream: &mut TcpStream, id: &str) -> bool {
    let body = TAKEN.replace("om_1", id);
    hear_one(stream) && stream.write_all(&http_reply("200 OK", "", &body)).is_ok()
}

fn hear_one(stream: &mut TcpStream) -> bool {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.ends_with(b"}") {
        let Ok(length @ 1..) = stream.read(&mut buffer) else {
            return false;
        };
        request.extend_from_slice(&buffer[..length]);
    }
    true
}

#[test]
fn of_a_burst_of_connections_32_are_kept() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let opened = Arc::clone(&connections);
    thread::spawn(move || {
        // All messages of a burst are under way together.
        let all = Arc::new(Barrier::new(40));
        for mut stream in listener.incoming().flatten() {
            opened.fetch_add(1, Relaxed);
            let all = Arc::clone(&all);
            thread::spawn(move || {
                while hear_one(&mut stream) {
                    all.wait();
                    let taken = http_reply("200 OK", "", TAKEN);
                    stream.write_all(&taken).unwrap();
                }
            });
        }
    });
    let settings = settings(&base_url).rate_limit(RateLimit::unlimited());
    let helpdesk = settings.build().unwrap();
    let runtime = runtime();
    for opened in [40, 48] {
        let burst =
            (0..40).map(|_| feishu_post::send_async(&helpdesk, TICKET, Message::text("你好")));
        let sent = runtime.block_on(join_all(burst));
        assert!(sent.iter().all(Result::is_ok), "{sent:?}");
        assert_eq!(connections.load(Relaxed), opened);
    }
}

#[test]
fn a_response_that_comes_before_its_request_is_not_the_response_to_it() {
    for adapter in Adapter::BOTH {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let helpdesk = settings(&base_url).build().unwrap();
        let (is_first_sent, first_sent) = mpsc::channel();
        let (has_spoken, spoken) = mpsc::channel();
        let server = thread::spawn(move || {
            let (mut first, _) = listener.accept().unwrap();
            assert!(answer_one(&mut first, "om_1"));
            first_sent.recv().unwrap();
            first.write_all(&http_reply("200 OK", "", TAKEN)).unwrap();
            has_spoken.send(()).unwrap();
            let (mut second, _) = listener.accept().unwrap();
            assert!(answer_one(&mut second, "om_2"));
        });
        let send = sender(adapter, &helpdesk);
        assert_eq!(send().unwrap().as_str(), "om_1");
        is_first_sent.send(()).unwrap();
        spoken.recv().unwrap();
        assert_eq!(send().unwrap().as_str(), "om_2");
        server.join().unwrap();
    }
}

#[test]
fn a_connection_cut_while_it_was_kept_is_told_apart() {
    for adapter in Adapter::BOTH {
        let server = Server::start([Act::json(TAKEN), Act::Cut]);
        let helpdesk = settings(&server.base_url).build().unwrap();
        let send = sender(adapter, &helpdesk);
        send().unwrap();
        assert_eq!(
            told(&send().unwrap_err()),
            "no response received; the message may have been delivered: the server closed the connection, \
             which had been kept open, before the response began"
        );
        assert_eq!(
            told(&send().unwrap_err()),
            "no response received; the message may have been delivered: the server closed the connection \
             before the response ended"
        );
    }
}

#[test]
fn a_runtime_that_stands_still_holds_up_no_other() {
    let server = Server::start([Act::json(TAKEN)]);
    let helpdesk = settings(&server.base_url).build().unwrap();
    let [first, second] = [runtime(), runtime()];
    for runtime in [&first, &second, &first, &second] {
        let sent = feishu_post::send_async(&helpdesk, TICKET, Message::text("你好"));
        runtime.block_on(sent).unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (4, 2));
}

#[test]
fn after_a_late_response_connections_are_kept_as_before() {
    for adapter in Adapter::BOTH {
        let taken = || Act::json(TAKEN);
        let server = Server::start([taken(), Act::Answer(Vec::new()), taken()]);
        let helpdesk = settings(&server.base_url).timeout(Duration::from_secs(1));
        let helpdesk = helpdesk.build().unwrap();
        let send = sender(adapter, &helpdesk);
        send().unwrap();
        assert_eq!(send().unwrap_err().delivery(), Delivery::Unknown);
        (0..4).for_each(|_| drop(send().unwrap()));
        assert_eq!(server.connections(), 2, "{adapter:?}");
    }
}

#[test]
#[ignore = "takes more than twenty seconds"]
fn a_connection_is_kept_for_a_short_time() {
    for adapter in Adapter::BOTH {
        let server = Server::start([Act::json(TAKEN)]);
        let helpdesk = settings(&server.base_url).build().unwrap();
        let send = sender(adapter, &helpdesk);
        send().unwrap();
        send().unwrap();
        assert_eq!(server.connections(), 1);
        thread::sleep(Duration::from_secs(11));
        send().unwrap();
        assert_eq!(server.connections(), 2, "{adapter:?}");
    }
}

fn said_in(environment: &[(&str, &str)]) -> String {
    said_in_any(environment.iter().copied())
}

/// What a program with these variables says of a message to a server that has no address.
fn said_in_any<'e, V: AsRef<OsStr>>(environment: impl IntoIterator<Item = (&'e str, V)>) -> String {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.env_clear().envs(environment);
    let told = "connections::tell_what_the_environment_leads_to";
    program.args(["--exact", told, "--ignored", "--nocapture"]);
    let output = program.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "a program for the test below"]
fn tell_what_the_environment_leads_to() {
    for adapter in Adapter::BOTH {
        let mut builder = settings("https://api.feishu.test").retry_policy(RetryPolicy::never());
        if let Ok(pem) = std::env::var("ROOT_CERTIFICATE") {
            builder = builder.root_certificate_pem(pem);
        }
        let sent = builder.build().map(|helpdesk| {
            let sent = adapter.send(&helpdesk, TICKET, &Message::text("你好"));
            told(&sent.unwrap_err())
        });
        println!("{}", sent.unwrap_or_else(|error| error.to_string()));
    }
}

/// Both adapters say so.
#[track_caller]
fn both(said: &str, expected: &str) {
    assert_eq!(said.matches(expected).count(), 2, "{said}");
}

#[test]
fn the_environment_names_a_proxy_by_one_rule() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let company = Company::start("api.feishu.test");
    let proxy = Proxy::start(company.address);
    let by_proxy = || std::mem::take(&mut *proxy.asked.lock().unwrap()).len();

    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        both(&said_in(&[(name, &proxy.url)]), "UnknownIssuer");
        assert_eq!(by_proxy(), 2, "{name}");
    }
    let first = said_in(&[("HTTPS_PROXY", &proxy.url), ("all_proxy", &closed)]);
    both(&first, "UnknownIssuer");
    both(
        &said_in(&[("HTTPS_PROXY", " "), ("ALL_PROXY", &proxy.url)]),
        "UnknownIssuer",
    );
    assert_eq!(by_proxy(), 4);
    for list in [
        "*",
        "api.feishu.test",
        "a.test, .Feishu.test",
        "FEISHU.TEST",
        "test",
    ] {
        for name in ["NO_PROXY", "no_proxy"] {
            both(
                &said_in(&[("HTTPS_PROXY", &proxy.url), (name, list)]),
                "could not connect",
            );
        }
    }
    both(&said_in(&[("HTTP_PROXY", &proxy.url)]), "could not connect");
    assert_eq!(by_proxy(), 0);
    for list in [
        "",
        "shu.test",
        "other.test",
        "www.api.feishu.test",
        "127.0.0.1",
    ] {
        said_in(&[("HTTPS_PROXY", &proxy.url), ("NO_PROXY", list)]);
        assert_eq!(by_proxy(), 2, "{list}");
    }
    let unusable = said_in(&[("all_proxy", "socks5://me:pass-word@proxy:1080")]);
    both(
        &unusable,
        r#"all_proxy cannot be used (its scheme is not http): write "http://host:port""#,
    );
    assert!(!unusable.contains("pass-word"));
    let unusable = said_in(&[("all_proxy", "proxy:1080"), ("ROOT_CERTIFICATE", "none")]);
    both(
        &unusable,
        "write \"http://host:port\"\ninvalid root certificate (it contains no certificate)",
    );
}

#[cfg(unix)]
#[test]
fn a_variable_for_the_proxy_that_is_not_unicode_is_told() {
    use std::os::unix::ffi::OsStrExt as _;

    let value = OsStr::from_bytes(b"http://\xff:8080");
    for name in ["HTTPS_PROXY", "all_proxy", "no_proxy"] {
        let said = said_in_any([(name, value)]);
        both(&said, &format!("{name} is not UTF-8: set it again"));
    }
}

#[test]
fn a_proxy_that_refuses_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut buffer = [0; 4096];
            let _ = client.read(&mut buffer);
            let _ = client.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        }
    });
    for adapter in Adapter::BOTH {
        let error = sent(adapter, "https://feishu.test", None, Some(&url)).unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered);
        assert_eq!(
            told(&error),
            "could not connect: the proxy refused the connection: HTTP 407 Proxy Authentication Required"
        );
    }
}

#[test]
fn a_handshake_that_does_not_end_means_not_delivered() {
    // The system takes connections, and nobody answers them.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("https://{}", listener.local_addr().unwrap());
    for adapter in Adapter::BOTH {
        let helpdesk = settings(&base_url)
            .timeout(Duration::from_millis(150))
            .retry_policy(RetryPolicy::never())
            .build()
            .unwrap();
        let sent = adapter.send(&helpdesk, TICKET, &Message::text("你好"));
        let error = sent.unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered);
        assert_eq!(told(&error), "could not connect: timed out");
    }
}
