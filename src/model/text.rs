use std::borrow::Cow;

use super::Style;

/// A run of text in a line; the platform's `text`.
///
/// ```
/// use feishu_post::{Stylize, Text};
///
/// let text = Text::new("第二行 :").bold();
/// assert_eq!(text.as_str(), "第二行 :");
/// assert!(!(&text).un_escape());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) style: Style,
    pub(crate) un_escape: bool,
}

impl<'a> Text<'a> {
    pub(crate) const TAG: &'static str = "text";

    /// A plain text.
    ///
    /// ```
    /// use feishu_post::Text;
    ///
    /// assert_eq!(Text::new("a"), Text::from(String::from("a")));
    /// ```
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            style: Style::PLAIN,
            un_escape: false,
        }
    }

    /// The text as written, before any decoding.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        super::as_str(&self.text)
    }

    /// How it is set.
    #[must_use]
    pub const fn style(&self) -> Style {
        self.style
    }

    /// Whether HTML character references in it are decoded before it is shown.
    #[must_use]
    pub const fn un_escape(&self) -> bool {
        self.un_escape
    }

    /// The same text, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        Text {
            text: super::owned(self.text),
            style: self.style,
            un_escape: self.un_escape,
        }
    }
}

super::from_strings!(Text);
