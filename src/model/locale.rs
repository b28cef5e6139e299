use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use feishu_post_core::for_each_locale;
use feishu_post_core::names::{self, UnknownName};

use super::strings::owned;

macro_rules! locale {
    ($($variant:ident = $name:ident,)*) => {
        /// The language of a title and its lines; readers see the one that fits their client.
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
            /// One that the pages of posts do not list; made by [`Locale::other`].
            Other(LocaleName<'a>),
        }

        impl<'a> Locale<'a> {
            /// Takes the name of any locale, unchecked. Cards know more locales than the pages of posts
            /// list (`zh_hk`, `zh_tw`, `ko_kr`, …); whether posts do is not documented.
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

/// The name of a locale that the pages of posts do not list; made by [`Locale::other`].
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

/// The locale of a post that names none.
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

/// Takes the name of a locale, listed or not. What cannot be one and what is probably a listed one,
/// misspelt, is refused; [`Locale::other`] takes it all the same.
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
