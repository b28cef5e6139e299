//! Converting posts to Markdown.

use std::borrow::Cow;
use std::fmt::Write as _;

use feishu_post_core::display::one_line;

use super::Importer;
use crate::model::{CodeBlock, Content, Element, Language, Line, Link, Post, Style, Text};
use crate::text;

impl Post<'_> {
    /// Returns the message as Markdown for a model to read: its first locale, with one paragraph per line.
    ///
    /// Text is escaped only where Markdown would misread it, so that [`from_markdown`](Post::from_markdown)
    /// returns the same message if Markdown can express it: a title, texts and links with their styles, rules
    /// and code. (Adjacent texts with the same style are merged.) A mention becomes `@name`, an emotion
    /// `[SMILE]`, an image `![image](img_key)`, a video `![video](file_key)`. The source of a Markdown element
    /// is unchanged, so what it leaves open, such as a fence, extends to the lines after it.
    ///
    /// ```
    /// use feishu_post::{Post, post};
    ///
    /// let post = post![
    ///     title = "工单",
    ///     ["结论：".bold(), "2 * 3 * 4，见 ", link("日志", "https://example.com/log")],
    ///     code_block("RUST", "fn main() {}"),
    /// ];
    /// let markdown = post.to_markdown();
    /// assert_eq!(
    ///     markdown,
    ///     "# 工单\n\n**结论：**2 * 3 * 4，见 [日志](https://example.com/log)\n\n```RUST\nfn main() {}\n```"
    /// );
    /// assert_eq!(Post::from_markdown(&markdown), post);
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let first = self.contents().next();
        first.map_or_else(String::new, |(_, content)| content.to_markdown())
    }
}

impl Content<'_> {
    /// Returns the title and lines as Markdown, in the format of [`Post::to_markdown`].
    ///
    /// ```
    /// use feishu_post::Content;
    ///
    /// assert_eq!(Content::new(["第一行", "- 第二行"]).to_markdown(), "第一行\n\n\\- 第二行");
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let blocks: Vec<_> = self
            .title()
            .map(title)
            .into_iter()
            .chain(self.lines().iter().map(block))
            .collect();
        let shown = blocks.into_iter().filter(|block| !block.is_empty());
        shown.collect::<Vec<_>>().join("\n\n")
    }
}

fn title(title: &str) -> String {
    let escapes = [Escape::Nothing, Escape::Markup, Escape::Everything].into_iter();
    let candidates = escapes.map(|escape| format!("# {}", escape.line(&escape.text(title))));
    first_fitting(candidates, |written| {
        let content = Importer::new().content(written);
        content.title() == Some(title) && content.lines().is_empty()
    })
}

fn block(line: &Line<'_>) -> String {
    match line {
        Line::Paragraph(paragraph) => self::paragraph(&shown(paragraph.elements())),
        Line::Image(image) => format!("![image]({})", destination(&one_line(image.image_key()))),
        Line::Media(media) => format!("![video]({})", destination(&one_line(media.file_key()))),
        Line::Hr(_) => "---".to_owned(),
        Line::CodeBlock(block) => fenced(block),
        Line::Markdown(markdown) => markdown.source().to_owned(),
    }
}

/// What the elements show, as plain texts and links; empty ones are dropped, and adjacent texts of the same style
/// are merged.
fn shown<'p>(elements: &'p [Element<'_>]) -> Vec<Element<'p>> {
    let mut shown: Vec<Element<'p>> = Vec::new();
    for element in elements {
        let (text, href) = match element {
            Element::Text(text) => (text::decoded(text), None),
            Element::Link(link) => (text::decoded(link.text()), Some(link.href())),
            other => (text::of_element(other).into(), None),
        };
        let text = Text {
            style: element.style(),
            ..Text::new(text)
        };
        match (shown.last_mut(), href) {
            _ if text.text.is_empty() => {}
            (Some(Element::Text(last)), None) if last.style == text.style => {
                last.text.to_mut().push_str(&text.text);
            }
            (_, Some(href)) => shown.push(Link::new(text, href.clone()).into()),
            (_, None) => shown.push(text.into()),
        }
    }
    shown
}

/// The first form that is read back as the same line, with as few escapes as possible.
fn paragraph(elements: &[Element<'_>]) -> String {
    let expected: Line = elements.iter().cloned().collect();
    let escapes = [
        Escape::Nothing,
        Escape::Markup,
        Escape::Tags,
        Escape::Everything,
    ];
    let candidates = escapes.into_iter().map(|escape| {
        let written = elements.iter().map(|element| escape.element(element));
        escape.line(&written.collect::<String>())
    });
    first_fitting(candidates, |written| {
        Importer::new().lines(written) == std::slice::from_ref(&expected)
    })
}

/// The first that fits, otherwise the last.
fn first_fitting(candidates: impl Iterator<Item = String>, fits: impl Fn(&str) -> bool) -> String {
    let mut written = String::new();
    for candidate in candidates {
        written = candidate;
        if fits(&written) {
            break;
        }
    }
    written
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Escape {
    Nothing,
    /// Markup within a line, and anything that would start a block at its beginning.
    Markup,
    /// Also styles as HTML: for positions where Markdown allows no marker, such as next to a space at the edge
    /// of a bold text.
    Tags,
    /// All punctuation.
    Everything,
}

impl Escape {
    fn element(self, element: &Element<'_>) -> String {
        match element {
            Element::Text(text) => self.styled(text),
            Element::Link(link) => {
                let (text, url) = (link.text(), link.href().as_str());
                if self == Self::Nothing && text.text == url && text.style.is_plain() {
                    return url.to_owned();
                }
                format!("[{}]({})", self.styled(text), destination(url))
            }
            other => text::of_element(other),
        }
    }

    fn styled(self, text: &Text<'_>) -> String {
        let is_html = self >= Self::Tags;
        let is_span = text.style.contains(Style::CODE) && !is_html;
        let mut styled = if is_span {
            code_span(&text.text)
        } else {
            self.text(&text.text).into_owned()
        };
        for (style, mark, tag) in [
            (Style::CODE, "", "code"),
            (Style::BOLD, "**", "b"),
            (Style::ITALIC, "*", "i"),
            (Style::LINE_THROUGH, "~~", "del"),
            (Style::UNDERLINE, "", "u"),
        ] {
            if !text.style.contains(style) || (is_span && style == Style::CODE) {
                continue;
            }
            styled = if is_html || mark.is_empty() {
                format!("<{tag}>{styled}</{tag}>")
            } else {
                format!("{mark}{styled}{mark}")
            };
        }
        styled
    }

    fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Nothing && !text.contains(['<', '\n', '\r']) {
            return text.into();
        }
        let mut escaped = String::with_capacity(text.len());
        for (index, character) in text.char_indices() {
            match character {
                '\n' | '\r' => push_reference(&mut escaped, character),
                // A comment, so that it is not taken for a bare URL.
                '/' if self != Self::Nothing && escaped.ends_with(":/") => {
                    escaped.insert_str(escaped.len() - 1, "<!-- -->");
                    escaped.push('/');
                }
                _ if self.is_markup(character, &text[index..]) => {
                    escaped.extend(['\\', character]);
                }
                _ => escaped.push(character),
            }
        }
        escaped.into()
    }

    /// A separate line: leading and trailing spaces are kept, and nothing in it can start a block.
    fn line(self, text: &str) -> String {
        let is_edge = |c: char| c.is_ascii_whitespace() || matches!(c, '\u{b}' | '\u{feff}');
        let start = text.len() - text.trim_start_matches(is_edge).len();
        let end = start.max(text.trim_end_matches(is_edge).len());
        let mut line = String::with_capacity(text.len());
        text[..start]
            .chars()
            .for_each(|edge| push_reference(&mut line, edge));
        let inner = &text[start..end];
        // An unescaped number would be read as a list item and continue in the next one.
        let is_escaped = |mark: &usize| match self {
            Self::Nothing => *mark > 0,
            Self::Markup | Self::Tags => true,
            Self::Everything => false,
        };
        match block_mark(inner).filter(is_escaped) {
            Some(mark) => line.extend([&inner[..mark], "\\", &inner[mark..]]),
            None => line.push_str(inner),
        }
        text[end..]
            .chars()
            .for_each(|edge| push_reference(&mut line, edge));
        line
    }

    /// HTML is always markup, because some of it extends to the following lines.
    fn is_markup(self, character: char, rest: &str) -> bool {
        match self {
            Self::Nothing => {
                let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
                character == '<' && rest[1..].starts_with(is_tag)
            }
            Self::Markup | Self::Tags => {
                matches!(
                    character,
                    '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '<' | '&'
                )
            }
            Self::Everything => character.is_ascii_punctuation() && !matches!(character, ':' | '/'),
        }
    }
}

/// The position of a marker that would turn the line into a heading, quote, list, rule or table.
fn block_mark(line: &str) -> Option<usize> {
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = match number {
        0 => &['#', '>', '-', '+', '=', '|'],
        _ => &['.', ')'],
    };
    line[number..].starts_with(marks).then_some(number)
}

fn push_reference(out: &mut String, character: char) {
    // Writing into a `String` does not fail.
    let _ = write!(out, "&#{};", u32::from(character));
}

/// Wraps code in more backticks than occur in a row in it, with a space if it starts or ends with one.
fn code_span(code: &str) -> String {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let is_padded = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    let pad = if is_padded { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

fn fenced(block: &CodeBlock<'_>) -> String {
    let language = block.language().map_or("", Language::name);
    let language = one_line(language);
    let mark = if language.contains('`') { '~' } else { '`' };
    let fence = mark
        .to_string()
        .repeat(longest_run(block.text(), mark).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", block.text())
}

fn longest_run(text: &str, character: char) -> usize {
    let others = |c: char| c != character;
    text.split(others).map(str::len).max().unwrap_or_default() / character.len_utf8()
}

/// A URL or key as a link destination, in angle brackets if it contains characters that would end it.
fn destination(url: &str) -> Cow<'_, str> {
    let url = match html_escape::decode_html_entities(url) {
        decoded if decoded != url => Cow::Owned(url.replace('&', "&amp;")),
        _ => url.into(),
    };
    if url.contains(['(', ')', ' ', '<', '>', '\\']) {
        let escaped = url
            .replace('\\', "\\\\")
            .replace('<', "\\<")
            .replace('>', "\\>");
        format!("<{escaped}>").into()
    } else {
        url
    }
}
