//! The span of a message, for those who collect them.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post::{Code, Message};
use feishu_post_tests::TICKET;
use feishu_post_tests::adapter::Adapter;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down what this crate says, and nothing of what its clients say.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("feishu_post")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.note(span.metadata().name(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.note("  +", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note(event.metadata().level().as_str(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl Notes {
    fn note(&self, name: &str, fields: impl FnOnce(&mut Line)) {
        let mut line = Line(name.to_owned());
        fields(&mut line);
        writeln!(self.0.lock().unwrap(), "{}", line.0).unwrap();
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

fn notes(adapter: Adapter, faults: &[Fault]) -> String {
    notes_on(adapter, "机密的话", faults)
}

fn notes_on(adapter: Adapter, text: &str, faults: &[Fault]) -> String {
    let fake = FakeFeishu::start();
    faults.iter().cloned().for_each(|fault| fake.queue(fault));
    let notes = Notes::default();
    let sent = tracing::subscriber::with_default(notes.clone(), || {
        adapter.send(&fake.helpdesk(), TICKET, &Message::text(text))
    });
    let text = notes.0.lock().unwrap().clone();
    let log_id = sent
        .err()
        .and_then(|error| error.log_id().map(str::to_owned));
    for hidden in [
        "机密",
        FakeFeishu::APP_SECRET,
        FakeFeishu::HELPDESK_TOKEN,
        "t-0000",
    ] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    log_id.map_or(text.clone(), |log_id| text.replace(&log_id, "LOG_ID"))
}

/// Meets the places in the code that speak. Where another thread, without a listener, is the first
/// to meet one while a listener is there, `tracing` takes it for unheard until the next one comes.
fn register_callsites() {
    notes(Adapter::Blocking, &[]);
    notes(Adapter::Blocking, &[Fault::code(Code::TicketClosed)]);
}

#[test]
fn a_message_has_one_span_with_ticket_attempts_code_and_log_id() {
    register_callsites();
    for adapter in Adapter::BOTH {
        let taken = notes(adapter, &[Fault::rate_limit(0)]);
        let refused = notes(adapter, &[Fault::code(Code::TicketClosed)]);
        if adapter == Adapter::Blocking {
            insta::assert_snapshot!(taken, @r#"
            send endpoint=Ticket to="6948728206392295444"
              + attempts=2
              + code=0
              + message_id="om_00000000000000000000000000000001"
            INFO message=sent
            "#);
            insta::assert_snapshot!(refused, @r#"
            send endpoint=Ticket to="6948728206392295444"
              + attempts=1
              + code=154401
              + log_id="LOG_ID"
            WARN message=failed: refused with code 154401: the ticket is closed (Ticket already be closed), log id LOG_ID delivery=NotDelivered
            "#);
        } else {
            assert_eq!(taken, notes(Adapter::Blocking, &[Fault::rate_limit(0)]));
            assert_eq!(
                refused,
                notes(Adapter::Blocking, &[Fault::code(Code::TicketClosed)])
            );
        }
    }
}

#[test]
fn a_message_that_is_refused_before_it_is_sent_has_its_span() {
    register_callsites();
    for adapter in Adapter::BOTH {
        let notes = notes_on(adapter, "", &[]);
        let [span, .., event] = *notes.lines().collect::<Vec<_>>() else {
            panic!("{notes}");
        };
        assert_eq!(span, format!("send endpoint=Ticket to={TICKET:?}"));
        assert_eq!(
            event,
            "WARN message=failed: the message is empty; nothing was sent delivery=NotDelivered"
        );
    }
}
