use crate::model::At;

/// Turns the name after an `@` into a mention.
pub(super) type FindMention<'f> = dyn FnMut(&str) -> Option<At<'static>> + 'f;

/// Names are looked for among that many characters.
const MAX_NAME: usize = 32;

/// A piece of a text.
pub(super) enum Piece<'t> {
    Text(&'t str),
    Mention(At<'static>),
}

/// The text with what `find` knows as a name after an `@` as mentions. Where a name ends is not marked in
/// Chinese, so the longest that is known is taken; an `@` within a word, as in an address, begins none.
pub(super) fn split<'t>(text: &'t str, find: &mut FindMention<'_>) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (index, _) in text.match_indices('@') {
        let is_in_word = text[..index].ends_with(|c: char| c.is_ascii_alphanumeric());
        if index < start || is_in_word {
            continue;
        }
        if let Some((at, len)) = longest(&text[index + 1..], find) {
            pieces.push(Piece::Text(&text[start..index]));
            pieces.push(Piece::Mention(at));
            start = index + 1 + len;
        }
    }
    pieces.push(Piece::Text(&text[start..]));
    pieces
}

fn longest(text: &str, find: &mut FindMention<'_>) -> Option<(At<'static>, usize)> {
    let name = text.char_indices().take(MAX_NAME);
    let name = name.take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '·'));
    let ends: Vec<_> = name.map(|(index, c)| index + c.len_utf8()).collect();
    let mut ends = ends.into_iter().rev();
    ends.find_map(|end| Some((find(&text[..end])?, end)))
}
