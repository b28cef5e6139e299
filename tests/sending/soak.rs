//! Messages to every endpoint through random faults, by callers of every shape: some wait, some give
//! up, some are polled once and kept, some are forgotten. Afterwards the fake's record and the
//! callers' results agree, for every single message.
//!
//! A short run is part of the suite. The full one, and another course of faults:
//!
//! ```text
//! SOAK_MESSAGES=50000 cargo test --release -p feishu-post-tests --all-features --test sending soak:: -- --nocapture
//! SOAK_MESSAGES=50000 SOAK_SEED=2 cargo test --release -p feishu-post-tests --all-features --test sending soak:: -- --nocapture
//! ```

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use fastrand::Rng;
use feishu_post::testing::{AcceptedMessage, Endpoint, FakeFeishu, Fault};
use feishu_post::{Code, Delivery, Locale, RateLimit, RetryPolicy, Webhook};
use feishu_post_tests::callers::{mark, message};
use feishu_post_tests::clients::{Clients, ENDPOINTS, Sent};

const CALLERS: usize = 32;

/// What a caller knows of its message; nothing if it gave up.
type Outcome = Option<Sent>;

#[test]
fn threads_and_the_fake_agree_after_random_faults() {
    soak("threads", threads);
}

#[cfg(feature = "reqwest")]
#[test]
fn tasks_and_the_fake_agree_after_random_faults() {
    soak("tasks", tasks::of_two_runtimes);
}

/// One run: the messages 0 to `count`, with the faults of a seed.
struct Run {
    fake: FakeFeishu,
    clients: Clients,
    count: usize,
    seed: u64,
    next: AtomicUsize,
    outcomes: Mutex<Vec<(usize, Outcome)>>,
}

fn soak(name: &str, send_all: impl FnOnce(&Run)) {
    let fake = FakeFeishu::start();
    let run = Run {
        clients: clients(&fake),
        fake,
        count: setting("SOAK_MESSAGES", 600),
        seed: setting("SOAK_SEED", 1),
        next: AtomicUsize::new(0),
        outcomes: Mutex::default(),
    };
    send_all(&run);

    let outcomes = run.outcomes.into_inner().unwrap();
    assert_eq!(outcomes.len(), run.count);
    let tally = compare(&outcomes, &accepted(run.fake.messages()));
    let requests = run.fake.requests().len();
    println!(
        "{name}, seed {}: {tally:?} by {requests} requests",
        run.seed
    );
    if run.count >= 600 {
        assert!(tally.is_varied(), "{tally:?}");
    }
}

fn clients(fake: &FakeFeishu) -> Clients {
    // Under a limit that holds callers up now and then.
    let limit = RateLimit::unlimited().per_second(500);
    let policy = RetryPolicy::never()
        .max_attempts(3)
        .max_elapsed(Duration::from_secs(10));
    let timeout = Duration::from_millis(500);
    let bot = fake.bot_builder().rate_limit(limit).retry_policy(policy);
    let bot = bot.timeout(timeout).build().unwrap();
    let webhook = Webhook::builder(fake.webhook_url());
    let webhook = webhook.rate_limit(limit).retry_policy(policy);
    let webhook = webhook.timeout(timeout).build().unwrap();
    let helpdesk = bot.helpdesk(FakeFeishu::HELPDESK_ID, FakeFeishu::HELPDESK_TOKEN);
    Clients {
        helpdesk: helpdesk.unwrap(),
        bot,
        webhook: webhook.secret(FakeFeishu::WEBHOOK_SECRET),
    }
}

impl Run {
    /// The next message, with its course of faults, in whatever order the callers come.
    fn next(&self, trouble: fn(&FakeFeishu, &mut Rng)) -> Option<(usize, Rng)> {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        let seed = self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ index as u64;
        let mut rng = Rng::with_seed(seed);
        (index < self.count).then(|| {
            trouble(&self.fake, &mut rng);
            (index, rng)
        })
    }

    fn record(&self, index: usize, outcome: Outcome) {
        self.outcomes.lock().unwrap().push((index, outcome));
    }
}

fn endpoint(index: usize) -> Endpoint {
    ENDPOINTS[index % ENDPOINTS.len()]
}

fn threads(run: &Run) {
    thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                while let Some((index, _)) = run.next(trouble) {
                    let sent = run.clients.send(endpoint(index), message(index));
                    run.record(index, Some(sent));
                }
            });
        }
    });
}

#[cfg(feature = "reqwest")]
mod tasks {
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Waker};
    use std::time::Duration;

    use fastrand::Rng;
    use futures_util::future::join_all;

    use super::{CALLERS, Outcome, Run, Sent, endpoint, message, thread, trouble};

    /// Half of the callers on each of two runtimes, which share the clients.
    pub(super) fn of_two_runtimes(run: &Run) {
        let threads = tokio::runtime::Runtime::new().unwrap();
        let single = feishu_post_tests::adapter::runtime();
        thread::scope(|scope| {
            for runtime in [threads, single] {
                scope.spawn(move || {
                    let callers = (0..CALLERS / 2).map(|_| caller(run));
                    runtime.block_on(join_all(callers))
                });
            }
        });
    }

    type Sending<'r> = Pin<Box<dyn Future<Output = Sent> + Send + 'r>>;

    async fn caller(run: &Run) {
        let mut kept = Vec::new();
        while let Some((index, mut rng)) = run.next(trouble) {
            let sending = run.clients.send_async(endpoint(index), message(index));
            match shape(Box::pin(sending), &mut rng).await {
                Shape::Done(outcome) => run.record(index, outcome),
                Shape::Kept(sending) => kept.push((index, sending)),
            }
        }
        for (index, sending) in kept {
            run.record(index, Some(sending.await));
        }
    }

    enum Shape<'r> {
        Done(Outcome),
        Kept(Sending<'r>),
    }

    /// Waits for most of them, and does to the others what callers do.
    async fn shape<'r>(mut sending: Sending<'r>, rng: &mut Rng) -> Shape<'r> {
        let pause = Duration::from_millis(rng.u64(..50));
        match rng.u8(..20) {
            0 => Shape::Done(tokio::time::timeout(pause, sending).await.ok()),
            shape @ 1..4 => {
                let waker = Waker::noop();
                let polled = sending.as_mut().poll(&mut Context::from_waker(waker));
                match (polled, shape) {
                    (std::task::Poll::Ready(sent), _) => Shape::Done(Some(sent)),
                    (_, 1) => {
                        std::mem::forget(sending);
                        Shape::Done(None)
                    }
                    (_, 2) => Shape::Kept(sending),
                    _ => {
                        tokio::time::sleep(pause).await;
                        Shape::Done(Some(sending.await))
                    }
                }
            }
            _ => Shape::Done(Some(sending.await)),
        }
    }
}

fn setting<T: FromStr>(name: &str, default: T) -> T {
    let Ok(value) = std::env::var(name) else {
        return default;
    };
    let parsed = value.parse().ok();
    parsed.unwrap_or_else(|| panic!("{name} is {value:?}: write a number"))
}

/// Queues a fault now and then, for whichever request comes next.
fn trouble(fake: &FakeFeishu, rng: &mut Rng) {
    if rng.u8(..100) < 35 {
        fake.queue(fault(rng));
    }
    if rng.u8(..100) == 0 {
        fake.queue_token_fault(token_fault(rng));
    }
}

fn fault(rng: &mut Rng) -> Fault {
    let fault = match rng.u8(..32) {
        0..8 => return Fault::rate_limit(u64::from(rng.u8(..8) == 0)),
        8..14 => Fault::expired_token(),
        14..18 => Fault::reset(),
        18..20 => Fault::bad_gateway(),
        20..22 => Fault::code(Code::Internal),
        22..25 => return Fault::code(final_code(rng)),
        25 => Fault::not_json(http::StatusCode::OK),
        26..28 => Fault::slow(Duration::from_millis(rng.u64(..20))),
        28..31 => Fault::slow(Duration::from_secs(60)),
        _ => outage(rng),
    };
    if rng.bool() {
        fault.after_accepting()
    } else {
        fault
    }
}

fn final_code(rng: &mut Rng) -> Code {
    let codes = [
        Code::BadRequest,
        Code::Forbidden,
        Code::TicketClosed,
        Code::BadUrl,
    ];
    codes[rng.usize(..codes.len())]
}

/// A few long ones, so that even the last try is refused.
fn outage(rng: &mut Rng) -> Fault {
    let longest = if rng.u8(..4) == 0 { 1500 } else { 50 };
    Fault::outage(Duration::from_millis(rng.u64(1..longest)))
}

fn token_fault(rng: &mut Rng) -> Fault {
    match rng.u8(..5) {
        0 => Fault::bad_gateway(),
        1 => Fault::reset(),
        2 => Fault::reset().after_accepting(),
        3 => Fault::rate_limit(0),
        _ => Fault::code(Code::Internal),
    }
}

/// The ids under which each message was accepted; none from a webhook and an edit.
fn accepted(messages: Vec<AcceptedMessage>) -> HashMap<String, Vec<Option<String>>> {
    let mut accepted = HashMap::<_, Vec<_>>::new();
    for message in messages {
        let post = message.post();
        let title = post.and_then(|post| post.content(&Locale::ZhCn)?.title());
        let mark = message.text().or(title).unwrap().to_owned();
        let id = message.message_id().map(str::to_owned);
        accepted.entry(mark).or_default().push(id);
    }
    accepted
}

#[derive(Debug, Default)]
struct Tally {
    sent: usize,
    not_delivered: usize,
    unknown_and_accepted: usize,
    unknown_and_lost: usize,
    given_up: usize,
}

impl Tally {
    fn is_varied(&self) -> bool {
        let counts = [
            self.sent,
            self.not_delivered,
            self.unknown_and_accepted,
            self.unknown_and_lost,
        ];
        counts.iter().all(|count| *count > 0)
    }
}

type Accepted = HashMap<String, Vec<Option<String>>>;

fn compare(outcomes: &[(usize, Outcome)], accepted: &Accepted) -> Tally {
    let mut tally = Tally::default();
    for (index, outcome) in outcomes {
        let accepted = accepted.get(&mark(*index)).map_or(&[][..], Vec::as_slice);
        let is_edit = endpoint(*index) == Endpoint::Edit;
        // The same edit twice is one.
        assert!(accepted.len() <= 1 || is_edit, "message {index} is doubled");
        let delivery = outcome
            .as_ref()
            .map(|sent| sent.as_ref().map_err(feishu_post::SendError::delivery));
        let count = match (delivery, accepted) {
            (Some(Ok(Some(id))), [one]) if Some(id.as_str()) == one.as_deref() => &mut tally.sent,
            (Some(Ok(None)), [_, ..]) => &mut tally.sent,
            (Some(Err(Delivery::NotDelivered)), []) => &mut tally.not_delivered,
            (Some(Err(Delivery::Unknown)), [_, ..]) => &mut tally.unknown_and_accepted,
            (Some(Err(Delivery::Unknown)), []) => &mut tally.unknown_and_lost,
            (None, _) => &mut tally.given_up,
            _ => panic!(
                "message {index} was accepted as {accepted:?}, and its caller got {outcome:?}"
            ),
        };
        *count += 1;
    }
    tally
}

#[test]
fn with_keys_every_message_arrives_exactly_once_although_responses_are_lost() {
    let fake = FakeFeishu::start();
    let bot = fake.bot_builder().rate_limit(RateLimit::unlimited());
    // More attempts than any message meets faults.
    let policy = RetryPolicy::default()
        .max_attempts(100)
        .max_elapsed(Duration::from_secs(60 * 60));
    let bot = bot.retry_policy(policy).build().unwrap();
    let run = Run {
        clients: Clients {
            bot,
            ..clients(&fake)
        },
        fake,
        count: setting("SOAK_MESSAGES", 600) / 2,
        seed: setting("SOAK_SEED", 1),
        next: AtomicUsize::new(0),
        outcomes: Mutex::default(),
    };
    thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                while let Some((index, mut rng)) = run.next(lose_responses) {
                    let to = [Endpoint::Chat, Endpoint::Reply][rng.usize(..2)];
                    run.record(index, Some(run.clients.send(to, message(index))));
                }
            });
        }
    });
    let accepted = accepted(run.fake.messages());
    assert_eq!(accepted.len(), run.count);
    for (index, outcome) in run.outcomes.into_inner().unwrap() {
        let id = outcome.unwrap().unwrap().unwrap();
        assert_eq!(
            accepted[&mark(index)],
            [Some(id.into_string())],
            "message {index}"
        );
    }
}

fn lose_responses(fake: &FakeFeishu, rng: &mut Rng) {
    for _ in 0..rng.usize(..3) {
        let lost = match rng.u8(..3) {
            0 => Fault::bad_gateway(),
            1 => Fault::not_json(http::StatusCode::OK),
            _ => Fault::reset(),
        };
        fake.queue(if rng.bool() {
            lost.after_accepting()
        } else {
            lost
        });
    }
}
