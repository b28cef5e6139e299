//! The common link is clean and ASCII: one pass over its bytes says so. Whatever is doubtful is left to the rule.

use crate::component::{is_allowed, is_triplet};

/// Whether the rule is sure to accept this text unchanged.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    let after = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    after.is_some_and(|after| {
        let (name, behind) = after.as_bytes().split_at(name_len(after.as_bytes()));
        is_plain_name(name) && is_plain_rest(without_port(behind))
    })
}

fn name_len(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|&byte| !is(byte, ALNUM | JOINT))
        .unwrap_or(bytes.len())
}

/// A DNS name for which `url` has nothing to do. No dot or hyphen stands at an end or beside another, so no label is
/// empty or punycode (`xn--`); the last label begins with a letter, so the name is no IPv4 address in any of its forms.
fn is_plain_name(name: &[u8]) -> bool {
    let joints = name
        .windows(2)
        .all(|pair| is(pair[0], ALNUM) || is(pair[1], ALNUM));
    let label = name.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    let ends =
        name.first().is_some_and(|&b| is(b, ALNUM)) && name.last().is_some_and(|&b| is(b, ALNUM));
    joints && ends && label[0].is_ascii_alphabetic() && name.len() <= LONGEST_NAME
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
    let mut in_fragment = false;
    let mut rest = bytes;
    while let Some(end) = rest.iter().position(|&byte| !is(byte, REST)) {
        rest = &rest[end..];
        let passes = if rest[0] == b'#' {
            !in_fragment
        } else {
            is_triplet(rest)
        };
        if !passes {
            return false;
        }
        in_fragment |= rest[0] == b'#';
        rest = &rest[1..];
    }
    matches!(bytes.first(), None | Some(b'/' | b'?' | b'#'))
}

const ALNUM: u8 = 1;
/// Dot and hyphen, which join the labels and words of a name.
const JOINT: u8 = 2;
/// What stands in a path, query or fragment without a further look.
const REST: u8 = 4;

const CLASSES: [u8; 256] = classes();

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
    let alnum = if byte.is_ascii_alphanumeric() {
        ALNUM
    } else {
        0
    };
    let joint = if matches!(byte, b'.' | b'-') {
        JOINT
    } else {
        0
    };
    let rest = if is_allowed(byte) && byte != b'%' {
        REST
    } else {
        0
    };
    alnum | joint | rest
}

fn is(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}
