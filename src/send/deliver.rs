//! Performs a call over any transport, with its token, rate limit and retries.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::channel::{Channel, authorize};
use super::code::Code;
use super::config::Secret;
use super::endpoint::Call;
use super::error::SendError;
use super::rate_limit::{Permit, Place, RateLimiter};
use super::retry::{Attempts, RetryPolicy};
use super::token::{Fetch, LOOK, Next, TenantToken, TokenStore};
use super::trace::{Sent, traced};
use super::transport::Transport;

impl Channel {
    /// Sends one message.
    pub(crate) async fn deliver<T: Transport, S: Sent>(
        &self,
        transport: &T,
        call: &Call<'_, S>,
    ) -> Result<S, SendError> {
        let delivery = Delivery {
            channel: self,
            transport,
            call,
            limiter: self.limiter(call.facts),
        };
        traced(call.facts.endpoint, &call.to, delivery.run()).await
    }
}

/// One message on its way.
struct Delivery<'d, 'm, T, S> {
    channel: &'d Channel,
    transport: &'d T,
    call: &'d Call<'m, S>,
    limiter: Arc<RateLimiter>,
}

/// The longest time for which one message's rate limit holds up others, whatever the server requests.
const LONGEST_HOLD: Duration = Duration::from_secs(5 * 60);

/// Everything that a message needs to be sent immediately.
struct Ready {
    permit: Permit,
    token: Option<Arc<Secret>>,
}

impl<T: Transport, S: Sent> Delivery<'_, '_, T, S> {
    async fn run(&self) -> Result<(S, u32), SendError> {
        let options = &self.channel.options;
        self.call.check(options.max_body_bytes)?;
        let is_repeatable = self.call.facts.is_repeatable;
        let mut attempts = Attempts::new(options.retry_policy, is_repeatable);
        let mut is_renewed = false;
        loop {
            let ready = self.ready(&attempts).await;
            let ready = ready.map_err(|error| attempts.add_unknown(error))?;
            let number = attempts.start();
            let error = match self.attempt(&ready).await {
                Ok(sent) => return Ok((sent, number)),
                Err(error) => error,
            };
            if !is_renewed && self.forgets_token(&error, &ready) {
                is_renewed = true;
                attempts.forget_last();
                continue;
            }
            if let Some(pause) = attempts.rate_pause(&error) {
                self.slow_down(&error, pause.min(LONGEST_HOLD));
            }
            let error = self.redacted(error, ready.token.as_ref());
            let error = error.with(|inner| inner.name_links(&self.call.message));
            let is_spaced = is_of_receiver(&error);
            let pause = attempts.pause_after(error)?;
            // Otherwise it waits for a slot, which a hold delays.
            if !is_spaced || pause > LONGEST_HOLD {
                self.transport.sleep(pause).await;
            }
        }
    }

    async fn attempt(&self, ready: &Ready) -> Result<S, SendError> {
        let request = authorize(self.call.request(), ready.token.as_deref());
        let response = self.transport.call(request).await;
        let sent = response.map_err(SendError::from).and_then(|response| {
            self.limiter.settle(ready.permit, Instant::now());
            (self.call.read)(&response)
        });
        let endpoint = Some(self.call.facts.endpoint);
        sent.map_err(|error| error.with(|inner| inner.endpoint = endpoint))
    }

    /// Delays the messages that the platform would reject for the same rate limit.
    fn slow_down(&self, error: &SendError, pause: Duration) {
        let now = Instant::now();
        if is_of_receiver(error) {
            self.channel.spacing.slow_down(&self.call.to, now, pause);
        } else {
            self.limiter.hold(now, pause);
        }
    }

    /// Drops the token if it was rejected and another can be fetched, and returns whether it did.
    fn forgets_token(&self, error: &SendError, ready: &Ready) -> bool {
        let tokens = self.channel.tokens.as_ref();
        let tokens = tokens.filter(|tokens| tokens.request().is_some());
        let is_refused = error.code().is_some_and(Code::is_auth);
        match (tokens, &ready.token) {
            (Some(tokens), Some(token)) if is_refused => tokens.forget(token),
            _ => return false,
        }
        true
    }

    /// Removes all secrets from the error.
    fn redacted(&self, error: SendError, token: Option<&Arc<Secret>>) -> SendError {
        let tokens = self.channel.tokens.iter().flat_map(TokenStore::known);
        let tokens: Vec<_> = tokens.flatten().chain(token.cloned()).collect();
        let tokens = tokens.iter().map(|token| &**token);
        let secrets = self.channel.secrets.iter().chain(tokens);
        let secrets = secrets.chain(self.call.secrets.iter().copied());
        let mut secrets: Vec<_> = secrets.map(Secret::reveal).collect();
        // Longer secrets first, because one may be a part of another.
        secrets.sort_by_key(|secret| Reverse(secret.len()));
        error.with(|inner| inner.redact(&secrets))
    }

    /// Waits until there is a token and the rate limit admits the message. If that is too late for another
    /// attempt, fails with the previous attempt's error.
    async fn ready(&self, attempts: &Attempts) -> Result<Ready, SendError> {
        let now = Instant::now();
        let slot = self.channel.spacing.reserve(&self.call.to, now);
        attempts.check_deadline(slot.at)?;
        if slot.at > now {
            self.transport.sleep(slot.at - now).await;
        }
        let place = self.limiter.join();
        loop {
            // The token first, because a permit would expire while it is fetched.
            let token = self.token(&place).await?;
            let now = Instant::now();
            attempts.check_deadline(now)?;
            match place.look(now) {
                Ok(permit) => return Ok(Ready { permit, token }),
                Err(wait) => {
                    attempts.check_deadline(wait.free)?;
                    self.transport.sleep(wait.look - now).await;
                }
            }
        }
    }

    async fn token(&self, place: &Place<'_>) -> Result<Option<Arc<Secret>>, SendError> {
        let Some(tokens) = &self.channel.tokens else {
            return Ok(None);
        };
        let failures = tokens.failures();
        loop {
            match tokens.next(failures, Instant::now()) {
                Next::Use(token) => return Ok(Some(token)),
                Next::Fail(error) => return Err(error),
                Next::Wait => {
                    place.keep(Instant::now() + LOOK);
                    self.transport.sleep(LOOK).await;
                }
                Next::Fetch(fetch) => {
                    let fetched = fetch.drive(self.transport, self.fetch(&fetch)).await;
                    return fetch.finish(fetched, Instant::now()).map(Some);
                }
            }
        }
    }

    async fn fetch(&self, fetch: &Fetch<'_>) -> Result<TenantToken, SendError> {
        let policy = if fetch.renews {
            RetryPolicy::never()
        } else {
            self.channel.options.retry_policy
        };
        let mut attempts = Attempts::new(policy, true);
        loop {
            attempts.start();
            let response = self.transport.call(fetch.request.clone()).await;
            let response = response.map_err(SendError::from);
            let error = match response.and_then(|response| TenantToken::from_response(&response)) {
                Ok(token) => return Ok(token),
                Err(error) => self.redacted(error, None),
            };
            let error = error.with(|inner| inner.is_of_token = true);
            self.transport.sleep(attempts.pause_after(error)?).await;
        }
    }
}

/// Whether the rate limit of a single chat or user was hit, for which [`Spacing`] waits.
///
/// [`Spacing`]: super::rate_limit::Spacing
fn is_of_receiver(error: &SendError) -> bool {
    error.code() == Some(Code::ChatRateLimited)
}
