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
        Line::Paragraph(paragraph) => self::paragraph(&runs(paragraph.elements())),
        Line::Image(image) => format!("![image]({})", destination(&one_line(image.image_key()))),
        Line::Media(media) => format!("![video]({})", destination(&one_line(media.file_key()))),
        Line::Hr(_) => "---".to_owned(),
        Line::CodeBlock(block) => fenced(block),
        Line::Markdown(markdown) => markdown.source().to_owned(),
    }
}

/// A text with one style.
struct Run<'p> {
    text: Cow<'p, str>,
    style: Style,
    href: Option<&'p Link<'p>>,
}

/// The visible runs of the elements; empty texts are dropped, and adjacent runs of the same style are merged.
fn runs<'p>(elements: &'p [Element<'_>]) -> Vec<Run<'p>> {
    let mut runs: Vec<Run<'p>> = Vec::new();
    for element in elements {
        let run = run(element);
        match runs.last_mut() {
            _ if run.text.is_empty() => {}
            Some(last) if last.href.is_none() && run.href.is_none() && last.style == run.style => {
                last.text.to_mut().push_str(&run.text);
            }
            _ => runs.push(run),
        }
    }
    runs
}

fn run<'p>(element: &'p Element<'_>) -> Run<'p> {
    let (text, href) = match element {
        Element::Text(text) => (text::decoded(text), None),
        Element::Link(link) => (text::decoded(link.text()), Some(link)),
        other => (text::of_element(other).into(), None),
    };
    Run {
        text,
        style: element.style(),
        href,
    }
}

/// The first form that is read back as the same line, with as few escapes as possible.
fn paragraph(runs: &[Run<'_>]) -> String {
    let expected: Line = runs.iter().map(Run::element).collect();
    let candidates = [
        (Escape::Nothing, Marks::Markdown),
        (Escape::Markup, Marks::Markdown),
        (Escape::Markup, Marks::Html),
        (Escape::Everything, Marks::Html),
    ];
    let candidates = candidates.into_iter().map(|(escape, marks)| {
        let runs = runs.iter().map(|run| run.write(escape, marks));
        escape.line(&runs.collect::<String>())
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    Nothing,
    /// Markup within a line, and anything that would start a block at its beginning.
    Markup,
    /// All punctuation.
    Everything,
}

/// How styles are marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Markdown,
    /// For positions where Markdown allows no marker, such as next to a space at the edge of a bold text.
    Html,
}

impl Run<'_> {
    fn element(&self) -> Element<'_> {
        let text = Text {
            text: Cow::Borrowed(&*self.text),
            style: self.style,
            un_escape: false,
        };
        match self.href {
            Some(link) => Link::new(text, link.href().clone()).into(),
            None => text.into(),
        }
    }

    fn write(&self, escape: Escape, marks: Marks) -> String {
        let Some(link) = self.href else {
            return self.styled(escape, marks);
        };
        let url = link.href().as_str();
        match escape {
            Escape::Nothing if self.text == url && self.style.is_plain() => url.to_owned(),
            _ => format!("[{}]({})", self.styled(escape, marks), destination(url)),
        }
    }

    fn styled(&self, escape: Escape, marks: Marks) -> String {
        let is_code = self.style.contains(Style::CODE);
        let mut styled = match marks {
            Marks::Markdown if is_code => code_span(&self.text),
            _ => escape.text(&self.text).into_owned(),
        };
        for (style, mark, tag) in [
            (Style::CODE, "", "code"),
            (Style::BOLD, "**", "b"),
            (Style::ITALIC, "*", "i"),
            (Style::LINE_THROUGH, "~~", "del"),
            (Style::UNDERLINE, "", "u"),
        ] {
            let is_done = style == Style::CODE && marks == Marks::Markdown;
            if self.style.contains(style) && !is_done {
                styled = match (marks, mark) {
                    (Marks::Html, _) | (_, "") => format!("<{tag}>{styled}</{tag}>"),
                    _ => format!("{mark}{styled}{mark}"),
                };
            }
        }
        styled
    }
}

impl Escape {
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
            Self::Markup => true,
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
            Self::Markup => {
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
    if url.contains(['(', ')', ' ', '<', '>', '\\']) {
        let escaped = url
            .replace('\\', "\\\\")
            .replace('<', "\\<")
            .replace('>', "\\>");
        format!("<{escaped}>").into()
    } else {
        url.into()
    }
}
