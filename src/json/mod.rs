//! Posts and messages as the platform's JSON, out and in.

mod deserialize;
mod element;
mod fields;
mod message;
mod parse;
mod write;

pub use message::{ContentForm, Message};
