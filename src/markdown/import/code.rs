//! What becomes a code block.

use comrak::nodes::TableAlignment;
use unicode_width::UnicodeWidthStr;

use crate::model::Language;

/// A table being read, header first. A cell has one text per row.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<TableAlignment>,
    lines: Vec<Vec<Vec<String>>>,
    /// The rows of the cell being read.
    cell: Vec<String>,
    /// How many cells line breaks have added so far.
    added: usize,
}

const BETWEEN: &str = " | ";
/// How far a column, and all columns together, are aligned; longer text sticks out. Otherwise one long cell
/// would be paid for in every line.
const MAX_WIDTH: usize = 80;
const MAX_WIDTHS: usize = 240;
/// The rows that line breaks add are paid for in every column; later line breaks in cells become spaces.
const MAX_ADDED_CELLS: usize = 100_000;

impl Table {
    pub(super) fn new(alignments: Vec<TableAlignment>) -> Self {
        Self {
            alignments,
            ..Self::default()
        }
    }

    pub(super) fn open_line(&mut self) {
        self.lines.push(Vec::new());
    }

    pub(super) fn push_row(&mut self, text: String) {
        match self.cell.last_mut() {
            Some(last) if self.added > MAX_ADDED_CELLS => last.extend([" ", &text]),
            Some(_) => {
                self.added += self.alignments.len();
                self.cell.push(text);
            }
            None => self.cell.push(text),
        }
    }

    pub(super) fn close_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        if let Some(line) = self.lines.last_mut() {
            line.push(cell);
        }
    }

    /// Rows of text with columns aligned by display width, and a rule below the header.
    pub(super) fn into_rows(self) -> Vec<String> {
        let widths = self.widths();
        let mut lines = self.lines.iter().map(|line| self.rows(line, &widths));
        let head = lines.next().into_iter().flatten();
        let rule = widths.iter().map(|width| "-".repeat(*width));
        let rule = rule.collect::<Vec<_>>().join("-|-");
        head.chain([rule]).chain(lines.flatten()).collect()
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.alignments.len()];
        for line in &self.lines {
            for (width, cell) in widths.iter_mut().zip(line) {
                let rows = cell.iter().map(|row| row.width());
                *width = rows.fold(*width, usize::max);
            }
        }
        let mut left = MAX_WIDTHS;
        for width in &mut widths {
            *width = (*width).min(MAX_WIDTH).min(left);
            left -= *width;
        }
        widths
    }

    fn rows(&self, line: &[Vec<String>], widths: &[usize]) -> Vec<String> {
        let height = line.iter().map(Vec::len).max().unwrap_or_default();
        let row = |number: usize| {
            let cells = line.iter().zip(widths).zip(&self.alignments);
            let padded = cells.map(|((cell, width), alignment)| {
                let text = cell.get(number).map_or("", String::as_str);
                padded(text, *width, *alignment)
            });
            let row = padded.collect::<Vec<_>>().join(BETWEEN);
            row.trim_end().to_owned()
        };
        (0..height.max(1)).map(row).collect()
    }
}

fn padded(text: &str, width: usize, alignment: TableAlignment) -> String {
    let missing = width.saturating_sub(text.width());
    let before = match alignment {
        TableAlignment::None | TableAlignment::Left => 0,
        TableAlignment::Center => missing / 2,
        TableAlignment::Right => missing,
    };
    let after = missing - before;
    format!("{:before$}{text}{:after$}", "", "")
}

/// The language of a fence's info string: its first word, mapped to the platform's name if it is a known
/// alias. The platform's list is not exhaustive, so unlisted names are passed through.
pub(super) fn language(info: &str) -> Option<Language<'static>> {
    let word = info.split([' ', '\t', ',', '{']).next()?;
    if word.is_empty() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let name = short_name(&lower).unwrap_or(word);
    let listed = Language::try_from(name).ok();
    Some(listed.unwrap_or_else(|| Language::other(word.to_owned())))
}

/// The common short names for languages in fences.
fn short_name(word: &str) -> Option<&'static str> {
    Some(match word {
        "rs" => "RUST",
        "py" | "python3" => "PYTHON",
        "js" | "mjs" | "jsx" => "JAVASCRIPT",
        "ts" | "tsx" => "TYPESCRIPT",
        "sh" | "zsh" | "console" | "shell-session" => "SHELL",
        "c++" | "cc" | "cxx" | "hpp" => "CPP",
        "h" => "C",
        "golang" => "GO",
        "kt" | "kts" => "KOTLIN",
        "rb" => "RUBY",
        "yml" => "YAML",
        "jsonc" | "json5" => "JSON",
        "htm" | "xhtml" => "HTML",
        _ => return None,
    })
}
