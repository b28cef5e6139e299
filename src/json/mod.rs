//! Posts and messages as the platform's JSON, out and in.

mod message;
mod read;
mod write;

pub(crate) use message::Envelope;
pub use message::{ContentForm, Message};
pub(crate) use write::Measure;
