//! What `log` and `tracing` are told at the lowest level, by this crate and by all that it uses: no secret.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Once;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post::{
    Code, Credentials, HelpdeskReceiver, Message, Receiver, Reply, RetryPolicy, Webhook,
};
use feishu_post_tests::adapter::{Adapter, runtime, settings};
use feishu_post_tests::{TICKET, bare_http};
use log::{LevelFilter, Log, Metadata, Record};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};

const MESSAGE_ID: &str = "om_dc13264520392913993dd051dba21dcf";

thread_local! {
    /// What was said on this thread; none while nobody listens.
    static HEARD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

fn hear(line: impl FnOnce() -> String) {
    HEARD.with_borrow_mut(|heard| {
        if let Some(heard) = heard {
            heard.push(line());
        }
    });
}

struct Logger;

impl Log for Logger {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        hear(|| format!("{}: {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

struct Collector;

impl Collector {
    fn hear(target: &str, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(format!("{target}:"));
        record(&mut fields);
        hear(|| fields.0);
    }
}

impl Subscriber for Collector {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Self::hear(span.metadata().target(), |fields| span.record(fields));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &tracing::span::Record<'_>) {
        Self::hear("span", |fields| values.record(fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Self::hear(event.metadata().target(), |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

/// All that is said on this thread at level TRACE meanwhile.
fn heard(act: impl FnOnce()) -> Vec<String> {
    static LOGGER: Once = Once::new();
    LOGGER.call_once(|| {
        log::set_logger(&Logger).unwrap();
        log::set_max_level(LevelFilter::Trace);
    });
    HEARD.set(Some(Vec::new()));
    tracing::subscriber::with_default(Collector, act);
    HEARD.take().unwrap()
}

/// The ways in which bytes can stand in a log: as text, in rows of a dump, as hexadecimal, as numbers.
fn shows(lines: &[String], secret: &str) -> bool {
    let text = lines.join("\n");
    let ends = lines.iter().map(|line| {
        let end = line.char_indices().rev().nth(15).map_or(0, |(at, _)| at);
        &line[end..]
    });
    let rows: String = ends.collect();
    let dense: String = text.split_whitespace().collect();
    let hex = secret
        .bytes()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let numbers: Vec<_> = secret.bytes().map(|byte| byte.to_string()).collect();
    text.contains(secret)
        || rows.contains(secret)
        || dense.contains(&hex)
        || dense.contains(&numbers.join(","))
}

fn secrets() -> Vec<String> {
    let helpdesk = format!("{}:{}", FakeFeishu::HELPDESK_ID, FakeFeishu::HELPDESK_TOKEN);
    let helpdesk = BASE64_STANDARD.encode(helpdesk);
    let known = [
        FakeFeishu::APP_SECRET,
        FakeFeishu::HELPDESK_TOKEN,
        FakeFeishu::WEBHOOK_TOKEN,
        FakeFeishu::WEBHOOK_SECRET,
        FakeFeishu::TENANT_ACCESS_TOKEN,
        helpdesk.trim_end_matches('='),
        // A part of each token that the fake gives.
        "t-0000",
        // A proxy's password, as it is and in its header.
        "pass-word",
        "bWU6cGFzcy13b3Jk",
    ];
    known.map(str::to_owned).to_vec()
}

#[track_caller]
fn assert_silent(lines: &[String]) {
    for secret in secrets() {
        assert!(!shows(lines, &secret), "{secret} in {lines:#?}");
    }
}

#[test]
fn a_client_that_logs_requests_is_detected() {
    let fake = FakeFeishu::start();
    let lines = heard(|| {
        bare_http::call(bare_http::ticket_request(&fake, "{}")).unwrap();
    });
    assert!(shows(&lines, FakeFeishu::TENANT_ACCESS_TOKEN));
}

/// One message for each endpoint by new clients, whatever becomes of it.
fn send_all(adapter: Adapter, fake: &FakeFeishu) {
    let once = RetryPolicy::never();
    let helpdesk = fake.helpdesk_builder().retry_policy(once).build().unwrap();
    let bot = fake.bot_builder().retry_policy(once).build().unwrap();
    let webhook = Webhook::builder(fake.webhook_url()).retry_policy(once);
    let webhook = webhook.build().unwrap().secret(FakeFeishu::WEBHOOK_SECRET);
    let text = || Message::text("你好");
    let (user, chat) = (HelpdeskReceiver::direct("ou_1"), Receiver::chat("oc_1"));
    match adapter {
        Adapter::Blocking => {
            let _ = helpdesk.send(TICKET, text());
            let _ = helpdesk.send_to(user, text());
            let _ = bot.send(chat, text());
            let _ = bot.reply(Reply::to(MESSAGE_ID), text());
            let _ = bot.edit(MESSAGE_ID, text());
            let _ = webhook.send(text());
        }
        Adapter::Async => runtime().block_on(async {
            let _ = helpdesk.send_async(TICKET, text()).await;
            let _ = helpdesk.send_to_async(user, text()).await;
            let _ = bot.send_async(chat, text()).await;
            let _ = bot.reply_async(Reply::to(MESSAGE_ID), text()).await;
            let _ = bot.edit_async(MESSAGE_ID, text()).await;
            let _ = webhook.send_async(text()).await;
        }),
    }
}

#[test]
fn no_secret_is_logged_at_the_lowest_level() {
    let faults: [fn() -> Fault; 6] = [
        || Fault::code(Code::TicketClosed),
        Fault::bad_gateway,
        Fault::expired_token,
        Fault::reset,
        || Fault::reset().after_accepting(),
        || Fault::not_json(http::StatusCode::OK),
    ];
    for adapter in Adapter::BOTH {
        let fake = FakeFeishu::start();
        fake.set_webhook_secret(Some(FakeFeishu::WEBHOOK_SECRET));
        let lines = heard(|| {
            send_all(adapter, &fake);
            assert_eq!(fake.messages().len(), 6);
            for fault in faults {
                (0..6).for_each(|_| fake.queue(fault()));
                send_all(adapter, &fake);
            }
            fake.queue_token_fault(Fault::code(Code::AppSecretWrong));
            send_all(adapter, &fake);
            let echo = Fault::code(Code::BadRequest).with_message(FakeFeishu::HELPDESK_TOKEN);
            fake.queue(echo);
            let sent = adapter.send(&fake.helpdesk(), TICKET, &Message::text("你好"));
            assert!(sent.is_err());
        });
        assert!(lines.iter().any(|line| line.starts_with("feishu_post")));
        assert_silent(&lines);
    }
}

#[test]
fn no_secret_is_logged_when_nothing_connects() {
    for adapter in Adapter::BOTH {
        let unused = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = unused.local_addr().unwrap();
        drop(unused);
        let lines = heard(|| {
            let proxied = settings("https://feishu.test")
                .retry_policy(RetryPolicy::never())
                .proxy(format!("http://me:pass-word@{address}"))
                .build()
                .unwrap();
            assert!(
                adapter
                    .send(&proxied, TICKET, &Message::text("你好"))
                    .is_err()
            );
            let secret = Credentials::app(FakeFeishu::APP_ID, FakeFeishu::APP_SECRET);
            let refused = settings(&format!("http://{address}"))
                .credentials(secret)
                .retry_policy(RetryPolicy::never())
                .build()
                .unwrap();
            assert!(
                adapter
                    .send(&refused, TICKET, &Message::text("你好"))
                    .is_err()
            );
        });
        assert_silent(&lines);
    }
}
