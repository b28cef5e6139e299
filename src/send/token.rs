use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use feishu_post_core::display::is_printable_ascii;
use http::{Method, Request};
use serde_json::json;

use super::code::Code;
use super::config::{BaseUrl, Credentials, Kind, Secret};
use super::error::SendError;
use super::failure::Failure;
use super::transport::{Transport, json_request};

/// The remaining lifetime below which the platform issues a new token instead of the same one. Source: the
/// platform's page on tenant access tokens.
const RENEWAL: Duration = Duration::from_secs(30 * 60);

/// How long to wait after a failed renewal while the old token is still valid.
const RENEWAL_PAUSE: Duration = Duration::from_secs(60);

/// How long to wait after the platform rejected the credentials.
const REFUSAL_PAUSE: Duration = Duration::from_secs(1);

/// The maximum lifetime assumed for a token, whatever the response says; the platform's tokens are valid for two
/// hours.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How long callers that wait for a token pause between checks, and the maximum time between polls of a fetch.
pub(crate) const LOOK: Duration = Duration::from_millis(20);

/// How long a fetch may be overdue for polling before another caller takes over.
const PATIENCE: Duration = Duration::from_millis(500);

/// A tenant access token issued to an app. `Debug` does not print it.
///
/// Clients fetch and cache tokens themselves; this type is for use with a custom HTTP client. See
/// [`Bot::token_request`](crate::Bot::token_request).
///
/// ```
/// use feishu_post::{Credentials, TenantToken};
///
/// let response = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
/// let token = TenantToken::from_response(&response)?;
/// assert_eq!(format!("{token:?}"), "TenantToken { text: [secret], lifetime: 7200s }");
/// assert_eq!(Credentials::from(token), Credentials::tenant_token("t-1"));
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantToken {
    text: Secret,
    lifetime: Duration,
}

impl TenantToken {
    /// Returns `None` if the text is not valid in a header.
    pub(crate) fn new(text: &str, lifetime: Duration) -> Option<Self> {
        is_printable_ascii(text).then(|| Self {
            text: Secret::new(text.to_owned()),
            lifetime: lifetime.min(LONGEST),
        })
    }

    /// Returns the token's lifetime when it was issued.
    #[must_use]
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }
}

impl From<TenantToken> for Credentials {
    fn from(token: TenantToken) -> Self {
        Self(Kind::TenantToken(token.text))
    }
}

/// The body of a request that contains an app's secret. `Debug` does not print it.
///
/// ```
/// use feishu_post::{Bot, Credentials};
///
/// let bot = Bot::builder().credentials(Credentials::app("cli_a1b2c3", "app secret")).build()?;
/// let request = bot.token_request().expect("the credentials are an app's");
/// assert!(format!("{request:?}").ends_with("body: [secret] }"));
/// assert_eq!(
///     request.body().as_ref(),
///     br#"{"app_id":"cli_a1b2c3","app_secret":"app secret"}"#
/// );
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct SecretBody(pub(crate) Vec<u8>);

impl AsRef<[u8]> for SecretBody {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<SecretBody> for Vec<u8> {
    fn from(body: SecretBody) -> Self {
        body.0
    }
}

impl fmt::Debug for SecretBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// The token of an app, shared by the clones of its clients.
///
/// No lock is held while a token is fetched. One caller fetches; others continue with the token while it is valid,
/// or wait and check again. If the fetching caller is dropped or no longer polled, another takes over.
pub(crate) struct TokenStore {
    /// The request for another token, if the credentials are an app's.
    request: Option<Request<Vec<u8>>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cached: Option<CachedToken>,
    /// The previous token, to be redacted because a server may still echo it.
    previous: Option<Arc<Secret>>,
    /// The number of the current fetch, and the time by which it must be polled (`None` while it is being
    /// polled).
    fetch: Option<(u64, Option<Instant>)>,
    fetches: u64,
    failures: u64,
    last_failure: Option<SendError>,
    refused_until: Option<Instant>,
}

struct CachedToken {
    text: Arc<Secret>,
    /// When to renew the token and when it expires, or `None` if someone else renews it.
    life: Option<[Instant; 2]>,
}

/// What a caller that needs a token must do.
pub(crate) enum Next<'s> {
    Use(Arc<Secret>),
    Fail(SendError),
    /// Wait while another caller fetches.
    Wait,
    Fetch(Fetch<'s>),
}

impl TokenStore {
    pub(crate) fn new(base: &BaseUrl, credentials: &Credentials) -> Self {
        let mut state = State::default();
        let request = match &credentials.0 {
            Kind::App { id, secret } => Some(app_request(base, id, secret)),
            Kind::TenantToken(text) => {
                let text = Arc::new(text.clone());
                state.cached = Some(CachedToken { text, life: None });
                None
            }
        };
        let state = Mutex::new(state);
        Self { request, state }
    }

    /// The request for a token, if the credentials are an app's.
    pub(crate) fn request(&self) -> Option<&Request<Vec<u8>>> {
        self.request.as_ref()
    }

    /// The token, valid or not, and the previous one, which a server may still echo.
    pub(crate) fn known(&self) -> [Option<Arc<Secret>>; 2] {
        let state = self.state();
        let cached = state.cached.as_ref().map(|cached| Arc::clone(&cached.text));
        [cached, state.previous.clone()]
    }

    /// What a caller must do if `failures` fetches had failed when it began to wait; it shares any later
    /// failure.
    pub(crate) fn next(&self, failures: u64, now: Instant) -> Next<'_> {
        let mut state = self.state();
        let living = state.living(now);
        let is_fetched = state
            .fetch
            .is_some_and(|(_, by)| by.is_none_or(|by| now <= by));
        let is_refused = state.refused_until.is_some_and(|until| now < until);
        match (living, state.last_failure.clone(), &self.request) {
            (Some((token, renew_at)), ..) if is_fetched || is_refused || now < renew_at => {
                Next::Use(token)
            }
            (None, Some(error), _) if is_refused || state.failures > failures => Next::Fail(error),
            (None, ..) if is_fetched => Next::Wait,
            (_, _, None) => Next::Fail(Failure::MissingToken.into()),
            (living, _, Some(request)) => {
                state.fetches += 1;
                let number = state.fetches;
                state.fetch = Some((number, None));
                let renews = living.is_some();
                Next::Fetch(Fetch {
                    store: self,
                    request,
                    number,
                    renews,
                })
            }
        }
    }

    /// Drops a token that the platform rejected, unless it has already been replaced.
    pub(crate) fn forget(&self, refused: &Secret) {
        let mut state = self.state();
        let dropped = state.cached.take_if(|cached| *cached.text == *refused);
        state.previous = dropped.map(|cached| cached.text).or(state.previous.take());
    }

    /// How many fetches have failed so far.
    pub(crate) fn failures(&self) -> u64 {
        self.state().failures
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn app_request(base: &BaseUrl, id: &str, secret: &Secret) -> Request<Vec<u8>> {
    let uri = base.join("/open-apis/auth/v3/tenant_access_token/internal");
    let body = json!({ "app_id": id, "app_secret": secret.reveal() });
    json_request(Method::POST, uri, body.to_string())
}

impl State {
    /// The token, if valid, and when to renew it.
    fn living(&self, now: Instant) -> Option<(Arc<Secret>, Instant)> {
        let cached = self.cached.as_ref()?;
        let [renew_at, ends_at] = cached.life.unwrap_or([now + LOOK; 2]);
        (now < ends_at).then(|| (Arc::clone(&cached.text), renew_at))
    }

    fn keep(&mut self, token: TenantToken, now: Instant) -> Arc<Secret> {
        let text = Arc::new(token.text);
        // A token with a short lifetime is used for half of it.
        let used = token
            .lifetime
            .saturating_sub(RENEWAL)
            .max(token.lifetime / 2);
        let cached = self.cached.replace(CachedToken {
            text: Arc::clone(&text),
            life: Some([now + used, now + token.lifetime]),
        });
        let other = cached
            .map(|cached| cached.text)
            .filter(|other| **other != *text);
        self.previous = other.or(self.previous.take());
        self.last_failure = None;
        text
    }

    /// What to use after a failed fetch: the old token while it is valid.
    fn fail(&mut self, error: SendError, now: Instant) -> Result<Arc<Secret>, SendError> {
        let is_of_credentials = error.code().is_some_and(is_of_credentials);
        self.refused_until = is_of_credentials.then(|| now + REFUSAL_PAUSE);
        self.failures += 1;
        self.last_failure = Some(error.clone());
        let life = self.cached.as_mut().and_then(|cached| cached.life.as_mut());
        if let Some([renew_at, _]) = life {
            *renew_at = now + RENEWAL_PAUSE;
        }
        self.living(now).map(|(token, _)| token).ok_or(error)
    }
}

/// Whether another call with the same credentials would fail in the same way.
fn is_of_credentials(code: Code) -> bool {
    use Code::{AppCredentialsWrong, AppSecretMismatch, AppSecretWrong, AppUnknown};
    matches!(
        code,
        AppUnknown | AppSecretWrong | AppSecretMismatch | AppCredentialsWrong
    )
}

/// The task of fetching a token. Another caller takes it over if this is dropped or not driven.
pub(crate) struct Fetch<'s> {
    store: &'s TokenStore,
    pub(crate) request: &'s Request<Vec<u8>>,
    number: u64,
    /// Whether the old token is still valid, so that one attempt is enough.
    pub(crate) renews: bool,
}

impl Fetch<'_> {
    /// Drives the `work` of fetching, and lets others see that it is being polled.
    pub(crate) async fn drive<T: Transport, F: Future>(&self, transport: &T, work: F) -> F::Output {
        let mut work = pin!(work);
        let mut pause = None;
        let poll = |context: &mut Context<'_>| {
            loop {
                self.set_polled_by(None);
                if let Poll::Ready(output) = work.as_mut().poll(context) {
                    return Poll::Ready(output);
                }
                self.set_polled_by(Some(Instant::now() + LOOK + PATIENCE));
                // Created only now, because a blocking transport completes the work in one poll.
                let timer = pause.get_or_insert_with(|| Box::pin(transport.sleep(LOOK)));
                ready!(timer.as_mut().poll(context));
                pause = None;
            }
        };
        poll_fn(poll).await
    }

    /// Ends the fetch and returns the token to use.
    pub(crate) fn finish(
        self,
        fetched: Result<TenantToken, SendError>,
        now: Instant,
    ) -> Result<Arc<Secret>, SendError> {
        let mut state = self.store.state();
        match fetched {
            Ok(token) => Ok(state.keep(token, now)),
            Err(error) => state.fail(error, now),
        }
    }

    fn set_polled_by(&self, by: Option<Instant>) {
        let mut state = self.store.state();
        let own = state.fetch.as_mut().filter(|fetch| fetch.0 == self.number);
        if let Some(fetch) = own {
            fetch.1 = by;
        }
    }
}

impl Drop for Fetch<'_> {
    fn drop(&mut self) {
        let mut state = self.store.state();
        state.fetch.take_if(|fetch| fetch.0 == self.number);
    }
}
