use std::ops::Range;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// A run of text that is set alike, and what it opens. Its text holds no control character but
/// line breaks.
#[derive(Debug, Clone, Default)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) url: Option<String>,
}

/// What stands in one row of the terminal.
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

/// The columns that a text takes. Emoji sequences count as the terminal draws them.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// The parts of the spans that each range covers, in bytes of all their texts together.
pub(super) fn rows(spans: &[Span], ranges: &[Range<usize>]) -> Vec<Row> {
    let ends: Vec<usize> = spans
        .iter()
        .scan(0, |end, span| {
            *end += span.text.len();
            Some(*end)
        })
        .collect();
    let row = |range: &Range<usize>| {
        let first = ends.partition_point(|end| *end <= range.start);
        let behind = spans[first..].iter().zip(&ends[first..]);
        let covered = behind.map(|(span, end)| (span, end - span.text.len()));
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
        ..span.clone()
    }
}
