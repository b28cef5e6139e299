use pulldown_cmark::Alignment;
use unicode_width::UnicodeWidthStr;

/// A table as it is read: rows of cells, the head first.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
}

const BETWEEN: &str = " | ";

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self {
            alignments,
            rows: Vec::new(),
        }
    }

    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn push_cell(&mut self, text: String) {
        if let Some(row) = self.rows.last_mut() {
            row.push(text);
        }
    }

    /// One text a row, its columns aligned by display width, and a rule below the head.
    pub(super) fn into_lines(self) -> Vec<String> {
        let widths = self.widths();
        let mut rows = self.rows.iter().map(|row| self.line(row, &widths));
        let head = rows.next().into_iter();
        let rule = widths.iter().map(|width| "-".repeat(*width));
        let rule = rule.collect::<Vec<_>>().join("-|-");
        head.chain([rule]).chain(rows).collect()
    }

    fn widths(&self) -> Vec<usize> {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        };
        (0..self.alignments.len()).map(width).collect()
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let cells = row.iter().zip(widths).zip(&self.alignments);
        let padded = cells.map(|((cell, width), alignment)| padded(cell, *width, *alignment));
        let line = padded.collect::<Vec<_>>().join(BETWEEN);
        line.trim_end().to_owned()
    }
}

fn padded(cell: &str, width: usize, alignment: Alignment) -> String {
    let missing = width.saturating_sub(cell.width());
    let before = match alignment {
        Alignment::None | Alignment::Left => 0,
        Alignment::Center => missing / 2,
        Alignment::Right => missing,
    };
    format!(
        "{:before$}{cell}{:after$}",
        "",
        "",
        after = missing - before
    )
}
