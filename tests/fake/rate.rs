//! The published rates, when the fake keeps them.

use std::time::{Duration, Instant};

use feishu_post::testing::FakeFeishu;
use feishu_post_tests::bare_http::{Reply, TEXT, call, ticket_request};

use crate::{chats, helpdesk_messages};

/// How many messages in how many seconds.
type Limit = (usize, u64);

const TICKETS: [Limit; 2] = [(50, 1), (1000, 60)];

/// The limit that each request to the fake is over, by the time when it arrived, and the whole seconds until it
/// would not be.
fn over(limits: &[Limit], fake: &FakeFeishu) -> Vec<Option<Limit>> {
    let mut accepted = Vec::new();
    let requests = fake.requests().into_iter().map(|request| {
        let now = request.received_at;
        let waits = limits
            .iter()
            .map(|limit| (limit.0, wait(*limit, &accepted, now)));
        let over = waits.into_iter().find(|(_, wait)| *wait > 0);
        accepted.extend(over.is_none().then_some(now));
        over
    });
    requests.collect()
}

fn wait((limit, seconds): Limit, accepted: &[Instant], now: Instant) -> u64 {
    let window = Duration::from_secs(seconds);
    let has_room = |wait: &u64| {
        let then = now + Duration::from_secs(*wait);
        let in_window = accepted.iter().filter(|at| then - **at < window);
        in_window.count() < limit
    };
    (0..=seconds).find(has_room).unwrap()
}

/// The limit that a reply names, and the seconds to wait.
fn named(reply: &Reply) -> Option<Limit> {
    if reply.outcome() == (200, 0) {
        return None;
    }
    assert_eq!(reply.outcome(), (429, 99_991_400));
    let limit = reply.header("x-ogw-ratelimit-limit").parse();
    let reset = reply.header("x-ogw-ratelimit-reset").parse();
    Some((limit.unwrap(), reset.unwrap()))
}

#[track_caller]
fn are_as_limited(replies: &[Reply], limits: &[Limit], fake: &FakeFeishu) {
    let named: Vec<_> = replies.iter().map(named).collect();
    assert_eq!(named, over(limits, fake));
    let refused = named.iter().flatten().count();
    assert_eq!(fake.rate_refusals(), refused);
    assert_eq!(fake.messages().len(), replies.len() - refused);
}

fn send(fake: &FakeFeishu) -> Reply {
    call(ticket_request(fake, TEXT)).unwrap()
}

#[test]
fn too_many_messages_are_refused_until_the_window_has_slid() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit(true);
    let mut replies = vec![send(&fake)];
    for status in [200, 429] {
        while replies.last().unwrap().status() == status {
            replies.push(send(&fake));
            assert!(replies.len() < 1000, "too slow to reach a limit");
        }
    }
    are_as_limited(&replies, &TICKETS, &fake);

    fake.set_rate_limit(false);
    assert_eq!(send(&fake).outcome(), (200, 0));
}

#[test]
fn the_limit_of_a_minute_is_refused_with_the_rest_of_the_minute() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit(true);
    let replies = [(); 102].map(|()| helpdesk_messages::send(&fake));
    are_as_limited(&replies, &[(100, 60)], &fake);
}

#[test]
fn the_limits_are_kept_so_many_times() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit_times(2);
    let replies = [(); 102].map(|()| send(&fake));
    are_as_limited(
        &replies,
        &TICKETS.map(|(limit, window)| (2 * limit, window)),
        &fake,
    );

    let fake = FakeFeishu::start();
    fake.set_rate_limit_times(2);
    let outcomes = [(); 12].map(|()| chats::send_text(&fake).outcome());
    let expected = over(&[(10, 1)], &fake);
    let expected = expected.iter().map(|over| match over {
        None => (200, 0),
        Some(_) => (400, 230_020),
    });
    assert!(expected.eq(outcomes), "{outcomes:?}");
}

#[test]
fn no_message_is_accepted_at_zero_times_the_limits() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit_times(0);
    assert_eq!(named(&send(&fake)), Some((0, 1)));
    assert!(fake.messages().is_empty());
}

#[test]
fn without_a_rate_limit_or_with_the_highest_any_number_is_accepted() {
    let fake = FakeFeishu::start();
    for _ in 0..60 {
        assert_eq!(send(&fake).outcome(), (200, 0));
    }
    fake.set_rate_limit_times(usize::MAX);
    for _ in 0..60 {
        assert_eq!(send(&fake).outcome(), (200, 0));
    }
    assert_eq!(fake.messages().len(), 120);
}
