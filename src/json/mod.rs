//! Posts and messages as the platform's JSON, out and in.

mod deserialize;
mod element;
mod escape;
mod fields;
pub(crate) mod fixed;
mod json;
mod message;
mod output;
mod parse;
mod part;
mod parts;
mod room;
mod serialize;

pub use message::{ContentForm, Message};
