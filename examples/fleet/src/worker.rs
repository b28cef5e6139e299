//! A worker: threads that each take an entry, send it, and record the outcome.

use std::iter;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, SystemTime};

use anyhow::Result;
use feishu_post::{Bot, BotBuilder, Code, Delivery, Helpdesk, MessageId};
use feishu_post::{RateLimit, Receiver, Reply, RetryPolicy, SendError};

use crate::consumer::{Begin, Claimed, Consumer, Hold, Terms};
use crate::entry::{Entry, Lane, To};
use crate::queue::Queue;

/// The bounds of a wait for the rate limit, so that workers do not ask continuously but still renew their claims.
const SHORTEST_WAIT: Duration = Duration::from_millis(10);
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// The pause after a failure, which doubles up to the timeout.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// The pause after a rate limit error that does not specify one.
const RATE_PAUSE: Duration = Duration::from_secs(1);

/// The longest such pause, whatever the platform specifies.
const LONGEST_HOLD: Duration = Duration::from_secs(60);

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Maximum number of messages that this worker has in flight per endpoint
    #[arg(long, default_value_t = 8)]
    senders: usize,
    #[command(flatten)]
    terms: Terms,
}

/// Works until `stop` is set, and then lets messages in flight finish.
pub(crate) fn work(queue: &mut Queue, options: &Options, stop: &AtomicBool) -> Result<()> {
    let Options { senders, terms } = options;
    let clients = Clients::from_env(terms.timeout())?;
    let number = queue.new_worker()?;
    println!("worker {number}");
    // Unique, even after Redis has lost its counter.
    let started = SystemTime::UNIX_EPOCH.elapsed()?.as_nanos();
    let name = format!("{number}-{started:x}");
    let lanes = clients.lanes();
    let lanes = lanes.flat_map(|lane| iter::repeat_n(lane, *senders));
    thread::scope(|scope| {
        let mut running = Vec::new();
        for (index, lane) in lanes.enumerate() {
            let mut sender = Sender {
                consumer: Consumer::new(queue.store.reopen(), lane, format!("{name}.{index}")),
                clients: &clients,
                terms,
                stop,
            };
            running.push(scope.spawn(move || sender.run_until_error()));
        }
        let mut ends = running.into_iter().map(ScopedJoinHandle::join);
        ends.try_for_each(|end| end.unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// The app's clients. The fleet limits and retries, so they do neither.
struct Clients {
    bot: Bot,
    helpdesk: Option<Helpdesk>,
}

impl Clients {
    fn from_env(timeout: Duration) -> Result<Self> {
        let bot = BotBuilder::from_env()?
            .rate_limit(RateLimit::unlimited())
            .retry_policy(RetryPolicy::never())
            .timeout(timeout)
            .build()?;
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let helpdesk = variable("FEISHU_HELPDESK_ID").zip(variable("FEISHU_HELPDESK_TOKEN"));
        let helpdesk = helpdesk.map(|(id, token)| bot.helpdesk(id, token));
        let helpdesk = helpdesk.transpose()?;
        Ok(Self { bot, helpdesk })
    }

    /// Without a helpdesk, tickets are left to workers that have one.
    fn lanes(&self) -> impl Iterator<Item = Lane> {
        let has_helpdesk = self.helpdesk.is_some();
        let lanes = Lane::ALL.into_iter();
        lanes.filter(move |lane| *lane != Lane::Ticket || has_helpdesk)
    }

    fn send(&self, entry: &Entry) -> Result<MessageId, SendError> {
        let Entry { key, to, id, post } = entry;
        let receiver = match (to, &self.helpdesk) {
            (To::Chat, _) => Receiver::chat(id),
            (To::OpenId, _) => Receiver::open_id(id),
            (To::UserId, _) => Receiver::user_id(id),
            (To::UnionId, _) => Receiver::union_id(id),
            (To::Email, _) => Receiver::email(id),
            (To::Reply, _) => return self.bot.reply(Reply::to(id).once(key), post),
            (To::Ticket, Some(helpdesk)) => return helpdesk.send(id, post),
            (To::Ticket, None) => unreachable!("`lanes` has no tickets without a helpdesk"),
        };
        self.bot.send(receiver.once(key), post)
    }
}

/// One thread of a worker.
struct Sender<'w> {
    consumer: Consumer,
    clients: &'w Clients,
    terms: &'w Terms,
    stop: &'w AtomicBool,
}

impl Sender<'_> {
    /// An error of one sender ends them all.
    fn run_until_error(&mut self) -> Result<()> {
        let ended = self.run();
        ended.inspect_err(|_| self.stop.store(true, Ordering::Relaxed))
    }

    fn run(&mut self) -> Result<()> {
        while !self.is_stopped() {
            if let Some(claimed) = self.consumer.next(self.terms)? {
                self.deliver(&claimed)?;
            }
        }
        Ok(())
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Sends an entry, retrying as often as necessary. An entry left by a stopped worker can be claimed by
    /// another after the lease.
    fn deliver(&mut self, claimed: &Claimed) -> Result<()> {
        let entry = match &claimed.entry {
            Ok(entry) => entry,
            Err(cause) => {
                let reason = format!("not a valid entry: {cause}");
                return self.consumer.finish(claimed, "refused", &reason);
            }
        };
        let mut pause = FIRST_PAUSE;
        while !self.is_stopped() {
            let is_first = match self.consumer.begin(claimed, self.terms)? {
                Begin::Go { is_first } => is_first,
                Begin::Wait(time) => {
                    thread::sleep(time.clamp(SHORTEST_WAIT, LONGEST_WAIT));
                    continue;
                }
                Begin::Past => return self.give_up(claimed),
                Begin::Later => {
                    thread::sleep(FIRST_PAUSE);
                    return Ok(());
                }
                Begin::Lost => return Ok(()),
            };
            match judge(self.consumer.lane, is_first, self.clients.send(entry)) {
                Verdict::Finish(outcome, detail) => {
                    return self.consumer.finish(claimed, outcome, &detail);
                }
                Verdict::Retry(is_certain, hold) => {
                    self.consumer.retry(claimed, is_certain, &hold)?;
                }
                Verdict::Stop(error) => {
                    self.consumer.retry(claimed, true, &Hold::Nobody)?;
                    return Err(error.into());
                }
            }
            thread::sleep(pause);
            pause = self.terms.timeout().min(pause * 2);
        }
        Ok(())
    }

    fn give_up(&mut self, claimed: &Claimed) -> Result<()> {
        let reason = match self.consumer.lane {
            Lane::Ticket => "its worker died before the response arrived",
            Lane::Chat | Lane::Reply => "no response arrived while its key was valid",
        };
        self.consumer.finish(claimed, "unknown", reason)
    }
}

/// What follows an attempt.
enum Verdict {
    /// An outcome, with the message's id or the reason.
    Finish(&'static str, String),
    /// Another attempt; whether this one certainly was not delivered, and who has to wait.
    Retry(bool, Hold),
    /// Stops this worker, because the app itself was refused.
    Stop(SendError),
}

/// An error says whether the message may have been delivered, and whether it can be delivered later. If
/// messages have keys, a message that may have been delivered is sent again.
fn judge(lane: Lane, is_first: bool, sent: Result<MessageId, SendError>) -> Verdict {
    let error = match sent {
        Ok(id) => return Verdict::Finish("sent", id.into_string()),
        Err(error) => error,
    };
    let is_certain = error.delivery() == Delivery::NotDelivered;
    let is_harmless = is_certain || lane != Lane::Ticket;
    if error.is_transient() && is_harmless {
        return Verdict::Retry(is_certain, hold(&error));
    }
    // A wrong secret must not cost the queue any messages.
    if is_certain && error.code().is_some_and(Code::is_app_wide) {
        return Verdict::Stop(error);
    }
    // The alternate form has the causes.
    let reason = format!("{:#}", anyhow::Error::from(error));
    let is_refused = is_certain && is_first;
    Verdict::Finish(if is_refused { "refused" } else { "unknown" }, reason)
}

fn hold(error: &SendError) -> Hold {
    let time = error.retry_after().unwrap_or(RATE_PAUSE);
    let time = time.clamp(FIRST_PAUSE, LONGEST_HOLD);
    match error.code() {
        _ if !error.is_rate_limit() => Hold::Nobody,
        Some(Code::ChatRateLimited) => Hold::Receiver(time),
        _ => Hold::Lane(time),
    }
}
