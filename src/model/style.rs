use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use feishu_post_core::Style;

use super::element::{At, Link, Text};

/// Adds styles and flags with postfix methods on `&str`, `String`, [`Text`], [`Link`] and [`At`].
///
/// ```
/// use feishu_post::{At, Style, Stylize, Text};
///
/// let text: Text = "紧急".bold().underline();
/// assert_eq!(text.style(), Style::BOLD | Style::UNDERLINE);
///
/// let at: At = At::new("ou_18eac85d35a26f989317ad4f02e8bbbb").line_through();
/// assert_eq!(at.style(), Style::LINE_THROUGH);
/// ```
///
/// This trait is sealed and cannot be implemented for other types.
pub trait Stylize: Sized + sealed::Sealed {
    /// The styled type: [`Text`], [`Link`] or [`At`].
    type Styled;

    /// Adds a style.
    ///
    /// ```
    /// use feishu_post::{Style, Stylize};
    ///
    /// assert_eq!("a".styled(Style::BOLD | Style::ITALIC), "a".bold().italic());
    /// ```
    #[must_use = "it returns the styled element"]
    fn styled(self, style: Style) -> Self::Styled;

    /// Makes the text bold.
    ///
    /// ```
    /// use feishu_post::{Style, Stylize};
    ///
    /// assert_eq!("a".bold().style(), Style::BOLD);
    /// ```
    #[must_use = "it returns the styled element"]
    fn bold(self) -> Self::Styled {
        self.styled(Style::BOLD)
    }

    /// Makes the text italic.
    ///
    /// ```
    /// use feishu_post::{Style, Stylize};
    ///
    /// assert_eq!("a".italic().style(), Style::ITALIC);
    /// ```
    #[must_use = "it returns the styled element"]
    fn italic(self) -> Self::Styled {
        self.styled(Style::ITALIC)
    }

    /// Underlines the text.
    ///
    /// ```
    /// use feishu_post::{Style, Stylize};
    ///
    /// assert_eq!("a".underline().style(), Style::UNDERLINE);
    /// ```
    #[must_use = "it returns the styled element"]
    fn underline(self) -> Self::Styled {
        self.styled(Style::UNDERLINE)
    }

    /// Strikes the text through.
    ///
    /// ```
    /// use feishu_post::{Style, Stylize};
    ///
    /// assert_eq!("a".line_through().style(), Style::LINE_THROUGH);
    /// ```
    #[must_use = "it returns the styled element"]
    fn line_through(self) -> Self::Styled {
        self.styled(Style::LINE_THROUGH)
    }

    /// Decodes HTML character references in the text once for display: `&nbsp;` becomes a
    /// non-breaking space, `&lt;` a `<`. Otherwise they are displayed as written.
    ///
    /// The platform's rich-text page documents the flag for `text`; for `a`, only its legacy page
    /// and SDKs do. It is unrelated to JSON escapes.
    ///
    /// ```
    /// use feishu_post::Stylize;
    ///
    /// let text = "第一行&nbsp;:".un_escape();
    /// assert!((&text).un_escape());
    /// ```
    #[must_use = "it returns the flagged element"]
    fn un_escape(self) -> Self::Styled
    where
        Self::Styled: UnEscape,
        Self: Into<Self::Styled>,
    {
        self.into().with_un_escape()
    }
}

/// The elements that `un_escape` applies to: texts and links.
#[diagnostic::on_unimplemented(
    message = "`un_escape` applies to texts and links, not to `{Self}`",
    label = "this has no text to decode"
)]
pub trait UnEscape: sealed::Sealed {
    #[doc(hidden)]
    #[must_use]
    fn with_un_escape(self) -> Self;
}

mod sealed {
    pub trait Sealed {}

    use super::{At, Cow, Link, Text};

    impl Sealed for Text<'_> {}
    impl Sealed for Link<'_> {}
    impl Sealed for At<'_> {}
    impl Sealed for &str {}
    impl Sealed for &String {}
    impl Sealed for String {}
    impl Sealed for Cow<'_, str> {}
}

impl UnEscape for Text<'_> {
    fn with_un_escape(mut self) -> Self {
        self.un_escape = true;
        self
    }
}

impl UnEscape for Link<'_> {
    fn with_un_escape(mut self) -> Self {
        self.text.un_escape = true;
        self
    }
}

impl<'a> Stylize for Text<'a> {
    type Styled = Text<'a>;

    fn styled(mut self, style: Style) -> Self {
        self.style = self.style.with(style);
        self
    }
}

impl<'a> Stylize for Link<'a> {
    type Styled = Link<'a>;

    fn styled(mut self, style: Style) -> Self {
        self.text = self.text.styled(style);
        self
    }
}

impl<'a> Stylize for At<'a> {
    type Styled = At<'a>;

    fn styled(mut self, style: Style) -> Self {
        self.style = self.style.with(style);
        self
    }
}

macro_rules! stylize_as_text {
    ($($string:ty),*) => {$(
        impl<'a> Stylize for $string {
            type Styled = Text<'a>;

            fn styled(self, style: Style) -> Text<'a> {
                Text::from(self).styled(style)
            }
        }
    )*};
}

impl Stylize for String {
    type Styled = Text<'static>;

    fn styled(self, style: Style) -> Text<'static> {
        Text::from(self).styled(style)
    }
}

stylize_as_text!(&'a str, &'a String, Cow<'a, str>);

/// A value captured in an `un_escape` text, escaped so that it is displayed unchanged.
pub struct Escaped<T>(pub T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(HtmlWriter(f), "{}", self.0)
    }
}

struct HtmlWriter<'f, 'b>(&'f mut fmt::Formatter<'b>);

impl Write for HtmlWriter<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars()
            .try_for_each(|character| match reference(character) {
                Some(reference) => self.0.write_str(reference),
                None => self.0.write_char(character),
            })
    }
}

const fn reference(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}
