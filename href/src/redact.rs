use crate::split::scheme_of;

/// The longest part of a refused link that an error repeats, in characters.
const LONGEST: usize = 120;

/// A refused link, or a part of it, as an error may show it: without user name and password, and not endless.
pub(crate) fn shown(text: &str) -> String {
    shortened(&redacted(text))
}

pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Refused text has no certain structure, so this hides too much rather than too little.
fn redacted(text: &str) -> String {
    let start = authority_start(text);
    let (scheme, rest) = text.split_at(start);
    let authority = rest.find(DELIMITERS).map_or(rest, |end| &rest[..end]);
    let hidden = if hides_password(authority, rest) {
        rest.rfind('@')
    } else {
        authority.rfind('@')
    };
    match hidden {
        Some(at) => format!("{scheme}***{}", redacted_pieces(&rest[at..])),
        None => format!("{scheme}{}", redacted_pieces(rest)),
    }
}

const DELIMITERS: [char; 4] = ['/', '?', '#', '\\'];

fn authority_start(text: &str) -> usize {
    let lead = text.len() - text.trim_start().len();
    let scheme = scheme_of(&text[lead..]).map_or(0, |scheme| scheme.len() + 1);
    let behind = &text[lead + scheme..];
    lead + scheme + behind.len() - behind.trim_start_matches(['/', '\\']).len()
}

/// Whether a delimiter inside a password tore the user name off its `@`: what looks like the port is no number.
pub(crate) fn hides_password(authority: &str, rest: &str) -> bool {
    let torn = authority.rsplit_once(':').is_some_and(|(host, port)| {
        !host.starts_with('[') && !port.bytes().all(|byte| byte.is_ascii_digit())
    });
    torn && !authority.contains('@') && rest.contains('@')
}

/// Hides `user:password` wherever a further URL may stand, as in `?next=https://user:password@host/`.
fn redacted_pieces(text: &str) -> String {
    text.split_inclusive(DELIMITERS)
        .map(redacted_piece)
        .collect()
}

fn redacted_piece(piece: &str) -> String {
    match piece.rfind('@') {
        Some(at) if piece[..at].contains(':') => format!("***{}", &piece[at..]),
        _ => piece.to_owned(),
    }
}
