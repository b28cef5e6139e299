//! Sends a queue of messages with many workers, within one rate limit. See the README of this folder.

mod consumer;
mod entry;
mod queue;
mod status;
mod store;
mod worker;

use std::io;
use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use entry::{Entry, Lane};
use queue::Queue;

/// Sends a queue of messages with any number of workers, on any number of machines, within one rate
/// limit
#[derive(Parser)]
struct Fleet {
    /// URL of the Redis server
    #[arg(long, env = "FLEET_REDIS", hide_env_values = true, global = true)]
    #[arg(default_value = "redis://127.0.0.1/")]
    redis: String,
    /// Name of the queue; use one per app and tenant, since each has its own rate limit
    #[arg(long, env = "FLEET_QUEUE", default_value = "fleet", global = true)]
    queue: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Queue messages from standard input, one per line:
    /// {"key":"deploy-42","to":"ticket","id":"69…","post":{"zh_cn":{…}}}
    Enqueue,
    /// Send queued messages until Ctrl-C, as the app in the `FEISHU_…` variables
    Work(worker::Options),
    /// Show where the messages are, and list those that need a decision
    Status {
        /// Show a progress bar until nothing is queued or in flight
        #[arg(long)]
        follow: bool,
    },
    /// Record that a refused or unknown message was delivered
    Settle {
        lane: Lane,
        id: String,
        /// Record that it was not delivered, and send it again
        #[arg(long)]
        again: bool,
    },
}

fn main() -> Result<()> {
    let fleet = Fleet::parse();
    let mut queue = Queue::open(&fleet.redis, &fleet.queue)?;
    match fleet.command {
        Command::Enqueue => enqueue(&mut queue),
        Command::Work(options) => {
            let stop = stop_on_signal()?;
            worker::work(&mut queue, &options, &stop)
        }
        Command::Status { follow } => {
            if follow {
                status::follow(&mut queue)?;
            }
            status::print(&mut queue)
        }
        Command::Settle { lane, id, again } => {
            let is_settled = queue.settle(lane, &id, again)?;
            ensure!(is_settled, "{id} is neither refused nor unknown");
            Ok(())
        }
    }
}

/// Stops at the first invalid line. Running it again is safe, because queued messages are recognized by their keys.
fn enqueue(queue: &mut Queue) -> Result<()> {
    let (mut new, mut known) = (0, 0);
    for (line, number) in io::stdin().lines().zip(1..) {
        let entry = serde_json::from_str(&line?);
        let entry: Entry = entry.with_context(|| format!("line {number}"))?;
        let is_new = queue.enqueue(&entry)?;
        new += u64::from(is_new);
        known += u64::from(!is_new);
    }
    println!("{new} enqueued, {known} already known");
    Ok(())
}

/// The first signal lets messages in flight finish; the second ends the process.
fn stop_on_signal() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            exit(130);
        }
    })?;
    Ok(stop)
}
