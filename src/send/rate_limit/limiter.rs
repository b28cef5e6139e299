use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::RateLimit;
use super::windows::{Permit, Windows};

/// How often a caller looks again who is not the next one.
const LOOK: Duration = Duration::from_millis(10);

/// By how much looks are rarer for each caller who waits, so that all of them together cost little.
const LOOK_PER_CALLER: Duration = Duration::from_micros(50);

/// How late a look may be before its caller is passed over: a busy machine delays a thread by some tens of
/// milliseconds, and a caller who has gone costs the others this once.
const PATIENCE: Duration = Duration::from_millis(100);

/// Lets callers through at a rate: first come, first served among those who look.
///
/// Nobody holds anything while they wait, and nobody wakes another. Each caller sleeps until its
/// message may go, and looks now and then whether it has moved up. A caller who stops looking, such
/// as a future that is kept but not polled, is passed over until it looks again; it then has its
/// old place among those who still wait. So whatever becomes of a caller, the others go on.
pub(crate) struct RateLimiter(Mutex<State>);

struct State {
    windows: Windows,
    next: u64,
    /// Numbers in their order, and by when each looks again.
    waiting: VecDeque<(u64, Instant)>,
    swept: Option<Instant>,
}

/// A caller's place among those who wait, given back on drop.
pub(crate) struct Place<'l> {
    limiter: &'l RateLimiter,
    number: u64,
}

/// A message that may not go yet.
pub(crate) struct Wait {
    /// When it may go at the earliest, as far as is known.
    pub(crate) free: Instant,
    /// When to look again.
    pub(crate) look: Instant,
}

impl RateLimiter {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self(Mutex::new(State {
            windows: Windows::new(limit),
            next: 0,
            waiting: VecDeque::new(),
            swept: None,
        }))
    }

    pub(crate) fn join(&self) -> Place<'_> {
        let mut state = self.state();
        state.next += 1;
        Place {
            limiter: self,
            number: state.next,
        }
    }

    /// Holds everybody back for `time`: the platform said that the limit is reached.
    pub(crate) fn hold(&self, now: Instant, time: Duration) {
        self.state().windows.hold(now, time);
    }

    /// Says that the message of this permit has its response at `now`.
    pub(crate) fn settle(&self, permit: Permit, now: Instant) {
        self.state().windows.settle(permit, now);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place<'_> {
    /// Takes a permit, or says how long to wait for one.
    pub(crate) fn look(&self, now: Instant) -> Result<Permit, Wait> {
        self.limiter.state().look(self.number, now)
    }

    /// Keeps the place for a caller who does not look before `until`.
    pub(crate) fn keep(&self, until: Instant) {
        self.limiter.state().list(self.number, until);
    }
}

impl State {
    fn look(&mut self, number: u64, now: Instant) -> Result<Permit, Wait> {
        let pause = self.pause();
        self.sweep(now, pause / 2);
        let ahead = self.waiting.partition_point(|other| other.0 < number);
        let free = self.windows.free(ahead, now);
        if free <= now {
            self.leave(number);
            return Ok(self.windows.take(now));
        }
        let look = if ahead == 0 {
            free
        } else {
            free.min(now + pause)
        };
        self.list(number, look);
        Err(Wait { free, look })
    }

    fn list(&mut self, number: u64, look: Instant) {
        let place = (number, look + PATIENCE);
        match self.waiting.binary_search_by_key(&number, |other| other.0) {
            Ok(position) => self.waiting[position] = place,
            Err(position) => self.waiting.insert(position, place),
        }
    }

    fn leave(&mut self, number: u64) {
        let found = self.waiting.binary_search_by_key(&number, |other| other.0);
        found
            .ok()
            .and_then(|position| self.waiting.remove(position));
    }

    fn pause(&self) -> Duration {
        let callers = u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
        LOOK.max(LOOK_PER_CALLER.saturating_mul(callers))
    }

    /// Passes over those whose look did not come.
    fn sweep(&mut self, now: Instant, interval: Duration) {
        if self.swept.is_none_or(|swept| swept + interval <= now) {
            self.swept = Some(now);
            self.waiting.retain(|other| now <= other.1);
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.limiter.state().leave(self.number);
    }
}

/// 5 messages a second go to one chat, from all its bots together, or to one user. Source: the
/// platform's page of im/v1/messages.
const SPACE: Duration = Duration::from_millis(200);

/// The longest pause that is kept, whatever the server says.
const LONGEST: Duration = Duration::from_secs(60);

/// The chats and users to which the platform refused a message for their own rate: when the next
/// may go to each. Messages to others are not held up.
#[derive(Default)]
pub(crate) struct Spacing(Mutex<HashMap<String, Instant>>);

impl Spacing {
    /// Lets no message go to this receiver for `pause`, and then one after the other.
    pub(crate) fn slow_down(&self, receiver: &str, now: Instant, pause: Duration) {
        let mut next = self.next();
        next.retain(|_, at| now <= *at + SPACE);
        let at = next.entry(receiver.to_owned()).or_insert(now);
        *at = (now + pause.min(LONGEST)).max(*at);
    }

    /// When a message may go to this receiver, which is then taken.
    pub(crate) fn reserve(&self, receiver: &str, now: Instant) -> Instant {
        let mut next = self.next();
        let Some(next) = next.get_mut(receiver) else {
            return now;
        };
        let at = now.max(*next);
        *next = at + SPACE;
        at
    }

    fn next(&self) -> MutexGuard<'_, HashMap<String, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
