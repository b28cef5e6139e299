use std::borrow::Cow;

use pulldown_cmark::HeadingLevel;

use super::inline::flat;
use super::table::Table;
use super::writer::{Inside, Writer};
use crate::model::{CodeBlock, Element, Hr, Language, Line, Style, Text};

/// Lines and blocks.
impl<'a> Writer<'_, '_, 'a> {
    pub(super) fn end_line(&mut self) {
        self.end_mention();
        let elements = self.inline.take_line();
        if !elements.is_empty() {
            self.push_line(elements);
        }
    }

    pub(super) fn push_line(&mut self, elements: Vec<Element<'a>>) {
        let prefix = self.blocks.prefix();
        self.lines
            .push(prefixed(prefix, elements).into_iter().collect());
    }

    pub(super) fn text_line(&mut self, text: impl Into<Cow<'a, str>>) {
        self.push_line(vec![Text::new(text).into()]);
    }

    /// A line that takes no marker: an item that begins with it shows its marker above.
    pub(super) fn stand_alone(&mut self, line: impl Into<Line<'a>>) {
        self.end_line();
        self.flush_marker();
        self.lines.push(line.into());
    }

    pub(super) fn flush_marker(&mut self) {
        if self.blocks.has_marker() {
            self.push_line(Vec::new());
        }
    }

    /// Raw HTML shows as written.
    pub(super) fn html_line(&mut self, html: &str) {
        let line = html.trim_end_matches(['\n', '\r']).to_owned();
        self.text_line(line);
    }

    pub(super) fn rule(&mut self) {
        if self.import.basic {
            self.end_line();
            self.text_line("———");
        } else {
            self.stand_alone(Hr);
        }
    }

    pub(super) fn heading_style(&self, source: &str) -> Style {
        if self.is_rule_below(source) {
            Style::PLAIN
        } else {
            Style::BOLD
        }
    }

    /// In the platform's Markdown `---` is a rule, also right below a text.
    pub(super) fn is_rule_below(&self, source: &str) -> bool {
        let is_underlined = !source.trim_start().starts_with('#');
        self.import.dialect.is_platform() && is_underlined && source.trim_end().ends_with('-')
    }

    pub(super) fn close_above_rule(&mut self) {
        self.inline.close_style();
        self.rule();
    }

    pub(super) fn close_heading(&mut self, level: HeadingLevel) {
        self.inline.close_style();
        let is_first = self.lines.is_empty() && self.blocks.is_empty() && self.title.is_none();
        if self.wants_title && level == HeadingLevel::H1 && is_first {
            let elements = self.inline.take_line();
            match title_of(&elements) {
                Some(title) => self.title = Some(title),
                None => self.push_line(elements),
            }
        }
        self.end_line();
    }

    pub(super) fn close_item(&mut self) {
        self.end_line();
        self.flush_marker();
        self.blocks.close();
    }

    pub(super) fn close_container(&mut self) {
        self.end_line();
        self.blocks.close();
    }

    pub(super) fn close_code(&mut self) {
        if let Inside::Code(language, code) = std::mem::take(&mut self.inside) {
            let code = code.strip_suffix('\n').unwrap_or(&code).to_owned();
            self.code(language, code);
        }
    }

    pub(super) fn code(&mut self, language: Option<Language<'static>>, text: String) {
        if self.import.basic {
            text.lines()
                .for_each(|line| self.text_line(line.to_owned()));
        } else if !text.is_empty() {
            self.stand_alone(match language {
                Some(language) => CodeBlock::new(language, text),
                None => CodeBlock::plain(text),
            });
        }
    }

    pub(super) fn close_cell(&mut self) {
        let cell = flat(&self.inline.take_line());
        self.with_table(|table| table.push_cell(cell));
    }

    pub(super) fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.code(None, table.into_lines().join("\n"));
        }
    }

    pub(super) fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }
}

/// The elements as a title, which has no links; a style it has anyway.
fn title_of(elements: &[Element<'_>]) -> Option<String> {
    let text = |element: &Element<'_>| match element {
        Element::Text(text) => Some(text.as_str().to_owned()),
        _ => None,
    };
    elements.iter().map(text).collect()
}

fn prefixed(prefix: String, elements: Vec<Element<'_>>) -> Vec<Element<'_>> {
    let mut rest = elements.into_iter();
    let first = match rest.next() {
        None => return vec![Text::new(prefix.trim_end().to_owned()).into()],
        Some(first) if prefix.is_empty() => vec![first],
        Some(Element::Text(text)) if text.style.is_plain() => {
            vec![Text::new(prefix + text.as_str()).into()]
        }
        Some(first) => vec![Text::new(prefix).into(), first],
    };
    first.into_iter().chain(rest).collect()
}
