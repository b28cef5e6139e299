//! The one way of sending, for both adapters: they only wait and call.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::{Request, Response};

use super::client::Helpdesk;
use super::code::Code;
use super::config::Secret;
use super::error::{Asked, Failure, SendError};
use super::message_id::MessageId;
use super::rate_limit::{RateLimit, Schedule, Slot};
use super::request;
use super::retry::rate_pause;
use super::token::TenantToken;
use super::trace::MessageSpan;
use super::turnstile::Turnstile;
use crate::json::Message;

/// The part of the time-out, one in so many, that opening a connection may take: shorter than the
/// whole, so that an address that does not answer is known as such.
pub(crate) const CONNECT_SHARE: u32 = 3;

/// What an adapter can do. In the blocking one the futures are ready when first polled.
pub(crate) trait Client: Sync {
    /// One request and its whole reply: never sent twice, no redirect followed.
    fn exchange(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, SendError>> + Send;

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send;
}

/// Where callers wait for each other.
#[derive(Debug)]
pub(crate) struct Lines {
    line: Turnstile,
    schedule: Mutex<Schedule>,
}

impl Lines {
    pub(crate) fn new(rate_limit: RateLimit) -> Self {
        Self {
            line: Turnstile::default(),
            schedule: Mutex::new(rate_limit.schedule()),
        }
    }

    fn schedule(&self) -> MutexGuard<'_, Schedule> {
        self.schedule.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) async fn deliver<C: Client>(
    client: &C,
    helpdesk: &Helpdesk,
    ticket_id: &str,
    message: Message<'_>,
) -> Result<MessageId, SendError> {
    request::check(ticket_id, &message)?;
    let span = MessageSpan::new(ticket_id);
    let attempts = attempts(client, helpdesk, ticket_id, &message, &span);
    span.over(attempts).await
}

async fn attempts<C: Client>(
    client: &C,
    helpdesk: &Helpdesk,
    ticket_id: &str,
    message: &Message<'_>,
    span: &MessageSpan,
) -> Result<MessageId, SendError> {
    let sender = Sender { client, helpdesk };
    let mut tries = Tries::new(helpdesk);
    let mut renewed = false;
    let mut ready = sender.turn(None).await?;
    loop {
        tries.begin_one();
        span.tries(tries.count);
        let request = helpdesk.message_request(&ready.token, ticket_id, message);
        let error = match sender.send(ready.slot, request).await {
            Ok(id) => return Ok(id),
            Err(error) => error,
        };
        if error.code().is_some_and(Code::is_auth) && helpdesk.tokens().renews() && !renewed {
            renewed = true;
            helpdesk.tokens().forget(&ready.token);
            ready = sender.turn(None).await?;
            continue;
        }
        let random = random();
        if let Some(pause) = rate_pause(&error, tries.count, random) {
            helpdesk.lines().schedule().hold(Instant::now(), pause);
        }
        let secrets = helpdesk.secrets().chain([ready.token.reveal()]);
        let error = error.without(secrets).with_links_of(message);
        let error = error.tries_are(tries.count);
        let Some(pause) = tries.pause_after(&error, random) else {
            return Err(error);
        };
        client.sleep(pause).await;
        let latest = tries.latest();
        ready = sender.turn(Some(Failed { error, latest })).await?;
    }
}

/// All that a message needs to go out at once.
struct Ready {
    slot: Slot,
    token: Arc<Secret>,
}

/// A try that may be followed by another.
struct Failed {
    error: SendError,
    /// None if it may be at any time.
    latest: Option<Instant>,
}

impl Failed {
    fn again_at(&self, at: Instant) -> Result<(), SendError> {
        match self.latest {
            Some(latest) if latest < at => Err(self.error.clone()),
            _ => Ok(()),
        }
    }
}

struct Sender<'s, C> {
    client: &'s C,
    helpdesk: &'s Helpdesk,
}

impl<C: Client> Sender<'_, C> {
    async fn send(&self, slot: Slot, request: Request<Vec<u8>>) -> Result<MessageId, SendError> {
        let reply = self.client.exchange(request).await?;
        let lines = self.helpdesk.lines();
        lines.schedule().settle(slot, Instant::now());
        MessageId::from_response(&reply)
    }

    /// Waits in turn until the pace allows a message and a token is there. What fails if that is
    /// too late for a further try is the try before it.
    async fn turn(&self, before: Option<Failed>) -> Result<Ready, SendError> {
        let lines = self.helpdesk.lines();
        let failures = self.helpdesk.tokens().failures();
        let too_late = |at| before.as_ref().map_or(Ok(()), |failed| failed.again_at(at));
        let _turn = lines.line.turn().await;
        loop {
            // The token first: a place would grow old while it is fetched.
            let token = self.token(failures).await?;
            let now = Instant::now();
            too_late(now)?;
            let taken = lines.schedule().take(now);
            match taken {
                Ok(slot) => return Ok(Ready { slot, token }),
                Err(until) => {
                    too_late(until)?;
                    self.client.sleep(until - now).await;
                }
            }
        }
    }

    /// The token. Whoever has the turn fetches it for all; a failure that came after `failures`
    /// were counted is shared by all who waited meanwhile.
    async fn token(&self, failures: u64) -> Result<Arc<Secret>, SendError> {
        let tokens = self.helpdesk.tokens();
        if let Some(token) = tokens.fresh(Instant::now()) {
            return Ok(token);
        }
        if let Some(error) = tokens.failure_since(failures) {
            return Err(error);
        }
        match self.fetch().await {
            Ok(token) => Ok(tokens.keep(token, Instant::now())),
            Err(error) => tokens.renewal_failed(error, Instant::now()),
        }
    }

    async fn fetch(&self) -> Result<TenantToken, SendError> {
        let request = self.helpdesk.app_request();
        let request = request.ok_or_else(|| SendError::new(Failure::NoToken))?;
        let mut tries = Tries::new(self.helpdesk);
        loop {
            tries.begin_one();
            let reply = self.client.exchange(request.clone()).await;
            let token = reply.and_then(|reply| TenantToken::from_response(&reply));
            let error = match token {
                Ok(token) => return Ok(token),
                Err(error) => error.asked(Asked::Token),
            };
            let Some(pause) = tries.pause_after(&error, random()) else {
                let error = error.without(self.helpdesk.secrets());
                return Err(error.tries_are(tries.count));
            };
            self.client.sleep(pause).await;
        }
    }
}

struct Tries<'h> {
    helpdesk: &'h Helpdesk,
    /// When the first began; until then, when it was to begin.
    began: Instant,
    count: u32,
}

impl<'h> Tries<'h> {
    fn new(helpdesk: &'h Helpdesk) -> Self {
        Self {
            helpdesk,
            began: Instant::now(),
            count: 0,
        }
    }

    fn begin_one(&mut self) {
        if self.count == 0 {
            self.began = Instant::now();
        }
        self.count += 1;
    }

    /// When a further try may begin at the latest; none if there is no such time.
    fn latest(&self) -> Option<Instant> {
        self.began
            .checked_add(self.helpdesk.retry_policy().longest())
    }

    fn pause_after(&self, error: &SendError, random: u64) -> Option<Duration> {
        let retry = self.helpdesk.retry_policy();
        retry.wait(error, self.count, self.began.elapsed(), random)
    }
}

/// Each `RandomState` has keys of its own.
fn random() -> u64 {
    RandomState::new().hash_one(())
}
