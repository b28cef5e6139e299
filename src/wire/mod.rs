//! Posts and messages as the platform's JSON, out and in.

mod deserialize;
mod element;
mod escape;
mod message;
mod parse;

mod serialize;
mod writer;

pub use message::{ContentForm, Message};
