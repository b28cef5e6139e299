//! While workers, Redis and responses are lost.

use std::collections::{HashMap, HashSet};
use std::thread;
use std::time::Duration;

use fastrand::Rng;
use feishu_post::testing::Fault;
use redis::Commands;

use crate::harness::{CLOSED, Fleet, SENDERS, Worker};

const WORKERS: usize = 4;
const TIMEOUT: Duration = Duration::from_secs(2);

/// Half to chats, half to tickets, of which some are closed.
fn messages(count: usize) -> impl Iterator<Item = (&'static str, String)> {
    (0..count).map(|index| match index % 100 {
        99 => ("ticket", CLOSED.to_owned()),
        rest if rest % 2 == 1 => ("ticket", format!("69{index}")),
        _ => ("chat", format!("oc_{}", index % 1000)),
    })
}

#[test]
fn workers_that_are_killed_lose_nothing_and_double_nothing() {
    const COUNT: usize = 5000;
    let Some(fleet) = Fleet::start(10, TIMEOUT) else {
        return;
    };
    let seed = std::env::var("FLEET_SEED");
    let seed = seed.map_or_else(|_| fastrand::u64(..), |seed| seed.parse().unwrap());
    println!("FLEET_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let enqueued = fleet.enqueue(messages(COUNT));
    assert_eq!(enqueued, "5000 enqueued, 0 already known\n");

    let mut workers: Vec<_> = (0..WORKERS).map(|_| fleet.work()).collect();
    let mut killed = HashSet::new();
    let mut lost = 0;
    while fleet.total("queued") > 0 {
        for _ in 0..rng.usize(..10) {
            let (fault, is_lost) = fault(&mut rng);
            fleet.fake.queue(fault);
            lost += usize::from(is_lost);
        }
        thread::sleep(Duration::from_millis(rng.u64(50..500)));
        let worker = &mut workers[killed.len() % WORKERS];
        killed.insert(worker.number.clone());
        *worker = fleet.work();
    }
    while !fleet.is_done() {
        workers.iter_mut().for_each(Worker::assert_running);
        thread::sleep(Duration::from_millis(100));
    }
    assert!(killed.len() >= WORKERS, "each is killed");

    fleet.assert_accounts(COUNT);
    assert_eq!(fleet.count("sent")[0], COUNT / 2, "chats");
    let (in_flight, responses) = reasons(&fleet, &killed);
    println!(
        "killed {}, in flight {in_flight:?}, lost {responses} of {lost}",
        killed.len()
    );
    assert!(in_flight.values().all(|count| *count <= SENDERS));
    assert!(responses <= lost);
    assert!(!in_flight.is_empty() && responses > 0);
}

/// A fault, and whether nobody learns from it what became of the message.
fn fault(rng: &mut Rng) -> (Fault, bool) {
    match rng.u8(..5) {
        0 => (Fault::rate_limit(0), false),
        1 => (Fault::code(230_020), false),
        2 => (Fault::reset(), true),
        3 => (Fault::bad_gateway().after_accepting(), true),
        _ => (Fault::reset().after_accepting(), true),
    }
}

/// Why tickets are unknown: how many were in flight when each of the killed workers died, and how
/// many lost their response.
fn reasons(fleet: &Fleet, killed: &HashSet<String>) -> (HashMap<String, usize>, usize) {
    let mut redis = fleet.redis.connection();
    let unknown: HashMap<String, String> = redis.hgetall("{fleet}:ticket:unknown").unwrap();
    let (mut in_flight, mut responses) = (HashMap::new(), 0);
    for (id, case) in unknown {
        let (reason, entry) = case.split_once('\n').unwrap();
        if reason == "its worker died before the response arrived" {
            let mark: String = redis.hget("{fleet}:ticket:marks", id).unwrap();
            let (_, attempt) = mark.split_once(' ').unwrap();
            let (worker, _) = attempt.split_once('-').unwrap();
            assert!(killed.contains(worker), "{entry}: {mark}");
            *in_flight.entry(worker.to_owned()).or_default() += 1;
        } else {
            assert!(
                reason.contains("may have been delivered"),
                "{entry}: {reason}"
            );
            responses += 1;
        }
    }
    (in_flight, responses)
}

#[test]
fn a_restart_of_redis_loses_nothing_and_doubles_nothing() {
    const COUNT: usize = 2000;
    let Some(mut fleet) = Fleet::start(10, TIMEOUT) else {
        return;
    };
    fleet.enqueue(messages(COUNT));
    let mut workers = [fleet.work(), fleet.work()];
    for _ in 0..5 {
        thread::sleep(Duration::from_millis(300));
        fleet.redis.restart();
    }
    while !fleet.is_done() {
        workers.iter_mut().for_each(Worker::assert_running);
        thread::sleep(Duration::from_millis(100));
    }
    fleet.assert_accounts(COUNT);
    assert_eq!(fleet.total("unknown"), 0);
}
