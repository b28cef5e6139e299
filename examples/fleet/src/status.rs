//! Where the entries are, and what a person has to decide.

use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

use crate::entry::{Entry, Lane};
use crate::queue::{Case, Queue};

const REFRESH: Duration = Duration::from_millis(500);

/// The columns of the table, in the order of the counts.
const STATES: &str = "    queued in flight      sent   refused   unknown  enqueued";

/// What to do about them.
const REFUSED: &str = "fix the cause, then run `fleet settle LANE ID --again`";
const UNKNOWN: &str = "if it arrived, run `fleet settle LANE ID`; if not, add `--again`";

/// Shows a bar until nothing is queued or in flight.
pub(crate) fn follow(queue: &mut Queue) -> Result<()> {
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta} left {msg}")?;
    let bar = ProgressBar::no_length().with_style(style);
    loop {
        let (mut left, mut enqueued, mut unknown) = (0, 0, 0);
        for lane in Lane::ALL {
            let counts = queue.counts(lane)?;
            left += counts[0] + counts[1];
            unknown += counts[4];
            enqueued += counts[5];
        }
        bar.set_length(enqueued);
        bar.set_position(enqueued - left);
        bar.set_message(format!("({unknown} unknown)"));
        if left == 0 {
            bar.abandon();
            return Ok(());
        }
        thread::sleep(REFRESH);
    }
}

pub(crate) fn print(queue: &mut Queue) -> Result<()> {
    println!("{:<8}{STATES}", "");
    for lane in Lane::ALL {
        let counts = queue.counts(lane)?;
        let columns = counts.iter().map(|count| format!("{count:>10}"));
        println!("{:<8}{}", lane.name(), columns.collect::<String>());
    }
    print_cases(queue, "refused", REFUSED)?;
    print_cases(queue, "unknown", UNKNOWN)
}

fn print_cases(queue: &mut Queue, state: &str, advice: &str) -> Result<()> {
    let mut heading = Some(format!("\n{state}: {advice}\n"));
    for lane in Lane::ALL {
        for case in queue.cases(lane, state)? {
            print!("{}", heading.take().unwrap_or_default());
            print_case(lane, &case);
        }
    }
    Ok(())
}

fn print_case(lane: Lane, (id, case, mark): &Case) {
    let (reason, json) = case.split_once('\n').unwrap_or_default();
    println!("{} {id}  {}{reason}", lane.name(), begun(mark));
    match serde_json::from_str::<Entry>(json) {
        Ok(Entry { key, id, post, .. }) => {
            let text = post.to_text().replace('\n', " | ");
            println!("    key {key}, to {id}: {text}");
        }
        Err(_) => println!("    {json}"),
    }
}

/// When an entry was started, and by whom.
fn begun(mark: &str) -> String {
    let Some((began, by)) = mark.split_once(' ') else {
        return String::new();
    };
    let began = Duration::from_millis(began.parse().unwrap_or_default());
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    let ago = HumanDuration(now.saturating_sub(began));
    let worker = by.split('-').next().unwrap_or_default();
    format!("started {ago} ago by worker {worker}: ")
}
