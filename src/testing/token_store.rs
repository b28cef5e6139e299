use std::time::{Duration, Instant};

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
