//! The published rate, 50 a second and 1000 a minute, over any window, as the fake saw it arrive.
//!
//! The suite keeps to seconds. With minutes, and with what the pace costs:
//!
//! ```text
//! cargo test --release -p feishu-post-tests --all-features --test sending rate:: -- --ignored --nocapture
//! ```

use std::time::{Duration, Instant};

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post_tests::callers::{Crowd, Outcome};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const PUBLISHED: [(usize, Duration); 2] = [(50, SECOND), (1000, MINUTE)];

type SendAll = fn(Crowd<fn(usize)>) -> Vec<Outcome>;

#[test]
fn threads_stay_within_the_rate() {
    keeps_the_rate(Crowd::threads, 120);
}

#[cfg(feature = "reqwest")]
#[test]
fn tasks_stay_within_the_rate() {
    keeps_the_rate(Crowd::tasks, 120);
}

#[test]
#[ignore = "takes more than two minutes"]
fn threads_use_the_whole_rate() {
    uses_the_rate(Crowd::threads, 2500);
}

#[cfg(feature = "reqwest")]
#[test]
#[ignore = "takes more than two minutes"]
fn tasks_use_the_whole_rate() {
    uses_the_rate(Crowd::tasks, 2500);
}

#[test]
fn a_hundred_first_threads_fetch_one_token() {
    fetch_one_token(Crowd::threads);
}

#[cfg(feature = "reqwest")]
#[test]
fn a_hundred_first_tasks_fetch_one_token() {
    fetch_one_token(Crowd::tasks);
}

/// Sends to a fake that refuses what is over the rate, and gives how long it took.
#[track_caller]
fn keeps_the_rate(send_all: SendAll, count: usize) -> Duration {
    let fake = FakeFeishu::start();
    fake.set_rate_limit(true);
    let outcomes = send_all(Crowd {
        helpdesk: fake.helpdesk(),
        count,
        callers: 32,
        before: |_| (),
    });
    assert!(outcomes.iter().all(Result::is_ok));

    let arrivals = arrivals(&fake);
    // What the fake refuses is sent again, so it would have come more than once.
    assert_eq!(arrivals.len(), count);
    arrivals[count - 1] - arrivals[0]
}

#[track_caller]
fn uses_the_rate(send_all: SendAll, count: usize) {
    let took = keeps_the_rate(send_all, count);
    let share = soonest(count).as_secs_f64() / took.as_secs_f64();
    println!(
        "{count} messages in {took:.2?}: {:.1} % of what the rate allows",
        share * 100.0
    );
    assert!(share >= 0.95);
}

#[track_caller]
fn fetch_one_token(send_all: SendAll) {
    let fake = FakeFeishu::start();
    // So that the others come while the first waits.
    fake.queue_token_fault(Fault::slow(Duration::from_millis(100)));
    let outcomes = send_all(Crowd {
        helpdesk: fake.helpdesk(),
        count: 100,
        callers: 100,
        before: |_| (),
    });
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(fake.token_fetches(), 1);
    assert_eq!(fake.requests().len(), 101);
}

fn arrivals(fake: &FakeFeishu) -> Vec<Instant> {
    let requests = fake.requests().into_iter();
    let messages = requests.filter(feishu_post::testing::RecordedRequest::is_message);
    messages.map(|request| request.received_at).collect()
}

/// How long `count` messages take if each goes at the first moment that both windows allow.
fn soonest(count: usize) -> Duration {
    let mut times = vec![Duration::ZERO];
    for index in 1..count {
        let free = PUBLISHED.iter().filter_map(|&(limit, window)| {
            let first = times.get(index.checked_sub(limit)?)?;
            Some(*first + window)
        });
        let earliest = free.fold(times[index - 1], Duration::max);
        times.push(earliest);
    }
    times[count - 1]
}

#[test]
fn soonest_respects_both_windows() {
    assert_eq!(soonest(50), Duration::ZERO);
    assert_eq!(soonest(51), SECOND);
    assert_eq!(soonest(1000), 19 * SECOND);
    assert_eq!(soonest(1001), MINUTE);
    assert_eq!(soonest(2500), 2 * MINUTE + 9 * SECOND);
}
