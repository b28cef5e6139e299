use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::shown::{self, Labels};
use crate::markdown::{Dialect, Importer};
use crate::model::{
    At, CodeBlock, Content, Element, Image, Line, Link, Locale, Media, Post, Style, Text,
};

const CSS: &str = include_str!("page.css");

/// No scripts, requests, forms or other base URL; only the page's own style sheet.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn page(post: &Post<'_>) -> Markup {
    let title = post.contents().find_map(|(_, content)| content.title());
    html! {
        (DOCTYPE)
        html lang=(language(post.contents().next().map(|(locale, _)| locale))) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title.map_or("Feishu".into(), |title| shown::harmless(title.into()))) }
                style { (PreEscaped(CSS)) }
            }
            body { main.chat { (tabs(post)) } }
        }
    }
}

/// A tab and a panel for each locale; a single locale needs no tab.
fn tabs(post: &Post<'_>) -> Markup {
    let has_tabs = post.contents().len() > 1;
    html! {
        @for ((locale, content), number) in post.contents().zip(1..) {
            @if has_tabs {
                input id=(format!("locale-{number}")) type="radio" name="locale" checked[number == 1];
                label for=(format!("locale-{number}")) { (shown::harmless(locale.as_str().into())) }
            }
            section.message.tab[has_tabs] lang=(language(Some(locale))) {
                div.avatar {}
                (bubble(content, Labels::of(locale)))
            }
        }
    }
}

fn bubble(content: &Content<'_>, labels: Labels) -> Markup {
    html! {
        article.bubble {
            @if let Some(title) = content.title() {
                h1 { bdi { (shown::harmless(title.into())) } }
            }
            @for line in content.lines() { (self::line(line, labels)) }
        }
    }
}

fn line(line: &Line<'_>, labels: Labels) -> Markup {
    match line {
        Line::Paragraph(paragraph) => html! {
            p { @for element in paragraph.elements() { (self::element(element, labels)) } }
        },
        Line::Image(image) => self::image(image, labels),
        Line::Media(media) => self::media(media, labels),
        Line::Hr(_) => html! { hr; },
        Line::CodeBlock(block) => code_block(block),
        Line::Markdown(markdown) => html! {
            div.markdown {
                @for line in Importer::of(Dialect::Platform).lines(markdown.source()) {
                    (self::line(&line, labels))
                }
            }
        },
    }
}

fn element(element: &Element<'_>, labels: Labels) -> Markup {
    match element {
        Element::Text(text) => self::text(text),
        Element::Link(link) => self::link(link),
        Element::At(at) => mention(at, labels),
        Element::Emotion(emotion) => html! {
            span.emotion title=(shown::harmless(emotion.emoji().name().into())) {
                (shown::emotion(emotion.emoji()))
            }
        },
    }
}

fn text(text: &Text<'_>) -> Markup {
    html! { bdi class=[classes(text.style())] { (shown::text(text)) } }
}

fn link(link: &Link<'_>) -> Markup {
    html! {
        a href=(link.href()) target="_blank" rel="noopener noreferrer" { (text(link.text())) }
    }
}

fn mention(at: &At<'_>, labels: Labels) -> Markup {
    html! {
        span.mention { "@" bdi class=[classes(at.style())] { (shown::mention(at, labels.everyone)) } }
    }
}

fn image(image: &Image<'_>, labels: Labels) -> Markup {
    let (width, height) = image.dimensions().unwrap_or((240, 135));
    html! {
        figure {
            (area(width, height))
            figcaption {
                b { (labels.image) }
                bdi { (shown::harmless(image.image_key().into())) }
                @if let Some(size) = shown::size(image) { span { (size) } }
            }
        }
    }
}

fn media(media: &Media<'_>, labels: Labels) -> Markup {
    html! {
        figure.video {
            (area(240, 135))
            figcaption {
                b { (labels.video) }
                bdi { (shown::harmless(media.file_key().into())) }
                @if let Some(key) = media.cover_key() {
                    span { (labels.cover) " " bdi { (shown::harmless(key.into())) } }
                }
            }
        }
    }
}

/// Reserves the space of an image, scaled down to fit the bubble, without inline styles.
fn area(width: u32, height: u32) -> Markup {
    html! {
        svg width=(width) height=(height) viewBox=(format!("0 0 {width} {height}")) aria-hidden="true" {}
    }
}

fn code_block(block: &CodeBlock<'_>) -> Markup {
    html! {
        div.code {
            @if let Some(language) = block.language() {
                div.language { (shown::harmless(language.name().into())) }
            }
            pre { code { (shown::harmless(block.text().into())) } }
        }
    }
}

fn classes(style: Style) -> Option<String> {
    const CLASSES: [(Style, &str); 5] = [
        (Style::BOLD, "bold"),
        (Style::ITALIC, "italic"),
        (Style::UNDERLINE, "underline"),
        (Style::LINE_THROUGH, "line-through"),
        (Style::CODE, "inline-code"),
    ];
    let set = CLASSES
        .into_iter()
        .filter(|(named, _)| style.contains(*named));
    let names: Vec<_> = set.map(|(_, class)| class).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// The locale as an HTML language tag.
fn language(locale: Option<&Locale<'_>>) -> String {
    let name = locale.map_or("zh_cn", |locale| locale.as_str());
    shown::harmless(name.into()).replace('_', "-")
}
