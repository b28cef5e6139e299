//! Displaying untrusted text in messages: bounded, and with nothing that can control a terminal.

use std::error::Error;
use std::fmt::{self, Display};
use std::iter;

/// The maximum number of characters of an untrusted name or link that a message repeats.
pub const LONGEST: usize = 120;

/// The maximum number of rows that a list of problems shows; the others are only counted.
pub const MOST_ROWS: usize = 100;

/// Returns the text, truncated with an ellipsis after `longest` characters.
///
/// ```
/// use feishu_post_core::display::shortened;
///
/// assert_eq!(shortened("工单", 2), "工单");
/// assert_eq!(shortened("工单号", 2), "工单…");
/// ```
#[must_use]
pub fn shortened(text: &str, longest: usize) -> String {
    let start = start(text, longest);
    let ellipsis = if start.len() < text.len() { "…" } else { "" };
    [start, ellipsis].concat()
}

/// Returns at most the first `longest` characters of the text.
///
/// ```
/// use feishu_post_core::display::start;
///
/// assert_eq!(start("工单号", 2), "工单");
/// ```
#[must_use]
pub fn start(text: &str, longest: usize) -> &str {
    let end = text.char_indices().nth(longest);
    end.map_or(text, |(end, _)| &text[..end])
}

/// Returns the text on one line, with each unsafe character replaced by a space.
///
/// ```
/// use feishu_post_core::display::one_line;
///
/// assert_eq!(one_line("a\n\u{202e}b"), "a  b");
/// ```
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if is_unsafe_char(c) { ' ' } else { c })
        .collect()
}

/// Returns whether a character affects its surroundings: a control character, a line separator, or one that
/// changes the writing direction (`Bidi_Control` in
/// [Unicode's properties](https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt)).
///
/// ```
/// use feishu_post_core::display::is_unsafe_char;
///
/// assert!(['\u{1b}', '\u{2028}', '\u{61c}', '\u{200f}'].into_iter().all(is_unsafe_char));
/// assert!(!is_unsafe_char('工'));
/// ```
#[must_use]
pub fn is_unsafe_char(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// Returns whether a text is non-empty printable ASCII without spaces, like IDs and credentials.
///
/// ```
/// use feishu_post_core::display::is_printable_ascii;
///
/// assert!(is_printable_ascii("om_dc13264520392913993dd051dba21dcf"));
/// assert!(!is_printable_ascii("om 1") && !is_printable_ascii(""));
/// ```
#[must_use]
pub fn is_printable_ascii(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Writes one row per problem, up to [`MOST_ROWS`], and then the number of further problems, including
/// `omitted`.
///
/// # Errors
///
/// Returns errors from the formatter.
pub fn write_rows<T: Display>(
    f: &mut fmt::Formatter<'_>,
    problems: &[T],
    omitted: usize,
) -> fmt::Result {
    let (shown, rest) = problems.split_at(problems.len().min(MOST_ROWS));
    for (index, problem) in shown.iter().enumerate() {
        let lead = if index == 0 { "" } else { "\n" };
        write!(f, "{lead}{problem}")?;
    }
    match rest.len() + omitted {
        0 => Ok(()),
        1 => f.write_str("\nand 1 more problem"),
        more => write!(f, "\nand {more} more problems"),
    }
}

/// An error's message and those of its causes. `Debug` of an error uses it, so that a `main` that returns the
/// error prints a readable message.
///
/// ```
/// use feishu_post_core::display::WithCauses;
/// use std::io;
///
/// let error = io::Error::other("connection refused");
/// assert_eq!(WithCauses(&error).to_string(), "connection refused");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct WithCauses<'e>(pub &'e (dyn Error + 'static));

impl Display for WithCauses<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut causes = iter::successors(self.0.source(), |cause| (*cause).source());
        causes.try_for_each(|cause| write!(f, ": {cause}"))
    }
}
