//! What is sent again, with which pauses, without a socket.

use std::error::Error as _;
use std::future::{Future as _, pending};
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Waker};
use std::time::Duration;

use feishu_post::{
    Bot, Code, Credentials, Delivery, Helpdesk, HelpdeskReceiver, Message, PostBuilder, RateLimit,
    Receiver, Reply, RetryPolicy, SendError, Transport, TransportError, Webhook,
};
use feishu_post_tests::TICKET;
use feishu_post_tests::scripted::{Scripted, Step, now};
use http::{Request, Response};

const TRIES: RetryPolicy = RetryPolicy::never()
    .max_attempts(3)
    .max_elapsed(Duration::from_secs(10));

fn bot(retry_policy: RetryPolicy) -> Bot {
    Bot::builder()
        .credentials(Credentials::tenant_token("t-1"))
        .rate_limit(RateLimit::unlimited())
        .retry_policy(retry_policy)
        .build()
        .unwrap()
}

fn helpdesk(retry_policy: RetryPolicy) -> Helpdesk {
    bot(retry_policy).helpdesk(TICKET, "ht-1").unwrap()
}

/// A way to send one message.
type Way = fn(&Scripted) -> Result<(), SendError>;

const TICKET_MESSAGE: Way = |transport| {
    let sent = helpdesk(TRIES);
    now(sent.send_with(transport, TICKET, Message::text("你好"))).map(drop)
};
const HELPDESK_MESSAGE: Way = |transport| {
    let (helpdesk, to) = (helpdesk(TRIES), HelpdeskReceiver::direct("ou_1"));
    now(helpdesk.send_to_with(transport, to, Message::text("你好"))).map(drop)
};
const CHAT: Way = |transport| {
    let (bot, to) = (bot(TRIES), Receiver::chat("oc_1"));
    now(bot.send_with(transport, to, Message::text("你好"))).map(drop)
};
const REPLY: Way = |transport| {
    let (bot, to) = (bot(TRIES), Reply::to("om_1"));
    now(bot.reply_with(transport, to, Message::text("你好"))).map(drop)
};
const EDIT: Way = |transport| now(bot(TRIES).edit_with(transport, "om_1", Message::text("你好")));
const WEBHOOK: Way = |transport| {
    let url = "https://open.feishu.cn/open-apis/bot/v2/hook/0f5b";
    let webhook = Webhook::builder(url)
        .rate_limit(RateLimit::unlimited())
        .retry_policy(TRIES);
    now(webhook
        .build()
        .unwrap()
        .send_with(transport, Message::text("你好")))
};

/// Where a message that arrives twice stays twice.
const ONCE: [Way; 3] = [TICKET_MESSAGE, HELPDESK_MESSAGE, WEBHOOK];
/// Where a repetition does no harm.
const REPEATABLE: [Way; 3] = [CHAT, REPLY, EDIT];

fn all() -> impl Iterator<Item = Way> {
    ONCE.into_iter().chain(REPEATABLE)
}

/// Sends a message that meets one fault, and gives how often it was requested.
fn requests(way: Way, fault: &Step) -> usize {
    let transport = Scripted::new([fault.clone(), Step::taken()]);
    let sent = way(&transport);
    let requests = transport.requests().len();
    assert_eq!(sent.is_ok(), requests > 1, "{fault:?}: {sent:?}");
    requests
}

fn code(code: Code) -> Step {
    Step::status(400, &[], &format!(r#"{{"code":{code}}}"#))
}

#[test]
fn undelivered_messages_are_retried_at_every_endpoint() {
    let too_many = [
        "<html>slow down</html>",
        r#"{"message":"API rate limit exceeded"}"#,
    ]
    .map(|body| Step::status(429, &[], body));
    let limits = [
        Code::RateLimited,
        Code::ChatRateLimited,
        Code::SystemRateLimited,
    ]
    .map(code);
    for fault in limits.into_iter().chain([Step::Closed]).chain(too_many) {
        for way in all() {
            assert_eq!(requests(way, &fault), 2, "{fault:?}");
        }
    }
}

#[test]
fn possibly_delivered_messages_are_retried_only_where_harmless() {
    let transient = [155_000, 230_049, 18_121, 1500, 2200, 5000, 55_001].map(Code::from);
    let pages = [
        Step::Lost,
        Step::status(502, &[], "<html>"),
        Step::status(200, &[], ""),
        Step::json("{}"),
        Step::json(r#"{"code":0,"code":7}"#),
    ];
    for fault in transient.map(code).into_iter().chain(pages) {
        for way in REPEATABLE {
            assert_eq!(requests(way, &fault), 2, "{fault:?}");
        }
        for way in ONCE {
            assert_eq!(requests(way, &fault), 1, "{fault:?}");
        }
    }
}

#[test]
fn every_other_code_is_reported_at_once() {
    let repeated = [
        99_991_400, 230_020, 11_232, 155_000, 230_049, 18_121, 1500, 2200, 5000, 55_001,
    ];
    let others = Code::all().filter(|code| !repeated.contains(&i64::from(*code)));
    for fault in others.chain([Code::Other(7)]).map(code) {
        for way in all() {
            assert_eq!(requests(way, &fault), 1, "{fault:?}");
        }
    }
}

#[test]
fn all_attempts_of_a_call_have_its_key_and_each_call_has_its_own() {
    for way in [CHAT, REPLY] {
        for code in [Code::BeingSent, Code::CreateInProgress].map(code) {
            let transport = Scripted::new([Step::Lost, code, Step::taken()]);
            way(&transport).unwrap();
            let [first, second, third] = transport.bodies().try_into().unwrap();
            assert!(first.contains(r#","uuid":""#), "{first}");
            assert_eq!((&first, &first), (&second, &third));
            let pauses = transport.sleeps();
            assert_eq!(pauses.len(), 2);
            assert!(
                pauses
                    .iter()
                    .all(|pause| *pause >= Duration::from_millis(100))
            );
        }
        let transport = Scripted::new([Step::taken()]);
        way(&transport).unwrap();
        let first = transport.bodies().remove(0);
        let transport = Scripted::new([Step::taken()]);
        way(&transport).unwrap();
        assert_ne!(first, transport.bodies()[0]);
    }
}

#[test]
fn a_refusal_after_a_lost_response_leaves_the_delivery_unknown() {
    for way in REPEATABLE {
        for last in [
            code(Code::BotNotInChat),
            code(Code::RateLimited),
            Step::Closed,
        ] {
            let error = way(&Scripted::new([Step::Lost, last])).unwrap_err();
            assert_eq!(error.delivery(), Delivery::Unknown, "{error}");
            assert!(
                error
                    .to_string()
                    .contains("; the message may have been delivered")
            );
        }
        let error = way(&Scripted::new([code(Code::BotNotInChat)])).unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotDelivered);
    }
}

fn pauses(steps: impl IntoIterator<Item = Step>) -> Vec<Duration> {
    let transport = Scripted::new(steps);
    let policy = RetryPolicy::never()
        .max_attempts(12)
        .max_elapsed(Duration::from_secs(100));
    let receiver = Receiver::chat("oc_1");
    let sent = now(bot(policy).send_with(&transport, receiver, Message::text("你好")));
    assert!(sent.is_ok());
    transport.sleeps()
}

#[test]
fn a_pause_doubles_and_has_a_random_half() {
    let lost = std::iter::repeat_n(Step::Lost, 8);
    let pauses = pauses(lost.chain([Step::taken()]));
    assert_eq!(pauses.len(), 8);
    for (number, pause) in pauses.into_iter().enumerate() {
        let whole = Duration::from_millis(200 << number);
        assert!(pause >= whole / 2 && pause < whole, "{number}: {pause:?}");
    }
}

#[test]
fn at_the_rate_limit_the_pause_is_what_the_server_says() {
    let limit = |headers: &[(&str, &str)]| Step::status(429, headers, r#"{"code":99991400}"#);
    let secs = Duration::from_secs;
    for (fault, pause) in [
        (limit(&[("x-ogw-ratelimit-reset", "6")]), secs(6)),
        (
            limit(&[("x-ogw-ratelimit-reset", "6"), ("retry-after", "9")]),
            secs(6),
        ),
        (limit(&[("retry-after", "9")]), secs(9)),
        (limit(&[]), secs(1)),
        (limit(&[("x-ogw-ratelimit-reset", "soon")]), secs(1)),
        (
            Step::status(429, &[("retry-after", "3")], "<html>"),
            secs(3),
        ),
        (Step::status(429, &[("retry-after", "3")], "{}"), secs(3)),
    ] {
        assert_eq!(pauses([fault, Step::taken()]), [pause]);
    }
    let [pause] = pauses([code(Code::ChatRateLimited), Step::taken()])
        .try_into()
        .unwrap();
    assert!(
        pause > secs(1).mul_f64(0.9) && pause <= secs(1),
        "{pause:?}"
    );
    // A part of a second.
    let [pause] = pauses([limit(&[("x-ogw-ratelimit-reset", "0")]), Step::taken()])
        .try_into()
        .unwrap();
    assert!(pause >= Duration::from_millis(100) && pause < Duration::from_millis(200));
}

/// Sends nothing and waits for ever.
#[derive(Default)]
struct Idle {
    sleeps: Mutex<Vec<Duration>>,
}

impl Transport for Idle {
    async fn call(&self, _: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        unreachable!("it waits before it sends")
    }

    async fn sleep(&self, duration: Duration) {
        self.sleeps.lock().unwrap().push(duration);
        pending::<()>().await;
    }
}

#[test]
fn the_other_messages_wait_as_long_as_the_server_says() {
    let limited = |code| {
        let body = format!(r#"{{"code":{code}}}"#);
        Step::status(429, &[("retry-after", "90")], &body)
    };
    for fault in [Code::ChatRateLimited, Code::RateLimited].map(limited) {
        let bot = Bot::builder().credentials(Credentials::tenant_token("t-1"));
        let bot = bot.retry_policy(RetryPolicy::never()).build().unwrap();
        let receiver = Receiver::chat("oc_1");
        let limited = Scripted::new([fault]);
        let sent = bot.send_with(&limited, receiver.clone(), Message::text("一"));
        assert!(now(sent).unwrap_err().is_rate_limit());

        let idle = Idle::default();
        let waiting = pin!(bot.send_with(&idle, receiver, Message::text("二")));
        let mut context = Context::from_waker(Waker::noop());
        assert!(waiting.poll(&mut context).is_pending());
        let [pause] = idle.sleeps.lock().unwrap()[..] else {
            panic!("one pause");
        };
        let named = Duration::from_secs(90);
        assert!(pause > named.mul_f64(0.9) && pause <= named, "{pause:?}");
    }
}

#[test]
fn a_call_that_goes_away_gives_back_its_turn_in_a_busy_chat() {
    let bot = bot(TRIES);
    let waited = |transport: &Scripted| {
        let receiver = Receiver::chat("oc_1");
        now(bot.send_with(transport, receiver, Message::text("你好"))).unwrap();
        transport.sleeps()[0]
    };
    let [busy, free] = [code(Code::ChatRateLimited), Step::taken()];
    waited(&Scripted::new([busy, free.clone()]));
    let idle = Idle::default();
    let mut waiting = Vec::new();
    for _ in 0..50 {
        let call = bot.send_with(&idle, Receiver::chat("oc_1"), Message::text("你好"));
        waiting.push(Box::pin(call));
    }
    let mut context = Context::from_waker(Waker::noop());
    for call in &mut waiting {
        assert!(call.as_mut().poll(&mut context).is_pending());
    }
    // 50 places of 200 milliseconds.
    assert!(waited(&Scripted::new([free.clone()])) > Duration::from_secs(10));
    drop(waiting);
    let pause = waited(&Scripted::new([free]));
    assert!(pause < Duration::from_millis(1200), "{pause:?}");
}

#[test]
fn a_pause_longer_than_the_policy_is_not_made() {
    let limit =
        |seconds: &str| Step::status(429, &[("retry-after", seconds)], r#"{"code":99991400}"#);
    for seconds in ["11", "18446744073709551615"] {
        let transport = Scripted::new([limit(seconds), Step::taken()]);
        let error = CHAT(&transport).unwrap_err();
        assert_eq!(
            (error.code(), error.attempts()),
            (Some(Code::RateLimited), 1)
        );
        assert!(transport.sleeps().is_empty());
    }
}

#[test]
fn what_may_have_been_delivered_is_not_sent_again_once_its_key_may_have_lapsed() {
    let policy = RetryPolicy::never()
        .max_attempts(9)
        .max_elapsed(Duration::from_secs(2 * 60 * 60));
    let limit =
        |seconds: &str| Step::status(429, &[("retry-after", seconds)], r#"{"code":99991400}"#);
    for (faults, is_sent) in [
        (vec![limit("3400")], true),
        (vec![limit("3200"), Step::Lost], true),
        (vec![Step::Lost, limit("3200")], true),
        (vec![Step::Lost, limit("3400")], false),
    ] {
        let transport = Scripted::new(faults.iter().cloned().chain([Step::taken()]));
        let receiver = Receiver::chat("oc_1");
        let sent = now(bot(policy).send_with(&transport, receiver, Message::text("你好")));
        assert_eq!(sent.is_ok(), is_sent, "{faults:?}");
        if let Err(error) = sent {
            assert_eq!(error.delivery(), Delivery::Unknown);
            assert_eq!(transport.requests().len(), faults.len());
        }
    }
}

/// While the first message is under way, another call finds the token refused and no other to be had.
struct Meanwhile<'b> {
    bot: &'b Bot,
    script: Scripted,
}

impl Transport for Meanwhile<'_> {
    async fn call(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        if self.script.requests().len() == 1 {
            let other = Scripted::new([code(Code::TokenInvalid), Step::Closed]);
            let sent = self
                .bot
                .send_with(&other, Receiver::chat("oc_2"), Message::text("二"));
            let error = now(sent).unwrap_err().to_string();
            assert_eq!(error, "no tenant access token: could not connect");
        }
        self.script.call(request).await
    }

    async fn sleep(&self, duration: Duration) {
        self.script.sleep(duration).await;
    }
}

#[test]
fn a_refused_token_is_fetched_anew_although_another_call_could_not() {
    let app = Bot::builder().credentials(Credentials::app("cli_a", "secret"));
    let bot = app.retry_policy(RetryPolicy::never()).build().unwrap();
    let token = |text: &str| {
        let token = format!(r#"{{"code":0,"tenant_access_token":"{text}","expire":7200}}"#);
        Step::json(&token)
    };
    let refused = code(Code::TokenInvalid);
    let transport = Meanwhile {
        bot: &bot,
        script: Scripted::new([token("t-1"), refused, token("t-2"), Step::taken()]),
    };
    now(bot.send_with(&transport, Receiver::chat("oc_1"), Message::text("一"))).unwrap();
    assert_eq!(transport.script.requests().len(), 4);
}

#[test]
fn a_failed_connection_says_why() {
    let error = CHAT(&Scripted::new([Step::Closed])).unwrap_err();
    assert_eq!(error.to_string(), "could not connect, after 3 attempts");
    assert_eq!(
        format!("{error:?}"),
        "could not connect, after 3 attempts: connection refused"
    );
    assert!(error.source().is_some());
}

fn on_bad_url(count: usize) -> String {
    let post = (0..count).fold(PostBuilder::new(), |post, number| {
        post.line(|line| {
            line.text("见 ")
                .link("文档", format!("https://example.com/{number}"))
        })
    });
    let post = post.build().unwrap();
    let transport = Scripted::new([Step::json(r#"{"code":154403}"#)]);
    let sent = now(helpdesk(TRIES).send_with(&transport, TICKET, &post));
    sent.unwrap_err().to_string()
}

#[test]
fn on_a_bad_url_the_links_are_listed_ten_at_most() {
    assert_eq!(
        on_bad_url(2),
        r#"refused with code 154403: the message has an illegal link; its links: zh_cn line 1 element 2 "https://example.com/0", zh_cn line 2 element 2 "https://example.com/1""#
    );
    let last = r#"zh_cn line 10 element 2 "https://example.com/9""#;
    assert!(on_bad_url(10).ends_with(last));
    assert!(on_bad_url(11).ends_with(&format!("{last} and 1 more")));
}
