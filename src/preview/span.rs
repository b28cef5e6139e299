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

/// The part of the spans that `range` covers, in bytes of all their texts together.
pub(super) fn slice(spans: &[Span], range: &Range<usize>) -> Row {
    let mut start = 0;
    let parts = spans.iter().filter_map(|span| {
        let end = start + span.text.len();
        let from = range.start.clamp(start, end) - start;
        let to = range.end.clamp(start, end) - start;
        start = end;
        let text = span.text[from..to].to_owned();
        (from < to).then(|| Span {
            text,
            ..span.clone()
        })
    });
    parts.collect()
}
