use std::ops::Range;

use anstyle::Style;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A run of text with one style, and the link it opens. Its text contains no control characters except line
/// breaks.
#[derive(Debug, Clone, Default)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) url: Option<String>,
}

/// One row of the terminal.
pub(super) type Row = Vec<Span>;

impl Span {
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            url: None,
        }
    }
}

/// The parts of the spans covered by each range, in bytes of their concatenated texts.
fn rows(spans: &[Span], ranges: &[Range<usize>]) -> Vec<Row> {
    let ends: Vec<usize> = spans
        .iter()
        .scan(0, |end, span| {
            *end += span.text.len();
            Some(*end)
        })
        .collect();
    let row = |range: &Range<usize>| {
        let first = ends.partition_point(|end| *end <= range.start);
        let rest = spans[first..].iter().zip(&ends[first..]);
        let covered = rest.map(|(span, end)| (span, end - span.text.len()));
        covered
            .take_while(|(_, start)| *start < range.end)
            .map(|(span, start)| part(span, start, range))
            .filter(|part| !part.text.is_empty())
            .collect()
    };
    ranges.iter().map(row).collect()
}

fn part(span: &Span, start: usize, range: &Range<usize>) -> Span {
    let from = range.start.saturating_sub(start);
    let to = (range.end - start).min(span.text.len());
    Span {
        text: span.text[from..to].to_owned(),
        style: span.style,
        url: span.url.clone(),
    }
}

/// Breaks the spans into rows of at most `width` columns, where Unicode allows a break
/// ([UAX #14](https://www.unicode.org/reports/tr14/)), so that no row of Chinese begins with a full stop. A word
/// longer than a row is broken between characters.
pub(super) fn wrap(spans: &[Span], width: usize) -> Vec<Row> {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let mut wrapping = Wrapping {
        text: &text,
        width,
        ranges: Vec::new(),
        row: 0..0,
        used: 0,
    };
    let mut start = 0;
    for (end, opportunity) in linebreaks(&text) {
        wrapping.word(start..end);
        let is_end = end == text.len() && !text.ends_with('\n');
        if opportunity == BreakOpportunity::Mandatory && !is_end {
            wrapping.end();
        }
        start = end;
    }
    wrapping.end();
    rows(spans, &wrapping.ranges)
}

/// Byte ranges of the text, row by row; the last row is being filled.
struct Wrapping<'t> {
    text: &'t str,
    width: usize,
    ranges: Vec<Range<usize>>,
    row: Range<usize>,
    /// The columns of the row so far. Stored instead of recounted for each word, because a row of zero-width
    /// characters can be arbitrarily long.
    used: usize,
}

impl Wrapping<'_> {
    /// Adds an unbreakable word and the spaces after it.
    fn word(&mut self, word: Range<usize>) {
        if !self.fits(&word) {
            self.end_if_begun();
        }
        if self.fits(&word) {
            self.take(&word);
        } else {
            self.break_word(word);
        }
    }

    fn break_word(&mut self, word: Range<usize>) {
        for (offset, grapheme) in self.text[word.clone()].grapheme_indices(true) {
            let start = word.start + offset;
            let grapheme = start..start + grapheme.len();
            if !self.fits(&grapheme) {
                self.end_if_begun();
            }
            self.take(&grapheme);
        }
    }

    fn fits(&self, next: &Range<usize>) -> bool {
        self.used + visible(&self.text[next.clone()]).width() <= self.width
    }

    fn take(&mut self, next: &Range<usize>) {
        self.row.end = next.end;
        self.used += self.text[next.clone()].width();
    }

    fn end_if_begun(&mut self) {
        if !self.row.is_empty() {
            self.end();
        }
    }

    fn end(&mut self) {
        let shown = visible(&self.text[self.row.clone()]).len();
        self.ranges.push(self.row.start..self.row.start + shown);
        self.row = self.row.end..self.row.end;
        self.used = 0;
    }
}

/// A row without trailing spaces and line break.
fn visible(row: &str) -> &str {
    row.trim_end_matches(['\n', ' '])
}
