use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::model::{
    At, CodeBlock, Content, Element, Emotion, Hr, Image, Language, Line, Link, Markdown, Media,
    Post, Style, Text,
};

/// The object of locales that im/v1 wants in `content`; see [`Post::to_json`].
impl Serialize for Post<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.contents()
                .map(|(locale, content)| (locale.as_str(), content)),
        )
    }
}

/// `{"title":"…","content":[[…]]}`; without a title, without that key.
impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        optional(&mut map, "title", self.title())?;
        map.serialize_entry("content", self.lines())?;
        map.end()
    }
}

/// An array of elements.
impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Line::Paragraph(paragraph) => {
                serializer.collect_seq(paragraph.elements().iter().map(Tagged::Inline))
            }
            Line::Image(image) => serializer.collect_seq([Tagged::Image(image)]),
            Line::Media(media) => serializer.collect_seq([Tagged::Media(media)]),
            Line::Hr(_) => serializer.collect_seq([Tagged::Hr]),
            Line::CodeBlock(block) => serializer.collect_seq([Tagged::CodeBlock(block)]),
            Line::Markdown(markdown) => serializer.collect_seq([Tagged::Markdown(markdown)]),
        }
    }
}

/// An element, in its line or alone; its fields follow in the order of the platform's page.
enum Tagged<'a> {
    Inline(&'a Element<'a>),
    Image(&'a Image<'a>),
    Media(&'a Media<'a>),
    Hr,
    CodeBlock(&'a CodeBlock<'a>),
    Markdown(&'a Markdown<'a>),
}

impl Serialize for Tagged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Inline(element) => inline(&mut map, element)?,
            Self::Image(image) => {
                map.serialize_entry("tag", Image::TAG)?;
                map.serialize_entry("image_key", image.image_key())?;
                optional(&mut map, "width", image.size.map(|(width, _)| width))?;
                optional(&mut map, "height", image.size.map(|(_, height)| height))?;
            }
            Self::Media(media) => {
                map.serialize_entry("tag", Media::TAG)?;
                map.serialize_entry("file_key", media.file_key())?;
                optional(&mut map, "image_key", media.cover_key())?;
            }
            Self::Hr => map.serialize_entry("tag", Hr::TAG)?,
            Self::CodeBlock(block) => {
                map.serialize_entry("tag", CodeBlock::TAG)?;
                optional(&mut map, "language", block.language().map(Language::name))?;
                map.serialize_entry("text", block.text())?;
            }
            Self::Markdown(markdown) => {
                map.serialize_entry("tag", Markdown::TAG)?;
                map.serialize_entry("text", markdown.source())?;
            }
        }
        map.end()
    }
}

fn inline<M: SerializeMap>(map: &mut M, element: &Element<'_>) -> Result<(), M::Error> {
    match element {
        Element::Text(text) => label(map, Text::TAG, text, None),
        Element::Link(link) => label(map, Link::TAG, &link.text, Some(link.href.as_str())),
        Element::At(at) => {
            map.serialize_entry("tag", At::TAG)?;
            map.serialize_entry("user_id", at.user_id())?;
            optional(map, "user_name", at.user_name())?;
            styled(map, at.style)
        }
        Element::Emotion(emotion) => {
            map.serialize_entry("tag", Emotion::TAG)?;
            map.serialize_entry("emoji_type", emotion.emoji.name())
        }
    }
}

fn label<M: SerializeMap>(
    map: &mut M,
    tag: &str,
    text: &Text<'_>,
    href: Option<&str>,
) -> Result<(), M::Error> {
    map.serialize_entry("tag", tag)?;
    optional(map, "un_escape", text.un_escape.then_some(true))?;
    map.serialize_entry("text", text.as_str())?;
    optional(map, "href", href)?;
    styled(map, text.style)
}

fn styled<M: SerializeMap>(map: &mut M, style: Style) -> Result<(), M::Error> {
    let names = (!style.is_plain()).then(|| style.names().collect::<Vec<_>>());
    optional(map, "style", names)
}

fn optional<M: SerializeMap>(
    map: &mut M,
    name: &str,
    value: Option<impl Serialize>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, &value),
        None => Ok(()),
    }
}
