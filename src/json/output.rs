use super::json::Json;

/// The writer, on top of `push` and `QUOTED`. It stands in a macro because a constant can only be
/// made by `const fn`, and no such function can grow a `String`: both outputs take it from here.
macro_rules! writing {
    ($($constant:tt)?) => {
        pub(super) $($constant)? fn post(&mut self, post: &$crate::model::Post<'_>) {
            if let (Some(json), false) = (post.json, QUOTED) {
                return self.push(json);
            }
            let mut parts = $crate::json::parts::Parts::of(post);
            while let Some(part) = parts.next() {
                self.part(&part);
            }
            self.raw(parts.end());
        }

        #[inline]
        pub(super) $($constant)? fn part(&mut self, part: &$crate::json::part::Part<'_>) {
            self.raw(part.first.key);
            self.text(part.first.text);
            if let Some(field) = &part.second {
                self.raw(field.key);
                if field.is_clean {
                    self.push(field.text);
                } else {
                    self.text(field.text);
                }
            }
            if let Some((width, height)) = part.size {
                self.raw($crate::json::part::WIDTH);
                self.number(width);
                self.raw($crate::json::part::HEIGHT);
                self.number(height);
            }
            if part.style.is_plain() {
                self.raw(part.close);
            } else {
                self.styled(part.style);
            }
        }

        /// The end of an element with a style.
        #[inline(never)]
        $($constant)? fn styled(&mut self, style: $crate::model::Style) {
            use $crate::model::Style;
            let mut lead = $crate::json::part::STYLE;
            let mut number = 0;
            while number < Style::NAMED.len() {
                let (named, name) = Style::NAMED[number];
                if style.contains(named) {
                    self.raw(lead);
                    self.push(name);
                    lead = $crate::json::part::NEXT_STYLE;
                }
                number += 1;
            }
            self.raw($crate::json::part::STYLED);
        }

        /// JSON of our own.
        #[inline]
        pub(super) $($constant)? fn raw(&mut self, json: &Json) {
            self.push(if QUOTED { json.quoted } else { json.plain });
        }

        /// The inside of a string.
        #[inline]
        pub(super) $($constant)? fn text(&mut self, text: &str) {
            let mut rest = text;
            loop {
                let clean = $crate::json::escape::clean_len(rest.as_bytes());
                let (clean, special) = rest.split_at(clean);
                self.push(clean);
                let [byte, ..] = special.as_bytes() else {
                    return;
                };
                self.raw($crate::json::escape::of(*byte));
                rest = special.split_at(1).1;
            }
        }

        $($constant)? fn number(&mut self, number: u32) {
            if number > 9 {
                self.number(number / 10);
            }
            let (_, from_digit) = "0123456789".split_at(number as usize % 10);
            self.push(from_digit.split_at(1).0);
        }
    };
}

pub(super) use writing;

/// JSON written at run time; `QUOTED` is the inside of a JSON string, where all is escaped once more.
#[derive(Debug)]
pub(super) struct Output<const QUOTED: bool>(pub(super) String);

impl<const QUOTED: bool> Output<QUOTED> {
    pub(super) fn sized(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    #[inline]
    fn push(&mut self, text: &str) {
        self.0.push_str(text);
    }

    writing!();
}
