/// How deep the brackets of a URL are nested at most: so far a bracket that never closes is looked for, in
/// vain, from each URL of a text.
const DEEPEST: usize = 16;

/// The text in pieces, each with whether it is a URL that stands there bare.
pub(super) fn split(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(found) = text[from..].find("://") {
        let slashes = from + found;
        from = slashes + 3;
        let Some((url_start, url_end)) = url_around(text, slashes, start) else {
            continue;
        };
        pieces.push((&text[start..url_start], false));
        pieces.push((&text[url_start..url_end], true));
        start = url_end;
        from = url_end.max(from);
    }
    pieces.push((&text[start..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Where the URL begins and ends whose `://` stands at `slashes`, no earlier than `start`.
fn url_around(text: &str, slashes: usize, start: usize) -> Option<(usize, usize)> {
    let before = &text[start..slashes];
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        before
            .len()
            .checked_sub(scheme.len())
            .and_then(|from| before.get(from..))
            .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    })?;
    let url_start = slashes - scheme.len();
    let before = &text[..url_start];
    let is_word =
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let len = url_len(&text[url_start..])?;
    let after = &text[url_start + len..];
    // What Markdown did not take as a link, for the spaces in it: half of its URL would lead elsewhere.
    let is_broken_link =
        before.ends_with("](") || (before.ends_with('<') && !after.starts_with('>'));
    let is_url = !is_word && !is_broken_link && len > scheme.len() + "://".len();
    is_url.then_some((url_start, url_start + len))
}

/// How far a URL goes. It ends before the first character beyond ASCII: what follows without a space is
/// Chinese, not a path. Brackets and quotes belong to it if a bracket opened in it; none if such a
/// bracket holds quotes and does not close, because then the URL is cut off.
fn url_len(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut has_quote = false;
    let mut end = text.len();
    for (index, byte) in text.bytes().enumerate() {
        let closes = |open: u8| matches!((open, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        let ends = match byte {
            b'(' | b'[' | b'{' => {
                open.push((index, byte));
                open.len() > DEEPEST
            }
            b')' | b']' | b'}' => open.pop().is_none_or(|(_, bracket)| !closes(bracket)),
            b'"' => {
                has_quote = true;
                open.is_empty()
            }
            b'<' | b'>' | b'`' | b'|' | b'\\' => true,
            other => !other.is_ascii_graphic(),
        };
        if ends {
            end = index;
            break;
        }
    }
    match open.first() {
        Some(_) if has_quote => None,
        Some((bracket, _)) => Some(trimmed(&text[..end.min(*bracket)])),
        None => Some(trimmed(&text[..end])),
    }
}

/// Punctuation at the end is the sentence's, as in GitHub's autolinks (GFM, section 6.9).
fn trimmed(url: &str) -> usize {
    url.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\''])
        .len()
}
