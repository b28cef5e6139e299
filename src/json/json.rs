/// JSON that is known while compiling, as it stands in each content form.
#[derive(Debug)]
pub(super) struct Json {
    /// As a value.
    pub(super) plain: &'static str,
    /// Inside a JSON string.
    pub(super) quoted: &'static str,
}

/// A `&'static Json` of constant strings, one after the other.
macro_rules! json {
    ($($plain:expr),+) => {{
        use $crate::json::{fixed, json};
        const PARTS: &[&str] = &[$($plain),+];
        const PLAIN: &str = fixed::text(&json::join::<{ json::len(PARTS) }>(PARTS));
        const QUOTED: &str = fixed::text(&json::quote::<{ json::quoted_len(PLAIN) }>(PLAIN));
        const JSON: &json::Json = &json::Json {
            plain: PLAIN,
            quoted: QUOTED,
        };
        JSON
    }};
}

pub(super) use json;

// What `json!` calls. It is run in every build of this crate, some hundred times: hence loops that
// the compiler is quick at, and not the writer.

pub(super) const fn len(parts: &[&str]) -> usize {
    let mut len = 0;
    let mut rest = parts;
    while let [part, behind @ ..] = rest {
        len += part.len();
        rest = behind;
    }
    len
}

pub(super) const fn join<const LEN: usize>(parts: &[&str]) -> [u8; LEN] {
    let mut bytes = [0; LEN];
    let mut place: &mut [u8] = &mut bytes;
    let mut rest = parts;
    while let [part, behind @ ..] = rest {
        let (here, free) = place.split_at_mut(part.len());
        here.copy_from_slice(part.as_bytes());
        place = free;
        rest = behind;
    }
    bytes
}

pub(super) const fn quoted_len(json: &str) -> usize {
    let mut len = 0;
    let mut rest = json.as_bytes();
    while let [byte, behind @ ..] = rest {
        assert!(*byte >= b' ' && *byte != b'\\', "only quotes are escaped");
        len += if *byte == b'"' { 2 } else { 1 };
        rest = behind;
    }
    len
}

pub(super) const fn quote<const LEN: usize>(json: &str) -> [u8; LEN] {
    let mut bytes = [b'\\'; LEN];
    let json = json.as_bytes();
    let (mut from, mut to) = (0, 0);
    while from < json.len() {
        if json[from] == b'"' {
            to += 1;
        }
        bytes[to] = json[from];
        from += 1;
        to += 1;
    }
    bytes
}
