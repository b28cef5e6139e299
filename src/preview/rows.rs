use anstyle::{AnsiColor, Color, Effects, Style as Face};
use unicode_width::UnicodeWidthStr;

use super::shown::{self, Labels};
use super::span::{Row, Span, wrap};
use crate::markdown::Importer;
use crate::model::{CodeBlock, Content, Element, Line, Link, Locale, Markdown, Style};

/// Lays out messages in rows of a fixed number of columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    pub(super) width: usize,
    /// Whether a link's URL is shown after its text instead of as a hyperlink.
    pub(super) shows_urls: bool,
}

/// The longest URL that terminals open, in bytes: see the hyperlink [specification](
/// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda#length-limits).
const MAX_HYPERLINK: usize = 2083;

const PLAIN: Face = Face::new();
const TITLE: Face = Face::new().effects(Effects::BOLD);
const LINK: Face = colour(AnsiColor::Blue);
const MENTION: Face = colour(AnsiColor::Cyan);
const CODE: Face = colour(AnsiColor::Green);

const fn colour(colour: AnsiColor) -> Face {
    Face::new().fg_color(Some(Color::Ansi(colour)))
}

impl Rows {
    /// The bubble of one locale, labeled with the locale's name if there are others.
    pub(super) fn of_content(
        self,
        locale: &Locale<'_>,
        content: &Content<'_>,
        names: bool,
    ) -> Vec<Row> {
        let labels = Labels::of(locale);
        let inner = self.inner();
        let title = content.title().map(|title| {
            let title = Span::new(shown::harmless(title.into()), TITLE);
            wrap(&[title], inner.width)
        });
        let lines = content
            .lines()
            .iter()
            .flat_map(|line| inner.of_line(line, labels));
        let rows = title.into_iter().flatten().chain(lines).collect();
        let name = shown::harmless(locale.as_str().into());
        framed(if names { &name } else { "" }, rows, self.width)
    }

    fn of_line(self, line: &Line<'_>, labels: Labels) -> Vec<Row> {
        match line {
            Line::Paragraph(paragraph) => self.of_elements(paragraph.elements(), labels),
            Line::Image(image) => {
                let size = shown::size(image);
                self.labelled(labels.image, [Some(image.image_key().into()), size])
            }
            Line::Media(media) => {
                let cover = media.cover_key();
                let cover = cover.map(|key| format!("{} {key}", labels.cover));
                self.labelled(labels.video, [Some(media.file_key().into()), cover])
            }
            Line::Hr(_) => vec![vec![Span::new("─".repeat(self.width), QUIET)]],
            Line::CodeBlock(block) => self.of_code(block),
            Line::Markdown(markdown) => self.of_markdown(markdown, labels),
        }
    }

    fn of_elements(self, elements: &[Element<'_>], labels: Labels) -> Vec<Row> {
        let spans = elements
            .iter()
            .flat_map(|element| self.spans(element, labels));
        wrap(&spans.collect::<Vec<_>>(), self.width)
    }

    fn spans(self, element: &Element<'_>, labels: Labels) -> Vec<Span> {
        match element {
            Element::Text(text) => vec![Span::new(shown::text(text), face(text.style(), PLAIN))],
            Element::Link(link) => self.link_spans(link),
            Element::At(at) => {
                let name = shown::mention(at, labels.everyone);
                vec![Span::new(format!("@{name}"), face(at.style(), MENTION))]
            }
            Element::Emotion(emotion) => vec![Span::new(shown::emotion(emotion.emoji()), PLAIN)],
        }
    }

    fn link_spans(self, link: &Link<'_>) -> Vec<Span> {
        let url = link.href().as_str();
        let label = shown::text(link.text());
        let opens = !self.shows_urls && url.len() <= MAX_HYPERLINK;
        let is_shown = opens || label == url;
        let url_after = (!is_shown).then(|| Span::new(format!(" ({url})"), PLAIN));
        let link = Span {
            url: opens.then(|| url.to_owned()),
            ..Span::new(label, face(link.style(), LINK).underline())
        };
        [link].into_iter().chain(url_after).collect()
    }

    fn of_code(self, block: &CodeBlock<'_>) -> Vec<Row> {
        let language = block.language().map_or("", |language| language.name());
        let code = Span::new(shown::harmless(block.text().into()), CODE);
        framed(
            &shown::harmless(language.into()),
            wrap(&[code], self.inner().width),
            self.width,
        )
    }

    /// As the platform renders it, as far as known; framed, because it may differ.
    fn of_markdown(self, markdown: &Markdown<'_>, labels: Labels) -> Vec<Row> {
        let lines = Importer::platform().lines(markdown.source());
        let inner = self.inner();
        let rows = lines.iter().flat_map(|line| inner.of_line(line, labels));
        framed("Markdown", rows.collect(), self.width)
    }

    fn labelled(self, label: &str, texts: [Option<String>; 2]) -> Vec<Row> {
        let inner = self.inner();
        let rows = texts.into_iter().flatten().flat_map(|text| {
            let span = Span::new(shown::harmless(text.into()), PLAIN);
            wrap(&[span], inner.width)
        });
        framed(label, rows.collect(), self.width)
    }

    fn inner(self) -> Self {
        Self {
            width: self.width - FRAME,
            ..self
        }
    }
}

fn face(style: Style, face: Face) -> Face {
    const EFFECTS: [(Style, Effects); 4] = [
        (Style::BOLD, Effects::BOLD),
        (Style::ITALIC, Effects::ITALIC),
        (Style::UNDERLINE, Effects::UNDERLINE),
        (Style::LINE_THROUGH, Effects::STRIKETHROUGH),
    ];
    let is_plain_code = style.contains(Style::CODE) && face == PLAIN;
    let face = if is_plain_code { CODE } else { face };
    let set = EFFECTS
        .into_iter()
        .filter(|(named, _)| style.contains(*named));
    set.fold(face, |face, (_, effect)| face | effect)
}

/// The columns that a frame takes from its content.
const FRAME: usize = 2;

const QUIET: Face = Face::new().effects(Effects::DIMMED);

/// Rows with a bar before each, between two rules. There is no bar at the end: terminals disagree about the
/// width of emoji, so it would not line up.
fn framed(label: &str, rows: Vec<Row>, width: usize) -> Vec<Row> {
    let mut framed = vec![top(label, width)];
    framed.extend(rows.into_iter().map(|mut row| {
        let bar = if row.is_empty() { "│" } else { "│ " };
        row.insert(0, Span::new(bar, QUIET));
        row
    }));
    framed.push(vec![edge("╰", width)]);
    framed
}

fn top(label: &str, width: usize) -> Row {
    if label.is_empty() {
        return vec![edge("╭", width)];
    }
    let rows = wrap(&[Span::new(label, QUIET)], width - FRAME - 3);
    let first_row = rows.into_iter().next().unwrap_or_default();
    let label: String = first_row.into_iter().map(|span| span.text).collect();
    vec![edge(&format!("╭─ {label} "), width)]
}

/// A rule that begins with a text.
fn edge(start: &str, width: usize) -> Span {
    let rest = "─".repeat(width.saturating_sub(start.width()));
    Span::new(format!("{start}{rest}"), QUIET)
}
