use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::config::Secret;
use super::error::SendError;

/// With less than this left of a token the platform gives a new one; until then, the same again.
/// Source: the platform's page of the tenant access token.
const RENEWAL: Duration = Duration::from_secs(30 * 60);

/// How long a renewal that failed is not tried again while the old token lives.
const RENEWAL_PAUSE: Duration = Duration::from_secs(60);

/// No token is taken to live longer, whatever its reply says: the platform's live two hours.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// A tenant access token that the platform gave to an app. It never shows in `Debug`.
///
/// [`send`](crate::send()) gets and keeps tokens itself; this is for those who bring their own
/// client, see [`Helpdesk::token_request`](crate::Helpdesk::token_request).
///
/// ```
/// use feishu_post::TenantToken;
///
/// let reply = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
/// let token = TenantToken::from_response(&reply)?;
/// assert_eq!(format!("{token:?}"), "TenantToken { text: [secret], lifetime: 7200s }");
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantToken {
    text: Secret,
    lifetime: Duration,
}

impl TenantToken {
    /// None if it cannot stand in a header.
    pub(crate) fn new(text: &str, lifetime: Duration) -> Option<Self> {
        let printable = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        printable.then(|| Self {
            text: Secret::new(text.to_owned()),
            lifetime: lifetime.min(LONGEST),
        })
    }

    /// How long it was good for when the platform gave it.
    #[must_use]
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }
}

/// The token of a helpdesk, shared by its clones.
#[derive(Debug)]
pub(crate) struct TokenStore {
    /// Whether tokens come from an app, which gets another in time.
    renews: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    held: Option<Held>,
    failures: u64,
    last_failure: Option<SendError>,
}

#[derive(Debug)]
struct Held {
    text: Arc<Secret>,
    /// None for a token that somebody else renews.
    life: Option<Life>,
}

#[derive(Debug)]
struct Life {
    renew_at: Instant,
    ends_at: Instant,
}

impl TokenStore {
    pub(crate) fn of_app() -> Self {
        Self {
            renews: true,
            state: Mutex::default(),
        }
    }

    pub(crate) fn given(text: Secret) -> Self {
        let held = Held {
            text: Arc::new(text),
            life: None,
        };
        Self {
            renews: false,
            state: Mutex::new(State {
                held: Some(held),
                ..State::default()
            }),
        }
    }

    pub(crate) fn renews(&self) -> bool {
        self.renews
    }

    /// The token, whatever is left of it.
    pub(crate) fn held(&self) -> Option<Arc<Secret>> {
        self.state()
            .held
            .as_ref()
            .map(|held| Arc::clone(&held.text))
    }

    /// The token, unless it is time for another.
    pub(crate) fn fresh(&self, now: Instant) -> Option<Arc<Secret>> {
        let state = self.state();
        let held = state.held.as_ref()?;
        let fresh = held.life.as_ref().is_none_or(|life| now < life.renew_at);
        fresh.then(|| Arc::clone(&held.text))
    }

    pub(crate) fn keep(&self, token: TenantToken, now: Instant) -> Arc<Secret> {
        let life = Life::new(token.lifetime, now);
        let text = Arc::new(token.text);
        self.state().held = Some(Held {
            text: Arc::clone(&text),
            life: self.renews.then_some(life),
        });
        text
    }

    /// Drops a token that the platform did not accept, unless another has taken its place.
    pub(crate) fn forget(&self, refused: &Secret) {
        let mut state = self.state();
        if state
            .held
            .as_ref()
            .is_some_and(|held| *held.text == *refused)
        {
            state.held = None;
        }
    }

    /// Drops an app's token.
    pub(crate) fn clear(&self) {
        if self.renews {
            self.state().held = None;
        }
    }

    /// What to go on with after a renewal failed: the old token while it lives.
    pub(crate) fn renewal_failed(
        &self,
        error: SendError,
        now: Instant,
    ) -> Result<Arc<Secret>, SendError> {
        let mut state = self.state();
        if let Some(token) = state.spare(now) {
            return Ok(token);
        }
        state.failures += 1;
        state.last_failure = Some(error.clone());
        Err(error)
    }

    /// How many renewals have failed so far.
    pub(crate) fn failures(&self) -> u64 {
        self.state().failures
    }

    /// The failure of a renewal that ended after `failures` were counted: it is shared by all who
    /// waited for it.
    pub(crate) fn failure_since(&self, failures: u64) -> Option<SendError> {
        let state = self.state();
        let newer = state.failures > failures;
        newer.then(|| state.last_failure.clone()).flatten()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Life {
    /// One that was short from the start is used for half of it.
    fn new(lifetime: Duration, now: Instant) -> Self {
        Self {
            renew_at: now + lifetime.saturating_sub(RENEWAL).max(lifetime / 2),
            ends_at: now + lifetime,
        }
    }
}

impl State {
    /// The old token, if it lives; the next renewal is put off.
    fn spare(&mut self, now: Instant) -> Option<Arc<Secret>> {
        let held = self.held.as_mut()?;
        let life = held.life.as_mut().filter(|life| now < life.ends_at)?;
        life.renew_at = life.ends_at.min(now + RENEWAL_PAUSE);
        Some(Arc::clone(&held.text))
    }
}
