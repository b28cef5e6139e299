//! Posts and messages as the platform's JSON, out and in.

mod element;
mod escape;
mod message;

mod serialize;
mod writer;

pub use message::{ContentForm, Message};
