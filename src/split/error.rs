use std::fmt;

use thiserror::Error;

use crate::model::Location;

/// Something that cannot be cut is larger than a part may be.
///
/// ```
/// use feishu_post::{Limit, post};
///
/// let error = post![["见 ", link("文档", "https://example.com")]].split(Limit::bytes(70)).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "zh_cn line 1 element 2: a link cannot be split and needs a message of 82 bytes, the limit is 70"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Error)]
#[error(
    "{location}: {what} cannot be split and needs a message of {bytes} bytes, the limit is {limit}"
)]
pub struct SplitError {
    pub(super) what: &'static str,
    pub(super) location: Location<'static>,
    pub(super) bytes: usize,
    pub(super) limit: usize,
}

impl SplitError {
    /// What cannot be cut: an element, or the title where it names no line.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let error = post!["一", image("img_7ea74629")].split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.location().line(), Some(2));
    /// ```
    #[must_use]
    pub const fn location(&self) -> &Location<'static> {
        &self.location
    }

    /// How many bytes the smallest message with it has.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let picture = post![image("img_7ea74629")];
    /// let error = picture.split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.needed_bytes(), picture.json_len());
    /// ```
    #[must_use]
    pub const fn needed_bytes(&self) -> usize {
        self.bytes
    }

    /// How many bytes a part may have.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let error = post![image("img_7ea74629")].split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.max_bytes(), 60);
    /// ```
    #[must_use]
    pub const fn max_bytes(&self) -> usize {
        self.limit
    }
}

/// As `Display`.
impl fmt::Debug for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
