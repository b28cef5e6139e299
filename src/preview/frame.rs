use anstyle::{Effects, Style};

use super::span::{Row, Span, columns};
use super::wrap::wrap;

/// Columns that a frame takes from what stands in it.
pub(super) const FRAME: usize = 2;

const QUIET: Style = Style::new().effects(Effects::DIMMED);

/// Rows with a bar before each, between two rules. There is no bar behind: terminals disagree
/// about the columns of emoji, and it would not stand straight.
pub(super) fn framed(label: &str, rows: Vec<Row>, width: usize) -> Vec<Row> {
    let top = top(label, width);
    let inside = rows.into_iter().map(|mut row| {
        row.insert(0, Span::new(bar(&row), QUIET));
        row
    });
    let bottom = Span::new(format!("╰{}", "─".repeat(width - 1)), QUIET);
    [top]
        .into_iter()
        .chain(inside)
        .chain([vec![bottom]])
        .collect()
}

/// A rule from edge to edge.
pub(super) fn rule(width: usize) -> Row {
    vec![Span::new("─".repeat(width), QUIET)]
}

fn bar(row: &Row) -> &'static str {
    if row.is_empty() { "│" } else { "│ " }
}

fn top(label: &str, width: usize) -> Row {
    if label.is_empty() {
        return vec![Span::new(format!("╭{}", "─".repeat(width - 1)), QUIET)];
    }
    let labels = wrap(&[Span::new(label, QUIET)], width - FRAME - 3);
    let label: String = labels
        .into_iter()
        .next()
        .into_iter()
        .flatten()
        .map(|span| span.text)
        .collect();
    let rest = width.saturating_sub(columns(&label) + 4);
    vec![Span::new(format!("╭─ {label} {}", "─".repeat(rest)), QUIET)]
}
