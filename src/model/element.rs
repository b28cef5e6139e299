use super::{At, Emoji, Emotion, Link, Style, Text};

/// What stands in a line beside others.
///
/// ```
/// use feishu_post::{At, Element};
///
/// let element = Element::from(At::all());
/// assert!(matches!(element, Element::At(at) if at.is_all()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Element<'a> {
    /// A run of text.
    Text(Text<'a>),
    /// A text that opens a URL.
    Link(Link<'a>),
    /// A mention.
    At(At<'a>),
    /// An emoji.
    Emotion(Emotion<'a>),
}

impl<'a> Element<'a> {
    /// How it is set; emoji are plain.
    ///
    /// ```
    /// use feishu_post::{Element, Style, Stylize};
    ///
    /// assert_eq!(Element::from("a".bold()).style(), Style::BOLD);
    /// ```
    #[must_use]
    pub const fn style(&self) -> Style {
        match self {
            Self::Text(text) => text.style(),
            Self::Link(link) => link.style(),
            Self::At(at) => at.style(),
            Self::Emotion(_) => Style::PLAIN,
        }
    }

    /// The same element, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Element<'static> {
        match self {
            Self::Text(text) => Element::Text(text.into_owned()),
            Self::Link(link) => Element::Link(link.into_owned()),
            Self::At(at) => Element::At(at.into_owned()),
            Self::Emotion(emotion) => Element::Emotion(emotion.into_owned()),
        }
    }

    fn new(text: impl Into<std::borrow::Cow<'a, str>>) -> Self {
        Self::Text(Text::new(text))
    }
}

impl<'a> From<Text<'a>> for Element<'a> {
    fn from(text: Text<'a>) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Link<'a>> for Element<'a> {
    fn from(link: Link<'a>) -> Self {
        Self::Link(link)
    }
}

impl<'a> From<At<'a>> for Element<'a> {
    fn from(at: At<'a>) -> Self {
        Self::At(at)
    }
}

impl<'a> From<Emotion<'a>> for Element<'a> {
    fn from(emotion: Emotion<'a>) -> Self {
        Self::Emotion(emotion)
    }
}

impl<'a> From<Emoji<'a>> for Element<'a> {
    fn from(emoji: Emoji<'a>) -> Self {
        Self::Emotion(emoji.into())
    }
}

super::from_strings!(Element);
