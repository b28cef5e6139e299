use std::borrow::Cow;

use super::{At, Link, Style, Text};

/// Styles and flags as postfix methods, on `&str`, `String`, [`Text`], [`Link`] and [`At`].
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
pub trait Stylize: Sized {
    /// What it becomes: a [`Text`], [`Link`] or [`At`].
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

    /// Sets it in bold.
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

    /// Sets it in italics.
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

    /// Underlines it.
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

    /// Strikes it through.
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

    /// Has HTML character references in the text decoded once before it is shown: `&nbsp;`
    /// becomes a space that does not break, `&lt;` a `<`. Without it they show as written.
    ///
    /// The platform's page of rich text names the flag for `text`; on `a` only its legacy page
    /// and SDKs do. It has nothing to do with escapes of JSON.
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

/// What can carry `un_escape`: texts and links.
#[diagnostic::on_unimplemented(
    message = "`un_escape` is for texts and links, not for `{Self}`",
    label = "this has no text to decode"
)]
pub trait UnEscape: sealed::Sealed {
    #[doc(hidden)]
    #[must_use]
    fn with_un_escape(self) -> Self;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Text<'_> {}
    impl Sealed for super::Link<'_> {}
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
