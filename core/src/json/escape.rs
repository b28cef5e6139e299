//! Which bytes of a JSON string need an escape ([RFC 8259, section 7](https://www.rfc-editor.org/rfc/rfc8259#section-7)).

/// How many bytes come before the first that needs an escape. It looks at 32 at a time, then at eight.
#[inline]
pub(super) fn clean_len(bytes: &[u8]) -> usize {
    let Some(last) = bytes.last_chunk() else {
        return clean_len_of_few(bytes);
    };
    let mut rest = bytes;
    while let Some((chunk, tail)) = rest.split_first_chunk() {
        if !is_clean(chunk) {
            break;
        }
        rest = tail;
    }
    while let Some((chunk, tail)) = rest.split_first_chunk() {
        let special = special_in(*chunk);
        if special != 0 {
            return bytes.len() - rest.len() + first(special);
        }
        rest = tail;
    }
    // The last chunk overlaps the one before, which is clean.
    match special_in(*last) {
        0 => bytes.len(),
        special => bytes.len() - last.len() + first(special),
    }
}

/// Four words at once: without a branch between them they share vector registers.
#[inline]
fn is_clean(chunk: &[u8; 32]) -> bool {
    let mut special = 0;
    let mut rest = chunk.as_slice();
    while let Some((word, tail)) = rest.split_first_chunk() {
        special |= special_in(*word);
        rest = tail;
    }
    special == 0
}

#[inline]
fn clean_len_of_few(bytes: &[u8]) -> usize {
    let mut padded = [b' '; 8];
    let (place, _) = padded.split_at_mut(bytes.len());
    place.copy_from_slice(bytes);
    match special_in(padded) {
        0 => bytes.len(),
        special => first(special),
    }
}

fn first(special: u64) -> usize {
    special.trailing_zeros() as usize / 8
}

/// The high bit of each byte that needs an escape, up to the first at least; after that, a borrow
/// may set more. Sean Eron Anderson's Bit Twiddling Hacks have both tests, "a byte less than n" and
/// "a zero byte"; a byte from 0x80 on, part of a longer character, passes neither.
#[inline]
fn special_in(chunk: [u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    let bytes = u64::from_le_bytes(chunk);
    let below_space = bytes.wrapping_sub(ONES * 0x20);
    let quote = (bytes ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES);
    let backslash = (bytes ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
    (below_space | quote | backslash) & !bytes & (ONES << 7)
}
