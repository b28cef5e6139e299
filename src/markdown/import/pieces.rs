//! The special parts of a text: URLs, mentions, and the HTML that has a meaning in a message.

use crate::model::{At, Style};

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
    for url in urls(text).into_iter().filter(|url| url.unclosed.is_none()) {
        push_text(&mut pieces, &text[start..url.start], find.as_deref_mut());
        pieces.push(Piece::Url(&text[url.start..url.end]));
        start = url.end;
    }
    push_text(&mut pieces, &text[start..], find);
    pieces
}

/// A bare URL in a text.
pub(super) struct Url {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The bracket that opens in it, contains quotes and does not close: then it is cut off and no link, because it
    /// would lead elsewhere.
    unclosed: Option<usize>,
}

/// The bare URLs in the text, in order; in one that is cut off, others may begin after the unclosed bracket.
pub(super) fn urls(text: &str) -> Vec<Url> {
    let mut urls = Vec::new();
    let mut start = 0;
    for (slashes, _) in text.match_indices("://") {
        let url = text
            .get(start..slashes)
            .and_then(|before| url_around(text, before, slashes));
        if let Some(url) = url {
            start = url.unclosed.unwrap_or(url.end);
            urls.push(url);
        }
    }
    urls
}

/// The URL whose `://` is at `slashes`, and whose scheme is in `before`.
fn url_around(text: &str, before: &str, slashes: usize) -> Option<Url> {
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        before
            .len()
            .checked_sub(scheme.len())
            .and_then(|from| before.get(from..))
            .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    })?;
    let start = slashes - scheme.len();
    let before = &text[..start];
    let is_word =
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if is_word || before.ends_with("](") {
        return None;
    }
    let (len, unclosed) = url_len(&text[start..]);
    let end = start + len;
    // Markdown did not recognize this as a link because it contains spaces: half of its URL would lead elsewhere.
    let is_broken_link = before.ends_with('<') && !text[end..].starts_with('>');
    let is_url = !is_broken_link && len > scheme.len() + "://".len();
    is_url.then_some(Url {
        start,
        end,
        unclosed: unclosed.map(|bracket| start + bracket),
    })
}

/// The length of a URL, and the bracket that cuts it off, if any. It ends before the first non-ASCII character: what
/// follows without a space is Chinese, not a path. A closing bracket or a quote belongs to it only if a bracket
/// is open in it. If such a bracket contains quotes and is never closed, the URL is cut off.
fn url_len(text: &str) -> (usize, Option<usize>) {
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
        Some((bracket, _)) if !has_quote => (trimmed(&text[..end.min(*bracket)]), None),
        unclosed => (trimmed(&text[..end]), unclosed.map(|(bracket, _)| *bracket)),
    }
}

/// Trailing punctuation belongs to the sentence, as in GitHub's autolinks (GFM, section 6.9).
fn trimmed(url: &str) -> usize {
    url.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\''])
        .len()
}

/// Adds the text; a name after an `@` that `find` knows becomes a mention. Chinese does not mark where a name
/// ends, so the longest known name is used. An `@` within a word, as in an email address, does not start a mention.
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

/// The meaning of a piece of HTML.
#[derive(Debug)]
pub(super) enum Html {
    Break,
    Open(Style),
    Close(Style),
    OpenLink(String),
    CloseLink,
    OpenMention(At<'static>),
    CloseMention,
    Comment,
    /// No meaning here: it is shown as written.
    Unknown,
}

const STYLES: [(&str, Style); 9] = [
    ("b", Style::BOLD),
    ("strong", Style::BOLD),
    ("i", Style::ITALIC),
    ("em", Style::ITALIC),
    ("u", Style::UNDERLINE),
    ("s", Style::LINE_THROUGH),
    ("del", Style::LINE_THROUGH),
    ("strike", Style::LINE_THROUGH),
    ("code", Style::CODE),
];

impl Html {
    pub(super) fn read(html: &str) -> Self {
        if html.starts_with("<!--") {
            return Self::Comment;
        }
        let Some(tag) = html.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')) else {
            return Self::Unknown;
        };
        let (is_close, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let ends_name = |c: char| c.is_whitespace() || c == '/';
        let (name, attributes) = tag.split_at(tag.find(ends_name).unwrap_or(tag.len()));
        let name = name.to_ascii_lowercase();
        let style = STYLES.into_iter().find(|(known, _)| *known == name);
        match (style, is_close, name.as_str()) {
            (Some((_, style)), false, _) => Self::Open(style),
            (Some((_, style)), true, _) => Self::Close(style),
            (_, _, "br") => Self::Break,
            (_, true, "a") => Self::CloseLink,
            (_, true, "at") => Self::CloseMention,
            (_, false, "a") => attribute(attributes, "href")
                .map_or(Self::Unknown, |url| Self::OpenLink(decoded(url))),
            (_, false, "at") => attribute(attributes, "user_id")
                .filter(|id| !id.is_empty())
                .map_or(Self::Unknown, |id| Self::OpenMention(At::new(decoded(id)))),
            _ => Self::Unknown,
        }
    }
}

/// The texts, tags and comments of a block of HTML.
pub(super) fn html_pieces(html: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tagged) = rest.split_at(start);
        let (tag, tail) = tagged.split_at(html_piece_len(tagged));
        pieces.extend([text, tag]);
        rest = tail;
    }
    pieces.push(rest);
    pieces
}

/// The length of the tag or comment at the beginning, or of everything if it is not closed.
fn html_piece_len(html: &str) -> usize {
    let end = if html.starts_with("<!--") { "-->" } else { ">" };
    html.find(end).map_or(html.len(), |start| start + end.len())
}

fn attribute<'h>(attributes: &'h str, name: &str) -> Option<&'h str> {
    let mut rest = attributes;
    loop {
        let (before, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, tail) = match after.chars().next()? {
            quote @ ('"' | '\'') => after[1..].split_once(quote)?,
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        let key = before.split_whitespace().next_back().unwrap_or_default();
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = tail;
    }
}

fn decoded(value: &str) -> String {
    html_escape::decode_html_entities(value).into_owned()
}
