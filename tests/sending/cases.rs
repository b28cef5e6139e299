//! What comes of a message, through a real socket: one table for both adapters.

use std::error::Error as _;
use std::time::Duration;

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post::{
    Code, Credentials, Delivery, Helpdesk, Line, Message, PostBuilder, RateLimit, RetryPolicy,
    SendError, post, send,
};
use feishu_post_tests::TICKET;
use feishu_post_tests::adapter::{Adapter, settings};
use http::StatusCode;

/// What is expected of a message: the code, the delivery and the tries of an error, if it fails.
type Outcome = Option<(Option<Code>, Delivery, u32)>;

struct Case {
    name: &'static str,
    faults: Vec<Fault>,
    token_faults: Vec<Fault>,
    retry_policy: RetryPolicy,
    outcome: Outcome,
    hint: Option<&'static str>,
    /// Messages requested, messages taken, tokens fetched.
    seen: (usize, usize, usize),
}

const QUICK: RetryPolicy = RetryPolicy::never()
    .max_attempts(3)
    .max_elapsed(Duration::from_secs(5));

fn case(name: &'static str, faults: impl Into<Vec<Fault>>) -> Case {
    Case {
        name,
        faults: faults.into(),
        token_faults: Vec::new(),
        retry_policy: QUICK,
        outcome: None,
        hint: None,
        seen: (1, 1, 1),
    }
}

impl Case {
    fn token_faults(mut self, faults: impl Into<Vec<Fault>>) -> Self {
        self.token_faults = faults.into();
        self
    }

    fn retry_policy(mut self, retry_policy: RetryPolicy) -> Self {
        self.retry_policy = retry_policy;
        self
    }

    fn fails(mut self, code: impl Into<Option<Code>>, delivery: Delivery, tries: u32) -> Self {
        self.outcome = Some((code.into(), delivery, tries));
        self
    }

    fn hints(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    fn seen(mut self, requests: usize, taken: usize, tokens: usize) -> Self {
        self.seen = (requests, taken, tokens);
        self
    }

    fn check(&self, adapter: Adapter) {
        let fake = FakeFeishu::start();
        self.faults
            .iter()
            .cloned()
            .for_each(|fault| fake.queue(fault));
        let token_faults = self.token_faults.iter().cloned();
        token_faults.for_each(|fault| fake.queue_token_fault(fault));
        let settings = fake
            .helpdesk_builder()
            .rate_limit(RateLimit::unlimited())
            .retry_policy(self.retry_policy);
        let helpdesk = settings.timeout(Duration::from_secs(5)).build().unwrap();

        let sent = adapter.send(&helpdesk, TICKET, &Message::text("你好"));

        let outcome = sent.as_ref().err();
        let outcome = outcome.map(|error| (error.code(), error.delivery(), error.attempts()));
        assert_eq!(outcome, self.outcome, "{} {adapter:?}: {sent:?}", self.name);
        if let (Err(error), Some(hint)) = (&sent, self.hint) {
            assert_eq!(error.hint(), Some(hint), "{} {adapter:?}", self.name);
        }
        let requests = fake.requests();
        let requests = requests
            .iter()
            .filter(|request| request.is_message())
            .count();
        let seen = (requests, fake.messages().len(), fake.token_fetches());
        assert_eq!(seen, self.seen, "{} {adapter:?}", self.name);
        if let Ok(id) = sent {
            assert_eq!(fake.messages()[0].message_id(), Some(id.as_str()));
        }
    }
}

fn cases() -> Vec<Case> {
    use Delivery::{NotDelivered, Unknown};
    let limit = || Fault::rate_limit(0);
    let mut cases = vec![
        case("taken", []),
        case("rate limit, then taken", [limit(), limit()]).seen(3, 1, 1),
        case(
            "rate limit with 400",
            [Fault::reply(StatusCode::BAD_REQUEST, Code::RateLimited)],
        )
        .seen(2, 1, 1),
        case("rate limit to the last try", [limit(), limit(), limit()])
            .fails(Code::RateLimited, NotDelivered, 3)
            .seen(3, 0, 1),
        case("rate limit longer than the policy", [Fault::rate_limit(6)])
            .fails(Code::RateLimited, NotDelivered, 1)
            .seen(1, 0, 1),
        case("rate limit without retry", [limit()])
            .retry_policy(RetryPolicy::never())
            .fails(Code::RateLimited, NotDelivered, 1)
            .seen(1, 0, 1),
        case("expired token", [Fault::expired_token()]).seen(2, 1, 2),
        case("expired token without retry", [Fault::expired_token()])
            .retry_policy(RetryPolicy::never())
            .seen(2, 1, 2),
        case(
            "token refused with 200",
            [Fault::reply(StatusCode::OK, Code::TokenInvalid)],
        )
        .seen(2, 1, 2),
        case(
            "token refused twice",
            [Fault::expired_token(), Fault::expired_token()],
        )
        .fails(Code::TokenInvalid, NotDelivered, 2)
        .seen(2, 0, 2),
        case("bad gateway", [Fault::bad_gateway()])
            .fails(None, Unknown, 1)
            .seen(1, 0, 1),
        case(
            "bad gateway after taking",
            [Fault::bad_gateway().after_accepting()],
        )
        .fails(None, Unknown, 1),
        case("a page with 200", [Fault::not_json(StatusCode::OK)])
            .fails(None, Unknown, 1)
            .seen(1, 0, 1),
        case("cut before taking", [Fault::reset()])
            .fails(None, Unknown, 1)
            .hints("check whether the message arrived before you send it again")
            .seen(1, 0, 1),
        case("cut after taking", [Fault::reset().after_accepting()]).fails(None, Unknown, 1),
        case(
            "internal error after taking",
            [Fault::code(Code::Internal).after_accepting()],
        )
        .fails(Code::Internal, Unknown, 1),
        case("slow", [Fault::slow(Duration::from_millis(20))]),
    ];
    cases.extend(token_cases());
    let limits = [
        Code::RateLimited,
        Code::ChatRateLimited,
        Code::SystemRateLimited,
    ];
    let unknown = [155_000, 230_049, 18_121, 1500, 2200, 5000, 55_001].map(Code::from);
    let finals = Code::all().filter(|code| !code.is_auth() && !limits.contains(code));
    cases.extend(finals.map(|code| {
        let delivery = if unknown.contains(&code) {
            Unknown
        } else {
            NotDelivered
        };
        case("a final code", [Fault::code(code)])
            .fails(code, delivery, 1)
            .seen(1, 0, 1)
    }));
    cases
}

fn token_cases() -> Vec<Case> {
    let limit = || Fault::rate_limit(0);
    vec![
        case("no such app", [])
            .token_faults([Fault::code(Code::AppUnknown)])
            .fails(Code::AppUnknown, Delivery::NotDelivered, 1)
            .hints("check the app id, and that the base URL is the one for the app's platform (Feishu or Lark)")
            .seen(0, 0, 0),
        case("token endpoint limits the rate", [])
            .token_faults([limit(), limit()])
            .seen(1, 1, 1),
        case("token endpoint behind a broken gateway", [])
            .token_faults([Fault::bad_gateway(), Fault::bad_gateway()])
            .seen(1, 1, 1),
        case("token endpoint behind a gateway that stays broken", [])
            .token_faults([
                Fault::bad_gateway(),
                Fault::bad_gateway(),
                Fault::bad_gateway(),
            ])
            .fails(None, Delivery::NotDelivered, 3)
            .hints("check the base URL, and whether a proxy or gateway answered")
            .seen(0, 0, 0),
        case("token endpoint cut", [])
            .token_faults([Fault::reset()])
            .seen(1, 1, 1),
        case("token endpoint cut after it gave a token", [])
            .token_faults([Fault::reset().after_accepting()])
            .seen(1, 1, 2),
        case("token endpoint with an internal error", [])
            .token_faults([Fault::code(Code::Internal)])
            .seen(1, 1, 1),
        case("token endpoint cut without retry", [])
            .token_faults([Fault::reset()])
            .retry_policy(RetryPolicy::never())
            .fails(None, Delivery::NotDelivered, 1)
            .hints("check the base URL and the network")
            .seen(0, 0, 0),
    ]
}

#[test]
fn both_adapters_handle_every_case_alike() {
    for case in cases() {
        for adapter in Adapter::BOTH {
            case.check(adapter);
        }
    }
}

fn fail(adapter: Adapter, helpdesk: &Helpdesk, message: &Message<'_>) -> SendError {
    adapter.send(helpdesk, TICKET, message).unwrap_err()
}

#[test]
fn invalid_input_is_refused_before_sending() {
    for adapter in Adapter::BOTH {
        let fake = FakeFeishu::start();
        let helpdesk = fake.helpdesk();
        let rows = [
            (TICKET, ""),
            ("", "你好"),
            ("69/../48", "你好"),
            ("..", "你好"),
            ("6948?x=1", "你好"),
            ("6948#x", "你好"),
            ("6948%2e", "你好"),
            ("6948\r\n", "你好"),
            ("\u{ff16}\u{ff19}", "你好"),
            (" 6948", "你好"),
            (&"9".repeat(33), "你好"),
        ]
        .map(|(ticket_id, text)| {
            let sent = adapter.send(&helpdesk, ticket_id, &Message::text(text));
            let error = sent.unwrap_err();
            assert_eq!(
                (error.delivery(), error.attempts()),
                (Delivery::NotDelivered, 0)
            );
            format!("{error} - {}", error.hint().unwrap())
        });
        let empty = post![..None::<Line<'_>>];
        let error = fail(adapter, &helpdesk, &Message::from(&empty));
        assert_eq!(format!("{error} - {}", error.hint().unwrap()), rows[0]);
        assert!(fake.requests().is_empty());
        if adapter == Adapter::Blocking {
            insta::assert_snapshot!(rows.join("\n"), @r#"
            the message is empty; nothing was sent - give the message a title, a line or a text
            invalid ticket id ""; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id "69/../48"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id ".."; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id "6948?x=1"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id "6948#x"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id "6948%2e"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id "6948\r\n"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id "６９"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id " 6948"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            invalid ticket id "999999999999999999999999999999999"; nothing was sent - a ticket id is at most 32 digits and nothing else, such as 6948728206392295444
            "#);
        }
    }
}

#[test]
fn a_closed_port_is_not_delivered() {
    for adapter in Adapter::BOTH {
        // Bound without listening: nobody else gets the port, and connections are refused.
        let closed = tokio::net::TcpSocket::new_v4().unwrap();
        closed.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let base_url = format!("http://{}", closed.local_addr().unwrap());
        for (retry, tries) in [(RetryPolicy::never(), 1), (QUICK, 3)] {
            let helpdesk = settings(&base_url).retry_policy(retry).build().unwrap();
            let error = fail(adapter, &helpdesk, &Message::text("你好"));
            assert_eq!(
                (error.delivery(), error.attempts()),
                (Delivery::NotDelivered, tries)
            );
            assert!(error.source().is_some());
            let after = if tries > 1 { ", after 3 attempts" } else { "" };
            assert_eq!(error.to_string(), format!("could not connect{after}"));
        }
    }
}

#[test]
fn a_port_that_opens_again_gets_the_message_once() {
    for adapter in Adapter::BOTH {
        let fake = FakeFeishu::start();
        let settings = || {
            fake.helpdesk_builder()
                .retry_policy(RetryPolicy::default().max_attempts(20))
        };
        fake.queue(Fault::outage(Duration::from_millis(150)));
        // Each over connections of its own: one that is kept may be closed while the next request
        // is on its way, and then nobody knows.
        for text in ["一", "二"] {
            let helpdesk = settings().build().unwrap();
            let sent = adapter.send(&helpdesk, TICKET, &Message::text(text));
            assert!(sent.is_ok(), "{adapter:?}: {sent:?}");
        }
        assert_eq!(fake.messages().len(), 2, "{adapter:?}");
    }
}

#[test]
fn a_bad_url_error_lists_the_links() {
    let post = PostBuilder::new()
        .line(|line| line.text("见 ").link("文档", "https://example.com/a"))
        .line(|line| line.link("另一", "https://example.com/b"))
        .build()
        .unwrap();
    for adapter in Adapter::BOTH {
        let fake = FakeFeishu::start();
        fake.queue(Fault::code(Code::BadUrl));
        let error = fail(adapter, &fake.helpdesk(), &Message::from(&post));
        let (sentence, _) = error.to_string().split_once(", log id").map_or_else(
            || (error.to_string(), String::new()),
            |(sentence, rest)| (sentence.to_owned(), rest.to_owned()),
        );
        assert_eq!(
            sentence,
            "refused with code 154403: the message has an illegal link (Send message with bad url); \
             its links: zh_cn line 1 element 2 \"https://example.com/a\", \
             zh_cn line 2 element 1 \"https://example.com/b\""
        );
    }
}

#[test]
fn a_retry_that_the_rate_limit_delays_too_long_is_not_made() {
    for adapter in Adapter::BOTH {
        let fake = FakeFeishu::start();
        fake.queue(Fault::rate_limit(0));
        let retry = RetryPolicy::never()
            .max_attempts(3)
            .max_elapsed(Duration::from_secs(30));
        let helpdesk = fake
            .helpdesk_builder()
            .rate_limit(RateLimit::unlimited().per_minute(1))
            .retry_policy(retry)
            .build()
            .unwrap();
        let error = fail(adapter, &helpdesk, &Message::text("你好"));
        assert_eq!(
            (error.code(), error.attempts()),
            (Some(Code::RateLimited), 1),
            "{adapter:?}"
        );
        assert!(fake.messages().is_empty());
    }
}

#[test]
fn a_rate_limited_message_delays_the_others() {
    for adapter in Adapter::BOTH {
        let fake = FakeFeishu::start();
        fake.queue(Fault::rate_limit(1));
        let settings = fake.helpdesk_builder().retry_policy(RetryPolicy::never());
        let helpdesk = settings.build().unwrap();
        fail(adapter, &helpdesk, &Message::text("一"));
        let second = adapter.send(&helpdesk.clone(), TICKET, &Message::text("二"));
        assert!(second.is_ok());
        let [_token, first, second] = fake.requests().try_into().unwrap();
        assert!(second.received_at - first.received_at >= Duration::from_secs(1));
    }
}

#[test]
fn a_tenant_token_is_not_renewed() {
    for adapter in Adapter::BOTH {
        let fake = FakeFeishu::start();
        fake.queue(Fault::expired_token());
        let access = Credentials::tenant_token(FakeFeishu::TENANT_ACCESS_TOKEN);
        let helpdesk = fake.helpdesk_builder().credentials(access).build().unwrap();
        let error = fail(adapter, &helpdesk, &Message::text("你好"));
        assert_eq!(error.code(), Some(Code::TokenInvalid));
        assert_eq!((error.attempts(), fake.token_fetches()), (1, 0));
    }
}

#[test]
fn send_accepts_a_reference() {
    let fake = FakeFeishu::start();
    let helpdesk = fake.helpdesk();
    let messages = [Message::text("文字"), Message::from(post!["富文本"])];
    for ticket in ["1", "2"] {
        for message in &messages {
            send(&helpdesk, ticket, message).unwrap();
        }
    }
    let messages = fake.messages().into_iter();
    let tickets = messages.map(|message| message.ticket_id().unwrap().to_owned());
    assert_eq!(tickets.collect::<Vec<_>>(), ["1", "1", "2", "2"]);
}
