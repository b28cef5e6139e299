use std::convert::Infallible;

use super::element::{Content, Element, Fields};
use super::escape;
use super::raw::{Key, Raw, Tag, raw};
use crate::style::Style;

/// Where JSON goes.
pub trait Output {
    /// Whether texts come with their escapes.
    const IS_EXACT: bool = true;

    /// Adds a stretch of it.
    fn push(&mut self, json: &str);
}

impl Output for String {
    #[inline]
    fn push(&mut self, json: &str) {
        self.push_str(json);
    }
}

/// How many bytes were pushed.
#[derive(Debug, Default)]
pub struct Counter(pub usize);

impl Output for Counter {
    #[inline]
    fn push(&mut self, json: &str) {
        self.0 += json.len();
    }
}

/// How many bytes were pushed, had no text an escape.
#[derive(Debug, Default)]
pub struct Estimate(pub usize);

impl Output for Estimate {
    const IS_EXACT: bool = false;

    #[inline]
    fn push(&mut self, json: &str) {
        self.0 += json.len();
    }
}

/// Writes JSON, or, where it is `ESCAPED`, the inside of a JSON string that holds it.
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

    /// JSON of our own.
    #[inline]
    pub fn raw(&mut self, raw: Raw) {
        self.0.push(if ESCAPED { raw.escaped } else { raw.plain });
    }

    /// A text, and before it what ends in its first quote.
    #[inline]
    pub fn string(&mut self, before: Raw, text: &str) {
        self.raw(before);
        self.text(text);
        self.raw(raw!(q));
    }

    /// The inside of a string.
    #[inline]
    fn text(&mut self, text: &str) {
        if !O::IS_EXACT {
            return self.0.push(text);
        }
        let mut rest = text;
        loop {
            let (clean, special) = rest.split_at(escape::clean_len(rest.as_bytes()));
            self.0.push(clean);
            let [byte, ..] = special.as_bytes() else {
                return;
            };
            self.escape(*byte);
            rest = &special[1..];
        }
    }

    /// An escape: none that JSON does not demand, and the short ones where it has them.
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

/// What an element follows.
#[derive(Clone, Copy)]
enum After {
    /// That of all lines.
    Opening,
    /// The line before.
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
