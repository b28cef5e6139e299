use std::fmt::{self, Display, Write};

/// A value in a text that is decoded before it is shown: it shows as it is.
pub struct Escaped<T>(pub T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(HtmlWriter(f), "{}", self.0)
    }
}

struct HtmlWriter<'f, 'b>(&'f mut fmt::Formatter<'b>);

impl Write for HtmlWriter<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars()
            .try_for_each(|character| match reference(character) {
                Some(reference) => self.0.write_str(reference),
                None => self.0.write_char(character),
            })
    }
}

const fn reference(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}
