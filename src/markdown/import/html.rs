//! The HTML that has a meaning in a message.

use crate::model::{At, Style};

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
        let tag = tag.trim_end_matches(['/', ' ', '\t', '\n']);
        let (name, attributes) = tag.split_at(tag.find(char::is_whitespace).unwrap_or(tag.len()));
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
pub(super) fn pieces(html: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tagged) = rest.split_at(start);
        let (tag, tail) = tagged.split_at(piece_len(tagged));
        pieces.extend([text, tag]);
        rest = tail;
    }
    pieces.push(rest);
    pieces
}

/// The length of the tag or comment at the beginning, or of everything if it does not end.
fn piece_len(html: &str) -> usize {
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
