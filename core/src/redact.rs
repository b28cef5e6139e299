use crate::display::{LONGEST, shortened};
use crate::grammar::scheme_of;

/// A rejected link, or a part of it, for display in an error: without user name and password, and truncated.
pub(crate) fn shown(text: &str) -> String {
    shortened(&redacted(text), LONGEST)
}

/// Whether an error may repeat the text as it is.
pub(crate) fn is_presentable(text: &str) -> bool {
    shown(text) == text
}

/// Rejected text has no reliable structure, so this errs on the side of hiding: everything up to the last `@`.
fn redacted(text: &str) -> String {
    let hidden = text
        .rfind('@')
        .and_then(|at| Some((secret_start(&text[..at])?, at)));
    match hidden {
        Some((start, at)) => format!("{}***{}", &text[..start], &text[at..]),
        None => text.to_owned(),
    }
}

/// Where a user name may begin in what comes before an `@`.
fn secret_start(before: &str) -> Option<usize> {
    let authority = authority_start(before);
    if authority == before.len() || !has_slashes(&before[..authority]) {
        return Some(authority);
    }
    let mut start = authority;
    for piece in before[authority..].split_inclusive(DELIMITERS) {
        let is_all = start == authority && !piece.ends_with(DELIMITERS);
        if is_all || holds_password(piece.trim_end_matches(DELIMITERS)) {
            return Some(start);
        }
        start += piece.len();
    }
    None
}

const DELIMITERS: [char; 4] = ['/', '?', '#', '\\'];

fn authority_start(text: &str) -> usize {
    let link = text.trim_start();
    let rest = scheme_of(link).map_or(link, |scheme| &link[scheme.len() + 1..]);
    text.len() - rest.trim_start_matches(['/', '\\']).len()
}

/// Without slashes, what looks like a scheme may be a user name.
fn has_slashes(start: &str) -> bool {
    start.is_empty() || start.ends_with("//")
}

/// Whether more than a port follows a colon.
fn holds_password(piece: &str) -> bool {
    piece
        .split_once(':')
        .is_some_and(|(_, port)| !port.bytes().all(|b| b.is_ascii_digit()))
}
