//! Messages through random faults. Afterwards the fake's record and the callers' results agree, for
//! every single message.
//!
//! A short run is part of the suite. The full one, and another course of faults:
//!
//! ```text
//! SOAK_MESSAGES=5000 cargo test --release -p feishu-post-tests --all-features --test sending soak:: -- --nocapture
//! SOAK_MESSAGES=5000 SOAK_SEED=2 cargo test --release -p feishu-post-tests --all-features --test sending soak:: -- --nocapture
//! ```

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use feishu_post::testing::{AcceptedMessage, FakeFeishu, Fault};
use feishu_post::{Code, Delivery, Locale, MessageId, RateLimit, RetryPolicy, SendError};
use feishu_post_tests::callers::{Crowd, Outcome, mark};

const CALLERS: usize = 16;

#[test]
fn threads_and_the_fake_agree_after_random_faults() {
    soak(Crowd::threads);
}

#[cfg(feature = "reqwest")]
#[test]
fn tasks_and_the_fake_agree_after_random_faults() {
    soak(Crowd::tasks);
}

fn soak(send_all: impl FnOnce(Crowd<Box<dyn Fn(usize) + Send + Sync>>) -> Vec<Outcome>) {
    let count = setting("SOAK_MESSAGES", 400);
    let seed: u64 = setting("SOAK_SEED", 1);
    let fake = Arc::new(FakeFeishu::start());
    let helpdesk = fake
        .helpdesk_builder()
        .rate_limit(RateLimit::unlimited())
        .retry_policy(
            RetryPolicy::never()
                .max_attempts(3)
                .max_elapsed(Duration::from_secs(10)),
        )
        .timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    let troubled = Arc::clone(&fake);
    let outcomes = send_all(Crowd {
        helpdesk,
        count,
        callers: CALLERS,
        before: Box::new(move |index| trouble(&troubled, &mut rng(seed, index))),
    });

    assert_eq!(outcomes.len(), count);
    let tally = compare(&outcomes, &taken(fake.messages()));
    println!(
        "seed {seed}: {tally:?} by {} requests",
        fake.requests().len()
    );
    if count >= 400 {
        assert!(tally.is_varied(), "{tally:?}");
    }
}

fn setting<T: FromStr>(name: &str, default: T) -> T {
    let Ok(value) = std::env::var(name) else {
        return default;
    };
    let parsed = value.parse().ok();
    parsed.unwrap_or_else(|| panic!("{name} is {value:?}: write a number"))
}

/// One course of faults for each message, in whatever order the callers come.
fn rng(seed: u64, index: usize) -> Rng {
    Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ index as u64)
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

/// The ids under which each message was taken.
fn taken(messages: Vec<AcceptedMessage>) -> HashMap<String, Vec<String>> {
    let mut taken = HashMap::<_, Vec<_>>::new();
    for message in messages {
        let title = message
            .post()
            .and_then(|post| post.content(&Locale::ZhCn)?.title());
        let mark = message.text().or(title).unwrap().to_owned();
        taken
            .entry(mark)
            .or_default()
            .push(message.message_id().unwrap().to_owned());
    }
    taken
}

#[derive(Debug, Default)]
struct Tally {
    sent: usize,
    not_delivered: usize,
    unknown_and_taken: usize,
    unknown_and_lost: usize,
}

impl Tally {
    fn is_varied(&self) -> bool {
        let counts = [
            self.sent,
            self.not_delivered,
            self.unknown_and_taken,
            self.unknown_and_lost,
        ];
        counts.iter().all(|count| *count > 0)
    }
}

fn compare(outcomes: &[Outcome], taken: &HashMap<String, Vec<String>>) -> Tally {
    let mut tally = Tally::default();
    for (index, outcome) in outcomes.iter().enumerate() {
        let taken = taken.get(&mark(index)).map_or(&[][..], Vec::as_slice);
        let delivery = outcome
            .as_ref()
            .map(MessageId::as_str)
            .map_err(SendError::delivery);
        let count = match (delivery, taken) {
            (Ok(id), [one]) if id == one => &mut tally.sent,
            (Err(Delivery::NotDelivered), []) => &mut tally.not_delivered,
            (Err(Delivery::Unknown), [_]) => &mut tally.unknown_and_taken,
            (Err(Delivery::Unknown), []) => &mut tally.unknown_and_lost,
            _ => panic!("message {index} was taken as {taken:?}, and its caller got {outcome:?}"),
        };
        *count += 1;
    }
    tally
}
