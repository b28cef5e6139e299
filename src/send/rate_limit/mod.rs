//! Rate limiting.

mod limiter;
mod windows;

pub(crate) use limiter::{Place, RateLimiter, Spacing};
pub(crate) use windows::Permit;

/// The number of messages that may be sent in any second and in any minute.
///
/// The platform counts each API separately: sends, replies, edits and ticket messages each have a
/// limit. The default is what most pages allow, 50 a second and 1000 a minute, per app and tenant.
/// Programs that use the same app share its limits and must divide them.
///
/// ```
/// use feishu_post::RateLimit;
///
/// assert_eq!(RateLimit::default(), RateLimit::unlimited().per_second(50).per_minute(1000));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RateLimit {
    per_second: Option<usize>,
    per_minute: Option<usize>,
}

impl RateLimit {
    /// Sets no limit, for callers that limit the rate themselves.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    ///
    /// assert_ne!(RateLimit::unlimited(), RateLimit::default());
    /// ```
    #[must_use]
    pub const fn unlimited() -> Self {
        Self {
            per_second: None,
            per_minute: None,
        }
    }

    /// Sets the maximum number of messages in any second.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    ///
    /// // Half of what the platform allows: another program uses the app, too.
    /// assert_ne!(RateLimit::default().per_second(25), RateLimit::default());
    /// ```
    #[must_use = "a rate limit is a value: pass it to a builder's rate_limit"]
    pub const fn per_second(mut self, messages: usize) -> Self {
        self.per_second = Some(messages);
        self
    }

    /// Sets the maximum number of messages in any minute.
    ///
    /// ```
    /// use feishu_post::RateLimit;
    ///
    /// assert_ne!(RateLimit::default().per_minute(500), RateLimit::default());
    /// ```
    #[must_use = "a rate limit is a value: pass it to a builder's rate_limit"]
    pub const fn per_minute(mut self, messages: usize) -> Self {
        self.per_minute = Some(messages);
        self
    }

    /// The windows whose limit is zero.
    pub(crate) fn empty_windows(&self) -> impl Iterator<Item = &'static str> + use<> {
        [(self.per_second, "second"), (self.per_minute, "minute")]
            .into_iter()
            .filter(|(limit, _)| *limit == Some(0))
            .map(|(_, window)| window)
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::unlimited().per_second(50).per_minute(1000)
    }
}
