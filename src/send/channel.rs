use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use http::Request;
use http::header::AUTHORIZATION;

use super::code::Endpoint;
use super::config::{ConfigProblem, Secret, all_well, sensitive};
use super::endpoint::{Call, Facts};
use super::error::SendError;
use super::failure::Failure;
use super::rate_limit::{RateLimit, RateLimiter, Spacing};
use super::retry::RetryPolicy;
use super::token::TokenStore;
use super::transport::{Adapters, Connection};

/// The options that all clients have in common.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) connection: Connection,
    pub(crate) retry_policy: RetryPolicy,
    /// Overrides each endpoint's documented rate.
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) max_body_bytes: Option<usize>,
}

impl Options {
    /// Returns the options and their adapters for a host, or every problem.
    pub(crate) fn check(self, host: Option<&str>) -> Result<(Self, Adapters), Vec<ConfigProblem>> {
        let windows = self.rate_limit.iter().flat_map(RateLimit::empty_windows);
        let windows = windows.map(|window| ConfigProblem::ZeroRate { window });
        let problems = self.connection.problems().chain(windows);
        match Adapters::new(&self.connection, host) {
            Ok(adapters) => {
                all_well(problems)?;
                Ok((self, adapters))
            }
            Err(others) => Err(problems.chain(others).collect()),
        }
    }
}

/// The state for sending that the clones of a client share.
pub(crate) struct Channel {
    pub(crate) options: Options,
    #[cfg_attr(not(any(feature = "ureq", feature = "reqwest")), expect(dead_code))]
    pub(crate) adapters: Adapters,
    /// `None` if the address itself is the secret.
    pub(crate) tokens: Option<TokenStore>,
    /// The secrets to redact from errors, besides the tokens.
    pub(crate) secrets: Vec<Secret>,
    limiters: Mutex<HashMap<Endpoint, Arc<RateLimiter>>>,
    pub(crate) spacing: Spacing,
}

impl Channel {
    pub(crate) fn new(
        (options, adapters): (Options, Adapters),
        tokens: Option<TokenStore>,
        secrets: Vec<Secret>,
    ) -> Self {
        Self {
            options,
            adapters,
            tokens,
            secrets,
            limiters: Mutex::default(),
            spacing: Spacing::default(),
        }
    }

    /// The limiter of an endpoint; the platform counts each endpoint separately.
    pub(crate) fn limiter(&self, facts: &Facts) -> Arc<RateLimiter> {
        let limit = self.options.rate_limit.unwrap_or(facts.rate);
        let mut limiters = self.limiters.lock().unwrap_or_else(PoisonError::into_inner);
        let limiter = limiters
            .entry(facts.endpoint)
            .or_insert_with(|| Arc::new(RateLimiter::new(limit)));
        Arc::clone(limiter)
    }

    /// The request of a call, with the current token.
    pub(crate) fn request<S>(&self, call: &Call<'_, S>) -> Result<Request<Vec<u8>>, SendError> {
        call.check(self.options.max_body_bytes)?;
        let [token, _] = self
            .tokens
            .as_ref()
            .map(TokenStore::known)
            .unwrap_or_default();
        let token = token.ok_or(Failure::MissingToken)?;
        Ok(authorize(call.request(), Some(&token)))
    }
}

/// Shows the settings.
impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.fmt(f)
    }
}

pub(crate) fn authorize(mut request: Request<Vec<u8>>, token: Option<&Secret>) -> Request<Vec<u8>> {
    if let Some(token) = token {
        let bearer = sensitive(&format!("Bearer {}", token.reveal()));
        request.headers_mut().insert(AUTHORIZATION, bearer);
    }
    request
}
