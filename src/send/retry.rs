use std::time::Duration;

use super::code::Code;
use super::error::SendError;

/// The first pause where the platform names none; it doubles with each try.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// How long to wait at the rate limit where the platform does not say: the shorter of its windows.
const RATE_PAUSE: Duration = Duration::from_secs(1);

/// How often and for how long a message is tried again.
///
/// Tried again is only what certainly was not delivered and may go better: a call over the rate
/// limit, after the time that the platform names, and a connection that never opened, after a
/// short pause. A request for a token, of which one may get several, also after a cut connection, a
/// reply that is not the platform's and an internal error. Everything else is reported at once.
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
    tries: u32,
    within: Duration,
}

impl RetryPolicy {
    /// No second try.
    ///
    /// ```
    /// use feishu_post::RetryPolicy;
    ///
    /// assert_ne!(RetryPolicy::never(), RetryPolicy::default());
    /// ```
    #[must_use]
    pub const fn never() -> Self {
        Self {
            tries: 1,
            within: Duration::ZERO,
        }
    }

    /// At most so many tries, the first included.
    #[must_use = "a policy is a value: pass it to HelpdeskBuilder::retry_policy"]
    pub const fn max_attempts(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// No further try that would begin later than this after the first, its waiting for the
    /// [pace](crate::RateLimit) included.
    #[must_use = "a policy is a value: pass it to HelpdeskBuilder::retry_policy"]
    pub const fn max_elapsed(mut self, time: Duration) -> Self {
        self.within = time;
        self
    }

    pub(crate) fn longest(&self) -> Duration {
        self.within
    }

    /// How long to wait before the next try; none if the error is to be reported. `elapsed` is the
    /// time since the first try, `random` any number: it spreads callers that failed together.
    ///
    /// [`send`](crate::send()) asks this itself; it is for those who bring their own client.
    ///
    /// ```
    /// use feishu_post::{MessageId, RetryPolicy};
    /// use std::time::Duration;
    ///
    /// let reply = http::Response::builder()
    ///     .header("x-ogw-ratelimit-reset", "6")
    ///     .body(r#"{"code":99991400}"#)
    ///     .unwrap();
    /// let error = MessageId::from_response(&reply).unwrap_err();
    /// let retry = RetryPolicy::default();
    /// assert_eq!(retry.wait(&error, 1, Duration::ZERO, 0), Some(Duration::from_secs(6)));
    /// assert_eq!(retry.wait(&error, 5, Duration::ZERO, 0), None);
    /// assert_eq!(retry.wait(&error, 1, Duration::from_secs(115), 0), None);
    /// ```
    #[must_use]
    pub fn wait(
        &self,
        error: &SendError,
        tries: u32,
        elapsed: Duration,
        random: u64,
    ) -> Option<Duration> {
        let pause = match rate_pause(error, tries, random) {
            Some(pause) => pause,
            None if error.is_worth_repeating() => pause(tries, random),
            None => return None,
        };
        (tries < self.tries && elapsed.saturating_add(pause) <= self.within).then_some(pause)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::never()
            .max_attempts(5)
            .max_elapsed(Duration::from_secs(120))
    }
}

/// How long nobody is to call the platform; none if the error is not its rate limit. A reset of 0
/// seconds means a part of one.
pub(crate) fn rate_pause(error: &SendError, tries: u32, random: u64) -> Option<Duration> {
    let named = || error.retry_after().unwrap_or(RATE_PAUSE);
    let is_limit = error.code().is_some_and(Code::is_rate_limit);
    is_limit.then(|| named().max(pause(tries, random)))
}

/// Half of the doubled pause, and by chance up to as much again.
fn pause(tries: u32, random: u64) -> Duration {
    let whole = FIRST_PAUSE.saturating_mul(1 << tries.saturating_sub(1).min(16));
    let half = whole / 2;
    let nanos = u64::try_from(half.as_nanos()).unwrap_or(u64::MAX).max(1);
    half + Duration::from_nanos(random % nanos)
}
