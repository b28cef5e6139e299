//! The grammar of links: where each part ends, and which characters it allows.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};

/// The length of the authority at the start of `text`. Browsers end it at a backslash, too.
pub(crate) fn authority_len(text: &str) -> usize {
    text.find(['/', '?', '#', '\\']).unwrap_or(text.len())
}

/// The scheme in front of the first colon ([RFC 3986, 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)).
pub(crate) fn scheme_of(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then_some(scheme)
}

pub(crate) fn is_http(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// Where the port's colon is; those in the brackets of an IPv6 address belong to the host.
pub(crate) fn host_len(authority: &str) -> usize {
    let brackets = if is_open(authority) {
        authority.len()
    } else {
        authority.find(']').unwrap_or(0)
    };
    authority[brackets..]
        .find(':')
        .map_or(authority.len(), |colon| brackets + colon)
}

/// Whether a bracket opens an IPv6 address that is never closed.
pub(crate) fn is_open(authority: &str) -> bool {
    authority.starts_with('[') && !authority.contains(']')
}

/// Whether a delimiter inside a password separates the user name from its `@`, so that what looks like a host and port
/// is neither.
pub(crate) fn hides_password(authority: &str, rest: &str) -> bool {
    let port = authority[host_len(authority)..].trim_start_matches(':');
    let is_torn = is_open(authority) || !port.bytes().all(|byte| byte.is_ascii_digit());
    is_torn && !authority.contains('@') && rest.contains('@')
}

/// What follows the authority of a URL, in its order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Component {
    Path,
    Query,
    Fragment,
}

impl Component {
    /// Encodes the characters of `text` that are not allowed where they are, moving on to the query at `?` and to the
    /// fragment at `#`.
    ///
    /// # Errors
    ///
    /// Returns the index of a `%` that is not followed by two hex digits.
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
/// including `%`. In a query, the brackets of `a[]=1` are common and kept by `url`, so they are allowed there.
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

/// All characters except those that are unreserved
/// ([RFC 3986, 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub(crate) fn push_char(out: &mut String, character: char) {
    let mut bytes = [0; 4];
    let bytes = character.encode_utf8(&mut bytes).bytes();
    out.extend(bytes.map(percent_encode_byte));
}

/// Writes a value as data: every character that could have a meaning in a URL is percent-encoded.
pub(crate) struct DataWriter<'a>(pub(crate) &'a mut String);

impl fmt::Write for DataWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(utf8_percent_encode(text, RESERVED));
        Ok(())
    }
}
