//! Converting a Markdown syntax tree to lines.

use std::mem::take;

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, arena_tree::NodeEdge, parse_document};

use super::Importer;
use super::blocks::Blocks;
use super::code::{self, Table};
use super::inline::{Inline, to_plain_text};
use super::marks::Marks;
use super::pieces::{self, Html, Piece};
use crate::model::{At, CodeBlock, Element, Hr, Language, Line, Style, Text};

/// Reads the lines of a text, node by node.
pub(super) struct Reader<'c, 'f> {
    choices: &'c mut Importer<'f>,
    marks: Marks,
    wants_title: bool,
    title: Option<String>,
    lines: Vec<Line<'static>>,
    blocks: Blocks,
    inline: Inline,
    context: Context,
    in_heading: bool,
    table: Option<Table>,
}

/// Where text is added.
#[derive(Debug, Default)]
enum Context {
    #[default]
    Line,
    /// An image, with its alternative text so far and the images nested in that.
    Image {
        url: String,
        alt: String,
        nested: usize,
    },
    /// A mention, with its tag as written and its name so far.
    Mention {
        at: At<'static>,
        tag: String,
        name: String,
    },
}

impl<'c, 'f> Reader<'c, 'f> {
    pub(super) fn new(choices: &'c mut Importer<'f>, wants_title: bool) -> Self {
        Self {
            choices,
            marks: Marks::unused_in(""),
            wants_title,
            title: None,
            lines: Vec::new(),
            blocks: Blocks::default(),
            inline: Inline::default(),
            context: Context::default(),
            in_heading: false,
            table: None,
        }
    }

    /// Returns the title, if requested and present, and the lines.
    pub(super) fn read(mut self, text: &str) -> (Option<String>, Vec<Line<'static>>) {
        let source = text.strip_prefix('\u{feff}').unwrap_or(text);
        if source.len() > Importer::MAX_BYTES {
            let rows = source.lines().filter(|row| !row.is_empty());
            return (None, rows.map(|row| row.to_owned().into()).collect());
        }
        let arena = Arena::new();
        self.marks = Marks::unused_in(source);
        let root = parse_document(&arena, &self.marks.hide(source), &self.options());
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => self.open(node),
                NodeEdge::End(node) => self.close(node),
            }
        }
        self.end_line();
        (self.title, self.lines)
    }

    fn options(&self) -> Options<'static> {
        let mut options = Options::default();
        options.extension.strikethrough = true;
        options.extension.table = true;
        options.extension.tasklist = true;
        options.extension.cjk_friendly_emphasis = !self.choices.is_platform;
        options
    }

    fn open<'n>(&mut self, node: &'n AstNode<'n>) {
        match &node.data().value {
            NodeValue::Text(text) => self.text(&self.marks.show(text)),
            NodeValue::Code(code) => self.code_span(&self.marks.show(&code.literal)),
            NodeValue::HtmlInline(html) => self.html(&self.marks.show(html)),
            NodeValue::HtmlBlock(block) => self.html_block(&self.marks.show(&block.literal)),
            NodeValue::SoftBreak => self.soft_break(),
            NodeValue::LineBreak => self.break_line(),
            NodeValue::ThematicBreak => self.rule(),
            NodeValue::CodeBlock(block) => {
                let code = block.literal.strip_suffix('\n').unwrap_or(&block.literal);
                let language = code::language(&self.marks.show(&block.info));
                self.code(language, self.marks.show(code).into_owned());
            }
            NodeValue::Link(link) => self.open_link(self.marks.show(&link.url).into_owned()),
            NodeValue::Image(link) => self.open_image(self.marks.show(&link.url).into_owned()),
            NodeValue::Heading(_) => {
                self.in_heading = true;
                self.open_style(node);
            }
            NodeValue::BlockQuote => self.blocks.open_quote(),
            NodeValue::List(list) => {
                let is_ordered = list.list_type == ListType::Ordered;
                self.blocks.open_list(is_ordered.then_some(list.start));
            }
            NodeValue::Item(_) => self.blocks.open_item(None),
            NodeValue::TaskItem(task) => self.blocks.open_item(Some(task.symbol.is_some())),
            NodeValue::Table(table) => self.table = Some(Table::new(table.alignments.clone())),
            NodeValue::TableRow(_) => self.with_table(Table::open_line),
            _ => self.open_style(node),
        }
    }

    fn close<'n>(&mut self, node: &'n AstNode<'n>) {
        match &node.data().value {
            NodeValue::Paragraph => self.end_block(),
            NodeValue::Heading(heading) => {
                self.give_up_mention();
                self.inline.close_style(self.style_of(node));
                self.close_heading(heading.level, heading.setext);
            }
            NodeValue::Link(_) => self.close_link(),
            NodeValue::Image(_) => self.close_image(),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => {
                self.flush_marker();
                self.blocks.close();
            }
            NodeValue::BlockQuote | NodeValue::List(_) => self.blocks.close(),
            NodeValue::TableCell => self.close_cell(),
            NodeValue::Table(_) => self.close_table(),
            _ => self.inline.close_style(self.style_of(node)),
        }
    }

    fn open_style<'n>(&mut self, node: &'n AstNode<'n>) {
        self.inline.open_style(self.style_of(node));
    }

    fn style_of<'n>(&self, node: &'n AstNode<'n>) -> Style {
        match &node.data().value {
            NodeValue::Strong => Style::BOLD,
            NodeValue::Emph => Style::ITALIC,
            NodeValue::Heading(heading) if !self.is_rule_below(heading.level, heading.setext) => {
                Style::BOLD
            }
            NodeValue::Strikethrough if self.choices.is_platform && tildes(node) < 2 => {
                Style::UNDERLINE
            }
            NodeValue::Strikethrough => Style::LINE_THROUGH,
            _ => Style::PLAIN,
        }
    }

    /// In the platform's Markdown, `---` is a rule even right below text.
    fn is_rule_below(&self, level: u8, setext: bool) -> bool {
        self.choices.is_platform && setext && level == 2
    }
}

/// Text within a line, and what is collected elsewhere.
impl Reader<'_, '_> {
    /// Adds a text; bare URLs in it become links, and names that the caller knows become mentions.
    fn text(&mut self, text: &str) {
        if !matches!(self.context, Context::Line) || self.inline.is_in_link() {
            return self.literal(text);
        }
        for piece in pieces::split(text, self.choices.find_mention.as_deref_mut()) {
            match piece {
                Piece::Text(text) => self.inline.text(text),
                Piece::Url(url) => self.inline.url(url),
                Piece::Mention(at) => self.inline.mention(at),
            }
        }
    }

    fn literal(&mut self, text: &str) {
        match &mut self.context {
            Context::Line => self.inline.text(text),
            Context::Image { alt, .. } => alt.push_str(text),
            Context::Mention { name, .. } => name.push_str(text),
        }
    }

    fn code_span(&mut self, code: &str) {
        self.inline.open_style(Style::CODE);
        self.literal(code);
        self.inline.close_style(Style::CODE);
    }

    /// A single line break in the source starts a new line, which is what people and models intend.
    fn soft_break(&mut self) {
        if self.choices.is_platform {
            return self.literal(" ");
        }
        self.give_up_mention();
        let is_line = matches!(self.context, Context::Line);
        if is_line && (self.choices.join_lines || self.in_heading) {
            self.inline.soft_break();
        } else {
            self.break_line();
        }
    }

    fn break_line(&mut self) {
        if !self.choices.is_platform {
            self.give_up_mention();
        }
        match self.context {
            Context::Line if self.in_heading => self.inline.soft_break(),
            Context::Line if self.table.is_some() => self.end_row(),
            Context::Line => self.end_line(),
            _ => self.literal(" "),
        }
    }

    /// Within an image's alternative text, a link is reduced to its text.
    fn open_link(&mut self, url: String) {
        self.give_up_mention();
        if matches!(self.context, Context::Line) {
            self.leave_link();
            self.inline.open_link(url);
        }
    }

    fn close_link(&mut self) {
        self.give_up_mention();
        if matches!(self.context, Context::Line) {
            self.inline.close_link(!self.choices.is_platform);
        }
    }

    fn leave_link(&mut self) {
        self.give_up_mention();
        self.inline.leave_link(!self.choices.is_platform);
    }

    fn html_block(&mut self, html: &str) {
        for piece in pieces::html_pieces(html) {
            if piece.starts_with('<') {
                self.html(piece);
            } else {
                self.html_text(piece);
            }
        }
        self.end_block();
    }

    fn html_text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.break_line();
            }
            self.literal(line.trim_end_matches('\r'));
        }
    }

    fn html(&mut self, html: &str) {
        match (Html::read(html), &self.context) {
            (Html::OpenMention(at), Context::Line) if self.knows_mentions() => {
                self.context = Context::Mention {
                    at,
                    tag: html.to_owned(),
                    name: String::new(),
                };
            }
            (Html::CloseMention, Context::Mention { .. }) => self.close_mention(),
            _ if self.choices.is_platform => self.html_text(html),
            (Html::Break, _) => self.break_line(),
            (Html::Comment, _)
            | (
                Html::Open(_) | Html::Close(_) | Html::OpenLink(_) | Html::CloseLink,
                Context::Image { .. },
            ) => {}
            (Html::Open(style), _) => self.inline.open_style(style),
            (Html::Close(style), _) => self.inline.close_style(style),
            (Html::OpenLink(url), _) if !self.inline.is_in_link() => self.open_link(url),
            (Html::OpenLink(_), _) => {
                self.inline.open_nested_link();
                self.html_text(html);
            }
            (Html::CloseLink, _) if self.inline.close_nested_link() => self.html_text(html),
            (Html::CloseLink, _) => self.close_link(),
            _ => self.html_text(html),
        }
    }

    fn knows_mentions(&self) -> bool {
        self.choices.is_platform || self.choices.find_mention.is_some()
    }

    /// Adds a mention if the caller knows the name; otherwise keeps the text as written, so that an ID in
    /// untrusted text cannot mention anyone.
    fn close_mention(&mut self) {
        let Context::Mention { at, tag, name } = take(&mut self.context) else {
            return;
        };
        let known = match &mut self.choices.find_mention {
            _ if self.choices.is_platform && name.is_empty() => Some(at),
            _ if self.choices.is_platform => Some(at.name(name.clone())),
            Some(find) => find(&name),
            None => None,
        };
        match known {
            Some(at) => self.inline.mention(at),
            None => self.inline.text(&format!("{tag}{name}</at>")),
        }
    }

    /// An unclosed mention is text, although the platform treats it as a mention.
    fn give_up_mention(&mut self) {
        let Context::Mention { tag, name, .. } = &mut self.context else {
            return;
        };
        if self.choices.is_platform {
            return self.close_mention();
        }
        let (tag, name) = (take(tag), take(name));
        self.context = Context::Line;
        self.inline.text(&tag);
        self.text(&name);
    }

    fn open_image(&mut self, url: String) {
        self.give_up_mention();
        match &mut self.context {
            Context::Image { nested, .. } => *nested += 1,
            context => {
                *context = Context::Image {
                    url,
                    alt: String::new(),
                    nested: 0,
                }
            }
        }
    }

    fn close_image(&mut self) {
        match take(&mut self.context) {
            Context::Image { url, alt, nested } if nested > 0 => {
                let nested = nested - 1;
                self.context = Context::Image { url, alt, nested };
            }
            Context::Image { url, alt, .. } => self.image(url, &alt),
            context => self.context = context,
        }
    }

    /// Adds the caller's image if there is one; otherwise its text within a link, or else a link to it.
    fn image(&mut self, url: String, alt: &str) {
        let find = self
            .choices
            .find_image
            .as_mut()
            .filter(|_| self.table.is_none());
        if let Some(image) = find.and_then(|find| find(&url, alt)) {
            self.push_block(image);
        } else if self.inline.is_in_link() {
            self.inline.text(alt);
        } else {
            self.inline.open_link(url);
            self.inline.text(alt);
            self.inline.close_link(!self.choices.is_platform);
        }
    }
}

/// Lines and blocks.
impl Reader<'_, '_> {
    fn end_block(&mut self) {
        self.leave_link();
        self.end_line();
        self.inline.close_styles();
    }

    fn end_line(&mut self) {
        self.give_up_mention();
        let elements = self.inline.take_line();
        if !elements.is_empty() {
            self.push_line(elements);
        }
    }

    fn push_line(&mut self, mut elements: Vec<Element<'static>>) {
        let prefix = self.blocks.prefix();
        match elements.first_mut() {
            None => elements.push(Text::new(prefix.trim_end().to_owned()).into()),
            Some(Element::Text(text)) if text.style.is_plain() => {
                text.text.to_mut().insert_str(0, &prefix);
            }
            Some(_) if prefix.is_empty() => {}
            Some(_) => elements.insert(0, Text::new(prefix).into()),
        }
        self.lines.push(Line::from_iter(elements));
    }

    fn text_line(&mut self, text: String) {
        self.push_line(vec![Text::new(text).into()]);
    }

    /// A block has no marker: an item that begins with one shows its marker on the line above.
    fn push_block(&mut self, block: impl Into<Line<'static>>) {
        self.end_line();
        self.flush_marker();
        self.lines.push(block.into());
    }

    fn flush_marker(&mut self) {
        if self.blocks.has_marker() {
            self.push_line(Vec::new());
        }
    }

    fn rule(&mut self) {
        if self.choices.basic {
            self.end_line();
            self.text_line("———".to_owned());
        } else {
            self.push_block(Hr);
        }
    }

    fn close_heading(&mut self, level: u8, setext: bool) {
        self.in_heading = false;
        let is_first = self.lines.is_empty() && self.blocks.is_empty() && self.title.is_none();
        if self.is_rule_below(level, setext) {
            self.rule();
        } else if self.wants_title && level == 1 && is_first {
            let elements = self.inline.take_line();
            match title_of(&elements) {
                Some(title) => self.title = Some(title).filter(|title| !title.is_empty()),
                None => self.push_line(elements),
            }
        }
        self.end_block();
    }

    fn code(&mut self, language: Option<Language<'static>>, text: String) {
        if self.choices.basic {
            for line in text.lines() {
                self.text_line(line.to_owned());
            }
        } else if !text.is_empty() {
            self.push_block(CodeBlock {
                language,
                text: text.into(),
            });
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    fn end_row(&mut self) {
        self.give_up_mention();
        let row = to_plain_text(&self.inline.take_line());
        self.with_table(|table| table.push_row(row));
    }

    fn close_cell(&mut self) {
        self.leave_link();
        self.end_row();
        self.inline.close_styles();
        self.with_table(Table::close_cell);
    }

    fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.code(None, table.into_rows().join("\n"));
        }
    }
}

/// The number of tildes that open the strikethrough: the columns before its text.
fn tildes<'n>(node: &'n AstNode<'n>) -> usize {
    let start = |node: &'n AstNode<'n>| node.data().sourcepos.start.column;
    let text = node.first_child().map(start);
    text.unwrap_or_default().saturating_sub(start(node))
}

/// The elements as a title, which cannot contain links and has its own style.
fn title_of(elements: &[Element<'_>]) -> Option<String> {
    let texts = elements.iter().map(|element| match element {
        Element::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}
