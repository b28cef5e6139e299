use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::RateLimit;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// How long a request without a response may still be in transit.
const TRANSIT: Duration = Duration::from_millis(250);

/// When messages were sent, and when the next may be sent: a state machine without a clock.
///
/// The platform counts messages on arrival, some time after they were sent. A message has arrived by the
/// time its response is received ([`settle`](Self::settle)); until then, it is assumed to arrive a quarter of a
/// second after it was sent. The message after a full window waits until one window length after the arrival of
/// the first in that window. So no window of that length, wherever it begins, exceeds the limit, provided that
/// each message arrives within that quarter of a second, or that its response is received before its slot is
/// reused, a window length after it was sent.
pub(super) struct Windows {
    windows: Vec<Window>,
    taken: u64,
    held_until: Option<Instant>,
}

/// The right to send one message, to be passed to [`settle`](Windows::settle).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Permit(u64);

impl Windows {
    pub(super) fn new(limit: RateLimit) -> Self {
        let windows = [(limit.per_second, SECOND), (limit.per_minute, MINUTE)];
        let windows = windows.into_iter();
        Self {
            windows: windows
                .filter_map(|(limit, length)| limit.map(|limit| Window::new(limit, length)))
                .collect(),
            taken: 0,
            held_until: None,
        }
    }

    /// When a message may be sent if `ahead` others are sent before it: `now`, or the instant at which to ask
    /// again.
    pub(super) fn free(&self, ahead: usize, now: Instant) -> Instant {
        let held = self.held_until.unwrap_or(now).max(now);
        let windows = self.windows.iter().map(|window| window.free(ahead, now));
        windows.fold(held, Instant::max)
    }

    pub(super) fn take(&mut self, now: Instant) -> Permit {
        for window in &mut self.windows {
            window.push(now);
        }
        self.taken += 1;
        Permit(self.taken - 1)
    }

    /// Delays all messages by `time` from `now`, because the platform reported that the limit was reached. Does
    /// nothing without a limit.
    pub(super) fn hold(&mut self, now: Instant, time: Duration) {
        if !self.windows.is_empty() {
            self.held_until = self.held_until.max(Some(now + time));
        }
    }

    /// Records that the response to this permit's message arrived at `now`.
    pub(super) fn settle(&mut self, permit: Permit, now: Instant) {
        let age = self.taken.saturating_sub(permit.0);
        for window in &mut self.windows {
            window.settle(age, now);
        }
    }
}

/// The last messages under one limit: as many as it allows, without those that can no longer delay another.
struct Window {
    limit: usize,
    length: Duration,
    last: VecDeque<Sent>,
    /// When the latest message removed from `last` had arrived.
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

    /// Like [`Windows::free`], but the result is too early if more messages are ahead than fit in a window.
    fn free(&self, ahead: usize, now: Instant) -> Instant {
        let windows = u32::try_from(ahead / self.limit).unwrap_or(u32::MAX);
        let whole = self.length.saturating_mul(windows).min(60 * MINUTE);
        // The sent message whose window must end before there is room, like those of all before it, which may have
        // arrived later.
        let index = (self.last.len() + ahead % self.limit).checked_sub(self.limit);
        let Some(index) = index else {
            return now + whole;
        };
        let arrived = self.last.range(..=index).map(|sent| sent.arrived_by);
        let free = arrived.chain(self.before).max().unwrap_or(now) + self.length;
        // Messages may settle before their assumed arrival, which makes `free` earlier.
        let soonest = free.min(self.last[index].at + self.length);
        let free = if now < soonest { soonest } else { free };
        now.max(free) + whole
    }

    fn push(&mut self, now: Instant) {
        let is_over = |sent: &Sent| sent.arrived_by + self.length <= now;
        while self.last.len() == self.limit || self.last.front().is_some_and(is_over) {
            let left = self.last.pop_front().map(|sent| sent.arrived_by);
            self.before = self.before.max(left);
        }
        self.last.push_back(Sent {
            at: now,
            arrived_by: now + TRANSIT,
        });
    }

    /// `age` is 1 for the most recent message. A response that is processed too late is ignored: by then, its
    /// message has left the window.
    fn settle(&mut self, age: u64, now: Instant) {
        let position = usize::try_from(age).ok();
        let position = position.and_then(|age| self.last.len().checked_sub(age));
        let sent = position.and_then(|position| self.last.get_mut(position));
        if let Some(sent) = sent.filter(|sent| now < sent.arrived_by + self.length) {
            sent.arrived_by = now;
        }
    }
}
