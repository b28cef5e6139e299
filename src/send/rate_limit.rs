use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::config::ConfigProblem;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// For how long a request without a reply may still be on its way.
const TRANSIT: Duration = Duration::from_millis(250);

/// How many messages may go out in any second and in any minute.
///
/// The default is what the platform's page allows: 50 a second and 1000 a minute, per app and
/// tenant. Programs that share an app share the limit, too: divide it among them.
///
/// ```
/// use feishu_post::RateLimit;
///
/// assert_eq!(RateLimit::default(), RateLimit::unlimited().per_second(50).per_minute(1000));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RateLimit {
    per_second: Option<usize>,
    per_minute: Option<usize>,
}

impl RateLimit {
    /// No limit: for a caller who keeps the pace by other means.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    /// use std::time::Instant;
    ///
    /// let mut schedule = RateLimit::unlimited().schedule();
    /// let now = Instant::now();
    /// assert!((0..10_000).all(|_| schedule.take(now).is_ok()));
    /// ```
    #[must_use]
    pub const fn unlimited() -> Self {
        Self {
            per_second: None,
            per_minute: None,
        }
    }

    /// At most `messages` in any second.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    ///
    /// // A half of what the platform allows: another program uses the app, too.
    /// assert_ne!(RateLimit::default().per_second(25), RateLimit::default());
    /// ```
    #[must_use = "a pace is a value: pass it to HelpdeskBuilder::rate_limit"]
    pub const fn per_second(mut self, messages: usize) -> Self {
        self.per_second = Some(messages);
        self
    }

    /// At most `messages` in any minute.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    /// use std::time::{Duration, Instant};
    ///
    /// let now = Instant::now();
    /// let mut schedule = RateLimit::unlimited().per_minute(1).schedule();
    /// assert!(schedule.take(now).is_ok());
    /// assert_eq!(schedule.take(now), Err(now + Duration::from_secs(60)));
    /// ```
    #[must_use = "a pace is a value: pass it to HelpdeskBuilder::rate_limit"]
    pub const fn per_minute(mut self, messages: usize) -> Self {
        self.per_minute = Some(messages);
        self
    }

    /// A schedule that keeps this pace, for those who bring their own client.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    /// use std::time::Instant;
    ///
    /// assert!(RateLimit::default().schedule().take(Instant::now()).is_ok());
    /// ```
    #[must_use]
    pub fn schedule(self) -> Schedule {
        let windows = [(self.per_second, SECOND), (self.per_minute, MINUTE)];
        Schedule {
            windows: windows
                .into_iter()
                .filter_map(|(limit, length)| limit.map(|limit| Window::new(limit, length)))
                .collect(),
            taken: 0,
            held_until: None,
        }
    }

    pub(crate) fn problems(self) -> impl Iterator<Item = ConfigProblem> {
        [(self.per_second, "second"), (self.per_minute, "minute")]
            .into_iter()
            .filter(|(limit, _)| *limit == Some(0))
            .map(|(_, window)| ConfigProblem::ZeroRate { window })
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::unlimited().per_second(50).per_minute(1000)
    }
}

/// Which messages went out when, and when the next one may: a state without a clock.
///
/// A limit holds where the platform counts, so over arrivals, which come some time after the
/// sending. A message has arrived when its reply is there ([`settle`](Self::settle)); until then it
/// is taken to arrive a quarter of a second after it was sent. The message after a full window waits
/// until the first of that window arrived a window ago. So no window of that length, wherever it
/// begins, holds more than the limit, provided that each message arrives within that quarter, or
/// that its reply is there before the schedule gives its place away, a window after it was sent.
///
/// ```
/// use feishu_post::RateLimit;
/// use std::time::{Duration, Instant};
///
/// let start = Instant::now();
/// let mut schedule = RateLimit::unlimited().per_second(1).schedule();
/// let ticket = schedule.take(start).expect("the first goes at once");
/// schedule.settle(ticket, start + Duration::from_millis(20));
///
/// assert_eq!(schedule.take(start), Err(start + Duration::from_millis(1000)));
/// assert_eq!(
///     schedule.take(start + Duration::from_millis(1000)),
///     Err(start + Duration::from_millis(1020))
/// );
/// assert!(schedule.take(start + Duration::from_millis(1020)).is_ok());
/// ```
#[derive(Debug, Clone)]
pub struct Schedule {
    windows: Vec<Window>,
    taken: u64,
    held_until: Option<Instant>,
}

/// A place in a [`Schedule`], which [`settle`](Schedule::settle) takes back when the reply is there.
///
/// ```
/// use feishu_post::{RateLimit, Slot};
/// use std::time::Instant;
///
/// let now = Instant::now();
/// let mut schedule = RateLimit::default().schedule();
/// let slots: Vec<Slot> = (0..50).filter_map(|_| schedule.take(now).ok()).collect();
/// assert_eq!(slots.len(), 50);
/// slots.into_iter().for_each(|slot| schedule.settle(slot, now));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(u64);

impl Schedule {
    /// Takes the place of one message.
    ///
    /// # Errors
    /// The instant at which to ask again, if none is free at `now`.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    /// use std::time::{Duration, Instant};
    ///
    /// let now = Instant::now();
    /// let mut schedule = RateLimit::unlimited().per_second(2).schedule();
    /// assert!(schedule.take(now).is_ok() && schedule.take(now).is_ok());
    /// assert_eq!(schedule.take(now), Err(now + Duration::from_secs(1)));
    /// ```
    pub fn take(&mut self, now: Instant) -> Result<Slot, Instant> {
        let wait = self
            .windows
            .iter()
            .filter_map(|window| window.wait(now))
            .max();
        let held = self.held_until.filter(|until| now < *until);
        if let Some(until) = wait.max(held) {
            return Err(until);
        }
        for window in &mut self.windows {
            window.push(now);
        }
        self.taken += 1;
        Ok(Slot(self.taken - 1))
    }

    /// Holds everything back for `time` from `now`, a minute at most: the platform said that the
    /// limit is reached. It does so only if the schedule has a limit.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    /// use std::time::{Duration, Instant};
    ///
    /// let now = Instant::now();
    /// let mut schedule = RateLimit::default().schedule();
    /// schedule.hold(now, Duration::from_secs(6));
    /// assert_eq!(schedule.take(now), Err(now + Duration::from_secs(6)));
    /// ```
    pub fn hold(&mut self, now: Instant, time: Duration) {
        if !self.windows.is_empty() {
            self.held_until = self.held_until.max(Some(now + time.min(MINUTE)));
        }
    }

    /// Says that the message of this place has its reply at `now`, sooner or later than it was
    /// taken to arrive.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    /// use std::time::{Duration, Instant};
    ///
    /// let start = Instant::now();
    /// let mut schedule = RateLimit::unlimited().per_second(1).schedule();
    /// let slot = schedule.take(start).expect("the first goes at once");
    /// schedule.settle(slot, start + Duration::from_millis(400));
    ///
    /// let asked = start + Duration::from_millis(1000);
    /// assert_eq!(schedule.take(asked), Err(start + Duration::from_millis(1400)));
    /// ```
    pub fn settle(&mut self, slot: Slot, now: Instant) {
        let age = self.taken.saturating_sub(slot.0);
        for window in &mut self.windows {
            window.settle(age, now);
        }
    }
}

/// The last messages of one limit, as many as it allows.
#[derive(Debug, Clone)]
struct Window {
    limit: usize,
    length: Duration,
    last: VecDeque<Sent>,
    /// When the latest of those that left `last` had arrived.
    before: Option<Instant>,
}

#[derive(Debug, Clone, Copy)]
struct Sent {
    at: Instant,
    arrived_by: Instant,
}

impl Window {
    fn new(limit: usize, length: Duration) -> Self {
        Self {
            limit,
            length,
            last: VecDeque::new(),
            before: None,
        }
    }

    /// Until when to wait; none if a message may go.
    fn wait(&self, now: Instant) -> Option<Instant> {
        let first = self
            .last
            .front()
            .filter(|_| self.last.len() == self.limit)?;
        let arrived_by = self
            .before
            .map_or(first.arrived_by, |at| at.max(first.arrived_by));
        let free = arrived_by + self.length;
        // Before its time the first may settle yet, which moves `free` forward.
        let soonest = free.min(first.at + self.length);
        [soonest, free].into_iter().find(|instant| now < *instant)
    }

    fn push(&mut self, now: Instant) {
        if self.last.len() == self.limit {
            let left = self.last.pop_front().map(|sent| sent.arrived_by);
            self.before = self.before.max(left);
        }
        self.last.push_back(Sent {
            at: now,
            arrived_by: now + TRANSIT,
        });
    }

    /// `age` is 1 for the message that was sent last.
    fn settle(&mut self, age: u64, now: Instant) {
        let position = usize::try_from(age)
            .ok()
            .and_then(|age| self.last.len().checked_sub(age));
        if let Some(sent) = position.and_then(|position| self.last.get_mut(position)) {
            sent.arrived_by = now;
        }
    }
}
