//! The JSON of a post: the one description of what its elements look like, and the writer.
//!
//! The program writes by it at run time, and its macros while compiling.

mod element;
mod raw;
mod write;

pub use element::{Content, EVERYONE, Element, Fields, Label};
pub use raw::{Key, Raw, Tag, raw};
pub use write::{Counter, Estimate, Output, Writer};
