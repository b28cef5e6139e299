//! The fast path: most links are clean ASCII, which can be confirmed by scanning many bytes at a time. Anything else
//! is left to the rule.

use crate::grammar::{is_allowed, is_triplet};

/// Returns whether the rule is certain to accept this text unchanged.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    let after = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    after
        .and_then(|after| after_name(after.as_bytes()))
        .is_some_and(|rest| is_clean_rest(without_port(rest)))
}

/// Reads a DNS name that `url` would leave unchanged, and returns the rest. No dot or hyphen is at either end or next
/// to another, so no label is empty or punycode (`xn--`). The last of them, if any, is a dot, and the label after it
/// begins with a letter, so the name is not an IPv4 address in any form.
fn after_name(bytes: &[u8]) -> Option<&[u8]> {
    let Members { all, joints } = Members::of(bytes);
    let end = all.trailing_ones();
    let name = 1_u64.checked_shl(end)? - 1;
    let joints = joints & name;
    let after_joints = joints << 1;
    let are_between_alnums = joints & 1 == 0 && after_joints & (joints | !name) == 0;
    let (before, last) = bytes.split_at((u64::BITS - joints.leading_zeros()) as usize);
    let ends_in_word = last.first()?.is_ascii_alphabetic() && before.last() != Some(&b'-');
    (are_between_alnums && ends_in_word).then(|| &bytes[end as usize..])
}

/// Which of the first 64 bytes may be part of a name: one bit per byte, starting with the lowest. [RFC 1035,
/// 2.3.4](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4) allows longer names, which are left to the rule.
#[derive(Default)]
struct Members {
    all: u64,
    /// Dots and hyphens, which join the labels and words of a name.
    joints: u64,
}

impl Members {
    fn of(bytes: &[u8]) -> Self {
        let mut members = Self::default();
        let mut rest = bytes;
        for shift in (0..u64::BITS).step_by(8) {
            let (word, tail) = Word::split_first(rest);
            let joints = word.between(b'-', b'.');
            let all = word.lower().between(b'a', b'z') | word.between(b'0', b'9') | joints;
            members.all |= bits(all) << shift;
            members.joints |= bits(joints) << shift;
            if all != HIGH {
                break;
            }
            rest = tail;
        }
        members
    }
}

/// Eight bytes side by side; the result of a test is in the high bit of each byte.
#[derive(Clone, Copy)]
struct Word(u64);

const ONES: u64 = u64::MAX / 0xff;
const HIGH: u64 = ONES << 7;

impl Word {
    /// The first eight bytes, padded with zeros.
    fn split_first(bytes: &[u8]) -> (Self, &[u8]) {
        if let Some((word, tail)) = bytes.split_first_chunk() {
            return (Self(u64::from_le_bytes(*word)), tail);
        }
        let bytes = bytes.iter().rev();
        let word = bytes.fold(0, |word, &byte| word << 8 | u64::from(byte));
        (Self(word), &[])
    }

    /// Lowercases letters; nothing else becomes a letter.
    fn lower(self) -> Self {
        Self(self.0 | ONES << 5)
    }

    /// Which bytes are ASCII and in a range. No sum carries into the next byte.
    fn between(self, first: u8, last: u8) -> u64 {
        let low = self.0 & !HIGH;
        let from = low + ONES * u64::from(0x80 - first);
        let beyond = low + ONES * u64::from(0x7f - last);
        from & !beyond & !self.0 & HIGH
    }
}

/// The high bits of eight bytes, next to each other: each shift takes one of them to its place in the highest byte.
fn bits(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Up to four digits are a valid port; five may not be.
fn without_port(bytes: &[u8]) -> &[u8] {
    let Some(port) = bytes.strip_prefix(b":") else {
        return bytes;
    };
    let digits = port.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if (1..=4).contains(&digits) {
        &port[digits..]
    } else {
        bytes
    }
}

fn is_clean_rest(bytes: &[u8]) -> bool {
    let begins = matches!(bytes.first(), None | Some(b'/' | b'?' | b'#'));
    let tail = match after_passable(bytes) {
        [b'#', fragment @ ..] => after_passable(fragment),
        tail => tail,
    };
    begins && tail.is_empty()
}

/// Reads allowed characters and triplets.
fn after_passable(bytes: &[u8]) -> &[u8] {
    let mut rest = after_common(bytes);
    loop {
        let plain = rest.iter().position(|&byte| !IS_PLAIN[usize::from(byte)]);
        rest = &rest[plain.unwrap_or(rest.len())..];
        if !is_triplet(rest) {
            return rest;
        }
        rest = &rest[3..];
    }
}

/// The bytes that a path, query or fragment may contain without further checks.
static IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is_plain[byte as usize] = byte != b'%' && is_allowed(byte);
        byte += 1;
    }
    is_plain
};

/// Reads common characters, sixteen at a time.
fn after_common(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some((chunk, tail)) = rest.split_first_chunk() {
        if !are_common(chunk) {
            break;
        }
        rest = tail;
    }
    rest
}

/// Recognizes most of the allowed characters with few comparisons.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "branches would keep the bytes out of vector registers"
)]
fn are_common(chunk: &[u8; 16]) -> bool {
    let is_common = |byte: u8| {
        let between = |first: u8, last: u8| byte.wrapping_sub(first) <= last - first;
        between(b'&', b';')
            | between(b'?', b'Z')
            | between(b'a', b'z')
            | (byte == b'_')
            | (byte == b'=')
    };
    let mut are_common = true;
    for &byte in chunk {
        are_common &= is_common(byte);
    }
    are_common
}
