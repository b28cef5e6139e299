use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

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
