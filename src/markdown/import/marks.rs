use std::borrow::Cow;
use std::collections::HashSet;

use super::pieces;

/// Placeholders for emphasis markers in bare URLs: private-use characters that the text does not contain, not even
/// as character references. As on GitHub, URLs take precedence over emphasis, but the parser does not recognize bare
/// ones.
#[derive(Debug)]
pub(super) struct Marks([char; MARKS.len()]);

const MARKS: [char; 3] = ['*', '_', '~'];

/// The markers that can end an emphasis around a URL. (An underscore within a word cannot.)
const CLOSING: [&str; 5] = ["***", "**", "*", "~~", "~"];

impl Marks {
    pub(super) fn unused_in(text: &str) -> Self {
        let is_private = |c: &char| ('\u{e000}'..='\u{f8ff}').contains(c);
        let decoded = html_escape::decode_html_entities(text);
        let used: HashSet<_> = decoded.chars().filter(is_private).collect();
        let mut unused = ('\u{e000}'..='\u{f8ff}').filter(|c| !used.contains(c));
        Self(MARKS.map(|mark| unused.next().unwrap_or(mark)))
    }

    /// Replaces the marks in the bare URLs of a Markdown source.
    pub(super) fn hide(&self, source: &str) -> String {
        let mut hidden = String::with_capacity(source.len());
        let mut rest = 0;
        let mut is_open = [false; CLOSING.len()];
        for url in pieces::urls(source) {
            let Some(before) = source.get(rest..url.start) else {
                continue;
            };
            toggle(&mut is_open, before);
            let url = &source[url.start..url.end];
            let len = len_before_closing(url, is_open);
            hidden.push_str(before);
            hidden.extend(url[..len].chars().map(|c| exchanged(c, MARKS, self.0)));
            rest += before.len() + len;
        }
        hidden.push_str(&source[rest..]);
        hidden
    }

    /// Puts the marks back.
    pub(super) fn show<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.contains(self.0) {
            let shown = text.chars().map(|c| exchanged(c, self.0, MARKS));
            shown.collect()
        } else {
            text.into()
        }
    }
}

fn exchanged<const N: usize>(character: char, from: [char; N], to: [char; N]) -> char {
    let index = from.iter().position(|c| *c == character);
    index.map_or(character, |index| to[index])
}

/// Records which markers occur an odd number of times in the line so far, outside of URLs.
fn toggle(is_open: &mut [bool; CLOSING.len()], text: &str) {
    let line = text.rsplit('\n').next().unwrap_or_default();
    if line.len() < text.len() {
        *is_open = Default::default();
    }
    for (is_open, mark) in is_open.iter_mut().zip(CLOSING) {
        *is_open ^= is_odd(line, mark);
    }
}

/// The length of the URL before a mark without a counterpart in it, if punctuation follows the mark: it ends an
/// emphasis around the URL.
fn len_before_closing(url: &str, is_open: [bool; CLOSING.len()]) -> usize {
    let open = CLOSING.into_iter().zip(is_open);
    let closing = open.filter(|(mark, is_open)| *is_open && is_odd(url, mark));
    let ends = closing.filter_map(|(mark, _)| {
        let is_word =
            |end: usize| url[end + mark.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        find(url, mark).find(|end| !is_word(*end))
    });
    ends.min().unwrap_or(url.len())
}

fn is_odd(text: &str, mark: &str) -> bool {
    find(text, mark).count() % 2 == 1
}

/// The positions where the marker occurs without another next to it.
fn find<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = usize> + 't {
    let found = text.match_indices(mark).map(|(index, _)| index);
    let is_mark = |c| mark.contains(c);
    found.filter(move |index| {
        !text[..*index].ends_with(is_mark) && !text[index + mark.len()..].starts_with(is_mark)
    })
}
