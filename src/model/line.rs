use super::{At, CodeBlock, Element, Emoji, Emotion, Hr, Image, Link, Markdown, Media, Seq, Text};

/// One line of a post, which the platform calls a paragraph: elements side by side, or one of
/// those that stand alone.
///
/// ```
/// use feishu_post::{At, Element, Line};
///
/// let line: Line = [Element::from("处理人:"), At::new("ou_1").into()].into_iter().collect();
/// assert_eq!(line.elements().len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Line<'a> {
    /// Elements side by side.
    Paragraph(Paragraph<'a>),
    /// An image.
    Image(Image<'a>),
    /// A video.
    Media(Media<'a>),
    /// A rule.
    Hr(Hr),
    /// A block of code.
    CodeBlock(CodeBlock<'a>),
    /// Markdown source that the platform renders.
    Markdown(Markdown<'a>),
}

/// The elements of a line, side by side.
///
/// ```
/// use feishu_post::{Line, Paragraph};
///
/// let Line::Paragraph(paragraph) = Line::from("第一行") else { unreachable!() };
/// assert_eq!(paragraph.elements().len(), 1);
/// assert_eq!(Paragraph::default().elements(), []);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Paragraph<'a>(pub(crate) Seq<'a, Element<'a>>);

impl<'a> Paragraph<'a> {
    /// The elements, in order.
    #[must_use]
    pub const fn elements(&self) -> &[Element<'a>] {
        self.0.as_slice()
    }

    /// The same paragraph, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Paragraph<'static> {
        Paragraph(self.0.map_owned(Element::into_owned))
    }
}

impl Default for Paragraph<'_> {
    fn default() -> Self {
        Self(Seq::EMPTY)
    }
}

impl<'a> Line<'a> {
    /// The elements side by side; none if the line is one that stands alone.
    #[must_use]
    pub fn elements(&self) -> &[Element<'a>] {
        match self {
            Self::Paragraph(paragraph) => paragraph.elements(),
            _ => &[],
        }
    }

    /// Whether there is nothing in it. Such a line is left out of a post.
    ///
    /// ```
    /// use feishu_post::{Hr, Line};
    ///
    /// assert!(Line::from_iter(None::<&str>).is_empty());
    /// assert!(!Line::from("").is_empty());
    /// assert!(!Line::from(Hr).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.elements().is_empty(),
            _ => false,
        }
    }

    /// The same line, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Line<'static> {
        match self {
            Self::Paragraph(paragraph) => Line::Paragraph(paragraph.into_owned()),
            Self::Image(image) => Line::Image(image.into_owned()),
            Self::Media(media) => Line::Media(media.into_owned()),
            Self::Hr(hr) => Line::Hr(hr),
            Self::CodeBlock(block) => Line::CodeBlock(block.into_owned()),
            Self::Markdown(markdown) => Line::Markdown(markdown.into_owned()),
        }
    }

    fn new(text: impl Into<std::borrow::Cow<'a, str>>) -> Self {
        Self::from(Text::new(text))
    }
}

impl Default for Line<'_> {
    /// A line with nothing in it.
    fn default() -> Self {
        Self::Paragraph(Paragraph::default())
    }
}

impl<'a, E: Into<Element<'a>>> FromIterator<E> for Line<'a> {
    fn from_iter<I: IntoIterator<Item = E>>(elements: I) -> Self {
        let elements: Vec<_> = elements.into_iter().map(Into::into).collect();
        Self::Paragraph(Paragraph(elements.into()))
    }
}

impl<'a> From<Element<'a>> for Line<'a> {
    fn from(element: Element<'a>) -> Self {
        Self::Paragraph(Paragraph(Seq::One([element])))
    }
}

impl From<Hr> for Line<'_> {
    fn from(hr: Hr) -> Self {
        Self::Hr(hr)
    }
}

macro_rules! from_element {
    ($($element:ident),*) => {$(
        impl<'a> From<$element<'a>> for Line<'a> {
            fn from(element: $element<'a>) -> Self {
                Element::from(element).into()
            }
        }
    )*};
}

macro_rules! from_alone {
    ($($alone:ident),*) => {$(
        impl<'a> From<$alone<'a>> for Line<'a> {
            fn from(alone: $alone<'a>) -> Self {
                Self::$alone(alone)
            }
        }
    )*};
}

from_element!(Text, Link, At, Emotion, Emoji);
from_alone!(Image, Media, CodeBlock, Markdown, Paragraph);
super::from_strings!(Line);
