//! The one way of sending, for both adapters: they only wait and call.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::{Request, Response};

use super::access::Kind;
use super::code::Code;
use super::error::{Asked, Failure, SendError};
use super::helpdesk::Helpdesk;
use super::message_id::MessageId;
use super::pace::{Pace, Schedule, Slot};
use super::request;
use super::secret::Secret;
use super::token::TenantToken;
use super::trace::MessageSpan;
use super::turnstile::Turnstile;
use crate::wire::Message;

/// The longest reply that is read, in bytes; the platform's are a few hundred.
pub(super) const REPLY_LIMIT: usize = 64 * 1024;

/// What an adapter can do. In the blocking one the futures are ready when first polled.
pub(super) trait Client: Sync {
    /// One request and its whole reply: never sent twice, no redirect followed.
    fn exchange(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, SendError>> + Send;

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send;
}

/// A reply that goes on and on.
pub(super) fn too_long() -> SendError {
    SendError::no_reply(format!("the reply is longer than {REPLY_LIMIT} bytes"))
}

/// Where callers wait for each other.
#[derive(Debug)]
pub(super) struct Lines {
    token: Turnstile,
    pace: Turnstile,
    schedule: Mutex<Schedule>,
}

impl Lines {
    pub(super) fn new(pace: Pace) -> Self {
        Self {
            token: Turnstile::default(),
            pace: Turnstile::default(),
            schedule: Mutex::new(pace.schedule()),
        }
    }

    fn schedule(&self) -> MutexGuard<'_, Schedule> {
        self.schedule.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) async fn deliver<C: Client>(
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
    let mut renewed = false;
    let mut tries = Tries::new(helpdesk);
    loop {
        let token = sender.token().await?;
        let request = helpdesk.message_request(&token, ticket_id, message);
        let slot = sender.slot().await;
        tries.begin_one();
        span.tries(tries.count);
        let error = match sender.send(slot, request).await {
            Ok(id) => return Ok(id),
            Err(error) => error,
        };
        if error.code().is_some_and(Code::is_token) && helpdesk.renews_token() && !renewed {
            renewed = true;
            helpdesk.tokens().forget(&token);
            continue;
        }
        let Some(pause) = tries.pause_after(&error) else {
            let error = error.without(helpdesk.secrets()).without([token.reveal()]);
            return Err(error.with_links_of(message).tries_are(tries.count));
        };
        client.sleep(pause).await;
    }
}

struct Sender<'s, C> {
    client: &'s C,
    helpdesk: &'s Helpdesk,
}

impl<C: Client> Sender<'_, C> {
    async fn send(&self, slot: Slot, request: Request<Vec<u8>>) -> Result<MessageId, SendError> {
        let reply = self.client.exchange(request).await?;
        let sent = MessageId::from_reply(&reply);
        let wait = sent.as_ref().err().and_then(SendError::retry_after);
        let mut schedule = self.helpdesk.lines().schedule();
        schedule.settle(slot, Instant::now());
        if let Some(wait) = wait {
            schedule.hold(Instant::now(), wait);
        }
        sent
    }

    /// Waits in turn until the pace allows a message.
    async fn slot(&self) -> Slot {
        let lines = self.helpdesk.lines();
        let _turn = lines.pace.turn().await;
        loop {
            let now = Instant::now();
            let taken = lines.schedule().take(now);
            match taken {
                Ok(slot) => return slot,
                Err(until) => self.client.sleep(until - now).await,
            }
        }
    }

    /// The token, fetched by one caller for all who wait.
    async fn token(&self) -> Result<Arc<Secret>, SendError> {
        let tokens = self.helpdesk.tokens();
        if let Some(token) = tokens.fresh(Instant::now()) {
            return Ok(token);
        }
        let failures = tokens.failures();
        let _turn = self.helpdesk.lines().token.turn().await;
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
            let token = reply.and_then(|reply| TenantToken::from_reply(&reply));
            let error = match token {
                Ok(token) => return Ok(token),
                Err(error) => error.asked(Asked::Token),
            };
            let Some(pause) = tries.pause_after(&error) else {
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

    fn pause_after(&self, error: &SendError) -> Option<Duration> {
        // Each `RandomState` has keys of its own.
        let random = RandomState::new().hash_one(self.count);
        let retry = self.helpdesk.retry();
        retry.wait(error, self.count, self.began.elapsed(), random)
    }
}

impl Helpdesk {
    fn renews_token(&self) -> bool {
        matches!(self.access().0, Kind::App { .. })
    }
}
