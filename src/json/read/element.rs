use std::borrow::Cow;

use feishu_post_core::Href;
use feishu_post_core::display::{LONGEST, shortened};
use feishu_post_core::json::{Key, Tag};
use serde_core::de::{Deserialize, Deserializer};

use super::object::from_object;
use crate::builder::{LineBuilder, PostBuilder};
use crate::error::ProblemKind;
use crate::model::{
    At, CodeBlock, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Markdown, Media,
    Style, Text,
};

type Str = Cow<'static, str>;

/// The elements of a line, with problems in place of invalid elements.
pub(super) struct LineJson(Vec<Parsed>);

impl<'de> Deserialize<'de> for LineJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}

impl LineJson {
    /// Adds the line. The builder reports problems, as it does for callers.
    pub(super) fn added_to(mut self, post: PostBuilder<'static>) -> PostBuilder<'static> {
        match (self.0.pop(), self.0.is_empty()) {
            (Some(Parsed::Inline(element)), true) => post.push(element),
            (Some(Parsed::Block(block, _)), true) => post.push(block),
            (last, _) => post.line(|line| self.0.into_iter().chain(last).fold(line, inline)),
        }
    }
}

fn inline(line: LineBuilder<'static>, element: Parsed) -> LineBuilder<'static> {
    match element {
        Parsed::Inline(element) => line.push(element),
        Parsed::Block(_, tag) => {
            line.push_placeholder("", ProblemKind::NotStandalone { tag: tag.name() })
        }
        Parsed::Refused(problem) => line.push_placeholder("", problem),
    }
}

enum Parsed {
    Inline(Element<'static>),
    Block(Line<'static>, Tag),
    Refused(ProblemKind),
}

impl<'de> Deserialize<'de> for Parsed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let element = ElementJson::deserialize(deserializer)?;
        let tag = element.tag.as_deref().unwrap_or_default();
        let parsed = match Tag::from_name(tag) {
            Some(tag) => element.parsed(tag),
            None => Err(ProblemKind::UnknownTag(shortened(tag, LONGEST))),
        };
        Ok(parsed.unwrap_or_else(Self::Refused))
    }
}

from_object! {
    /// An element of any kind, with all fields that elements can have.
    struct ElementJson, "an element: an object with a tag", needs [tag] {
        tag: Option<Str>,
        un_escape: bool,
        language: Option<Str>,
        text: Option<Str>,
        href: Option<Str>,
        user_id: Option<Str>,
        user_name: Option<Str>,
        file_key: Option<Str>,
        image_key: Option<Str>,
        width: Option<u32>,
        height: Option<u32>,
        emoji_type: Option<Str>,
        style: Vec<Str>,
    }
}

impl ElementJson {
    fn parsed(self, tag: Tag) -> Result<Parsed, ProblemKind> {
        Ok(match tag {
            Tag::Text => Parsed::Inline(self.label(tag)?.into()),
            Tag::Link => Parsed::Inline(self.link()?.into()),
            Tag::At => Parsed::Inline(self.at()?.into()),
            Tag::Emotion => Parsed::Inline(self.emotion()?.into()),
            Tag::Image => Parsed::Block(self.image()?.into(), tag),
            Tag::Media => Parsed::Block(self.media()?.into(), tag),
            Tag::Hr => Parsed::Block(Hr.into(), tag),
            Tag::CodeBlock => Parsed::Block(self.code_block()?.into(), tag),
            Tag::Markdown => Parsed::Block(self.markdown()?.into(), tag),
        })
    }

    fn label(self, tag: Tag) -> Result<Text<'static>, ProblemKind> {
        Ok(Text {
            style: self.styles(),
            text: needed(self.text, tag, Key::Text)?,
            un_escape: self.un_escape,
        })
    }

    fn link(mut self) -> Result<Link<'static>, ProblemKind> {
        let href = needed(self.href.take(), Tag::Link, Key::Href)?;
        Ok(Link {
            text: self.label(Tag::Link)?,
            href: Href::try_from(href)?,
        })
    }

    fn at(self) -> Result<At<'static>, ProblemKind> {
        Ok(At {
            style: self.styles(),
            user_id: needed(self.user_id, Tag::At, Key::UserId)?,
            user_name: self.user_name,
        })
    }

    fn emotion(self) -> Result<Emotion<'static>, ProblemKind> {
        let name = needed(self.emoji_type, Tag::Emotion, Key::EmojiType)?;
        Ok(Emotion::new(Emoji::other(name)))
    }

    fn image(self) -> Result<Image<'static>, ProblemKind> {
        let image_key = needed(self.image_key, Tag::Image, Key::ImageKey)?;
        let size = match (self.width, self.height) {
            (Some(width), Some(height)) => Some((width, height)),
            (None, None) => None,
            (Some(_), None) => return Err(missing(Tag::Image, Key::Height)),
            (None, Some(_)) => return Err(missing(Tag::Image, Key::Width)),
        };
        Ok(Image { image_key, size })
    }

    fn media(self) -> Result<Media<'static>, ProblemKind> {
        Ok(Media {
            file_key: needed(self.file_key, Tag::Media, Key::FileKey)?,
            image_key: self.image_key,
        })
    }

    fn code_block(self) -> Result<CodeBlock<'static>, ProblemKind> {
        Ok(CodeBlock {
            language: self.language.map(Language::other),
            text: needed(self.text, Tag::CodeBlock, Key::Text)?,
        })
    }

    fn markdown(self) -> Result<Markdown<'static>, ProblemKind> {
        needed(self.text, Tag::Markdown, Key::Text).map(Markdown::raw)
    }

    /// The platform ignores unknown style names.
    fn styles(&self) -> Style {
        let styles = self.style.iter().map(|name| Style::from_name(name));
        styles.fold(Style::PLAIN, Style::with)
    }
}

fn needed(field: Option<Str>, tag: Tag, key: Key) -> Result<Str, ProblemKind> {
    field.ok_or_else(|| missing(tag, key))
}

fn missing(tag: Tag, key: Key) -> ProblemKind {
    ProblemKind::MissingField {
        tag: tag.name(),
        field: key.name(),
    }
}
