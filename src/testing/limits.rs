//! The rate limits and the tenant access tokens.

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
    /// The factor applied to the documented limits.
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

/// While a token is valid for at least this long, the platform returns it again.
const RENEWAL: Duration = Duration::from_secs(30 * 60);

/// The tenant access tokens that were issued and have not been expired.
#[derive(Debug)]
pub(super) struct TokenStore {
    pub(super) lifetime: Duration,
    pub(super) fetches: usize,
    /// A token without expiry for callers that bring their own; it is never fetched.
    pub(super) own: Option<&'static str>,
    issued: Vec<Token>,
}

#[derive(Debug)]
struct Token {
    value: String,
    issued: Instant,
    lifetime: Duration,
}

impl Token {
    /// Zero once it has expired. An `Instant` of the expiry would overflow with the longest lifetimes.
    fn left(&self, now: Instant) -> Duration {
        let age = now.saturating_duration_since(self.issued);
        self.lifetime.saturating_sub(age)
    }
}

impl TokenStore {
    pub(super) fn new(lifetime: Duration, own: &'static str) -> Self {
        Self {
            lifetime,
            fetches: 0,
            own: Some(own),
            issued: Vec::new(),
        }
    }

    /// Returns a token and its remaining lifetime.
    pub(super) fn fetch(&mut self, now: Instant) -> (&str, Duration) {
        self.fetches += 1;
        self.issued.retain(|token| !token.left(now).is_zero());
        let lasts = |token: &Token| token.left(now) >= RENEWAL;
        let position = self.issued.iter().position(lasts).unwrap_or_else(|| {
            self.issued.push(Token {
                value: format!("t-{:030x}", self.fetches),
                issued: now,
                lifetime: self.lifetime,
            });
            self.issued.len() - 1
        });
        let token = &self.issued[position];
        (&token.value, token.left(now))
    }

    pub(super) fn is_good(&self, value: &str, now: Instant) -> bool {
        let issued = |token: &Token| token.value == value && !token.left(now).is_zero();
        self.own == Some(value) || self.issued.iter().any(issued)
    }

    /// Rejects the token from now on.
    pub(super) fn expire(&mut self, value: &str) {
        self.issued.retain(|token| token.value != value);
        self.own = self.own.filter(|own| *own != value);
    }
}
