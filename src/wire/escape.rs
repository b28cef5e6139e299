//! The escapes of JSON strings (RFC 8259, section 7), none that it does not demand.

/// Where JSON text goes.
pub(super) trait Sink {
    /// Takes what is JSON already.
    fn raw(&mut self, json: &str);

    /// Takes the inside of a string, to be escaped.
    fn text(&mut self, text: &str);

    /// A field: its key and punctuation, which are JSON already, and a string.
    fn string(&mut self, key: &str, text: &str) {
        self.raw(key);
        self.raw("\"");
        self.text(text);
        self.raw("\"");
    }
}

/// JSON as a value.
pub(super) struct Plain<'o>(pub(super) &'o mut String);

impl Sink for Plain<'_> {
    fn raw(&mut self, json: &str) {
        self.0.push_str(json);
    }

    fn text(&mut self, text: &str) {
        escape(text, |piece| self.0.push_str(piece));
    }
}

/// JSON as the inside of a JSON string: everything is escaped once more.
pub(super) struct Quoted<'o>(pub(super) &'o mut String);

impl Sink for Quoted<'_> {
    fn raw(&mut self, json: &str) {
        escape(json, |piece| self.0.push_str(piece));
    }

    fn text(&mut self, text: &str) {
        escape(text, |piece| escape(piece, |twice| self.0.push_str(twice)));
    }
}

/// Hands out `text` in pieces: runs of clean bytes whole, and an escape for each other.
fn escape(text: &str, mut out: impl FnMut(&str)) {
    let mut clean = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(escaped) = escape_of(byte) {
            out(&text[clean..at]);
            out(escaped);
            clean = at + 1;
        }
    }
    out(&text[clean..]);
}

fn escape_of(byte: u8) -> Option<&'static str> {
    match byte {
        b'"' => Some("\\\""),
        b'\\' => Some("\\\\"),
        b'\n' => Some("\\n"),
        b'\r' => Some("\\r"),
        b'\t' => Some("\\t"),
        0x08 => Some("\\b"),
        0x0c => Some("\\f"),
        0x00..=0x1f => Some(CONTROL[usize::from(byte)]),
        _ => None,
    }
}

const CONTROL: [&str; 32] = [
    "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007",
    "\\u0008", "\\u0009", "\\u000a", "\\u000b", "\\u000c", "\\u000d", "\\u000e", "\\u000f",
    "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017",
    "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f",
];
