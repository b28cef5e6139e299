use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::blocks::Blocks;
use super::import::Importer;
use super::inline::Inline;
use super::language;
use super::table::Table;
use crate::model::{At, Language, Line, Style};

/// Writes the lines of a text, event by event.
pub(super) struct Writer<'w, 'f, 'a> {
    pub(super) import: &'w mut Importer<'f>,
    pub(super) wants_title: bool,
    pub(super) title: Option<String>,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) blocks: Blocks,
    pub(super) inline: Inline<'a>,
    pub(super) inside: Inside<'a>,
    pub(super) table: Option<Table>,
}

/// Where texts go while something is open that is not simply a line.
#[derive(Debug, Default)]
pub(super) enum Inside<'a> {
    #[default]
    Line,
    Code(Option<Language<'static>>, String),
    /// An image, with its alternative text so far and the images within that.
    Image {
        url: Cow<'a, str>,
        alt: String,
        nested: usize,
    },
    Mention(At<'static>, String),
}

impl<'w, 'f> Writer<'w, 'f, '_> {
    pub(super) fn titled(import: &'w mut Importer<'f>) -> Self {
        Self {
            wants_title: true,
            ..Self::untitled(import)
        }
    }

    pub(super) fn untitled(import: &'w mut Importer<'f>) -> Self {
        Self {
            import,
            wants_title: false,
            title: None,
            lines: Vec::new(),
            blocks: Blocks::default(),
            inline: Inline::default(),
            inside: Inside::default(),
            table: None,
        }
    }
}

/// Reading: one arm an event, each a call.
impl<'a> Writer<'_, '_, 'a> {
    /// The title, if one is wanted and there, and the lines.
    pub(super) fn write(mut self, text: &'a str) -> (Option<String>, Vec<Line<'a>>) {
        let options =
            Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
        let events = Parser::new_ext(text, options).into_offset_iter();
        for (event, range) in TextMergeWithOffset::new(events) {
            self.event(event, &text[range]);
        }
        self.end_line();
        (self.title, self.lines)
    }

    fn event(&mut self, event: Event<'a>, source: &str) {
        match event {
            Event::Start(tag) => self.open(tag, source),
            Event::End(tag) => self.close(tag, source),
            Event::Text(text) => self.text(text.into()),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.literal(code.into());
            }
            Event::Html(html) => self.html_line(&html),
            Event::InlineHtml(html) => self.inline_html(html.into()),
            Event::FootnoteReference(label) => self.literal(label.into()),
            Event::SoftBreak if !self.import.dialect.is_platform() => self.soft_break(),
            Event::SoftBreak | Event::HardBreak => self.hard_break(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.blocks.mark_task(done),
        }
    }

    fn open(&mut self, tag: Tag<'a>, source: &str) {
        if is_block(&tag) {
            self.end_line();
        }
        match tag {
            Tag::Heading { .. } => self.inline.open_style(self.heading_style(source)),
            Tag::Strong => self.inline.open_style(Style::BOLD),
            Tag::Emphasis => self.inline.open_style(Style::ITALIC),
            Tag::Strikethrough => self.inline.open_style(self.tilde_style(source)),
            Tag::Link { dest_url, .. } => self.open_link(dest_url.into()),
            Tag::Image { dest_url, .. } => self.open_image(dest_url.into()),
            Tag::BlockQuote(_) => self.blocks.open_quote(),
            Tag::List(first) => self.blocks.open_list(first),
            Tag::Item => self.blocks.open_item(),
            Tag::CodeBlock(kind) => self.inside = Inside::Code(code_language(&kind), String::new()),
            Tag::Table(alignments) => self.table = Some(Table::new(alignments)),
            Tag::TableHead | Tag::TableRow => self.with_table(Table::open_row),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, source: &str) {
        match tag {
            TagEnd::Paragraph => self.end_line(),
            TagEnd::Heading(_) if self.is_rule_below(source) => self.close_above_rule(),
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough => self.inline.close_style(),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(),
            TagEnd::Item => self.close_item(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => self.close_container(),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Table => self.close_table(),
            _ => {}
        }
    }
}

/// Whether what begins here ends the line before it; an item of a tight list has no paragraph.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Table(_)
    )
}

fn code_language(kind: &CodeBlockKind<'_>) -> Option<Language<'static>> {
    match kind {
        CodeBlockKind::Fenced(info) => language::of_info(info),
        CodeBlockKind::Indented => None,
    }
}
