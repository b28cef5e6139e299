//! Reading one element, with any tag.

use feishu_post_core::Href;
use feishu_post_core::json::{Key, Tag};

use super::json::{Fields, Json};
use super::message::{Attachment, People, images};
use super::problem::ChangeKind;
use crate::builder::link_or_text;
use crate::error::ProblemKind;
use crate::model::{
    At, CodeBlock, Element, Emoji, Hr, Image, Language, Line, Markdown, Media, Style, Stylize, Text,
};

/// What an element becomes in the post.
pub(super) enum Piece {
    Inline(Element<'static>),
    /// With its tag.
    Block(Line<'static>, &'static str),
}

/// The result of reading an element.
#[derive(Default)]
pub(super) struct Found {
    pub(super) piece: Option<Piece>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) changes: Vec<ChangeKind>,
}

impl Found {
    fn inline(element: impl Into<Element<'static>>) -> Self {
        Self {
            piece: Some(Piece::Inline(element.into())),
            ..Self::default()
        }
    }

    fn block(tag: Tag, line: impl Into<Line<'static>>) -> Self {
        Self {
            piece: Some(Piece::Block(line.into(), tag.name())),
            ..Self::default()
        }
    }

    fn nothing(kind: impl Into<ChangeKind>) -> Self {
        Self::default().with(kind)
    }

    fn showing(mut self, text: Option<Text<'static>>) -> Self {
        self.piece = text.map(|text| Piece::Inline(text.into()));
        self
    }

    fn with(mut self, kind: impl Into<ChangeKind>) -> Self {
        self.changes.push(kind.into());
        self
    }

    fn attaching(mut self, attachments: impl IntoIterator<Item = Attachment>) -> Self {
        self.attachments.extend(attachments);
        self
    }
}

pub(super) fn read(value: &Json, is_alone: bool, people: &People<'_>) -> Found {
    let Json::Object(fields) = value else {
        return Found::default().showing(value.text().map(Text::new));
    };
    let tag = fields.text("tag").unwrap_or_default();
    let found = tagged(fields, &tag, people);
    match &found.piece {
        Some(Piece::Block(_, tag)) if !is_alone => {
            let kind = ProblemKind::NotStandalone { tag };
            found.with(kind)
        }
        _ => found,
    }
}

fn tagged(fields: &Fields, name: &str, people: &People<'_>) -> Found {
    let tag = match name {
        "markdown" => Some(Tag::Markdown),
        name => Tag::from_name(name),
    };
    let Some(tag) = tag else {
        let mut files = ["file", "audio", "sticker"].into_iter();
        return match files.find(|known| *known == name) {
            Some(tag) => file(fields, tag),
            None => unknown_tag(fields, name),
        };
    };
    match tag {
        Tag::Text => label(fields).map_or_else(|| missing(tag, Key::Text), Found::inline),
        Tag::Link => link(fields),
        Tag::At => at(fields, people),
        Tag::Emotion => match fields.key("emoji_type") {
            Some(name) => Found::inline(Emoji::other(name)),
            None => missing(tag, Key::EmojiType),
        },
        Tag::Image => image(fields),
        Tag::Media => media(fields),
        Tag::Hr => Found::block(tag, Hr),
        Tag::CodeBlock => code_block(fields),
        Tag::Markdown => match fields.text("text") {
            Some(source) => {
                let images: Vec<_> = images(&source).collect();
                Found::block(tag, Markdown::raw(source)).attaching(images)
            }
            None => missing(tag, Key::Text),
        },
    }
}

fn label(fields: &Fields) -> Option<Text<'static>> {
    Some(Text {
        text: fields.text("text")?.into(),
        style: style(fields),
        un_escape: fields.is_true("un_escape"),
    })
}

fn link(fields: &Fields) -> Found {
    let label = label(fields);
    let Some(href) = fields.text("href") else {
        return missing(Tag::Link, Key::Href).showing(label);
    };
    let label = label.filter(|text| !text.text.is_empty());
    let text = label.unwrap_or_else(|| Text::new(href.clone()));
    match Href::parse(&href) {
        Ok(_) => Found::inline(link_or_text(text, href)),
        Err(error) if text.text == href => Found::inline(text).with(ProblemKind::from(error)),
        Err(error) => Found::inline(link_or_text(text, href)).with(ProblemKind::from(error)),
    }
}

fn at(fields: &Fields, people: &People<'_>) -> Found {
    let style = style(fields);
    let name = fields.text("user_name").filter(|name| !name.is_empty());
    let Some(id) = fields.key("user_id") else {
        let text = name.map(|name| Text::new(format!("@{name}")).styled(style));
        return Found::nothing(ProblemKind::MissingUserId).showing(text);
    };
    let mut at = people.find(&id).unwrap_or_else(|| At::new(id));
    at.style = style;
    if at.user_name.is_none() && !at.is_all() {
        at.user_name = name.map(Into::into);
    }
    Found::inline(at)
}

fn image(fields: &Fields) -> Found {
    let Some(image_key) = fields.key("image_key") else {
        return missing(Tag::Image, Key::ImageKey);
    };
    let side = |name| fields.get(name).and_then(Json::number);
    let image = Image {
        image_key: image_key.clone().into(),
        size: side("width").zip(side("height")),
    };
    Found::block(Tag::Image, image).attaching([Attachment::Image { image_key }])
}

fn media(fields: &Fields) -> Found {
    let Some(file_key) = fields.key("file_key") else {
        return missing(Tag::Media, Key::FileKey);
    };
    let cover_key = fields.key("image_key");
    let media = Media {
        file_key: file_key.clone().into(),
        image_key: cover_key.clone().map(Into::into),
    };
    Found::block(Tag::Media, media).attaching([Attachment::Video {
        file_key,
        cover_key,
    }])
}

fn code_block(fields: &Fields) -> Found {
    let Some(code) = fields.text("text") else {
        return missing(Tag::CodeBlock, Key::Text);
    };
    Found::block(
        Tag::CodeBlock,
        CodeBlock {
            language: fields
                .text("language")
                .filter(|language| !language.is_empty())
                .map(Language::other),
            text: code.into(),
        },
    )
}

/// A file, a recording or a sticker, which a post cannot contain.
pub(super) fn file(fields: &Fields, tag: &'static str) -> Found {
    let file_name = fields.key("file_name").or_else(|| fields.key("name"));
    let name = file_name.clone().unwrap_or_else(|| tag.to_owned());
    let found = Found::inline(Text::new(format!("[{name}]")));
    let Some(file_key) = fields.key("file_key") else {
        return found.with(ProblemKind::MissingField {
            tag,
            field: Key::FileKey.name(),
        });
    };
    found
        .with(ChangeKind::File { name })
        .attaching([Attachment::File {
            file_key,
            name: file_name,
        }])
}

fn unknown_tag(fields: &Fields, tag: &str) -> Found {
    let label = label(fields).filter(|text| !text.text.is_empty());
    let shown = label.or_else(|| (!tag.is_empty()).then(|| Text::new(format!("[{tag}]"))));
    Found::nothing(ProblemKind::UnknownTag(tag.to_owned())).showing(shown)
}

fn missing(tag: Tag, key: Key) -> Found {
    Found::nothing(ProblemKind::MissingField {
        tag: tag.name(),
        field: key.name(),
    })
}

/// Reads a list of names; anything else means no style.
fn style(fields: &Fields) -> Style {
    let names = fields.items("style").iter().filter_map(Json::text);
    names.fold(Style::PLAIN, |style, name| style | Style::from_name(&name))
}
