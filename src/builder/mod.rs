//! Composing a post by method calls.

mod check;
mod line;
mod post;

pub use line::LineBuilder;
pub(crate) use line::link_or_text;
pub use post::PostBuilder;
