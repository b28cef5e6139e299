use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::span::{self, Row, Span, columns};

/// Breaks the spans into rows of at most `width` columns: where Unicode allows a break
/// ([UAX #14](https://www.unicode.org/reports/tr14/)), so that no row of Chinese begins with a
/// full stop; and a word that is longer than a row, between two characters.
pub(super) fn wrap(spans: &[Span], width: usize) -> Vec<Row> {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let mut rows = Rows::new(&text, width);
    let mut start = 0;
    for (end, opportunity) in linebreaks(&text) {
        rows.word(start..end);
        let is_end = end == text.len() && !text.ends_with('\n');
        if opportunity == BreakOpportunity::Mandatory && !is_end {
            rows.end();
        }
        start = end;
    }
    rows.end();
    span::rows(spans, &rows.ranges)
}

/// Bytes of the text, row by row; the last row is being filled.
struct Rows<'t> {
    text: &'t str,
    width: usize,
    ranges: Vec<Range<usize>>,
    row: Range<usize>,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, width: usize) -> Self {
        Self {
            text,
            width,
            ranges: Vec::new(),
            row: 0..0,
        }
    }

    /// Takes what may not be broken, with the spaces behind it.
    fn word(&mut self, word: Range<usize>) {
        if self.fits(word.end) {
            self.row.end = word.end;
            return;
        }
        if !self.row.is_empty() {
            self.end();
        }
        if self.fits(word.end) {
            self.row.end = word.end;
        } else {
            self.tear(word);
        }
    }

    fn tear(&mut self, word: Range<usize>) {
        let text = self.text;
        for (offset, grapheme) in text[word.clone()].grapheme_indices(true) {
            let end = word.start + offset + grapheme.len();
            if !self.fits(end) && !self.row.is_empty() {
                self.end();
            }
            self.row.end = end;
        }
    }

    fn fits(&self, end: usize) -> bool {
        columns(visible(&self.text[self.row.start..end])) <= self.width
    }

    fn end(&mut self) {
        let shown = visible(&self.text[self.row.clone()]).len();
        self.ranges.push(self.row.start..self.row.start + shown);
        self.row = self.row.end..self.row.end;
    }
}

/// A row without the spaces and the line break at its end.
fn visible(row: &str) -> &str {
    row.trim_end_matches(['\n', ' '])
}
