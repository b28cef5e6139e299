use super::span::{Row, Span};

/// The row with its styles and links as escape sequences.
pub(super) fn ansi_text(row: &Row) -> String {
    row.iter().map(ansi_span).chain(["\n".to_owned()]).collect()
}

/// The texts of the row alone.
pub(super) fn plain_text(row: &Row) -> String {
    row.iter()
        .map(|span| span.text.as_str())
        .chain(["\n"])
        .collect()
}

fn ansi_span(span: &Span) -> String {
    let Span { text, style, url } = span;
    let set = format!("{style}{text}{style:#}");
    match url {
        Some(url) => format!("\x1b]8;;{url}\x1b\\{set}\x1b]8;;\x1b\\"),
        None => set,
    }
}
