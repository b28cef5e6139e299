/// Whose Markdown is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// CommonMark with GitHub's tables, task lists and strikethrough.
    #[default]
    CommonMark,
    /// What the platform makes of an `md` element, for previews: mentions as
    /// `<at user_id="…">`, underlines as `~…~`, refused links as their text, no HTML, and a space for a single line break.
    Platform,
}
