use super::escape::Sink;
use crate::model::{
    At, CodeBlock, Content, Element, Emotion, Hr, Image, Language, Line, Link, Markdown, Media,
    Post, Style, Text,
};

/// Writes the post in one pass, with the keys in the order of the platform's page.
pub(super) fn post<S: Sink>(out: &mut S, post: &Post<'_>) {
    out.raw("{");
    separated(out, post.contents(), |out, (locale, content)| {
        out.string("", locale.as_str());
        out.raw(":");
        self::content(out, content);
    });
    out.raw("}");
}

fn content<S: Sink>(out: &mut S, content: &Content<'_>) {
    out.raw("{");
    if let Some(title) = content.heading() {
        out.string("\"title\":", title);
        out.raw(",");
    }
    out.raw("\"content\":[");
    separated(out, content.lines(), line);
    out.raw("]}");
}

fn line<S: Sink>(out: &mut S, line: &Line<'_>) {
    out.raw("[");
    match line {
        Line::Paragraph(paragraph) => separated(out, paragraph.elements(), element),
        Line::Image(image) => self::image(out, image),
        Line::Media(media) => self::media(out, media),
        Line::Hr(_) => open(out, Hr::TAG),
        Line::CodeBlock(block) => code_block(out, block),
        Line::Markdown(markdown) => {
            open(out, Markdown::TAG);
            out.string(",\"text\":", markdown.source());
        }
    }
    let stands_alone = !matches!(line, Line::Paragraph(_));
    out.raw(if stands_alone { "}]" } else { "]" });
}

fn element<S: Sink>(out: &mut S, element: &Element<'_>) {
    match element {
        Element::Text(text) => {
            open(out, Text::TAG);
            label(out, text);
            style(out, text.style);
        }
        Element::Link(link) => {
            open(out, Link::TAG);
            label(out, &link.text);
            out.string(",\"href\":", link.href.as_str());
            style(out, link.style());
        }
        Element::At(at) => {
            open(out, At::TAG);
            out.string(",\"user_id\":", at.user_id());
            optional(out, ",\"user_name\":", at.user_name());
            style(out, at.style);
        }
        Element::Emotion(emotion) => {
            open(out, Emotion::TAG);
            out.string(",\"emoji_type\":", emotion.emoji.name());
        }
    }
    out.raw("}");
}

fn label<S: Sink>(out: &mut S, text: &Text<'_>) {
    if text.un_escape {
        out.raw(",\"un_escape\":true");
    }
    out.string(",\"text\":", text.as_str());
}

fn style<S: Sink>(out: &mut S, style: Style) {
    if style.is_plain() {
        return;
    }
    out.raw(",\"style\":[");
    separated(out, style.names(), |out, name| out.string("", name));
    out.raw("]");
}

fn image<S: Sink>(out: &mut S, image: &Image<'_>) {
    open(out, Image::TAG);
    out.string(",\"image_key\":", image.image_key());
    if let Some((width, height)) = image.size {
        out.raw(&format!(",\"width\":{width},\"height\":{height}"));
    }
}

fn media<S: Sink>(out: &mut S, media: &Media<'_>) {
    open(out, Media::TAG);
    out.string(",\"file_key\":", media.file_key());
    optional(out, ",\"image_key\":", media.image_key());
}

fn code_block<S: Sink>(out: &mut S, block: &CodeBlock<'_>) {
    open(out, CodeBlock::TAG);
    optional(out, ",\"language\":", block.language().map(Language::name));
    out.string(",\"text\":", block.text());
}

/// Begins an element; whoever calls closes it.
fn open<S: Sink>(out: &mut S, tag: &str) {
    out.string("{\"tag\":", tag);
}

fn optional<S: Sink>(out: &mut S, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        out.string(key, text);
    }
}

fn separated<S: Sink, T>(
    out: &mut S,
    items: impl IntoIterator<Item = T>,
    mut each: impl FnMut(&mut S, T),
) {
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.raw(",");
        }
        each(out, item);
    }
}
