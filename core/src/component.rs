use std::borrow::Cow;

use crate::encode::push_char;

/// What follows the authority of a URL, in its order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Component {
    Path,
    Query,
    Fragment,
}

impl Component {
    /// Reads on through `text`, into the query at `?` and the fragment at `#`, and encodes what may not stand there.
    ///
    /// # Errors
    ///
    /// The index of a `%` that is not followed by two hex digits.
    pub(crate) fn encode<'a>(&mut self, text: &'a str) -> Result<Cow<'a, str>, usize> {
        let mut out = String::new();
        let mut copied = 0;
        for (index, character) in text.char_indices() {
            if character == '%' && !is_triplet(&text.as_bytes()[index..]) {
                return Err(index);
            }
            if !self.takes(character) {
                out.push_str(&text[copied..index]);
                push_char(&mut out, character);
                copied = index + character.len_utf8();
            }
        }
        if copied == 0 {
            return Ok(Cow::Borrowed(text));
        }
        out.push_str(&text[copied..]);
        Ok(Cow::Owned(out))
    }

    fn takes(&mut self, character: char) -> bool {
        match (character, *self) {
            ('?', Self::Path) => *self = Self::Query,
            ('#', Self::Path | Self::Query) => *self = Self::Fragment,
            ('[' | ']', component) => return component == Self::Query,
            _ => return u8::try_from(character).is_ok_and(is_allowed),
        }
        true
    }
}

/// What path, query and fragment all allow ([RFC 3986, 3.3 to 3.5](https://www.rfc-editor.org/rfc/rfc3986#section-3.3)),
/// `%` among it. In a query the brackets of `a[]=1` are common and `url` leaves them, so they may stay there.
pub(crate) const fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'$'..=b'/' | b':' | b';' | b'=' | b'?' | b'@' | b'_' | b'~'
        )
}

pub(crate) fn is_triplet(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}
