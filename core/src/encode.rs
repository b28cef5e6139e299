use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};

/// All but the characters that mean themselves everywhere in a URL
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

/// Writes a value as data: whatever could mean something to a URL is percent-encoded.
pub(crate) struct DataWriter<'a>(pub(crate) &'a mut String);

impl fmt::Write for DataWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(utf8_percent_encode(text, RESERVED));
        Ok(())
    }
}
