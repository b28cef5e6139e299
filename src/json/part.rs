use super::json::{Json, json};
use crate::model::{
    At, CodeBlock, Content, Element, Emotion, Hr, Image, Link, Locale, Markdown, Media, Style, Text,
};

/// A stretch of JSON that holds a text or two: an element, or what stands before a locale's lines.
/// Its fields follow in the order of the platform's page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'p> {
    pub(super) first: Field<'p>,
    pub(super) second: Option<Field<'p>>,
    pub(super) size: Option<(u32, u32)>,
    pub(super) style: Style,
    /// The rest of one without a style, from the quote that ends the last text.
    pub(super) close: &'static Json,
}

/// A text, and the JSON before it, from the end of the part before to the quote that begins it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'p> {
    pub(super) key: &'static Json,
    pub(super) text: &'p str,
    /// Whether the text is known to need no escape: a checked link has no character that does.
    pub(super) is_clean: bool,
}

impl<'p> Field<'p> {
    #[inline]
    const fn new(key: &'static Json, text: &'p str) -> Self {
        Self {
            key,
            text,
            is_clean: false,
        }
    }
}

pub(super) const WIDTH: &Json = json!(r#"","width":"#);
pub(super) const HEIGHT: &Json = json!(r#","height":"#);
pub(super) const STYLE: &Json = json!(r#"","style":[""#);
pub(super) const NEXT_STYLE: &Json = json!(r#"",""#);
pub(super) const STYLED: &Json = json!(r#""]}"#);

/// Behind what an element stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lead {
    /// What stands before a locale's lines.
    Header,
    /// The last element of the line before.
    Line,
    /// An element of the same line.
    Element,
}

/// The JSON from the end of the part before to the quote that begins the first text.
macro_rules! key {
    ($lead:ident, $($json:expr),+) => {
        match $lead {
            Lead::Header => json!("[", OPEN, $($json),+),
            Lead::Line => json!("],[", OPEN, $($json),+),
            Lead::Element => json!(",", OPEN, $($json),+),
        }
    };
}

impl<'p> Part<'p> {
    #[inline]
    const fn new(key: &'static Json, text: &'p str) -> Self {
        Self {
            first: Field::new(key, text),
            second: None,
            size: None,
            style: Style::PLAIN,
            close: json!(r#""}"#),
        }
    }

    #[inline]
    const fn and(self, key: &'static Json, text: Option<&'p str>) -> Self {
        match text {
            Some(text) => Self {
                second: Some(Field::new(key, text)),
                ..self
            },
            None => self,
        }
    }

    #[inline]
    const fn styled(self, style: Style) -> Self {
        Self { style, ..self }
    }

    pub(super) const fn header(
        key: &'static Json,
        locale: &'p Locale<'_>,
        content: &'p Content<'_>,
    ) -> Self {
        let title = content.title();
        let close = if title.is_some() {
            json!(r#"","content":["#)
        } else {
            json!(r#"":{"content":["#)
        };
        Self {
            close,
            ..Self::new(key, locale.as_str()).and(json!(r#"":{"title":""#), title)
        }
    }

    #[inline]
    pub(super) const fn element(lead: Lead, element: &'p Element<'_>) -> Self {
        match element {
            Element::Text(text) => Self::text(lead, text),
            Element::Link(link) => Self::link(lead, link),
            Element::At(at) => Self::at(lead, at),
            Element::Emotion(emotion) => Self::emotion(lead, emotion),
        }
    }

    #[inline]
    const fn text(lead: Lead, text: &'p Text<'_>) -> Self {
        let key = if text.un_escape {
            key!(lead, Text::TAG, UN_ESCAPE, r#","text":""#)
        } else {
            key!(lead, Text::TAG, TEXT)
        };
        Self::new(key, text.as_str()).styled(text.style)
    }

    #[inline]
    const fn link(lead: Lead, link: &'p Link<'_>) -> Self {
        let key = if link.text.un_escape {
            key!(lead, Link::TAG, UN_ESCAPE, r#","text":""#)
        } else {
            key!(lead, Link::TAG, TEXT)
        };
        let href = Field {
            key: json!(r#"","href":""#),
            text: link.href.as_str(),
            is_clean: true,
        };
        Self {
            second: Some(href),
            ..Self::new(key, link.text.as_str()).styled(link.style())
        }
    }

    const fn at(lead: Lead, at: &'p At<'_>) -> Self {
        Self::new(key!(lead, At::TAG, r#"","user_id":""#), at.user_id())
            .and(json!(r#"","user_name":""#), at.user_name())
            .styled(at.style)
    }

    const fn emotion(lead: Lead, emotion: &'p Emotion<'_>) -> Self {
        let key = key!(lead, Emotion::TAG, r#"","emoji_type":""#);
        Self::new(key, emotion.emoji.name())
    }

    pub(super) const fn image(lead: Lead, image: &'p Image<'_>) -> Self {
        let key = key!(lead, Image::TAG, r#"","image_key":""#);
        let part = Self::new(key, image.image_key());
        match image.size {
            Some(size) => Self {
                size: Some(size),
                close: json!("}"),
                ..part
            },
            None => part,
        }
    }

    pub(super) const fn media(lead: Lead, media: &'p Media<'_>) -> Self {
        let key = key!(lead, Media::TAG, r#"","file_key":""#);
        Self::new(key, media.file_key()).and(json!(r#"","image_key":""#), media.cover_key())
    }

    pub(super) const fn hr(lead: Lead) -> Self {
        Self::new(key!(lead, ""), Hr::TAG)
    }

    pub(super) const fn code_block(lead: Lead, block: &'p CodeBlock<'_>) -> Self {
        match block.language() {
            Some(language) => {
                let key = key!(lead, CodeBlock::TAG, r#"","language":""#);
                Self::new(key, language.name()).and(json!(TEXT), Some(block.text()))
            }
            None => Self::new(key!(lead, CodeBlock::TAG, TEXT), block.text()),
        }
    }

    pub(super) const fn markdown(lead: Lead, markdown: &'p Markdown<'_>) -> Self {
        Self::new(key!(lead, Markdown::TAG, TEXT), markdown.source())
    }
}

const OPEN: &str = r#"{"tag":""#;
const TEXT: &str = r#"","text":""#;
/// Between the tag and the text.
const UN_ESCAPE: &str = r#"","un_escape":true"#;
