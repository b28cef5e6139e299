use std::borrow::Cow;

use crate::HrefErrorKind;
use crate::component::Component;

/// Literal text of a link: the whole of it, or what stands between two captures.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    /// How many characters of the link stand before this text.
    pub(crate) before: usize,
    /// Whether the link ends where this text ends.
    pub(crate) is_last: bool,
}

impl<'a> Piece<'a> {
    pub(crate) fn whole(text: &'a str) -> Self {
        Self {
            text,
            before: 0,
            is_last: true,
        }
    }

    pub(crate) fn from(self, start: usize) -> Self {
        let before = self.before + self.text[..start].chars().count();
        Self {
            text: &self.text[start..],
            before,
            is_last: self.is_last,
        }
    }

    /// The place of a byte in the link, in characters from 1.
    pub(crate) fn position(self, index: usize) -> usize {
        self.before + self.text[..index].chars().count() + 1
    }

    /// Whitespace and control characters are refused. An ASCII space from `path` on is not, unless it ends the
    /// link: it becomes `%20`, as browsers have it ([URL Standard, path percent-encode
    /// set](https://url.spec.whatwg.org/#path-percent-encode-set)).
    pub(crate) fn check_characters(self, path: usize) -> Result<(), HrefErrorKind> {
        let end = if self.is_last {
            self.text.trim_end_matches(' ').len()
        } else {
            self.text.len()
        };
        let is_encoded = |index, character| character == ' ' && (path..end).contains(&index);
        let is_stray = |c: char| c.is_whitespace() || c.is_control();
        let mut characters = self.text.char_indices();
        match characters.find(|(index, c)| is_stray(*c) && !is_encoded(*index, *c)) {
            Some((index, character)) => Err(self.stray(index, character)),
            None => Ok(()),
        }
    }

    fn stray(self, index: usize, character: char) -> HrefErrorKind {
        let position = self.position(index);
        let is_behind = self.is_last && self.text[index..].trim().is_empty();
        if character.is_control() {
            HrefErrorKind::Control {
                character,
                position,
            }
        } else if position == 1 || is_behind {
            HrefErrorKind::SurroundingWhitespace {
                character,
                position,
            }
        } else {
            HrefErrorKind::Whitespace {
                character,
                position,
            }
        }
    }

    /// The text with every character encoded that its component does not allow.
    pub(crate) fn encoded(self, component: &mut Component) -> Result<Cow<'a, str>, HrefErrorKind> {
        component
            .encode(self.text)
            .map_err(|index| HrefErrorKind::InvalidPercentEncoding {
                position: self.position(index),
            })
    }
}
