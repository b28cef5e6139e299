use crate::model::At;

/// The mention that `<at user_id="…">` begins, in the platform's own Markdown.
pub(super) fn opened(html: &str) -> Option<At<'static>> {
    let attributes = html.strip_prefix("<at ")?.strip_suffix('>')?.trim();
    let value = attributes
        .strip_prefix("user_id=")?
        .trim_end_matches('/')
        .trim();
    let id = value.trim_matches(['"', '\'']);
    (!id.is_empty()).then(|| At::new(id.to_owned()))
}

pub(super) fn is_close(html: &str) -> bool {
    html == "</at>"
}
