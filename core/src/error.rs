use std::convert::Infallible;
use std::fmt;

use thiserror::Error;

use crate::grammar::push_char;
use crate::redact::shown;

/// An error for a rejected link, with the link and the reason.
///
/// ```
/// use feishu_post::{Href, HrefErrorKind};
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

    /// Returns why the link was rejected, and what to write instead.
    ///
    /// ```
    /// use feishu_post::{Href, HrefErrorKind};
    ///
    /// let error = Href::parse("https://").unwrap_err();
    /// assert_eq!(error.kind(), &HrefErrorKind::NoHost);
    /// ```
    #[must_use]
    pub fn kind(&self) -> &HrefErrorKind {
        &self.kind
    }

    /// Returns the input for use in messages, with any user name and password replaced by `***` and everything after
    /// the first 120 characters replaced by `…`.
    ///
    /// ```
    /// use feishu_post::Href;
    ///
    /// let error = Href::parse("https://me:secret@example.com/").unwrap_err();
    /// assert_eq!(error.redacted(), "https://***@example.com/");
    /// ```
    #[must_use]
    pub fn redacted(&self) -> &str {
        &self.redacted
    }

    /// Returns the unmodified input, including any secrets in it. Show it only to its intended readers, and never
    /// log it.
    ///
    /// ```
    /// use feishu_post::Href;
    ///
    /// let error = Href::parse("https://me:secret@example.com/").unwrap_err();
    /// assert_eq!(error.into_input(), "https://me:secret@example.com/");
    /// ```
    #[must_use]
    pub fn into_input(self) -> String {
        self.given
    }
}

/// Same as `Display`, without the unmodified input, which may contain a password.
impl fmt::Debug for HrefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Allows infallible conversions, such as from `&Href`, wherever a link may be rejected.
impl From<Infallible> for HrefError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// The reason why a link was rejected. `Display` writes what was found and, if there is one, the suggestion.
///
/// Positions count characters from 1. No variant contains a password.
///
/// ```
/// use feishu_post::{Href, HrefErrorKind};
///
/// let error = Href::parse("javascript:alert(1)").unwrap_err();
/// assert_eq!(error.kind(), &HrefErrorKind::Scheme { scheme: "javascript".to_owned() });
/// assert_eq!(error.kind().to_string(), r#"scheme "javascript" is not http or https"#);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum HrefErrorKind {
    /// The text is empty or only whitespace.
    #[error(r#"it is empty; write "https://" and a host"#)]
    Empty,

    /// The scheme is not one of the two that Feishu accepts; for any other, its servers respond
    /// `scheme not in scheme whitelist`.
    #[error("scheme {scheme:?} is not http or https")]
    Scheme {
        /// The scheme as written, without the colon.
        scheme: String,
    },

    /// The link begins with its host or its path.
    #[error("no scheme; {}", corrected(.suggestion.as_deref(), r#"a link begins with "https://" and a host"#))]
    MissingScheme {
        /// The same link with `https://`, if that would be accepted.
        suggestion: Option<String>,
    },

    /// The scheme is not followed by `//`; browsers add it, other clients do not.
    #[error(r#"no "//" after the scheme; {}"#, corrected(.suggestion.as_deref(), r#"write "https://" and a host"#))]
    NoSlashes {
        /// The same link with `//`, if that would be accepted.
        suggestion: Option<String>,
    },

    /// One scheme follows another, as in `https://https://example.com`, which would be a host named `https`.
    #[error("duplicate scheme; {}", corrected(.suggestion.as_deref(), "write it once"))]
    DuplicateScheme {
        /// The link from its second scheme on, if that would be accepted.
        suggestion: Option<String>,
    },

    /// Whitespace inside the link ([`char::is_whitespace`]). An ASCII space is rejected only before the path;
    /// after the host it becomes `%20`, as in browsers.
    #[error("{} at character {position}; {}", named(*.character), without(*.character))]
    Whitespace {
        /// What was found.
        character: char,
        /// Where, in characters from 1.
        position: usize,
    },

    /// Whitespace before or after the link.
    #[error("{} at character {position}, outside the link; remove it", named(*.character))]
    SurroundingWhitespace {
        /// What was found.
        character: char,
        /// Where, in characters from 1.
        position: usize,
    },

    /// A control character, including tab and line feed ([`char::is_control`]).
    #[error("{} at character {position}; remove it", named(*.character))]
    Control {
        /// What was found.
        character: char,
        /// Where, in characters from 1.
        position: usize,
    },

    /// A `%` that does not begin a triplet ([RFC 3986, 2.1](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).
    #[error(r#""%" at character {position} is not followed by two hex digits; write "%25""#)]
    InvalidPercentEncoding {
        /// Where the `%` is, in characters from 1.
        position: usize,
    },

    /// A backslash before the path: browsers read it as a slash, other clients as part of the host.
    #[error(r#"backslash at character {position}; write "/""#)]
    Backslash {
        /// Where, in characters from 1.
        position: usize,
    },

    /// A user name or password in front of the host.
    #[error(r#"a user name or password before the host; remove it together with the "@""#)]
    Credentials,

    /// There is no host.
    #[error(r#"no host; write it after "://""#)]
    NoHost,

    /// The port is not a number from 0 to 65535.
    #[error("port {port:?} is not a number up to 65535")]
    InvalidPort {
        /// The port as written, without the colon.
        port: String,
    },

    /// The host has an empty label or a character not allowed in hosts, often from text that follows without a space.
    #[error(r#"host {host:?} is not a name of letters, digits and "-" separated by dots"#)]
    HostName {
        /// The host as written.
        host: String,
    },

    /// The host is neither an address nor a name ([WHATWG, host parsing](https://url.spec.whatwg.org/#host-parsing)).
    #[error("host {host:?} is not valid: {cause}")]
    Host {
        /// The host as written.
        host: String,
        /// The error from `url`.
        cause: url::ParseError,
    },
}

fn corrected(accepted: Option<&str>, general: &str) -> String {
    accepted.map_or_else(|| general.to_owned(), |text| format!("write {text:?}"))
}

fn named(character: char) -> String {
    match character {
        ' ' => "space".to_owned(),
        '\t' => "tab".to_owned(),
        '\n' => "line feed".to_owned(),
        '\r' => "carriage return".to_owned(),
        c if c.is_control() => format!("control character U+{:04X}", u32::from(c)),
        c => format!("whitespace U+{:04X}", u32::from(c)),
    }
}

/// The advice for whitespace inside a link.
fn without(character: char) -> String {
    if character == ' ' {
        return "remove it from the host".to_owned();
    }
    let mut encoded = String::new();
    push_char(&mut encoded, character);
    format!("write {encoded:?}")
}
