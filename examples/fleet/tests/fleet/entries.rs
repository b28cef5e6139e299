//! One entry at a time: what its past makes of it.

use std::collections::HashSet;
use std::thread;
use std::time::{Duration, SystemTime};

use feishu_post::testing::Fault;
use redis::streams::{StreamReadOptions, StreamReadReply};
use redis::{Commands, Connection};

use crate::harness::{CLOSED, Fleet};

const TIMEOUT: Duration = Duration::from_millis(200);
const MINUTE: i128 = 60 * 1000;

/// Claims the only entry of a lane as a worker that dies, and marks it as begun so long ago.
fn die(redis: &mut Connection, lane: &str, began: Option<i128>) {
    let stream = format!("{{fleet}}:{lane}:stream");
    let options = StreamReadOptions::default()
        .group("workers", "9-0.0")
        .count(1);
    let reply: Option<StreamReadReply> = redis.xread_options(&[stream], &[">"], &options).unwrap();
    let id = &reply.unwrap().keys[0].ids[0].id;
    if let Some(age) = began {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis();
        let mark = format!("{} 9-0.0#1", now.cast_signed() - age);
        let marks = format!("{{fleet}}:{lane}:marks");
        let _: () = redis.hset(marks, id, mark).unwrap();
    }
}

#[track_caller]
fn ends(lane: &'static str, began: Option<i128>, outcome: &str) {
    let Some(fleet) = Fleet::start(1, TIMEOUT) else {
        return;
    };
    let id = if lane == "chat" {
        "oc_a0553e"
    } else {
        "6948728206392295444"
    };
    fleet.enqueue([(lane, id.to_owned())]);
    die(&mut fleet.redis.connection(), lane, began);
    let worker = fleet.work();
    wait(&fleet);
    drop(worker);
    assert_eq!(fleet.total(outcome), 1, "{lane} begun {began:?}");
    assert_eq!(fleet.fake.messages().len(), usize::from(outcome == "sent"));
}

fn wait(fleet: &Fleet) {
    while !fleet.is_done() {
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn an_entry_of_a_dead_worker_is_sent_again_where_that_is_safe() {
    ends("chat", None, "sent");
    ends("chat", Some(59 * MINUTE), "sent");
    ends("chat", Some(60 * MINUTE), "unknown");
    ends("ticket", None, "sent");
    ends("ticket", Some(0), "unknown");
    // The clock was set back since.
    ends("chat", Some(-MINUTE), "unknown");
    ends("ticket", Some(-MINUTE), "unknown");
}

#[test]
fn a_slow_worker_that_is_taken_for_dead_doubles_nothing() {
    let Some(fleet) = Fleet::start(1, TIMEOUT) else {
        return;
    };
    for _ in 0..2 {
        fleet.fake.queue(Fault::slow(Duration::from_secs(8)));
    }
    fleet.enqueue([("chat", "oc_a0553e"), ("ticket", "69")].map(|(to, id)| (to, id.to_owned())));
    let _slow = fleet.work_with_timeout(Duration::from_secs(30));
    while fleet.fake.messages().len() < 2 {
        thread::sleep(Duration::from_millis(50));
    }
    let _other = fleet.work();
    let mut seen = HashSet::new();
    while fleet.total("sent") < 2 {
        seen.insert((fleet.total("sent"), fleet.total("unknown")));
        thread::sleep(Duration::from_millis(50));
    }
    assert!(
        seen.contains(&(1, 1)),
        "the chat again, and the ticket given up: {seen:?}"
    );
    fleet.assert_accounts(2);
}

#[test]
fn a_person_settles_what_is_unknown() {
    let Some(fleet) = Fleet::start(1, TIMEOUT) else {
        return;
    };
    let tickets =
        || ["6948728206392295444", "6948728206392295445"].map(|id| ("ticket", id.to_owned()));
    fleet.enqueue(tickets());
    for age in [3, 5] {
        die(&mut fleet.redis.connection(), "ticket", Some(age * MINUTE));
    }
    let _worker = fleet.work();
    wait(&fleet);
    let status = fleet.run(&["status"]);
    let (_, cases) = status.split_once("\n\n").unwrap();
    let rows = cases.lines().filter(|row| row.starts_with("ticket "));
    let ids: Vec<_> = rows.filter_map(|row| row.split(' ').nth(1)).collect();
    let [one, other] = ids[..] else {
        panic!("{cases}")
    };
    assert_eq!(
        cases.replace(one, "ONE").replace(other, "OTHER"),
        "\
unknown: if it arrived, run `fleet settle LANE ID`; if not, add `--again`
ticket ONE  started 3 minutes ago by worker 9: its worker died before the response arrived
    key 0, to 6948728206392295444: 0
ticket OTHER  started 5 minutes ago by worker 9: its worker died before the response arrived
    key 1, to 6948728206392295445: 1
"
    );
    // A day has passed.
    let keys = ["{fleet}:key:0", "{fleet}:key:1"];
    let _: () = fleet.redis.connection().del(&keys).unwrap();
    fleet.run(&["settle", "ticket", one]);
    fleet.run(&["settle", "ticket", other, "--again"]);
    wait(&fleet);
    assert_eq!(fleet.total("sent"), 2);
    assert_eq!(fleet.total("unknown"), 0);
    let sent: Vec<_> = fleet.fake.messages();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].ticket_id(), Some("6948728206392295445"));
    assert_eq!(fleet.enqueue(tickets()), "0 enqueued, 2 already known\n");
    let again = fleet
        .command()
        .args(["settle", "ticket", one])
        .output()
        .unwrap();
    let error = String::from_utf8(again.stderr).unwrap();
    let sentence = format!("Error: {one} is neither refused nor unknown\n");
    assert!(error.starts_with(&sentence), "{error}");
}

#[test]
fn what_can_never_be_sent_is_refused_with_its_reason() {
    let Some(fleet) = Fleet::start(1, TIMEOUT) else {
        return;
    };
    assert_eq!(
        fleet.enqueue([("ticket", CLOSED.to_owned())]),
        "1 enqueued, 0 already known\n"
    );
    assert_eq!(
        fleet.enqueue([("ticket", CLOSED.to_owned())]),
        "0 enqueued, 1 already known\n"
    );
    let mut redis = fleet.redis.connection();
    for entry in ["{}", "5"] {
        let _: String = redis
            .xadd("{fleet}:chat:stream", "*", &[("entry", entry)])
            .unwrap();
    }
    let _worker = fleet.work();
    wait(&fleet);
    let status = fleet.run(&["status"]);
    for reason in [
        "refused: fix the cause, then run `fleet settle LANE ID --again`\n",
        "not a valid entry: missing field `key` at line 1 column 2\n    {}\n",
        "refused with code 154401: the ticket is closed (Ticket already be closed), log id ",
        "\n    key 0, to 7000000000000000000: 0\n",
    ] {
        assert!(status.contains(reason), "{reason}: {status}");
    }
    // What is not an entry has no key, and can be settled all the same.
    for row in status
        .lines()
        .filter(|row| row.starts_with("chat ") && row.contains("not a valid entry"))
    {
        fleet.run(&["settle", "chat", row.split(' ').nth(1).unwrap()]);
    }
    assert_eq!((fleet.total("refused"), fleet.total("sent")), (1, 2));
    let keys: Vec<String> = redis.keys("{fleet}:key:*").unwrap();
    assert_eq!(keys, ["{fleet}:key:0"]);
}

#[test]
fn a_chat_that_has_too_many_messages_does_not_hold_up_others() {
    let Some(fleet) = Fleet::start(10, TIMEOUT) else {
        return;
    };
    let mut redis = fleet.redis.connection();
    let _: () = redis.set("{fleet}:chat:hold:oc_full", "").unwrap();
    let _: () = redis.pexpire("{fleet}:chat:hold:oc_full", 600_000).unwrap();
    let to = ["oc_full"; 20].into_iter().chain(["oc_free"]);
    fleet.enqueue(to.map(|id| ("chat", id.to_owned())));
    let _worker = fleet.work();
    while fleet.count("sent")[0] == 0 {
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(fleet.fake.messages()[0].receiver(), Some("oc_free"));
    let _: () = redis.del("{fleet}:chat:hold:oc_full").unwrap();
    wait(&fleet);
    fleet.assert_accounts(21);
}

#[test]
fn a_wrong_secret_ends_the_worker_and_leaves_the_queue() {
    let Some(fleet) = Fleet::start(1, TIMEOUT) else {
        return;
    };
    fleet.enqueue([("chat", "oc_a0553e".to_owned())]);
    let mut command = fleet.command();
    command.env("FEISHU_APP_SECRET", "wrong").arg("work");
    let ended = command.output().unwrap();
    let error = String::from_utf8(ended.stderr).unwrap();
    let sentence =
        "Error: no tenant access token: refused with code 10014: the app secret is invalid";
    assert!(error.starts_with(sentence), "{error}");
    assert!(!ended.status.success());

    let _worker = fleet.work();
    wait(&fleet);
    fleet.assert_accounts(1);
    assert_eq!(fleet.total("sent"), 1);
}
