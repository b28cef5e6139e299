//! How near the fleet comes to the limit.

use std::thread;
use std::time::Duration;

use feishu_post::testing::{Endpoint, Fault};

use crate::harness::Fleet;

/// What the platform's response takes.
const LATENCY: Duration = Duration::from_millis(100);

/// More than two minutes' messages: the first window of a minute is not the last one.
const COUNT: usize = 2001;

#[test]
#[ignore = "takes five minutes"]
fn four_workers_reach_the_limit_and_a_fifth_does_not_change_it() {
    for workers in [4, 5] {
        let Some(fleet) = Fleet::start(1, Duration::from_secs(10)) else {
            return;
        };
        fleet.enqueue((0..COUNT).map(|index| ("chat", format!("oc_{index}"))));
        for _ in 0..COUNT {
            fleet.fake.queue(Fault::slow(LATENCY));
        }
        let running: Vec<_> = (0..workers).map(|_| fleet.work()).collect();
        while !fleet.is_done() {
            thread::sleep(Duration::from_secs(1));
        }
        drop(running);
        let arrived: Vec<_> = fleet.fake.requests();
        let arrived = arrived
            .iter()
            .filter(|request| request.endpoint() == Some(Endpoint::Chat));
        let arrived: Vec<_> = arrived.map(|request| request.received_at).collect();
        assert_eq!((arrived.len(), fleet.fake.rate_refusals()), (COUNT, 0));
        // From the first message of a minute to the first of the next but one.
        let rate = 2000.0 / (arrived[2000] - arrived[0]).as_secs_f64() * 60.0;
        let second = 50.0 / (arrived[50] - arrived[0]).as_secs_f64();
        println!("{workers} workers: {rate:.1} a minute, {second:.1} a second");
        assert!(rate >= 950.0);
    }
}
