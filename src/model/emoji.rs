use std::borrow::Cow;
use std::fmt;

use feishu_post_href::{for_each_emoji, names};

use super::UnknownName;

/// The name of an emoji, as the platform spells it.
///
/// There is a constant for each of the 182 names of the platform's page, in upper snake case:
/// `EatingFood` is [`Emoji::EATING_FOOD`], `2022` is [`Emoji::_2022`]. The page calls its list a
/// selection; [`Emoji::other`] takes unlisted names. Names are case-sensitive.
///
/// ```
/// use feishu_post::Emoji;
///
/// assert_eq!(Emoji::SMILE.name(), "SMILE");
/// assert_eq!(Emoji::try_from("SMILE"), Ok(Emoji::SMILE));
/// assert_eq!(
///     Emoji::try_from("SMIEL").unwrap_err().to_string(),
///     r#"unknown emoji "SMIEL": did you mean "SMILE"? (Emoji::other takes unlisted names)"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Emoji<'a>(pub(crate) Cow<'a, str>);

macro_rules! constants {
    ($($constant:ident = $name:literal,)*) => {
        impl Emoji<'_> {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Emoji<'static> = Emoji(Cow::Borrowed($name));
            )*

            /// Every emoji that the platform's page lists, in its order.
            ///
            /// ```
            /// use feishu_post::Emoji;
            ///
            /// assert_eq!(Emoji::ALL.len(), 182);
            /// ```
            pub const ALL: &'static [Emoji<'static>] = &[$(Emoji::$constant),*];
        }
    };
}

for_each_emoji!(constants);

impl<'a> Emoji<'a> {
    /// An emoji that the platform's page does not list, unchecked.
    ///
    /// ```
    /// use feishu_post::Emoji;
    ///
    /// assert_eq!(Emoji::other("NewInNextYear").name(), "NewInNextYear");
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

    /// The same emoji, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Emoji<'static> {
        Emoji(super::owned(self.0))
    }
}

impl fmt::Display for Emoji<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Looks the name up, exactly as the platform spells it.
impl TryFrom<&str> for Emoji<'_> {
    type Error = UnknownName;

    fn try_from(name: &str) -> Result<Self, UnknownName> {
        names::emoji(name).map(|name| Self(Cow::Borrowed(name)))
    }
}

/// Looks the name up, exactly as the platform spells it.
impl TryFrom<&String> for Emoji<'_> {
    type Error = UnknownName;

    fn try_from(name: &String) -> Result<Self, UnknownName> {
        Self::try_from(name.as_str())
    }
}

/// Looks the name up, exactly as the platform spells it.
impl TryFrom<String> for Emoji<'_> {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        Self::try_from(name.as_str())
    }
}
