//! Converting a post to plain text.

use std::borrow::Cow;

use crate::model::{At, Content, Element, Line, Link, Post, Text};

impl Post<'_> {
    /// Returns the message as plain text: the title and lines of its first locale, joined by line breaks.
    ///
    /// A link becomes `text (url)`, or only the URL if they are the same; a mention `@name`, or `@id` without
    /// a name; an emotion `[SMILE]`; an image `[image: key]`; a video `[video: key]`; a rule `---`. Code and
    /// Markdown are unchanged. Character references in texts with `un_escape` are decoded.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let post = post![
    ///     title = "工单",
    ///     [at("ou_1").name("小王"), " 见 ", link("文档", "https://example.com")],
    ///     image("img_1"),
    /// ];
    /// assert_eq!(post.to_text(), "工单\n@小王 见 文档 (https://example.com)\n[image: img_1]");
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        let first = self.contents().next();
        first.map_or_else(String::new, |(_, content)| content.to_text())
    }
}

impl Content<'_> {
    /// Returns the title and lines as plain text, in the format of [`Post::to_text`].
    ///
    /// ```
    /// use feishu_post::Content;
    ///
    /// assert_eq!(Content::new(["第一行"]).with_title("标题").to_text(), "标题\n第一行");
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = self.title().unwrap_or_default().to_owned();
        for (index, line) in self.lines().iter().enumerate() {
            if index > 0 || self.title().is_some() {
                out.push('\n');
            }
            push_line(&mut out, line);
        }
        out
    }
}

fn push_line(out: &mut String, line: &Line<'_>) {
    match line {
        Line::Paragraph(paragraph) => {
            for element in paragraph.elements() {
                push_element(out, element);
            }
        }
        Line::Image(image) => out.extend(["[image: ", image.image_key(), "]"]),
        Line::Media(media) => out.extend(["[video: ", media.file_key(), "]"]),
        Line::Hr(_) => out.push_str("---"),
        Line::CodeBlock(block) => out.push_str(block.text()),
        Line::Markdown(markdown) => out.push_str(markdown.source()),
    }
}

fn push_element(out: &mut String, element: &Element<'_>) {
    match element {
        Element::Text(text) => out.push_str(&decoded(text)),
        Element::Link(link) => push_link(out, link),
        Element::At(at) => out.extend(["@", label(at)]),
        Element::Emotion(emotion) => out.extend(["[", emotion.emoji().name(), "]"]),
    }
}

fn push_link(out: &mut String, link: &Link<'_>) {
    let (text, url) = (decoded(link.text()), link.href().as_str());
    if text == url {
        out.push_str(url);
    } else {
        out.extend([&text, " (", url, ")"]);
    }
}

pub(crate) fn of_line(line: &Line<'_>) -> String {
    let mut out = String::new();
    push_line(&mut out, line);
    out
}

pub(crate) fn of_element(element: &Element<'_>) -> String {
    let mut out = String::new();
    push_element(&mut out, element);
    out
}

/// The text as displayed: with `un_escape`, its character references are decoded.
pub(crate) fn decoded<'t>(text: &'t Text<'_>) -> Cow<'t, str> {
    if text.un_escape() {
        html_escape::decode_html_entities(text.as_str())
    } else {
        text.as_str().into()
    }
}

/// The text after the `@` of a mention: the name if there is one, otherwise the ID. A placeholder in a
/// received message, such as `@_user_1`, has its own `@`.
pub(crate) fn label<'t>(at: &'t At<'_>) -> &'t str {
    let name = at.user_name().filter(|name| !name.is_empty());
    name.unwrap_or_else(|| at.user_id().trim_start_matches('@'))
}
