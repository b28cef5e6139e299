//! Faults, through real sockets.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use feishu_post::Code;
use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post_tests::bare_http::{TEXT, call, ticket_request};
use http::{Request, StatusCode};

const HOUR: Duration = Duration::from_secs(3600);

/// The request as it stands on the wire.
fn bytes(request: &Request<String>) -> Vec<u8> {
    let (method, path, body) = (request.method(), request.uri().path(), request.body());
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| format!("{name}: {}\r\n", value.to_str().unwrap()));
    let headers: String = headers.collect();
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: fake\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

fn send_raw(fake: &FakeFeishu) -> TcpStream {
    let mut stream = connect(fake).unwrap();
    stream
        .write_all(&bytes(&ticket_request(fake, TEXT)))
        .unwrap();
    stream
}

fn connect(fake: &FakeFeishu) -> std::io::Result<TcpStream> {
    TcpStream::connect(fake.base_url().trim_start_matches("http://"))
}

#[track_caller]
fn code_is_answered(code: i64, status: u16, msg: &str) {
    let fake = FakeFeishu::start();
    fake.queue(Fault::code(code));
    let reply = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(reply.outcome(), (status, code));
    assert_eq!(reply.json()["msg"], msg);
    assert_eq!(reply.json()["error"]["log_id"], reply.header("X-Tt-Logid"));
    assert!(fake.messages().is_empty());
}

#[test]
fn each_documented_code_comes_with_its_status_and_text() {
    code_is_answered(154_000, 400, "Bad request, please check your request body");
    code_is_answered(
        154_001,
        401,
        "Unauthorized, please check you have the correct access",
    );
    code_is_answered(154_003, 401, "Please check you have the correct access");
    code_is_answered(154_401, 401, "Ticket already be closed");
    code_is_answered(154_403, 401, "Send message with bad url");
    code_is_answered(155_000, 500, "Internal error");
}

#[test]
fn every_code_with_a_name_can_be_queued() {
    let fake = FakeFeishu::start();
    for code in Code::all().chain([Code::Other(7)]) {
        fake.queue(Fault::code(code));
        let reply = call(ticket_request(&fake, TEXT)).unwrap();
        assert_eq!(reply.json()["code"], i64::from(code));
    }
}

#[test]
fn a_code_can_come_with_any_status() {
    let fake = FakeFeishu::start();
    fake.queue(Fault::reply(StatusCode::OK, Code::TokenInvalid));
    let reply = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(reply.outcome(), (200, 99_991_663));
}

#[test]
fn a_rate_limit_fault_says_how_long_to_wait() {
    let fake = FakeFeishu::start();
    fake.queue(Fault::rate_limit(7));
    let reply = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(reply.outcome(), (429, 99_991_400));
    assert_eq!(reply.header("x-ogw-ratelimit-reset"), "7");
    assert_eq!(reply.header("x-ogw-ratelimit-limit"), "50");
}

#[test]
fn every_code_can_come_with_any_text() {
    let fake = FakeFeishu::start();
    for fault in [
        Fault::code(Code::Internal),
        Fault::reply(StatusCode::OK, Code::Internal),
        Fault::rate_limit(1),
    ] {
        fake.queue(fault.with_message("稍后再试"));
        let reply = call(ticket_request(&fake, TEXT)).unwrap();
        assert_eq!(reply.json()["msg"], "稍后再试");
    }
}

#[test]
fn a_gateway_fault_responds_with_html() {
    let fake = FakeFeishu::start();
    fake.queue(Fault::bad_gateway());
    let reply = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(reply.status(), 502);
    assert_eq!(reply.header("Content-Type"), "text/html");
    assert!(reply.text().starts_with("<html>"));

    fake.queue(Fault::not_json(StatusCode::OK));
    let reply = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(reply.status(), 200);
    assert!(fake.messages().is_empty());
}

#[track_caller]
fn is_reset(fault: Fault, taken: usize) {
    let fake = FakeFeishu::start();
    fake.queue(fault);
    let cut = send_raw(&fake).read(&mut [0; 64]).unwrap_err();
    assert_eq!(cut.kind(), ErrorKind::ConnectionReset);
    assert_eq!(fake.messages().len(), taken);
    assert_eq!(fake.requests().len(), 1);
    assert_eq!(
        call(ticket_request(&fake, TEXT)).unwrap().outcome(),
        (200, 0)
    );
}

#[test]
fn a_connection_is_reset_before_or_after_the_message_was_accepted() {
    is_reset(Fault::reset(), 0);
    is_reset(Fault::reset().after_accepting(), 1);
}

#[test]
fn after_accepting_only_the_response_is_lost() {
    let fake = FakeFeishu::start();
    fake.queue(Fault::bad_gateway().after_accepting());
    fake.queue(Fault::code(Code::Internal).after_accepting());
    assert_eq!(call(ticket_request(&fake, TEXT)).unwrap().status(), 502);
    assert_eq!(
        call(ticket_request(&fake, TEXT)).unwrap().outcome(),
        (500, 155_000)
    );
    assert_eq!(fake.messages().len(), 2);
}

#[test]
fn a_fault_that_is_handled_as_usual_is_the_same_after_accepting() {
    for fault in [
        Fault::slow(HOUR),
        Fault::outage(HOUR),
        Fault::expired_token(),
    ] {
        assert_eq!(fault.clone().after_accepting(), fault);
    }
    let fake = FakeFeishu::start();
    fake.queue(Fault::expired_token().after_accepting());
    let reply = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(reply.outcome(), (400, 99_991_663));
}

#[test]
fn a_fault_does_not_accept_what_would_be_refused() {
    let fake = FakeFeishu::start();
    fake.queue(Fault::bad_gateway().after_accepting());
    assert_eq!(call(ticket_request(&fake, "{}")).unwrap().status(), 502);
    assert!(fake.messages().is_empty());
}

#[test]
fn a_slow_response_comes_after_the_message_was_accepted() {
    let fake = FakeFeishu::start();
    fake.queue(Fault::slow(HOUR));
    let mut stream = send_raw(&fake);
    while fake.messages().is_empty() {
        std::thread::yield_now();
    }
    stream.set_nonblocking(true).unwrap();
    assert_eq!(
        stream.read(&mut [0; 64]).unwrap_err().kind(),
        ErrorKind::WouldBlock
    );

    fake.queue(Fault::slow(Duration::from_millis(1)));
    assert_eq!(
        call(ticket_request(&fake, TEXT)).unwrap().outcome(),
        (200, 0)
    );
}

#[test]
fn connections_are_refused_during_an_outage() {
    let fake = FakeFeishu::start();
    let mut idle = connect(&fake).unwrap();
    fake.queue(Fault::outage(HOUR));
    assert_eq!(
        call(ticket_request(&fake, TEXT)).unwrap().outcome(),
        (200, 0)
    );
    let refused = std::iter::repeat_with(|| connect(&fake)).find_map(Result::err);
    assert_eq!(refused.unwrap().kind(), ErrorKind::ConnectionRefused);
    idle.write_all(b"\r\n").ok();
    assert_eq!(fake.messages().len(), 1);
}

#[test]
fn the_port_reopens_after_an_outage() {
    let fake = FakeFeishu::start();
    for taken in 1..=3 {
        fake.queue(Fault::outage(Duration::from_millis(1)));
        let reply = std::iter::repeat_with(|| call(ticket_request(&fake, TEXT)));
        assert_eq!(reply.flatten().next().unwrap().outcome(), (200, 0));
        assert_eq!(fake.messages().len(), taken);
    }
}

#[test]
fn faults_apply_in_order_one_per_request() {
    let fake = FakeFeishu::start();
    for code in [Code::Forbidden, Code::Internal] {
        fake.queue(Fault::code(code));
    }
    assert_eq!(fake.pending_faults(), 2);
    let codes = [(); 3].map(|()| call(ticket_request(&fake, TEXT)).unwrap().outcome().1);
    assert_eq!(codes, [154_003, 155_000, 0]);
    assert_eq!(fake.pending_faults(), 0);
}
