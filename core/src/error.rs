use std::convert::Infallible;
use std::fmt;

use thiserror::Error;

use crate::HrefErrorKind;
use crate::redact::shown;

/// A link was refused: which one, and why.
///
/// ```
/// use feishu_post_core::{Href, HrefErrorKind};
///
/// let error = Href::parse("https://example.com/50%").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"link "https://example.com/50%" is refused: "%" at character 23 is not followed by two hex digits; write "%25""#,
/// );
/// assert!(matches!(error.kind(), HrefErrorKind::InvalidPercentEncoding { position: 23, .. }));
/// ```
#[derive(Clone, PartialEq, Eq, Error)]
#[error("link {redacted:?} is refused: {kind}")]
pub struct HrefError {
    given: String,
    redacted: String,
    kind: HrefErrorKind,
}

impl HrefError {
    pub(crate) fn new(text: &str, kind: HrefErrorKind) -> Self {
        Self {
            given: text.to_owned(),
            redacted: shown(text),
            kind,
        }
    }

    /// Why the link was refused, and what to write instead.
    ///
    /// ```
    /// use feishu_post_core::{Href, HrefErrorKind};
    ///
    /// let error = Href::parse("https://").unwrap_err();
    /// assert_eq!(error.kind(), &HrefErrorKind::NoHost);
    /// ```
    #[must_use]
    pub fn kind(&self) -> &HrefErrorKind {
        &self.kind
    }

    /// The link as it was given, for messages: a user name and password are replaced by `***`, and what goes
    /// beyond 120 characters by `…`.
    ///
    /// ```
    /// use feishu_post_core::Href;
    ///
    /// let error = Href::parse("https://me:secret@example.com/").unwrap_err();
    /// assert_eq!(error.redacted(), "https://***@example.com/");
    /// ```
    #[must_use]
    pub fn redacted(&self) -> &str {
        &self.redacted
    }

    /// The link exactly as it was given, with whatever secrets it holds: to be shown to whom it was meant for, never
    /// to be logged.
    ///
    /// ```
    /// use feishu_post_core::Href;
    ///
    /// let error = Href::parse("https://me:secret@example.com/").unwrap_err();
    /// assert_eq!(error.into_input(), "https://me:secret@example.com/");
    /// ```
    #[must_use]
    pub fn into_input(self) -> String {
        self.given
    }
}

/// Without the link as it was given, which may hold a password.
impl fmt::Debug for HrefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HrefError")
            .field("redacted", &self.redacted)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// A conversion that cannot fail, as from `&Href`, fits wherever a link may be refused.
impl From<Infallible> for HrefError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
