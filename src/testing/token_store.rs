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
    expires: Instant,
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
        self.issued.retain(|token| token.expires > now);
        let lasts = |token: &Token| token.expires - now >= RENEWAL;
        let position = self.issued.iter().position(lasts).unwrap_or_else(|| {
            self.issued.push(Token {
                value: format!("t-{:030x}", self.fetches),
                expires: now + self.lifetime,
            });
            self.issued.len() - 1
        });
        let token = &self.issued[position];
        (&token.value, token.expires - now)
    }

    pub(super) fn is_good(&self, value: &str, now: Instant) -> bool {
        let issued = |token: &Token| token.value == value && token.expires > now;
        self.own == Some(value) || self.issued.iter().any(issued)
    }

    /// Rejects the token from now on.
    pub(super) fn expire(&mut self, value: &str) {
        self.issued.retain(|token| token.value != value);
        self.own = self.own.filter(|own| *own != value);
    }
}
