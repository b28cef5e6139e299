use super::raw::{Key, Tag};
use crate::style::Style;

/// The id that mentions everyone.
pub const EVERYONE: &str = "all";

/// The content of an element.
#[derive(Debug, Clone, Copy)]
pub enum Element<'a> {
    /// A text.
    Text(Label<'a>),
    /// A link; the characters of a checked URL need no escape.
    Link {
        /// The text shown.
        text: Label<'a>,
        /// The URL opened.
        href: &'a str,
    },
    /// A mention.
    At {
        /// Who is mentioned.
        user_id: &'a str,
        /// The name, if one was set.
        user_name: Option<&'a str>,
        /// Its style.
        style: Style,
    },
    /// An emoji.
    Emotion {
        /// Its name.
        emoji_type: &'a str,
    },
    /// An image.
    Image {
        /// The key of the upload.
        image_key: &'a str,
        /// Width and height in pixels.
        size: Option<(u32, u32)>,
    },
    /// A video.
    Media {
        /// The key of the upload.
        file_key: &'a str,
        /// The key of the cover.
        image_key: Option<&'a str>,
    },
    /// A rule.
    Hr,
    /// A code block.
    CodeBlock {
        /// Its language.
        language: Option<&'a str>,
        /// The code.
        text: &'a str,
    },
    /// Markdown.
    Markdown {
        /// The source.
        text: &'a str,
    },
}

/// The text of a text or a link.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// The text as written.
    pub text: &'a str,
    /// Its style.
    pub style: Style,
    /// Whether the platform decodes HTML references in it.
    pub un_escape: bool,
}

/// The title and lines of one locale.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a, L> {
    /// The platform's name of the locale.
    pub locale: &'a str,
    /// The title, if there is one.
    pub title: Option<&'a str>,
    /// Iterators over the elements of each line.
    pub lines: L,
}

/// Takes the fields of an element in the order of the platform's page.
pub trait Fields {
    /// The reason for not accepting a field.
    type Error;

    /// The first field.
    ///
    /// # Errors
    ///
    /// Returns an error if the field is not accepted.
    fn tag(&mut self, tag: Tag) -> Result<(), Self::Error>;

    /// A text.
    ///
    /// # Errors
    ///
    /// Returns an error if the field is not accepted.
    fn string(&mut self, key: Key, value: &str) -> Result<(), Self::Error>;

    /// A text in which no character needs an escape.
    ///
    /// # Errors
    ///
    /// Returns an error if the field is not accepted.
    fn clean(&mut self, key: Key, value: &str) -> Result<(), Self::Error> {
        self.string(key, value)
    }

    /// A number.
    ///
    /// # Errors
    ///
    /// Returns an error if the field is not accepted.
    fn number(&mut self, key: Key, value: u32) -> Result<(), Self::Error>;

    /// `true`
    ///
    /// # Errors
    ///
    /// Returns an error if the field is not accepted.
    fn flag(&mut self, key: Key) -> Result<(), Self::Error>;

    /// The names of the styles that are set; there is at least one.
    ///
    /// # Errors
    ///
    /// Returns an error if the field is not accepted.
    fn style(&mut self, key: Key, style: Style) -> Result<(), Self::Error>;
}

impl Element<'_> {
    /// Writes the fields of the element; all JSON of elements is produced here.
    ///
    /// # Errors
    ///
    /// Returns the first error from `out`.
    #[inline]
    pub fn fields<F: Fields>(self, out: &mut F) -> Result<(), F::Error> {
        match self {
            Self::Text(text) => {
                out.tag(Tag::Text)?;
                label(out, text)?;
                styled(out, text.style)
            }
            Self::Link { text, href } => {
                out.tag(Tag::Link)?;
                label(out, text)?;
                out.clean(Key::Href, href)?;
                styled(out, text.style)
            }
            Self::At {
                user_id,
                user_name,
                style,
            } => {
                out.tag(Tag::At)?;
                out.string(Key::UserId, user_id)?;
                optional(out, Key::UserName, user_name)?;
                styled(out, style)
            }
            Self::Emotion { emoji_type } => {
                out.tag(Tag::Emotion)?;
                out.string(Key::EmojiType, emoji_type)
            }
            block => block.block_fields(out),
        }
    }

    fn block_fields<F: Fields>(self, out: &mut F) -> Result<(), F::Error> {
        match self {
            Self::Image { image_key, size } => {
                out.tag(Tag::Image)?;
                out.string(Key::ImageKey, image_key)?;
                let Some((width, height)) = size else {
                    return Ok(());
                };
                out.number(Key::Width, width)?;
                out.number(Key::Height, height)
            }
            Self::Media {
                file_key,
                image_key,
            } => {
                out.tag(Tag::Media)?;
                out.string(Key::FileKey, file_key)?;
                optional(out, Key::ImageKey, image_key)
            }
            Self::CodeBlock { language, text } => {
                out.tag(Tag::CodeBlock)?;
                optional(out, Key::Language, language)?;
                out.string(Key::Text, text)
            }
            Self::Markdown { text } => {
                out.tag(Tag::Markdown)?;
                out.string(Key::Text, text)
            }
            _ => out.tag(Tag::Hr),
        }
    }
}

#[inline]
fn label<F: Fields>(out: &mut F, label: Label<'_>) -> Result<(), F::Error> {
    if label.un_escape {
        out.flag(Key::UnEscape)?;
    }
    out.string(Key::Text, label.text)
}

#[inline]
fn optional<F: Fields>(out: &mut F, key: Key, value: Option<&str>) -> Result<(), F::Error> {
    value.map_or(Ok(()), |value| out.string(key, value))
}

#[inline]
fn styled<F: Fields>(out: &mut F, style: Style) -> Result<(), F::Error> {
    if style.is_plain() {
        Ok(())
    } else {
        out.style(Key::Style, style)
    }
}
