use std::borrow::Cow;
use std::fmt;

/// The language of a title and its lines; a reader sees the one that fits his client.
///
/// ```
/// use feishu_post::Locale;
///
/// assert_eq!(Locale::EnUs.as_str(), "en_us");
/// assert_eq!(Locale::other("zh_hk").as_str(), "zh_hk");
/// assert_eq!(Locale::other("zh_cn"), Locale::ZhCn);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Locale<'a> {
    /// `zh_cn`, the locale of a post that names none.
    #[default]
    ZhCn,
    /// `en_us`
    EnUs,
    /// `ja_jp`, which the platform's legacy page and SDKs have.
    JaJp,
    /// One that the page of posts does not list; made by [`Locale::other`].
    Other(LocaleName<'a>),
}

/// The name of a locale that the page of posts does not list; made by [`Locale::other`].
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
    /// The name.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        super::as_str(&self.0)
    }

    /// Whether it could be a locale's name: a language of two letters and one part or more of two
    /// to four, as in `zh_hk` and `zh_hant_tw`. JSON's other keys (`msg_type`, …) are not.
    pub(crate) fn is_plausible(name: &str) -> bool {
        let is_subtag = |part: &str| {
            matches!(part.len(), 2..=4) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        name.split_once(['_', '-']).is_some_and(|(language, rest)| {
            language.len() == 2
                && language.bytes().all(|byte| byte.is_ascii_alphabetic())
                && rest.split(['_', '-']).all(is_subtag)
        })
    }
}

impl<'a> Locale<'a> {
    /// The locale with this name, which the page of posts need not list. Cards know more locales
    /// (`zh_hk`, `zh_tw`, `ko_kr`, …); whether posts do is not documented.
    #[must_use]
    pub fn other(name: impl Into<Cow<'a, str>>) -> Self {
        let name = name.into();
        match &*name {
            "zh_cn" => Self::ZhCn,
            "en_us" => Self::EnUs,
            "ja_jp" => Self::JaJp,
            _ => Self::Other(LocaleName(name)),
        }
    }

    /// The platform's name.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match self {
            Self::ZhCn => "zh_cn",
            Self::EnUs => "en_us",
            Self::JaJp => "ja_jp",
            Self::Other(name) => name.as_str(),
        }
    }

    /// The same locale, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Locale<'static> {
        match self {
            Self::ZhCn => Locale::ZhCn,
            Self::EnUs => Locale::EnUs,
            Self::JaJp => Locale::JaJp,
            Self::Other(name) => Locale::Other(LocaleName(super::owned(name.0))),
        }
    }
}

impl fmt::Display for Locale<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
