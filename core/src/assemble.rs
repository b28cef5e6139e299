use std::fmt::{Display, Write};

use crate::Href;
use crate::encode::DataWriter;

/// Fills the values into the parts of a [`Template`](super::template::Template), each percent-encoded but for unreserved characters.
///
/// No value changes the URL's structure. A segment that its values turn into `.` or `..`, which a browser would
/// resolve, has its dots encoded twice.
///
/// # Panics
///
/// If a `Display` implementation returns an error, as [`format!`] does, or if there is not one part more than values.
pub fn assemble<T: AsRef<str>>(parts: &[T], values: &[&dyn Display]) -> Href<'static> {
    assert_eq!(parts.len(), values.len() + 1, "one part more than values");
    let size =
        parts.iter().map(|part| part.as_ref().len()).sum::<usize>() + VALUE_SIZE * values.len();
    let mut link = Assembly::with_capacity(size);
    for (index, part) in parts.iter().enumerate() {
        link.push_literal(part.as_ref());
        if let Some(value) = values.get(index) {
            link.push_value(value);
        }
    }
    Href::from_assembled(link.finish())
}

/// Room for an id or a short name, so that most links are allocated once.
const VALUE_SIZE: usize = 24;

struct Assembly {
    text: String,
    /// Where the current segment of the path begins; none after the path.
    segment: Option<usize>,
    has_value: bool,
}

impl Assembly {
    fn with_capacity(size: usize) -> Self {
        Self {
            text: String::with_capacity(size),
            segment: Some(0),
            has_value: false,
        }
    }

    /// Everything before the path passes as segments without values, which stay as they are.
    fn push_literal(&mut self, mut literal: &str) {
        while let (Some(_), Some(end)) = (self.segment, literal.find(['/', '?', '#'])) {
            self.text.push_str(&literal[..end]);
            self.end_segment();
            self.text.push_str(&literal[end..=end]);
            self.segment = literal[end..].starts_with('/').then_some(self.text.len());
            literal = &literal[end + 1..];
        }
        self.text.push_str(literal);
    }

    fn push_value(&mut self, value: &dyn Display) {
        let written = write!(DataWriter(&mut self.text), "{value}");
        assert!(
            written.is_ok(),
            "a Display implementation returned an error"
        );
        self.has_value = true;
    }

    fn end_segment(&mut self) {
        let has_value = std::mem::take(&mut self.has_value);
        let Some(start) = self.segment.filter(|_| has_value) else {
            return;
        };
        if let Some(dots) = dots(&self.text[start..]) {
            self.text.truncate(start);
            self.text.push_str(&"%252E".repeat(dots));
        }
    }

    fn finish(mut self) -> String {
        self.end_segment();
        self.text
    }
}

/// How many dots a dot segment has ([WHATWG, URL syntax](https://url.spec.whatwg.org/#single-dot-path-segment)), if it is one.
fn dots(segment: &str) -> Option<usize> {
    let mut rest = segment;
    let mut dots = 0;
    while let Some(behind) = without_dot(rest) {
        rest = behind;
        dots += 1;
    }
    (rest.is_empty() && matches!(dots, 1 | 2)).then_some(dots)
}

fn without_dot(text: &str) -> Option<&str> {
    ["%2e", "%2E", "."]
        .into_iter()
        .find_map(|dot| text.strip_prefix(dot))
}
