use std::hash::{BuildHasher, RandomState};
use std::process;
use std::time::{Duration, Instant};

use super::error::{Delivery, SendError};

/// The first pause if the platform specifies none; it doubles with each attempt.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// How long to wait after hitting a rate limit if the platform specifies nothing: the shorter of its windows.
const RATE_PAUSE: Duration = Duration::from_secs(1);

/// The longest pause after hitting a rate limit, whatever the server requests.
const LONGEST_RATE_PAUSE: Duration = Duration::from_secs(60 * 60);

/// How long after the first attempt a message that may have been delivered may be sent again: the hour for which the
/// platform remembers its key, less a margin.
const KEY_LIFETIME: Duration = Duration::from_secs(55 * 60);

/// How many times a message is attempted, and for how long.
///
/// A message is retried if it was certainly not delivered and may succeed later: after a rate limit,
/// once the time that the platform names has passed (an hour at most), and after a failed connection.
/// Where sending twice is harmless, it is also retried after a lost response, a response that is not the
/// platform's, and an internal error: chat messages and replies have an idempotency key, an edit
/// replaces the entire content, and a token request changes nothing. Every other failure is returned
/// immediately, with one exception: a message whose token was rejected is sent once more, whatever the
/// policy, if the client can fetch another token.
///
/// ```
/// use feishu_post::RetryPolicy;
/// use std::time::Duration;
///
/// let default = RetryPolicy::default();
/// assert_eq!(default, RetryPolicy::never().max_attempts(5).max_elapsed(Duration::from_secs(120)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RetryPolicy {
    attempts: u32,
    elapsed: Duration,
}

impl RetryPolicy {
    /// Makes a single attempt, and one more if an app's token is rejected.
    ///
    /// ```
    /// use feishu_post::RetryPolicy;
    ///
    /// assert_ne!(RetryPolicy::never(), RetryPolicy::default());
    /// ```
    #[must_use]
    pub const fn never() -> Self {
        Self {
            attempts: 1,
            elapsed: Duration::ZERO,
        }
    }

    /// Sets the maximum number of attempts, including the first.
    #[must_use = "a policy is a value: pass it to a builder's retry_policy"]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets the latest time, counted from the first attempt, at which another attempt may begin;
    /// waiting for the [rate limit](crate::RateLimit) between attempts counts. The wait before the
    /// first attempt is not limited. A message that may have been delivered is not sent again after more
    /// than 55 minutes, because the platform remembers its key for an hour.
    #[must_use = "a policy is a value: pass it to a builder's retry_policy"]
    pub const fn max_elapsed(mut self, time: Duration) -> Self {
        self.elapsed = time;
        self
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::never()
            .max_attempts(5)
            .max_elapsed(Duration::from_secs(120))
    }
}

/// The attempts of one call.
pub(crate) struct Attempts {
    policy: RetryPolicy,
    /// Whether repeating is harmless, whatever happened to the previous attempt.
    is_repeatable: bool,
    /// When the first attempt began; before that, when the call began.
    began: Instant,
    count: u32,
    /// The error of the previous attempt.
    last: Option<SendError>,
    /// Whether any attempt may have been delivered.
    is_unknown: bool,
}

impl Attempts {
    pub(crate) fn new(policy: RetryPolicy, is_repeatable: bool) -> Self {
        Self {
            policy,
            is_repeatable,
            began: Instant::now(),
            count: 0,
            last: None,
            is_unknown: false,
        }
    }

    /// Begins an attempt and returns its number.
    pub(crate) fn start(&mut self) -> u32 {
        if self.count == 0 {
            self.began = Instant::now();
        }
        self.count += 1;
        self.count
    }

    /// Fails with the previous attempt's error if another attempt would begin too late.
    pub(crate) fn check_deadline(&self, at: Instant) -> Result<(), SendError> {
        let is_late = at.saturating_duration_since(self.began) > self.latest();
        let last = self.last.clone().filter(|_| is_late);
        last.map_or(Ok(()), Err)
    }

    /// How long all calls under the same rate limit must pause, or `None` if no rate limit was hit. A reset of
    /// 0 seconds means a fraction of a second.
    pub(crate) fn rate_pause(&self, error: &SendError) -> Option<Duration> {
        let backoff = self.backoff();
        let pause = match error.retry_after() {
            Some(named) => named.max(backoff),
            None => RATE_PAUSE.max(5 * backoff),
        };
        let pause = pause.min(LONGEST_RATE_PAUSE);
        error.failure().is_rate_limit().then_some(pause)
    }

    /// How long to wait before the next attempt.
    ///
    /// # Errors
    /// Returns the error itself if there will be no further attempt.
    pub(crate) fn pause_after(&mut self, error: SendError) -> Result<Duration, SendError> {
        let error = self.add_unknown(error);
        let error = error.with(|inner| inner.attempts = self.count);
        let failure = error.failure();
        self.is_unknown |= error.delivery() == Delivery::Unknown;
        let is_harmless = self.is_repeatable || failure.is_certain();
        let repeats = is_harmless && failure.is_transient();
        let pause = self.rate_pause(&error).or(repeats.then(|| self.backoff()));
        let is_early = |pause: &Duration| {
            let begins = self.began.elapsed().saturating_add(*pause);
            self.count < self.policy.attempts && begins <= self.latest()
        };
        let pause = pause.filter(is_early).ok_or_else(|| error.clone())?;
        self.last = Some(error);
        Ok(pause)
    }

    /// Records in an error that an earlier attempt may have been delivered.
    pub(crate) fn add_unknown(&self, error: SendError) -> SendError {
        error.with(|inner| inner.is_earlier_unknown |= self.is_unknown)
    }

    /// Makes the next attempt unconditional, unless the message may have been delivered.
    pub(crate) fn forget_last(&mut self) {
        self.last.take_if(|_| !self.is_unknown);
    }

    /// When the last attempt may begin, counted from the first.
    fn latest(&self) -> Duration {
        if self.is_unknown {
            self.policy.elapsed.min(KEY_LIFETIME)
        } else {
            self.policy.elapsed
        }
    }

    /// Half of the doubled pause plus a random part of the other half, which spreads out callers that failed
    /// together.
    fn backoff(&self) -> Duration {
        let half = FIRST_PAUSE * (1 << self.count.saturating_sub(1).min(16)) / 2;
        let nanos = u64::try_from(half.as_nanos()).unwrap_or(u64::MAX);
        half + Duration::from_nanos(random() % nanos)
    }
}

/// Random because each `RandomState` has its own keys. A forked process inherits them, but has another process ID.
pub(crate) fn random() -> u64 {
    RandomState::new().hash_one((process::id(), Instant::now()))
}
