use html_escape::encode_double_quoted_attribute_to_string as escape;

use super::shown::{self, Labels};
use crate::markdown::Importer;
use crate::model::{
    At, CodeBlock, Content, Element, Image, Line, Link, Locale, Media, Post, Style, Text,
};

/// No scripts, requests, forms or other base URL; only the page's own style sheet.
const HEAD: &str = concat!(
    r#"<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content=""#,
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    r#""><meta name="referrer" content="no-referrer">"#,
    r#"<meta name="viewport" content="width=device-width, initial-scale=1"><style>"#,
    include_str!("page.css"),
    "</style>",
);

/// HTML, one element after another. Text that is not `'static` is escaped when added, so no caller can forget it.
#[derive(Default)]
struct Html(String);

impl Html {
    fn raw(&mut self, html: &'static str) {
        self.0.push_str(html);
    }

    /// Text, with what could harm the page made visible.
    fn text(&mut self, text: &str) {
        escape(shown::harmless(text.into()), &mut self.0);
    }

    /// A tag such as `div.code`. Attributes with an empty value are omitted.
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) -> &'static str {
        let (name, class) = tag.split_once('.').unwrap_or((tag, ""));
        self.0.extend(["<", name]);
        for (attribute, value) in [("class", class)].iter().chain(attributes) {
            if !value.is_empty() {
                self.0.extend([" ", attribute, "=\""]);
                self.text(value);
                self.raw("\"");
            }
        }
        self.raw(">");
        name
    }

    fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        content: impl FnOnce(&mut Self),
    ) {
        let name = self.open(tag, attributes);
        content(self);
        self.0.extend(["</", name, ">"]);
    }

    fn label(&mut self, tag: &'static str, text: &str) {
        self.element(tag, &[], |out| out.text(text));
    }
}

pub(super) fn page(post: &Post<'_>) -> String {
    let title = post.contents().find_map(|(_, content)| content.title());
    let first = post.contents().next();
    let locale = first.map_or(&Locale::ZhCn, |(locale, _)| locale);
    let mut out = Html::default();
    out.raw("<!DOCTYPE html>");
    out.element("html", &[("lang", &language(locale))], |out| {
        out.element("head", &[], |out| {
            out.raw(HEAD);
            out.label("title", title.unwrap_or("Feishu"));
        });
        out.element("body", &[], |out| {
            out.element("main.chat", &[], |out| tabs(out, post));
        });
    });
    out.0
}

/// A tab and a panel for each locale; a single locale needs no tab.
fn tabs(out: &mut Html, post: &Post<'_>) {
    let has_tabs = post.contents().len() > 1;
    for ((locale, content), number) in post.contents().zip(1..) {
        let mut tag = "section.message";
        if has_tabs {
            tag = "section.message tab";
            tab(out, locale, number);
        }
        out.element(tag, &[("lang", &language(locale))], |out| {
            out.label("div.avatar", "");
            bubble(out, content, Labels::of(locale));
        });
    }
}

fn tab(out: &mut Html, locale: &Locale<'_>, number: usize) {
    let id = format!("locale-{number}");
    let checked = if number == 1 { "checked" } else { "" };
    let button = [
        ("id", &*id),
        ("type", "radio"),
        ("name", "locale"),
        ("checked", checked),
    ];
    out.open("input", &button);
    out.element("label", &[("for", &id)], |out| out.text(locale.as_str()));
}

fn bubble(out: &mut Html, content: &Content<'_>, labels: Labels) {
    out.element("article.bubble", &[], |out| {
        if let Some(title) = content.title() {
            out.element("h1", &[], |out| out.label("bdi", title));
        }
        for line in content.lines() {
            self::line(out, line, labels);
        }
    });
}

fn line(out: &mut Html, line: &Line<'_>, labels: Labels) {
    match line {
        Line::Paragraph(paragraph) => out.element("p", &[], |out| {
            for element in paragraph.elements() {
                self::element(out, element, labels);
            }
        }),
        Line::Image(image) => self::image(out, image, labels),
        Line::Media(media) => self::media(out, media, labels),
        Line::Hr(_) => out.raw("<hr>"),
        Line::CodeBlock(block) => code_block(out, block),
        Line::Markdown(markdown) => out.element("div.markdown", &[], |out| {
            for line in Importer::platform().lines(markdown.source()) {
                self::line(out, &line, labels);
            }
        }),
    }
}

fn element(out: &mut Html, element: &Element<'_>, labels: Labels) {
    match element {
        Element::Text(text) => self::text(out, text),
        Element::Link(link) => self::link(out, link),
        Element::At(at) => mention(out, at, labels),
        Element::Emotion(emotion) => {
            let name = emotion.emoji().name();
            out.element("span.emotion", &[("title", name)], |out| {
                out.text(&shown::emotion(emotion.emoji()));
            });
        }
    }
}

fn text(out: &mut Html, text: &Text<'_>) {
    isolated(out, text.style(), &shown::text(text));
}

/// Text that cannot change the direction of what surrounds it.
fn isolated(out: &mut Html, style: Style, text: &str) {
    let classes = style.names().collect::<Vec<_>>().join(" ");
    out.element("bdi", &[("class", &classes)], |out| out.text(text));
}

fn link(out: &mut Html, link: &Link<'_>) {
    let attributes = [
        ("href", link.href().as_str()),
        ("target", "_blank"),
        ("rel", "noopener noreferrer"),
    ];
    out.element("a", &attributes, |out| text(out, link.text()));
}

fn mention(out: &mut Html, at: &At<'_>, labels: Labels) {
    out.element("span.mention", &[], |out| {
        out.text("@");
        isolated(out, at.style(), &shown::mention(at, labels.everyone));
    });
}

fn image(out: &mut Html, image: &Image<'_>, labels: Labels) {
    let size = image.dimensions().unwrap_or((240, 135));
    figure(out, "figure", size, |out| {
        out.label("b", labels.image);
        out.label("bdi", image.image_key());
        if let Some(size) = shown::size(image) {
            out.label("span", &size);
        }
    });
}

fn media(out: &mut Html, media: &Media<'_>, labels: Labels) {
    figure(out, "figure.video", (240, 135), |out| {
        out.label("b", labels.video);
        out.label("bdi", media.file_key());
        if let Some(key) = media.cover_key() {
            out.element("span", &[], |out| {
                out.text(labels.cover);
                out.raw(" ");
                out.label("bdi", key);
            });
        }
    });
}

/// A box of the given size, which the style sheet scales down to fit the bubble, and its caption.
fn figure(
    out: &mut Html,
    tag: &'static str,
    (width, height): (u32, u32),
    caption: impl FnOnce(&mut Html),
) {
    let view = format!("0 0 {width} {height}");
    let [width, height] = [width, height].map(|pixels| pixels.to_string());
    let area = [
        ("width", &*width),
        ("height", &height),
        ("viewBox", &view),
        ("aria-hidden", "true"),
    ];
    out.element(tag, &[], |out| {
        out.element("svg", &area, |_| ());
        out.element("figcaption", &[], caption);
    });
}

fn code_block(out: &mut Html, block: &CodeBlock<'_>) {
    out.element("div.code", &[], |out| {
        if let Some(language) = block.language() {
            out.label("div.language", language.name());
        }
        out.element("pre", &[], |out| out.label("code", block.text()));
    });
}

/// The locale as an HTML language tag.
fn language(locale: &Locale<'_>) -> String {
    locale.as_str().replace('_', "-")
}
