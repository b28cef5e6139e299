use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::Endpoint;

/// The number of calls allowed in a period.
type Limit = (usize, Duration);

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// The limit of messages to one chat, or to one user.
const TO_ONE_CHAT: &[Limit] = &[(5, SECOND)];

/// The documented limits of each endpoint.
fn limits_of(endpoint: Endpoint) -> &'static [Limit] {
    match endpoint {
        Endpoint::Helpdesk => &[(100, MINUTE)],
        Endpoint::Webhook => &[(5, SECOND), (100, MINUTE)],
        _ => &[(50, SECOND), (1000, MINUTE)],
    }
}

/// The requests admitted to each endpoint and each chat.
#[derive(Debug)]
pub(super) struct Rates {
    /// The factor on the documented limits.
    times: usize,
    endpoints: HashMap<Endpoint, RateWindow>,
    chats: HashMap<String, RateWindow>,
    pub(super) refusals: usize,
}

impl Rates {
    pub(super) fn new(times: usize) -> Self {
        Self {
            times,
            endpoints: HashMap::new(),
            chats: HashMap::new(),
            refusals: 0,
        }
    }

    pub(super) fn admit_call(&mut self, endpoint: Endpoint, now: Instant) -> Result<(), Exceeded> {
        let window = self.endpoints.entry(endpoint).or_default();
        let admitted = window.admit(&times(self.times, limits_of(endpoint)), now);
        self.counted(admitted)
    }

    pub(super) fn admit_to_chat(&mut self, chat: &str, now: Instant) -> Result<(), Exceeded> {
        let window = self.chats.entry(chat.to_owned()).or_default();
        let admitted = window.admit(&times(self.times, TO_ONE_CHAT), now);
        self.counted(admitted)
    }

    fn counted(&mut self, admitted: Result<(), Exceeded>) -> Result<(), Exceeded> {
        self.refusals += usize::from(admitted.is_err());
        admitted
    }
}

fn times(times: usize, limits: &[Limit]) -> Vec<Limit> {
    let limits = limits.iter();
    limits
        .map(|&(limit, window)| (limit.saturating_mul(times), window))
        .collect()
}

/// When requests were admitted, as far back as the longest window.
#[derive(Debug, Default)]
struct RateWindow(VecDeque<Instant>);

/// A limit that was exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exceeded {
    pub(super) limit: usize,
    /// Whole seconds until the window has room.
    pub(super) reset: u64,
}

impl RateWindow {
    /// Admits a request unless it would exceed a limit in a window that ends now.
    fn admit(&mut self, limits: &[Limit], now: Instant) -> Result<(), Exceeded> {
        let over = limits
            .iter()
            .find_map(|&(limit, window)| self.exceeded(limit, window, now));
        if let Some(exceeded) = over {
            return Err(exceeded);
        }
        let most = limits.iter().map(|(limit, _)| *limit).max();
        if most == Some(self.0.len()) {
            self.0.pop_front();
        }
        self.0.push_back(now);
        Ok(())
    }

    /// The request that must leave the window first is the one `limit` positions back; with a limit of zero it is
    /// this one.
    fn exceeded(&self, limit: usize, window: Duration, now: Instant) -> Option<Exceeded> {
        let first = self.0.len().checked_sub(limit)?;
        let first = self.0.get(first).unwrap_or(&now);
        let left = window.checked_sub(now.saturating_duration_since(*first))?;
        let reset = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        (reset > 0).then_some(Exceeded { limit, reset })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: &[Limit] = &[(50, SECOND), (1000, MINUTE)];

    fn filled(count: u32, every: Duration, start: Instant) -> RateWindow {
        let mut window = RateWindow::default();
        for index in 0..count {
            assert_eq!(
                window.admit(LIMITS, start + every * index),
                Ok(()),
                "{index}"
            );
        }
        window
    }

    #[track_caller]
    fn refused(window: &mut RateWindow, now: Instant, limit: usize, reset: u64) {
        assert_eq!(window.admit(LIMITS, now), Err(Exceeded { limit, reset }));
    }

    #[test]
    fn the_fifty_first_message_of_a_second_is_refused_until_the_second_is_over() {
        let start = Instant::now();
        let mut window = filled(50, Duration::ZERO, start);
        refused(&mut window, start, 50, 1);
        refused(
            &mut window,
            start + Duration::from_nanos(999_999_999),
            50,
            1,
        );
        assert_eq!(window.admit(LIMITS, start + Duration::from_secs(1)), Ok(()));
    }

    #[test]
    fn refusals_are_counted_at_so_many_times_the_rates() {
        let mut rates = Rates::new(2);
        let now = Instant::now();
        let calls = (0..101).map(|_| rates.admit_call(Endpoint::Chat, now).is_ok());
        assert_eq!(calls.filter(|is_admitted| *is_admitted).count(), 100);
        let sent = (0..12).map(|_| rates.admit_to_chat("oc_1", now).is_ok());
        assert_eq!(sent.filter(|is_admitted| *is_admitted).count(), 10);
        assert_eq!(rates.refusals, 3);
    }

    #[test]
    fn the_windows_slide() {
        let start = Instant::now();
        let every = Duration::from_millis(10);
        let mut window = filled(50, every, start);
        refused(&mut window, start + every * 50, 50, 1);
        assert_eq!(window.admit(LIMITS, start + every * 100), Ok(()));
        refused(&mut window, start + every * 100, 50, 1);
        assert_eq!(window.admit(LIMITS, start + every * 101), Ok(()));
    }

    #[test]
    fn the_thousand_and_first_message_of_a_minute_is_refused() {
        let start = Instant::now();
        let mut window = filled(1000, Duration::from_millis(20), start);
        refused(&mut window, start + Duration::from_secs(20), 1000, 40);
        refused(&mut window, start + Duration::from_millis(59_999), 1000, 1);
        assert_eq!(
            window.admit(LIMITS, start + Duration::from_secs(60)),
            Ok(())
        );
        refused(&mut window, start + Duration::from_secs(60), 1000, 1);
    }
}
