//! The common link is clean and ASCII: one pass over its bytes says so. Whatever is doubtful is left to the rule.

use crate::component::{is_allowed, is_triplet};

/// Whether the rule is sure to accept this text unchanged.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    let after = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    after
        .and_then(|after| behind_name(after.as_bytes()))
        .is_some_and(|behind| is_plain_rest(without_port(behind)))
}

/// Reads a DNS name for which `url` has nothing to do. No dot or hyphen stands at an end or beside another, so no label
/// is empty or punycode (`xn--`); the last label begins with a letter, so the name is no IPv4 address in any form.
fn behind_name(bytes: &[u8]) -> Option<&[u8]> {
    let mut label = 0;
    let mut end = 0;
    let mut before = JOINT;
    for &byte in bytes {
        let class = CLASSES[usize::from(byte)] & (ALNUM | JOINT);
        if class == 0 {
            break;
        }
        if class & before & JOINT != 0 {
            return None;
        }
        end += 1;
        before = class;
        label = if byte == b'.' { end } else { label };
    }
    let is_plain = before == ALNUM && bytes[label].is_ascii_alphabetic() && end <= LONGEST_NAME;
    is_plain.then(|| &bytes[end..])
}

/// [RFC 1035, 2.3.4](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4), without the root's dot.
const LONGEST_NAME: usize = 253;

/// Up to four digits are a port; five may be none.
fn without_port(bytes: &[u8]) -> &[u8] {
    let Some(behind) = bytes.strip_prefix(b":") else {
        return bytes;
    };
    let digits = behind
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if (1..=4).contains(&digits) {
        &behind[digits..]
    } else {
        bytes
    }
}

fn is_plain_rest(bytes: &[u8]) -> bool {
    let begins = matches!(bytes.first(), None | Some(b'/' | b'?' | b'#'));
    let behind_hash = match &bytes[passable_len(bytes)..] {
        [b'#', fragment @ ..] => &fragment[passable_len(fragment)..],
        behind => behind,
    };
    begins && behind_hash.is_empty()
}

/// How much consists of allowed characters and triplets.
fn passable_len(bytes: &[u8]) -> usize {
    let mut len = plain_len(bytes);
    while is_triplet(&bytes[len..]) {
        len += 3;
        if bytes.get(len) != Some(&b'%') {
            len += plain_len(&bytes[len..]);
        }
    }
    len
}

/// How many bytes need no further look, eight at a time.
fn plain_len(bytes: &[u8]) -> usize {
    let are_plain = |chunk: &&[u8]| {
        chunk
            .iter()
            .fold(REST, |class, &byte| class & CLASSES[usize::from(byte)])
            != 0
    };
    let chunks = 8 * bytes.chunks_exact(8).take_while(are_plain).count();
    let tail = &bytes[chunks..];
    chunks
        + tail
            .iter()
            .position(|&byte| CLASSES[usize::from(byte)] & REST == 0)
            .unwrap_or(tail.len())
}

const ALNUM: u8 = 1;
/// Dot and hyphen, which join the labels and words of a name.
const JOINT: u8 = 2;
/// What stands in a path, query or fragment without a further look.
const REST: u8 = 4;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = class(byte);
        byte += 1;
    }
    table
}

const fn class(byte: u8) -> u8 {
    let rest = if is_allowed(byte) && byte != b'%' {
        REST
    } else {
        0
    };
    match byte {
        b'.' | b'-' => JOINT | rest,
        _ if byte.is_ascii_alphanumeric() => ALNUM | rest,
        _ => rest,
    }
}
