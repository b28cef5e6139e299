use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::error::HrefError;
use crate::{fast, rule};

/// A checked link that Feishu accepts.
///
/// A link that needs no changes is kept exactly as written. An international host is converted to punycode, and a
/// character that [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#appendix-A) does not allow in a path, query or
/// fragment is percent-encoded as UTF-8. Parsing the result again returns the same text.
///
/// ```
/// use feishu_post::Href;
///
/// let href = Href::parse("https://example.com/工单?id=42#top")?;
/// assert_eq!(href.as_str(), "https://example.com/%E5%B7%A5%E5%8D%95?id=42#top");
/// assert_eq!(Href::parse(href.as_str())?, href);
/// # Ok::<(), feishu_post::HrefError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Href<'a>(Cow<'a, str>);

impl<'a> Href<'a> {
    /// Parses and checks a link.
    ///
    /// The scheme must be `http` or `https`, followed by `://` and a host:
    /// [Feishu's page on posts](https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json)
    /// requires a valid address, and its servers reject other schemes.
    /// A link that needs no changes is borrowed; any other is rewritten.
    ///
    /// # Errors
    ///
    /// Returns an [`HrefError`] if the link is rejected; its [`kind`](HrefError::kind) says why, and what to write
    /// instead.
    ///
    /// ```
    /// use feishu_post::{Href, HrefErrorKind};
    ///
    /// assert_eq!(Href::parse("HTTPS://example.com/a")?.as_str(), "HTTPS://example.com/a");
    /// let error = Href::parse("www.feishu.cn").unwrap_err();
    /// assert_eq!(error.kind().to_string(), r#"no scheme; write "https://www.feishu.cn""#);
    /// # Ok::<(), feishu_post::HrefError>(())
    /// ```
    #[inline]
    pub fn parse<T: AsRef<str> + ?Sized>(text: &'a T) -> Result<Self, HrefError> {
        let text = text.as_ref();
        // The common result is constructed in place; the other is large and has to be copied.
        if fast::is_clean(text) {
            return Ok(Self::from_checked(text));
        }
        check(text).map(Self)
    }

    /// Returns the link as it is sent.
    ///
    /// ```
    /// use feishu_post::Href;
    ///
    /// assert_eq!(Href::parse("http://www.feishu.cn")?.as_str(), "http://www.feishu.cn");
    /// # Ok::<(), feishu_post::HrefError>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Converts into an owned value, independent of the text that it was parsed from.
    ///
    /// ```
    /// use feishu_post::Href;
    ///
    /// fn home(host: &str) -> Result<Href<'static>, feishu_post::HrefError> {
    ///     Ok(Href::parse(&format!("https://{host}/"))?.into_owned())
    /// }
    /// assert_eq!(home("example.com")?.as_str(), "https://example.com/");
    /// # Ok::<(), feishu_post::HrefError>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Href<'static> {
        Href(Cow::Owned(self.0.into_owned()))
    }

    /// Only for text that [`Href::parse`] accepts and leaves unchanged: a macro has checked the literal.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_checked(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// For text that is an accepted link by construction.
    pub(crate) fn from_assembled(text: String) -> Href<'static> {
        Href(Cow::Owned(text))
    }
}

fn check(text: &str) -> Result<Cow<'_, str>, HrefError> {
    rule::normalize(text).map_err(|reason| HrefError::new(text, reason))
}

impl fmt::Debug for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Href").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Href<'_>> for String {
    fn from(href: Href<'_>) -> Self {
        href.0.into_owned()
    }
}

impl AsRef<str> for Href<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl FromStr for Href<'static> {
    type Err = HrefError;

    fn from_str(text: &str) -> Result<Self, HrefError> {
        Href::parse(text).map(Href::into_owned)
    }
}

impl<'a> TryFrom<&'a str> for Href<'a> {
    type Error = HrefError;

    #[inline]
    fn try_from(text: &'a str) -> Result<Self, HrefError> {
        Self::parse(text)
    }
}

impl<'a> TryFrom<&'a String> for Href<'a> {
    type Error = HrefError;

    #[inline]
    fn try_from(text: &'a String) -> Result<Self, HrefError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Href<'_> {
    type Error = HrefError;

    fn try_from(text: String) -> Result<Self, HrefError> {
        let rewritten = match Href::parse(&text)?.0 {
            Cow::Borrowed(_) => None,
            Cow::Owned(clean) => Some(clean),
        };
        Ok(Self(Cow::Owned(rewritten.unwrap_or(text))))
    }
}

impl<'a> TryFrom<Cow<'a, str>> for Href<'a> {
    type Error = HrefError;

    fn try_from(text: Cow<'a, str>) -> Result<Self, HrefError> {
        match text {
            Cow::Borrowed(text) => Self::parse(text),
            Cow::Owned(text) => Self::try_from(text),
        }
    }
}

impl TryFrom<Url> for Href<'_> {
    type Error = HrefError;

    fn try_from(url: Url) -> Result<Self, HrefError> {
        Self::try_from(String::from(url))
    }
}

impl<'a> TryFrom<&'a Url> for Href<'a> {
    type Error = HrefError;

    fn try_from(url: &'a Url) -> Result<Self, HrefError> {
        Self::parse(url)
    }
}

impl<'a> From<&'a Href<'_>> for Href<'a> {
    fn from(href: &'a Href<'_>) -> Self {
        Self(Cow::Borrowed(href.as_str()))
    }
}
