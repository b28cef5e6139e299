//! The JSON of a post: the single description of its elements, and the writer.
//!
//! The crate uses it at run time, its macros at compile time.

mod element;
mod raw;
mod write;

pub use element::{Content, EVERYONE, Element, Fields, Label};
pub use raw::{Key, Raw, Tag, raw};
pub use write::{Counter, Estimate, Output, Writer};
