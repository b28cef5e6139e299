//! Times all contenders of a message in turn, round after round, and prints the medians as a table.

use std::time::{Duration, Instant};

use feishu_post_peers::subjects::{Case, LIMIT, Subject, cases};

const ROUNDS: usize = 501;

/// How long a contender runs in one round, so that reading the clock does not count.
const BATCH: Duration = Duration::from_micros(60);

fn main() {
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/memory.json");
    let json = std::fs::read_to_string(path).expect("`memory` has run before");
    let counts: Vec<Vec<[u64; 2]>> = serde_json::from_str(&json).expect("`memory` wrote it");
    for (case, counts) in cases().iter().zip(counts) {
        print(case, &medians(case), &counts);
    }
}

fn print(case: &Case, medians: &[f64], counts: &[[u64; 2]]) {
    let peers = case.subjects.iter().zip(medians);
    let fastest_peer = peers
        .filter(|(subject, _)| subject.is_peer)
        .map(|(_, median)| *median)
        .fold(f64::INFINITY, f64::min);
    println!("\n### {}\n", case.name);
    println!(
        "| contender | median ns | ns per byte | allocations | peak ÷ body | ÷ plain copy | ÷ fastest peer |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for ((subject, median), [allocations, peak]) in case.subjects.iter().zip(medians).zip(counts) {
        println!(
            "| {} | {median:.0} | {:.3} | {allocations} | {:.1} | {:.2} | {:.3} |",
            subject.name,
            median / case.bytes as f64,
            *peak as f64 / case.bytes as f64,
            median / medians[LIMIT],
            median / fastest_peer,
        );
    }
}

fn medians(case: &Case) -> Vec<f64> {
    let batches: Vec<u32> = case.subjects.iter().map(batch).collect();
    let mut rounds: Vec<Vec<f64>> = vec![Vec::new(); batches.len()];
    for _ in 0..ROUNDS {
        for ((subject, times), taken) in case.subjects.iter().zip(&batches).zip(&mut rounds) {
            // Pays for the memory that the one before gave back to the system.
            subject.run(1);
            taken.push(run(subject, *times).as_nanos() as f64 / f64::from(*times));
        }
    }
    rounds.into_iter().map(median).collect()
}

/// How often to run it in one round.
fn batch(subject: &Subject) -> u32 {
    let doubled = std::iter::successors(Some(1), |times| Some(times * 2));
    let mut enough = doubled.filter(|&times| run(subject, times) >= BATCH);
    enough.next().expect("it takes time")
}

fn run(subject: &Subject, times: u32) -> Duration {
    let start = Instant::now();
    subject.run(times);
    start.elapsed()
}

fn median(mut taken: Vec<f64>) -> f64 {
    taken.sort_by(f64::total_cmp);
    taken[taken.len() / 2]
}
