use std::fmt;

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// The characters that mean themselves everywhere in a URL
/// ([RFC 3986, 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)).
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

pub(crate) fn push_byte(out: &mut String, byte: u8) {
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

pub(crate) fn push_char(out: &mut String, character: char) {
    for &byte in character.encode_utf8(&mut [0; 4]).as_bytes() {
        push_byte(out, byte);
    }
}

/// Writes a value as data: whatever could mean something to a URL is percent-encoded.
pub(crate) struct DataWriter<'a>(pub(crate) &'a mut String);

impl fmt::Write for DataWriter<'_> {
    fn write_str(&mut self, mut text: &str) -> fmt::Result {
        while let Some(end) = text.bytes().position(|byte| !is_unreserved(byte)) {
            self.0.push_str(&text[..end]);
            let character = text[end..].chars().next().unwrap_or_default();
            push_char(self.0, character);
            text = &text[end + character.len_utf8()..];
        }
        self.0.push_str(text);
        Ok(())
    }
}
