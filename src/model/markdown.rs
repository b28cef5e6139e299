use std::borrow::Cow;
use std::fmt;

/// Markdown source that the platform renders, in lines of its own; the platform's `md`.
///
/// The platform documents no escape for it: whoever puts a foreign text into the source lets it
/// mention everyone with `<at user_id="all"></at>`. [`Markdown::raw`] is the door to look at.
///
/// ```
/// use feishu_post::Markdown;
///
/// assert_eq!(Markdown::raw("**已解决**").source(), "**已解决**");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Markdown<'a> {
    pub(crate) source: Cow<'a, str>,
}

impl<'a> Markdown<'a> {
    pub(crate) const TAG: &'static str = "md";

    /// Takes the source as it is. Markup in it, mentions of everyone too, will work.
    #[must_use]
    pub fn raw(source: impl Into<Cow<'a, str>>) -> Self {
        Self {
            source: source.into(),
        }
    }

    /// The source.
    #[must_use]
    pub const fn source(&self) -> &str {
        super::as_str(&self.source)
    }

    /// The same source, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Markdown<'static> {
        Markdown {
            source: super::owned(self.source),
        }
    }

    fn new(source: impl Into<Cow<'a, str>>) -> Self {
        Self::raw(source)
    }
}

/// Writes the source.
impl fmt::Display for Markdown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.source)
    }
}

super::from_strings!(Markdown);
