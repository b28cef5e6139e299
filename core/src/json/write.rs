use std::convert::Infallible;

use super::element::{Content, Element, Fields};
use super::raw::{Key, Raw, Tag, raw};
use crate::style::Style;

/// A destination for JSON.
pub trait Output {
    /// Whether texts arrive with their escapes.
    const IS_EXACT: bool = true;

    /// Adds a piece of JSON.
    fn push(&mut self, json: &str);
}

impl Output for String {
    #[inline]
    fn push(&mut self, json: &str) {
        self.push_str(json);
    }
}

/// Counts the bytes pushed.
#[derive(Debug, Default)]
pub struct Counter(pub usize);

impl Output for Counter {
    #[inline]
    fn push(&mut self, json: &str) {
        self.0 += json.len();
    }
}

/// Counts the bytes pushed as if no text needed an escape.
#[derive(Debug, Default)]
pub struct Estimate(pub usize);

impl Output for Estimate {
    const IS_EXACT: bool = false;

    #[inline]
    fn push(&mut self, json: &str) {
        self.0 += json.len();
    }
}

/// Writes JSON, or, if `ESCAPED`, the contents of a JSON string that contains it.
#[derive(Debug)]
pub struct Writer<'o, O, const ESCAPED: bool>(pub &'o mut O);

impl<O: Output, const ESCAPED: bool> Writer<'_, O, ESCAPED> {
    /// The object of locales.
    pub fn post<'a, L>(&mut self, contents: impl Iterator<Item = Content<'a, L>>)
    where
        L: Iterator<Item: Iterator<Item = Element<'a>>>,
    {
        let mut lead = "{";
        for content in contents {
            self.0.push(lead);
            self.content(content);
            lead = ",";
        }
        self.0.push(if lead == "{" { "{}" } else { "}" });
    }

    /// `"zh_cn":{"title":"…","content":[[…],[…]]}`
    fn content<'a, L>(&mut self, content: Content<'a, L>)
    where
        L: Iterator<Item: Iterator<Item = Element<'a>>>,
    {
        self.string(raw!(q), content.locale);
        self.raw(raw!(":{"));
        if let Some(title) = content.title {
            self.string(raw!(q "title" q ":" q), title);
            self.raw(raw!(","));
        }
        self.raw(raw!(q "content" q ":["));
        let mut after = After::Opening;
        for line in content.lines {
            for element in line {
                self.lead(after);
                let Ok(()) = element.fields(self);
                after = After::Element;
            }
            if let After::Element = after {
                after = After::Line;
            }
        }
        self.0.push(match after {
            After::Opening => "]}",
            _ => "}]]}",
        });
    }

    #[inline]
    fn lead(&mut self, after: After) {
        // One call each: what has a known length is not copied by a loop.
        match after {
            After::Opening => self.0.push("["),
            After::Line => self.0.push("}],["),
            After::Element => self.0.push("},"),
        }
    }

    /// Writes a fixed piece of JSON.
    #[inline]
    pub fn raw(&mut self, raw: Raw) {
        self.0.push(if ESCAPED { raw.escaped } else { raw.plain });
    }

    /// Writes a text after `before`, which ends with its opening quote.
    #[inline]
    pub fn string(&mut self, before: Raw, text: &str) {
        self.raw(before);
        self.text(text);
        self.raw(raw!(q));
    }

    /// Writes the contents of a string.
    #[inline]
    fn text(&mut self, text: &str) {
        if !O::IS_EXACT {
            return self.0.push(text);
        }
        let mut rest = text;
        loop {
            let (clean, special) = rest.split_at(clean_len(rest.as_bytes()));
            self.0.push(clean);
            let [byte, ..] = special.as_bytes() else {
                return;
            };
            self.escape(*byte);
            rest = &special[1..];
        }
    }

    /// Writes only the escapes that JSON requires, using the short forms if there are any.
    fn escape(&mut self, byte: u8) {
        self.raw(raw!(b));
        match byte {
            b'"' => self.raw(raw!(q)),
            b'\\' => self.raw(raw!(b)),
            b'\n' => self.0.push("n"),
            b'\r' => self.0.push("r"),
            b'\t' => self.0.push("t"),
            0x08 => self.0.push("b"),
            0x0c => self.0.push("f"),
            control => {
                self.0.push("u00");
                self.digit(control >> 4);
                self.digit(control & 0xf);
            }
        }
    }

    fn digit(&mut self, digit: u8) {
        let digit = usize::from(digit);
        self.0.push(&"0123456789abcdef"[digit..=digit]);
    }

    fn decimal(&mut self, number: u32) {
        if number > 9 {
            self.decimal(number / 10);
        }
        self.digit((number % 10) as u8);
    }
}

/// What comes before an element.
#[derive(Clone, Copy)]
enum After {
    /// The opening of the lines.
    Opening,
    /// The previous line.
    Line,
    /// An element of the same line.
    Element,
}

impl<O: Output, const ESCAPED: bool> Fields for Writer<'_, O, ESCAPED> {
    type Error = Infallible;

    #[inline]
    fn tag(&mut self, tag: Tag) -> Result<(), Infallible> {
        self.raw(tag.raw());
        Ok(())
    }

    #[inline]
    fn string(&mut self, key: Key, value: &str) -> Result<(), Infallible> {
        self.string(key.raw(), value);
        Ok(())
    }

    #[inline]
    fn clean(&mut self, key: Key, value: &str) -> Result<(), Infallible> {
        self.raw(key.raw());
        self.0.push(value);
        self.raw(raw!(q));
        Ok(())
    }

    fn number(&mut self, key: Key, value: u32) -> Result<(), Infallible> {
        self.raw(key.raw());
        self.decimal(value);
        Ok(())
    }

    fn flag(&mut self, key: Key) -> Result<(), Infallible> {
        self.raw(key.raw());
        Ok(())
    }

    fn style(&mut self, key: Key, style: Style) -> Result<(), Infallible> {
        self.raw(key.raw());
        let mut before = raw!(q);
        for name in style.names() {
            self.raw(before);
            self.0.push(name);
            before = raw!(q "," q);
        }
        self.raw(raw!(q "]"));
        Ok(())
    }
}

/// Returns the number of bytes before the first that must be escaped. Checks 32 at a time, then eight.
#[inline]
fn clean_len(bytes: &[u8]) -> usize {
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
