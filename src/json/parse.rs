use std::borrow::Cow;

use feishu_post_core::Href;

use super::element::WireElement;
use crate::builder::{LineBuilder, PostBuilder};
use crate::error::ProblemKind;
use crate::model::{
    At, CodeBlock, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Markdown, Media,
    Style, Text,
};

/// Adds a line from JSON. The builder notes what is wrong, as it does for callers.
pub(super) fn line(post: PostBuilder<'_>, mut elements: Vec<WireElement>) -> PostBuilder<'_> {
    if elements.len() != 1 {
        return post.line(|line| elements.into_iter().fold(line, beside_others));
    }
    match parse(elements.remove(0)) {
        Ok(Parsed::Inline(element)) => post.push(element),
        Ok(Parsed::Alone(line, _)) => post.push(line),
        Err(problem) => post.line(|line| line.refuse("", problem)),
    }
}

fn beside_others(line: LineBuilder<'_>, element: WireElement) -> LineBuilder<'_> {
    match parse(element) {
        Ok(Parsed::Inline(element)) => line.push(element),
        Ok(Parsed::Alone(_, tag)) => line.refuse("", ProblemKind::NotStandalone { tag }),
        Err(problem) => line.refuse("", problem),
    }
}

enum Parsed<'a> {
    Inline(Element<'a>),
    Alone(Line<'a>, &'static str),
}

fn parse(element: WireElement) -> Result<Parsed<'static>, ProblemKind> {
    let alone = |line, tag| Ok(Parsed::Alone(line, tag));
    match &*element.tag {
        Text::TAG => label(element, Text::TAG).map(inline),
        Link::TAG => link(element).map(inline),
        At::TAG => at(element).map(inline),
        Emotion::TAG => emotion(element).map(inline),
        Image::TAG => alone(image(element)?.into(), Image::TAG),
        Media::TAG => alone(media(element)?.into(), Media::TAG),
        Hr::TAG => alone(Hr.into(), Hr::TAG),
        CodeBlock::TAG => alone(code_block(element)?.into(), CodeBlock::TAG),
        Markdown::TAG => alone(markdown(element)?.into(), Markdown::TAG),
        unknown => Err(ProblemKind::UnknownTag(unknown.to_owned())),
    }
}

fn inline<'a>(element: impl Into<Element<'a>>) -> Parsed<'a> {
    Parsed::Inline(element.into())
}

fn label(element: WireElement, tag: &'static str) -> Result<Text<'static>, ProblemKind> {
    let style = style(&element);
    let text = need(element.text, tag, "text")?;
    Ok(Text {
        text,
        style,
        un_escape: element.un_escape,
    })
}

fn link(mut element: WireElement) -> Result<Link<'static>, ProblemKind> {
    let href = need(element.href.take(), Link::TAG, "href")?;
    Ok(Link {
        text: label(element, Link::TAG)?,
        href: Href::try_from(href)?,
    })
}

fn at(element: WireElement) -> Result<At<'static>, ProblemKind> {
    let style = style(&element);
    let user_id = need(element.user_id, At::TAG, "user_id")?;
    Ok(At {
        user_id,
        user_name: element.user_name,
        style,
    })
}

fn emotion(element: WireElement) -> Result<Emotion<'static>, ProblemKind> {
    let name = need(element.emoji_type, Emotion::TAG, "emoji_type")?;
    Ok(Emotion::new(Emoji::other(name)))
}

fn image(element: WireElement) -> Result<Image<'static>, ProblemKind> {
    let image_key = need(element.image_key, Image::TAG, "image_key")?;
    let size = match (element.width, element.height) {
        (Some(width), Some(height)) => Some((width, height)),
        (None, None) => None,
        (Some(_), None) => return Err(no_field(Image::TAG, "height")),
        (None, Some(_)) => return Err(no_field(Image::TAG, "width")),
    };
    Ok(Image { image_key, size })
}

fn media(element: WireElement) -> Result<Media<'static>, ProblemKind> {
    let file_key = need(element.file_key, Media::TAG, "file_key")?;
    Ok(Media {
        file_key,
        image_key: element.image_key,
    })
}

fn code_block(element: WireElement) -> Result<CodeBlock<'static>, ProblemKind> {
    let text = need(element.text, CodeBlock::TAG, "text")?;
    Ok(CodeBlock {
        language: element.language.map(Language::other),
        text,
    })
}

fn markdown(element: WireElement) -> Result<Markdown<'static>, ProblemKind> {
    need(element.text, Markdown::TAG, "text").map(Markdown::raw)
}

fn style(element: &WireElement) -> Style {
    element
        .style
        .iter()
        .fold(Style::PLAIN, |style, name| style | Style::from_name(name))
}

fn need(
    field: Option<Cow<'static, str>>,
    tag: &'static str,
    name: &'static str,
) -> Result<Cow<'static, str>, ProblemKind> {
    field.ok_or(no_field(tag, name))
}

fn no_field(tag: &'static str, field: &'static str) -> ProblemKind {
    ProblemKind::MissingField { tag, field }
}
