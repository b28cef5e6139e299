use std::borrow::Cow;
use std::fmt;

use super::element::{At, Element, Emotion, Link, Text};
use super::names::{Emoji, Language};
use super::seq::Seq;
use super::strings::{from_strings, owned};

/// One line of a post, which the platform calls a paragraph: inline elements or a block.
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
    /// Inline elements.
    Paragraph(Paragraph<'a>),
    /// An image.
    Image(Image<'a>),
    /// A video.
    Media(Media<'a>),
    /// A rule.
    Hr(Hr),
    /// A code block.
    CodeBlock(CodeBlock<'a>),
    /// Markdown source that the platform renders.
    Markdown(Markdown<'a>),
}

/// A line of inline elements.
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
    /// Returns the elements, in order.
    #[must_use]
    pub fn elements(&self) -> &[Element<'a>] {
        self.0.as_slice()
    }

    /// Converts into an owned value, which borrows nothing.
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
    /// Returns the inline elements; the slice is empty if the line is a block.
    #[must_use]
    pub fn elements(&self) -> &[Element<'a>] {
        match self {
            Self::Paragraph(paragraph) => paragraph.elements(),
            _ => &[],
        }
    }

    /// Returns whether the line is empty. Empty lines are omitted from a post.
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

    /// Converts into an owned value, which borrows nothing.
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

    fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self::from(Text::new(text))
    }
}

impl Default for Line<'_> {
    /// Returns an empty line.
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

macro_rules! from_inline {
    ($($element:ident),*) => {$(
        impl<'a> From<$element<'a>> for Line<'a> {
            fn from(element: $element<'a>) -> Self {
                Element::from(element).into()
            }
        }
    )*};
}

macro_rules! from_block {
    ($($block:ident),*) => {$(
        impl<'a> From<$block<'a>> for Line<'a> {
            fn from(block: $block<'a>) -> Self {
                Self::$block(block)
            }
        }
    )*};
}

from_inline!(Text, Link, At, Emotion, Emoji);
from_block!(Image, Media, CodeBlock, Markdown, Paragraph);
from_strings!(Line);

/// An image block; the platform's `img`.
///
/// ```
/// use feishu_post::Image;
///
/// let image = Image::new("img_7ea74629-9191-4176-998c-2e603c9c5e8g").size(300, 200);
/// assert_eq!(image.image_key(), "img_7ea74629-9191-4176-998c-2e603c9c5e8g");
/// assert_eq!(image.dimensions(), Some((300, 200)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Image<'a> {
    pub(crate) image_key: Cow<'a, str>,
    pub(crate) size: Option<(u32, u32)>,
}

impl<'a> Image<'a> {
    /// Creates an image from the `image_key` (`img_…`) of its upload.
    #[must_use]
    pub fn new(image_key: impl Into<Cow<'a, str>>) -> Self {
        Self {
            image_key: image_key.into(),
            size: None,
        }
    }

    /// Sets the width and height in pixels. The platform's legacy rich-text page, which the ticket page
    /// refers to, requires both; the current page has neither.
    ///
    /// ```
    /// use feishu_post::Image;
    ///
    /// assert_eq!(Image::new("img_1").dimensions(), None);
    /// assert_eq!(Image::new("img_1").size(300, 200).dimensions(), Some((300, 200)));
    /// ```
    #[must_use = "it returns the sized image"]
    pub const fn size(mut self, width: u32, height: u32) -> Self {
        self.size = Some((width, height));
        self
    }

    /// For images made of literals.
    #[doc(hidden)]
    #[must_use]
    pub const fn into_line(self) -> Line<'a> {
        Line::Image(self)
    }

    /// Returns the key of the upload.
    #[must_use]
    pub fn image_key(&self) -> &str {
        &self.image_key
    }

    /// Returns the width and height in pixels, if set.
    #[must_use]
    pub const fn dimensions(&self) -> Option<(u32, u32)> {
        self.size
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Image<'static> {
        Image {
            image_key: owned(self.image_key),
            size: self.size,
        }
    }
}

from_strings!(Image);

/// A video block; the platform's `media`.
///
/// ```
/// use feishu_post::Media;
///
/// let media = Media::new("file_v2_0dcdd7d9").cover("img_7ea74629");
/// assert_eq!(media.file_key(), "file_v2_0dcdd7d9");
/// assert_eq!(media.cover_key(), Some("img_7ea74629"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Media<'a> {
    pub(crate) file_key: Cow<'a, str>,
    pub(crate) image_key: Option<Cow<'a, str>>,
}

impl<'a> Media<'a> {
    /// Creates a video (mp4) from the `file_key` (`file_…`) of its upload.
    #[must_use]
    pub fn new(file_key: impl Into<Cow<'a, str>>) -> Self {
        Self {
            file_key: file_key.into(),
            image_key: None,
        }
    }

    /// Sets the cover image (`img_…`) to show before the video plays.
    ///
    /// ```
    /// use feishu_post::Media;
    ///
    /// assert_eq!(Media::new("file_1").cover("img_1").cover_key(), Some("img_1"));
    /// ```
    #[must_use = "it returns the video with its cover"]
    pub fn cover(mut self, image_key: impl Into<Cow<'a, str>>) -> Self {
        self.image_key = Some(image_key.into());
        self
    }

    /// Returns the key of the video's upload.
    #[must_use]
    pub fn file_key(&self) -> &str {
        &self.file_key
    }

    /// Returns the key of the cover, if there is one.
    #[must_use]
    pub fn cover_key(&self) -> Option<&str> {
        self.image_key.as_deref()
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Media<'static> {
        Media {
            file_key: owned(self.file_key),
            image_key: self.image_key.map(owned),
        }
    }
}

from_strings!(Media);

/// A horizontal rule, which is a block; the platform's `hr`.
///
/// ```
/// use feishu_post::{Hr, Line};
///
/// assert_eq!(Line::from(Hr), Line::Hr(Hr));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Hr;

/// A code block; the platform's `code_block`.
///
/// ```
/// use feishu_post::{CodeBlock, Language};
///
/// let block = CodeBlock::new(Language::RUST, "fn main() {}");
/// assert_eq!(block.language(), Some(&Language::RUST));
/// assert_eq!(block.text(), "fn main() {}");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodeBlock<'a> {
    pub(crate) language: Option<Language<'a>>,
    pub(crate) text: Cow<'a, str>,
}

impl<'a> CodeBlock<'a> {
    /// Creates a code block in a language.
    #[must_use]
    pub fn new(language: Language<'a>, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            language: Some(language),
            text: text.into(),
        }
    }

    /// Creates a code block without a language.
    ///
    /// ```
    /// use feishu_post::CodeBlock;
    ///
    /// assert_eq!(CodeBlock::plain("$ ls").language(), None);
    /// ```
    #[must_use]
    pub fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            language: None,
            text: text.into(),
        }
    }

    /// Returns the language, if one was set.
    #[must_use]
    pub const fn language(&self) -> Option<&Language<'a>> {
        self.language.as_ref()
    }

    /// Returns the code.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> CodeBlock<'static> {
        CodeBlock {
            language: self.language.map(Language::into_owned),
            text: owned(self.text),
        }
    }
}

/// A block of Markdown source that the platform renders; the platform's `md`.
///
/// The platform documents no escape for it, so untrusted text in the source can mention everyone with
/// `<at user_id="all"></at>`. Review each call to [`Markdown::raw`] for this.
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
    /// Uses the source verbatim: all markup in it takes effect, including mentions of everyone.
    #[must_use]
    pub fn raw(source: impl Into<Cow<'a, str>>) -> Self {
        Self {
            source: source.into(),
        }
    }

    /// Returns the source.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Markdown<'static> {
        Markdown {
            source: owned(self.source),
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

from_strings!(Markdown);
