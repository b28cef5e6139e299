use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::{At, CodeBlock, Element, Emotion, Hr, Image, Line, Link, Markdown, Media, Text};

/// Any element as JSON: the platform's fields, in the order in which we write them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct WireElement<'a> {
    pub(super) tag: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) un_escape: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_id: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file_key: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image_key: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) emoji_type: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) style: Vec<Cow<'a, str>>,
}

impl<'a> WireElement<'a> {
    fn tagged(tag: &'static str) -> Self {
        Self {
            tag: tag.into(),
            ..Self::default()
        }
    }

    /// The elements of a line; one that stands alone is a single element.
    pub(super) fn of_line(line: &'a Line<'_>) -> Vec<Self> {
        match line {
            Line::Paragraph(paragraph) => paragraph.elements().iter().map(Self::from).collect(),
            Line::Image(image) => vec![image.into()],
            Line::Media(media) => vec![media.into()],
            Line::Hr(_) => vec![Self::tagged(Hr::TAG)],
            Line::CodeBlock(block) => vec![block.into()],
            Line::Markdown(markdown) => vec![markdown.into()],
        }
    }
}

impl<'a> From<&'a Element<'_>> for WireElement<'a> {
    fn from(element: &'a Element<'_>) -> Self {
        match element {
            Element::Text(text) => text.into(),
            Element::Link(link) => link.into(),
            Element::At(at) => at.into(),
            Element::Emotion(emotion) => emotion.into(),
        }
    }
}

impl<'a> From<&'a Text<'_>> for WireElement<'a> {
    fn from(text: &'a Text<'_>) -> Self {
        Self {
            un_escape: text.un_escape,
            text: Some(text.as_str().into()),
            style: text.style.names().map(Cow::from).collect(),
            ..Self::tagged(Text::TAG)
        }
    }
}

impl<'a> From<&'a Link<'_>> for WireElement<'a> {
    fn from(link: &'a Link<'_>) -> Self {
        Self {
            tag: Link::TAG.into(),
            href: Some(link.href.as_str().into()),
            ..Self::from(&link.text)
        }
    }
}

impl<'a> From<&'a At<'_>> for WireElement<'a> {
    fn from(at: &'a At<'_>) -> Self {
        Self {
            user_id: Some(at.user_id().into()),
            user_name: at.user_name().map(Cow::from),
            style: at.style.names().map(Cow::from).collect(),
            ..Self::tagged(At::TAG)
        }
    }
}

impl<'a> From<&'a Emotion<'_>> for WireElement<'a> {
    fn from(emotion: &'a Emotion<'_>) -> Self {
        Self {
            emoji_type: Some(emotion.emoji.name().into()),
            ..Self::tagged(Emotion::TAG)
        }
    }
}

impl<'a> From<&'a Image<'_>> for WireElement<'a> {
    fn from(image: &'a Image<'_>) -> Self {
        Self {
            image_key: Some(image.image_key().into()),
            width: image.size.map(|(width, _)| width),
            height: image.size.map(|(_, height)| height),
            ..Self::tagged(Image::TAG)
        }
    }
}

impl<'a> From<&'a Media<'_>> for WireElement<'a> {
    fn from(media: &'a Media<'_>) -> Self {
        Self {
            file_key: Some(media.file_key().into()),
            image_key: media.image_key().map(Cow::from),
            ..Self::tagged(Media::TAG)
        }
    }
}

impl<'a> From<&'a CodeBlock<'_>> for WireElement<'a> {
    fn from(block: &'a CodeBlock<'_>) -> Self {
        Self {
            language: block.language().map(|language| language.name().into()),
            text: Some(block.text().into()),
            ..Self::tagged(CodeBlock::TAG)
        }
    }
}

impl<'a> From<&'a Markdown<'_>> for WireElement<'a> {
    fn from(markdown: &'a Markdown<'_>) -> Self {
        Self {
            text: Some(markdown.source().into()),
            ..Self::tagged(Markdown::TAG)
        }
    }
}
