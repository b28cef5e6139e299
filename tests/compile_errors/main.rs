//! What the macros do to code: the compiler's words for mistakes, names, and formatting.

mod formatting;
mod hygiene;
mod wording;
