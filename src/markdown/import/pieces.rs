//! Finding URLs and mentions in plain text.

use crate::model::At;

/// Maps the name after an `@` to a mention.
pub(super) type FindMention<'f> = dyn FnMut(&str) -> Option<At<'static>> + 'f;

/// A piece of a text.
pub(super) enum Piece<'t> {
    Text(&'t str),
    Url(&'t str),
    Mention(At<'static>),
}

/// The maximum nesting of brackets in a URL, which bounds the search for an unclosed bracket from each URL in
/// a text.
const DEEPEST: usize = 16;

/// The maximum number of characters considered for a name.
const MAX_NAME: usize = 32;

/// Splits the text into plain pieces, bare URLs and the mentions that `find` returns.
pub(super) fn split<'t>(text: &'t str, mut find: Option<&mut FindMention<'_>>) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(found) = text[from..].find("://") {
        let slashes = from + found;
        from = slashes + 3;
        let Some((url_start, url_end)) = url_around(text, slashes, start) else {
            continue;
        };
        push_text(&mut pieces, &text[start..url_start], find.as_deref_mut());
        pieces.push(Piece::Url(&text[url_start..url_end]));
        start = url_end;
        from = url_end.max(from);
    }
    push_text(&mut pieces, &text[start..], find);
    pieces
}

/// The range of the URL whose `://` is at `slashes`, beginning no earlier than `start`.
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

/// The length of a URL. It ends before the first non-ASCII character: what follows without a space is
/// Chinese, not a path. Brackets and quotes belong to it if a bracket opened in it. Returns `None` if such a
/// bracket contains quotes and does not close, because then the URL is cut off.
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

/// Trailing punctuation belongs to the sentence, as in GitHub's autolinks (GFM, section 6.9).
fn trimmed(url: &str) -> usize {
    url.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\''])
        .len()
}

/// Adds the text, with names after an `@` that `find` knows as mentions. Chinese does not mark where a name
/// ends, so the longest known name is used. An `@` within a word, as in an email address, starts no mention.
fn push_text<'t>(pieces: &mut Vec<Piece<'t>>, text: &'t str, find: Option<&mut FindMention<'_>>) {
    let mut start = 0;
    if let Some(find) = find {
        for (index, _) in text.match_indices('@') {
            let is_in_word = text[..index].ends_with(|c: char| c.is_ascii_alphanumeric());
            if index < start || is_in_word {
                continue;
            }
            if let Some((at, len)) = longest(&text[index + 1..], find) {
                pieces.extend([Piece::Text(&text[start..index]), Piece::Mention(at)]);
                start = index + 1 + len;
            }
        }
    }
    pieces.push(Piece::Text(&text[start..]));
}

fn longest(text: &str, find: &mut FindMention<'_>) -> Option<(At<'static>, usize)> {
    let name = text.char_indices().take(MAX_NAME);
    let name = name.take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '·'));
    let ends: Vec<_> = name.map(|(index, c)| index + c.len_utf8()).collect();
    let mut ends = ends.into_iter().rev();
    ends.find_map(|end| Some((find(&text[..end])?, end)))
}
