//! The published rate, when the fake keeps it.

use feishu_post::testing::FakeFeishu;
use feishu_post_tests::bare_http::{TEXT, call, ticket_request};

#[test]
fn too_many_messages_are_refused_with_the_seconds_to_wait() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit(true);
    let mut replies = (0..=1000).map(|_| call(ticket_request(&fake, TEXT)).unwrap());
    let refused = replies.find(|reply| reply.status() != 200).unwrap();

    assert_eq!(refused.outcome(), (429, 99_991_400));
    let taken = fake.messages().len();
    let limit: usize = refused.header("x-ogw-ratelimit-limit").parse().unwrap();
    let reset: u64 = refused.header("x-ogw-ratelimit-reset").parse().unwrap();
    match limit {
        50 => assert_eq!(reset, 1),
        1000 => assert!((1..=60).contains(&reset)),
        other => panic!("{other} is no limit of the page"),
    }
    assert!(taken >= limit);
    assert_eq!(fake.requests().len(), taken + 1);

    fake.set_rate_limit(false);
    assert_eq!(
        call(ticket_request(&fake, TEXT)).unwrap().outcome(),
        (200, 0)
    );
}

#[test]
fn without_a_rate_limit_any_number_is_accepted() {
    let fake = FakeFeishu::start();
    for _ in 0..60 {
        assert_eq!(
            call(ticket_request(&fake, TEXT)).unwrap().outcome(),
            (200, 0)
        );
    }
    assert_eq!(fake.messages().len(), 60);
}

#[test]
fn any_factor_can_be_put_on_the_rate() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit_times(0);
    let refused = call(ticket_request(&fake, TEXT)).unwrap();
    assert_eq!(refused.outcome(), (429, 99_991_400));
    assert_eq!(refused.header("x-ogw-ratelimit-limit"), "0");
    assert_eq!(refused.header("x-ogw-ratelimit-reset"), "1");
    assert!(fake.messages().is_empty());

    fake.set_rate_limit_times(usize::MAX);
    for _ in 0..60 {
        assert_eq!(
            call(ticket_request(&fake, TEXT)).unwrap().outcome(),
            (200, 0)
        );
    }
}
