use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use feishu_post_core::names::{self, UnknownName};
use feishu_post_core::{for_each_emoji, for_each_language, for_each_locale};

use super::strings::owned;

/// The name of an emoji, as the platform spells it.
///
/// There is a constant for each of the 182 names on the platform's page, in upper snake case:
/// `EatingFood` is [`Emoji::EATING_FOOD`], `2022` is [`Emoji::_2022`]. The page calls its list
/// partial; use [`Emoji::other`] for unlisted names. Names are case-sensitive.
///
/// ```
/// use feishu_post::Emoji;
///
/// assert_eq!(Emoji::SMILE.name(), "SMILE");
/// assert_eq!("SMILE".parse(), Ok(Emoji::SMILE));
/// assert_eq!(
///     Emoji::try_from("SMIEL").unwrap_err().to_string(),
///     r#"unknown emoji "SMIEL": did you mean "SMILE"? (Emoji::other takes unlisted names)"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Emoji<'a>(pub(crate) Cow<'a, str>);

/// The language of a code block.
///
/// There is a constant for each of the 20 names on the platform's page, whose list is not
/// exhaustive; use [`Language::other`] for unlisted names. Lookup from a string ignores case.
///
/// ```
/// use feishu_post::Language;
///
/// assert_eq!(Language::RUST.name(), "RUST");
/// assert_eq!("rust".parse(), Ok(Language::RUST));
/// assert_eq!(
///     Language::try_from("RSUT").unwrap_err().to_string(),
///     r#"unknown language "RSUT": did you mean "RUST"? (Language::other takes unlisted names)"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language<'a>(pub(crate) Cow<'a, str>);

/// A constant for each listed name of a type.
macro_rules! constants {
    ($type:ident: $($constant:ident = $name:literal,)*) => {
        impl $type<'_> {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: $type<'static> = $type(Cow::Borrowed($name));
            )*

            /// All names listed on the platform's page, in its order.
            ///
            /// ```
            #[doc = concat!("use feishu_post::", stringify!($type), ";")]
            ///
            #[doc = concat!("let mut all = ", stringify!($type), "::ALL.iter();")]
            #[doc = concat!("assert!(all.all(|one| ", stringify!($type), "::try_from(one.name()).is_ok()));")]
            /// ```
            pub const ALL: &'static [$type<'static>] = &[$($type::$constant),*];
        }
    };
}

/// The conversions of a type of names, whether or not the platform lists them.
macro_rules! listed_name {
    ($type:ident, $lookup:path) => {
        impl<'a> $type<'a> {
            /// Creates a name that the platform's page does not list, without checking it.
            ///
            /// ```
            #[doc = concat!("use feishu_post::", stringify!($type), ";")]
            ///
            #[doc = concat!("assert_eq!(", stringify!($type), "::other(\"Newest\").name(), \"Newest\");")]
            /// ```
            #[must_use]
            pub fn other(name: impl Into<Cow<'a, str>>) -> Self {
                Self(name.into())
            }

            /// Returns the platform's name.
            #[must_use]
            pub fn name(&self) -> &str {
                &self.0
            }

            /// Converts into an owned value, which borrows nothing.
            #[must_use]
            pub fn into_owned(self) -> $type<'static> {
                $type(owned(self.0))
            }
        }

        impl fmt::Display for $type<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl AsRef<str> for $type<'_> {
            fn as_ref(&self) -> &str {
                self.name()
            }
        }

        /// Looks up the name.
        impl FromStr for $type<'_> {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                $lookup(name).map(|name| Self(Cow::Borrowed(name)))
            }
        }

        lookup!($type: &str, &String, String);
    };
}

macro_rules! lookup {
    ($type:ident: $($string:ty),*) => {$(
        /// Looks up the name.
        impl TryFrom<$string> for $type<'_> {
            type Error = UnknownName;

            fn try_from(name: $string) -> Result<Self, UnknownName> {
                name.parse()
            }
        }
    )*};
}

listed_name!(Emoji, names::emoji);
listed_name!(Language, names::language);
for_each_emoji!(constants, Emoji);
for_each_language!(constants, Language);

macro_rules! locale {
    ($($variant:ident = $name:ident,)*) => {
        /// The language of a title and its lines; readers see the one that matches their client's language.
        ///
        /// ```
        /// use feishu_post::Locale;
        ///
        /// assert_eq!(Locale::EnUs.as_str(), "en_us");
        /// assert_eq!(Locale::other("zh_hk").as_str(), "zh_hk");
        /// assert_eq!(Locale::other("zh_cn"), Locale::ZhCn);
        /// assert_eq!(Locale::default(), Locale::ZhCn);
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Locale<'a> {
            $(
                #[doc = concat!("`", stringify!($name), "`")]
                $variant,
            )*
            /// A locale that the platform does not list for posts; created by [`Locale::other`].
            Other(LocaleName<'a>),
        }

        impl<'a> Locale<'a> {
            /// Creates a locale from any name, without checking it. Cards support locales that are not
            /// listed for posts (`zh_hk`, `zh_tw`, `ko_kr`, …); whether posts support them is not documented.
            #[must_use]
            pub fn other(name: impl Into<Cow<'a, str>>) -> Self {
                let name = name.into();
                match &*name {
                    $(stringify!($name) => Self::$variant,)*
                    _ => Self::Other(LocaleName(name)),
                }
            }

            /// Returns the platform's name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => stringify!($name),)*
                    Self::Other(name) => name.as_str(),
                }
            }

            /// Converts into an owned value, which borrows nothing.
            #[must_use]
            pub fn into_owned(self) -> Locale<'static> {
                match self {
                    $(Self::$variant => Locale::$variant,)*
                    Self::Other(LocaleName(name)) => Locale::Other(LocaleName(owned(name))),
                }
            }
        }
    };
}

for_each_locale!(locale);

/// The name of a locale that the platform does not list for posts; created by [`Locale::other`].
///
/// ```
/// use feishu_post::Locale;
///
/// let Locale::Other(name) = Locale::other("ko_kr") else { unreachable!() };
/// assert_eq!(name.as_str(), "ko_kr");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LocaleName<'a>(Cow<'a, str>);

impl LocaleName<'_> {
    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the locale of a post that does not name one.
impl Default for Locale<'_> {
    fn default() -> Self {
        Self::ZhCn
    }
}

impl fmt::Display for Locale<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Locale<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Parses the name of a locale, listed or not. Rejects invalid names and probable misspellings of
/// listed ones; [`Locale::other`] accepts those, too.
///
/// ```
/// use feishu_post::Locale;
///
/// assert_eq!("en_us".parse(), Ok(Locale::EnUs));
/// assert_eq!("zh_hk".parse(), Ok(Locale::other("zh_hk")));
/// assert_eq!(
///     "en-US".parse::<Locale>().unwrap_err().to_string(),
///     r#"unknown locale "en-US": did you mean "en_us"? (Locale::other takes unlisted names)"#
/// );
/// ```
impl FromStr for Locale<'_> {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        names::locale(name).map(|name| Self::other(name.to_owned()))
    }
}
