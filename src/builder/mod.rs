//! Composing a post by method calls.

mod check;
mod line;
mod post;

pub use line::LineBuilder;
pub use post::PostBuilder;
