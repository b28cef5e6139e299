//! Sends many messages, one to each ticket in a list, and can resume after it was stopped.
//!
//! ```text
//! cargo run --example broadcast -- [--file MESSAGES.jsonl | --count N] [--journal FILE] [--workers N]
//! ```
//!
//! The file has one message per line: `{"ticket_id":"6948728206392295444","text":"你好"}`, or a post
//! instead of the text, `"post":{"zh_cn":{…}}`. Without a file, it generates messages. With `FEISHU_…`
//! variables (see `Helpdesk::from_env`), messages go to the platform; without any, to a fake helpdesk
//! in this process that injects faults.
//!
//! The journal records the outcome of each message, so that none is sent twice: one line is written
//! before a message is sent, and another when its outcome is known. On Ctrl-C, messages in flight are
//! completed; run the same command again to continue with the rest. If a message was started but has
//! no outcome, it may have been delivered, so it is not sent again. Rejected messages were certainly
//! not delivered, and the next run retries them.

#[path = "broadcast/journal.rs"]
mod journal;
#[path = "broadcast/letter.rs"]
mod letter;

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post::{Code, Helpdesk, RateLimit, send};
use indicatif::{ProgressBar, ProgressStyle};
use journal::{Fate, Fates, Journal};
use letter::{Letter, Letters};
use lexopt::prelude::*;

const USAGE: &str = "usage: cargo run --example broadcast -- \
    [--file MESSAGES.jsonl | --count N] [--journal FILE] [--workers N]";

const HELP: &str = "\
Run it again with the same journal to resume: unsent messages are sent, and rejected ones are
retried. A message that may have been delivered is never sent again.

exit status:
  0  every message was sent, or the run was stopped before reaching the rest
  1  at least one message was rejected: it was certainly not delivered
  2  nothing was done: the arguments, the file or the settings are invalid
  3  at least one message is unknown: it may have been delivered, so someone has to check";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("broadcast: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let Some(arguments) = Arguments::parse().map_err(|cause| format!("{cause}; {USAGE}"))? else {
        println!("{USAGE}\n\n{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    let letters = match &arguments.file {
        Some(path) => Letters::read(path)?,
        None => Letters::made_up(arguments.count)?,
    };
    let (journal, fates) = Journal::open(&arguments.journal, &letters.heading)?;
    let settled = fates.values().filter(|fate| fate.is_settled()).count();
    let (helpdesk, fake) = helpdesk()?;
    let broadcast = Broadcast {
        helpdesk,
        fake,
        bar: progress_bar(letters.numbered.len(), settled),
        stop: stop_on_ctrl_c()?,
        record: Mutex::new((journal, fates)),
    };
    let done = broadcast.send_all(&letters.numbered, arguments.workers.get());
    broadcast.bar.abandon();
    broadcast.print_outcomes(letters.numbered.len());
    done.map_err(|cause| format!("cannot write {}: {cause}", arguments.journal.display()))?;
    Ok(broadcast.exit_code())
}

struct Broadcast {
    helpdesk: Helpdesk,
    fake: Option<FakeFeishu>,
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    record: Mutex<(Journal, Fates)>,
}

impl Broadcast {
    /// Sends the messages that are not in the journal yet, and retries rejected ones.
    fn send_all(&self, letters: &[(usize, Letter)], workers: usize) -> io::Result<()> {
        let fates = self.record().1.clone();
        let is_due = |(number, _): &&(usize, Letter)| {
            fates.get(number).is_none_or(|fate| !fate.is_settled())
        };
        let left: Vec<_> = letters.iter().filter(is_due).collect();
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            let work = || self.work(&left, &next);
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            let mut ends = workers.into_iter().map(thread::ScopedJoinHandle::join);
            ends.try_for_each(|end| end.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    }

    /// The loop of one worker. If the journal cannot be written, all workers stop, because nobody would know
    /// what was sent.
    fn work(&self, left: &[&(usize, Letter)], next: &AtomicUsize) -> io::Result<()> {
        while !self.stop.load(Ordering::Relaxed) {
            let Some((number, letter)) = left.get(next.fetch_add(1, Ordering::Relaxed)) else {
                break;
            };
            let sent = self.send_one(*number, letter);
            sent.inspect_err(|_| self.stop.store(true, Ordering::Relaxed))?;
        }
        Ok(())
    }

    fn send_one(&self, number: usize, letter: &Letter) -> io::Result<()> {
        if let Some(fake) = &self.fake {
            disturb(fake, number);
        }
        self.record().0.begin(number)?;
        let outcome = send(&self.helpdesk, &letter.ticket_id, letter.message());
        let (journal, fates) = &mut *self.record();
        fates.insert(number, journal.end(number, &outcome)?);
        self.bar.inc(1);
        Ok(())
    }

    fn record(&self) -> MutexGuard<'_, (Journal, Fates)> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn print_outcomes(&self, total: usize) {
        let mut outcomes = BTreeMap::new();
        for fate in self.record().1.values() {
            *outcomes.entry(fate.label().to_owned()).or_insert(0) += 1;
        }
        let known: usize = outcomes.values().sum();
        println!("{:<20} {:>8}", "outcome", "messages");
        for (outcome, count) in outcomes {
            println!("{outcome:<20} {count:>8}");
        }
        println!("{:<20} {:>8}", "not started", total - known);
        if known < total {
            println!("stopped: run the same command again to send the rest");
        }
    }

    /// An unknown message takes precedence over a rejected one, which the next run retries.
    fn exit_code(&self) -> ExitCode {
        let fates = &self.record().1;
        if fates.values().any(Fate::is_unknown) {
            ExitCode::from(3)
        } else if fates.values().any(|fate| !fate.is_settled()) {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        }
    }
}

fn helpdesk() -> Result<(Helpdesk, Option<FakeFeishu>), String> {
    let mut set = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    if set.any(|(name, _)| name.to_string_lossy().starts_with("FEISHU_")) {
        let helpdesk = Helpdesk::from_env();
        let helpdesk = helpdesk.map_err(|error| error.to_string().replace('\n', "; "))?;
        return Ok((helpdesk, None));
    }
    let fake = FakeFeishu::start();
    let helpdesk = fake
        .helpdesk_builder()
        .rate_limit(RateLimit::unlimited().per_second(500))
        .build();
    Ok((helpdesk.map_err(|error| error.to_string())?, Some(fake)))
}

/// Faults that usually occur over days, within seconds.
fn disturb(fake: &FakeFeishu, number: usize) {
    fake.queue(match number % 100 {
        15 => Fault::rate_limit(0),
        30 => Fault::expired_token(),
        45 => Fault::code(Code::TicketClosed),
        60 => Fault::reset().after_accepting(),
        75 => Fault::bad_gateway(),
        90 => Fault::outage(Duration::from_millis(50)),
        _ => return,
    });
}

fn progress_bar(total: usize, known: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta} left");
    ProgressBar::new(total as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_position(known as u64)
}

/// The first Ctrl-C lets the workers finish, the second ends the process.
fn stop_on_ctrl_c() -> Result<Arc<AtomicBool>, String> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let set = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    set.map_err(|cause| format!("cannot handle Ctrl-C: {cause}"))?;
    Ok(stop)
}

struct Arguments {
    file: Option<PathBuf>,
    count: usize,
    journal: PathBuf,
    workers: NonZeroUsize,
}

impl Arguments {
    /// Returns `None` if help was requested.
    fn parse() -> Result<Option<Self>, lexopt::Error> {
        let mut arguments = Self {
            file: None,
            count: 3000,
            journal: "broadcast.journal".into(),
            workers: NonZeroUsize::MIN.saturating_add(7),
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("file") => arguments.file = Some(parser.value()?.into()),
                Long("count") => arguments.count = parser.value()?.parse()?,
                Long("journal") => arguments.journal = parser.value()?.into(),
                Long("workers") => arguments.workers = parser.value()?.parse()?,
                Long("help") | Short('h') => return Ok(None),
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(Some(arguments))
    }
}
