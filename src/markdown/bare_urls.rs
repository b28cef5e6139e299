use std::borrow::Cow;

use linkify::{LinkFinder, LinkKind, Span};

/// The text in pieces, each with whether it is a URL that stands there bare. A URL ends at the
/// first character beyond ASCII: what follows without a space is Chinese, not a path.
pub(super) fn split(text: Cow<'_, str>) -> Vec<(Cow<'_, str>, bool)> {
    if !text.contains("://") {
        return vec![(text, false)];
    }
    match text {
        Cow::Borrowed(text) => spans(text)
            .map(|span| (Cow::Borrowed(span.as_str()), is_url(&span)))
            .collect(),
        Cow::Owned(text) => spans(&text)
            .map(|span| (Cow::Owned(span.as_str().to_owned()), is_url(&span)))
            .collect(),
    }
}

fn spans(text: &str) -> impl Iterator<Item = Span<'_>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_can_be_iri(false);
    finder.spans(text).collect::<Vec<_>>().into_iter()
}

fn is_url(span: &Span<'_>) -> bool {
    span.kind().is_some()
}
