use std::borrow::Cow;
use std::fmt;

use feishu_post_href::{for_each_language, names};

use super::UnknownName;

/// The language of a code block.
///
/// There is a constant for each of the 20 names of the platform's page, whose list is open;
/// [`Language::other`] takes unlisted names. Strings are looked up in any case.
///
/// ```
/// use feishu_post::Language;
///
/// assert_eq!(Language::RUST.name(), "RUST");
/// assert_eq!(Language::try_from("rust"), Ok(Language::RUST));
/// assert_eq!(
///     Language::try_from("RSUT").unwrap_err().to_string(),
///     r#"unknown language "RSUT": did you mean "RUST"? (Language::other takes unlisted names)"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language<'a>(pub(crate) Cow<'a, str>);

macro_rules! constants {
    ($($constant:ident = $name:literal,)*) => {
        impl Language<'_> {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Language<'static> = Language(Cow::Borrowed($name));
            )*

            /// Every language that the platform's page lists, in its order.
            ///
            /// ```
            /// use feishu_post::Language;
            ///
            /// assert_eq!(Language::ALL.len(), 20);
            /// ```
            pub const ALL: &'static [Language<'static>] = &[$(Language::$constant),*];
        }
    };
}

for_each_language!(constants);

impl<'a> Language<'a> {
    /// A language that the platform's page does not list, unchecked.
    ///
    /// ```
    /// use feishu_post::Language;
    ///
    /// assert_eq!(Language::other("ZIG").name(), "ZIG");
    /// ```
    #[must_use]
    pub fn other(name: impl Into<Cow<'a, str>>) -> Self {
        Self(name.into())
    }

    /// The platform's name.
    #[must_use]
    pub const fn name(&self) -> &str {
        super::as_str(&self.0)
    }

    /// The same language, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Language<'static> {
        Language(super::owned(self.0))
    }
}

impl fmt::Display for Language<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Looks the name up, in any case.
impl TryFrom<&str> for Language<'_> {
    type Error = UnknownName;

    fn try_from(name: &str) -> Result<Self, UnknownName> {
        names::language(name).map(|name| Self(Cow::Borrowed(name)))
    }
}

/// Looks the name up, in any case.
impl TryFrom<&String> for Language<'_> {
    type Error = UnknownName;

    fn try_from(name: &String) -> Result<Self, UnknownName> {
        Self::try_from(name.as_str())
    }
}

/// Looks the name up, in any case.
impl TryFrom<String> for Language<'_> {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        Self::try_from(name.as_str())
    }
}
