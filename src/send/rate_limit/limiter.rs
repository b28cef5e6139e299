use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::RateLimit;
use super::windows::{Permit, Windows};

/// How often a caller that is not next in line checks again.
const LOOK: Duration = Duration::from_millis(10);

/// How much longer each caller waits between checks per caller in the queue, so that their total cost stays low.
const LOOK_PER_CALLER: Duration = Duration::from_micros(50);

/// How late a check may be before its caller is skipped. A busy machine delays a thread by some tens of
/// milliseconds, and a caller that has gone away delays the others by this much, once.
const PATIENCE: Duration = Duration::from_millis(100);

/// Admits callers at a limited rate: first come, first served among those that keep checking.
///
/// Waiting callers hold no lock and do not wake one another. Each sleeps until its message may be sent, and checks
/// now and then whether it has moved up. A caller that stops checking, such as a future that is not polled, is
/// skipped until it checks again, and then regains its place among those still waiting. Thus, no caller can block
/// the others.
pub(crate) struct RateLimiter(Mutex<State>);

struct State {
    windows: Windows,
    next: u64,
    /// The callers' numbers, in order, and the latest time at which each will check again.
    waiting: VecDeque<(u64, Instant)>,
    swept: Option<Instant>,
}

/// A caller's place in the queue, released on drop.
pub(crate) struct Place<'l> {
    limiter: &'l RateLimiter,
    number: u64,
}

/// A message that may not be sent yet.
pub(crate) struct Wait {
    /// The earliest time at which it may be sent, as far as known.
    pub(crate) free: Instant,
    /// When to check again.
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

    /// Delays all messages by `time`, because the platform reported that the limit was reached.
    pub(crate) fn hold(&self, now: Instant, time: Duration) {
        self.state().windows.hold(now, time);
    }

    /// Records that the response to this permit's message arrived at `now`.
    pub(crate) fn settle(&self, permit: Permit, now: Instant) {
        self.state().windows.settle(permit, now);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place<'_> {
    /// Takes a permit, or returns how long to wait for one.
    pub(crate) fn look(&self, now: Instant) -> Result<Permit, Wait> {
        self.limiter.state().look(self.number, now)
    }

    /// Keeps the place of a caller that will not check before `until`.
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

    /// Skips callers whose check is overdue.
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

/// One chat, from all its bots together, or one user can receive 5 messages per second. Source: the documentation
/// of im/v1/messages.
const SPACE: Duration = Duration::from_millis(200);

/// When the next message may be sent to each chat or user whose own rate limit was hit. Messages to others are not
/// delayed.
#[derive(Default)]
pub(crate) struct Spacing(Mutex<HashMap<String, Slots>>);

/// The times at which messages may be sent to one receiver.
struct Slots {
    next: Instant,
    /// Slots before this no longer count toward `next`.
    held_until: Instant,
}

/// A reserved time, released if this is dropped before then. Calls that reserved later times keep them, so the next
/// call to reserve one gets the same time as the last of them.
pub(crate) struct Slot<'s> {
    spacing: &'s Spacing,
    receiver: &'s str,
    pub(crate) at: Instant,
}

impl Spacing {
    /// Blocks messages to this receiver for `pause`, and then spaces them out.
    pub(crate) fn slow_down(&self, receiver: &str, now: Instant, pause: Duration) {
        let mut slots = self.slots();
        slots.retain(|_, slots| now <= slots.next + SPACE);
        let slots = slots.entry(receiver.to_owned()).or_insert(Slots {
            next: now,
            held_until: now,
        });
        slots.held_until = slots.held_until.max(now + pause);
        slots.next = slots.next.max(slots.held_until);
    }

    /// Reserves the next time at which a message may be sent to this receiver.
    pub(crate) fn reserve<'s>(&'s self, receiver: &'s str, now: Instant) -> Slot<'s> {
        let mut slots = self.slots();
        let slots = slots.get_mut(receiver);
        let at = slots.map_or(now, |slots| {
            let at = now.max(slots.next);
            slots.next = at + SPACE;
            at
        });
        Slot {
            spacing: self,
            receiver,
            at,
        }
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<String, Slots>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        if self.at <= Instant::now() {
            return;
        }
        let mut slots = self.spacing.slots();
        let slots = slots.get_mut(self.receiver);
        if let Some(slots) = slots.filter(|slots| slots.held_until <= self.at) {
            slots.next -= SPACE;
        }
    }
}
