//! The pace, without a clock.

use std::time::{Duration, Instant};

use feishu_post::{RateLimit, Schedule};
use proptest::prelude::*;

const MS: Duration = Duration::from_millis(1);

/// The messages that one caller sends who asks again whenever the schedule says so: when each was
/// sent and when its reply was there.
fn run(
    schedule: &mut Schedule,
    start: Instant,
    transits: &[u32],
    gaps: &[u32],
) -> Vec<[Instant; 2]> {
    let mut now = start;
    let mut waiting: Vec<(Instant, feishu_post::Slot)> = Vec::new();
    let mut sent = Vec::new();
    for (transit, gap) in transits.iter().zip(gaps.iter().cycle()) {
        now += MS * *gap;
        let slot = loop {
            settle(schedule, &mut waiting, now);
            match schedule.take(now) {
                Ok(slot) => break slot,
                Err(until) => {
                    assert!(until > now, "a wait must lead forward");
                    now = until;
                }
            }
        };
        waiting.push((now + MS * *transit, slot));
        sent.push([now, now + MS * *transit]);
    }
    sent
}

/// Replies that are there by `now`, in the order of their coming.
fn settle(schedule: &mut Schedule, waiting: &mut Vec<(Instant, feishu_post::Slot)>, now: Instant) {
    waiting.sort_by_key(|(at, _)| *at);
    let there = waiting.partition_point(|(at, _)| *at <= now);
    for (at, slot) in waiting.drain(..there) {
        schedule.settle(slot, at);
    }
}

/// The most that arrive in any window of `length`, both ends included in the platform's favour.
fn most(mut arrivals: Vec<Instant>, length: Duration) -> usize {
    arrivals.sort();
    let within = |(first, at): (usize, &Instant)| {
        arrivals[first..]
            .iter()
            .take_while(|other| **other < *at + length)
            .count()
    };
    arrivals.iter().enumerate().map(within).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_window_ever_holds_more_than_the_limit(
        transits in prop::collection::vec(prop_oneof![0_u32..5, 0_u32..250, 0_u32..1000], 1..300),
        gaps in prop::collection::vec(prop_oneof![Just(0_u32), 0_u32..40, 0_u32..2000], 1..10),
        arrives in prop::collection::vec(0_u32..=100, 1..10),
    ) {
        let start = Instant::now();
        let mut schedule = RateLimit::unlimited().per_second(10).per_minute(40).schedule();
        let sent = run(&mut schedule, start, &transits, &gaps);
        // The platform counts a message at any time between its sending and its reply.
        let arrivals: Vec<_> = sent
            .iter()
            .zip(arrives.iter().cycle())
            .map(|([sent, reply], percent)| *sent + (*reply - *sent) * *percent / 100)
            .collect();
        prop_assert!(most(arrivals.clone(), Duration::from_secs(1)) <= 10);
        prop_assert!(most(arrivals, Duration::from_secs(60)) <= 40);
    }

    #[test]
    fn a_reply_that_does_not_come_costs_a_quarter_of_a_second(count in 1_usize..200) {
        let start = Instant::now();
        let mut schedule = RateLimit::unlimited().per_second(10).schedule();
        let mut now = start;
        for _ in 0..count {
            while let Err(until) = schedule.take(now) {
                now = until;
            }
        }
        let windows = u32::try_from((count - 1) / 10).unwrap();
        prop_assert_eq!(now - start, MS * 1250 * windows);
    }
}

#[test]
fn the_default_allows_nearly_what_the_platform_does() {
    let start = Instant::now();
    let sent = run(
        &mut RateLimit::default().schedule(),
        start,
        &[5; 3000],
        &[0],
    );
    // 1000 a minute: the first thousand at 50 a second, each next thousand a minute later.
    let last = sent[2999][0] - start;
    let ideal = Duration::from_secs(60 + 60 + 19);
    assert!(last >= ideal && last <= ideal.mul_f64(1.05), "{last:?}");
    let burst = sent[999][0] - start;
    assert!(burst <= Duration::from_secs(19).mul_f64(1.05), "{burst:?}");
}

#[test]
fn a_window_is_full_at_its_limit_and_free_when_it_is_over() {
    let start = Instant::now();
    let mut schedule = RateLimit::unlimited().per_second(2).schedule();
    for _ in 0..2 {
        let slot = schedule.take(start).unwrap();
        schedule.settle(slot, start);
    }
    assert_eq!(schedule.take(start), Err(start + 1000 * MS));
    assert_eq!(schedule.take(start + 999 * MS), Err(start + 1000 * MS));
    assert!(schedule.take(start + 1000 * MS).is_ok());
}

#[test]
fn a_late_reply_puts_the_next_window_off() {
    let start = Instant::now();
    let mut schedule = RateLimit::unlimited().per_second(1).schedule();
    let slot = schedule.take(start).unwrap();
    schedule.settle(slot, start + 900 * MS);
    assert_eq!(schedule.take(start + 1000 * MS), Err(start + 1900 * MS));
    assert!(schedule.take(start + 1900 * MS).is_ok());
}

#[test]
fn the_stricter_limit_counts() {
    let start = Instant::now();
    let mut schedule = RateLimit::unlimited()
        .per_second(5)
        .per_minute(1)
        .schedule();
    let slot = schedule.take(start).unwrap();
    schedule.settle(slot, start);
    assert_eq!(schedule.take(start), Err(start + Duration::from_secs(60)));
}

#[test]
fn a_platform_that_says_wait_holds_everybody_for_a_minute_at_most() {
    let start = Instant::now();
    let mut schedule = RateLimit::default().schedule();
    schedule.hold(start, 7 * 1000 * MS);
    schedule.hold(start, 3 * 1000 * MS);
    assert_eq!(schedule.take(start), Err(start + Duration::from_secs(7)));
    assert!(schedule.take(start + Duration::from_secs(7)).is_ok());
    schedule.hold(start, Duration::MAX);
    assert_eq!(
        schedule.take(start + 7000 * MS),
        Err(start + Duration::from_secs(60))
    );

    let mut free = RateLimit::unlimited().schedule();
    free.hold(start, Duration::MAX);
    assert!(free.take(start).is_ok());
}
