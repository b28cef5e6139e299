//! Reading and writing posts and messages as the platform's JSON.

mod message;
mod read;
mod write;

pub(crate) use message::Envelope;
pub use message::{ContentForm, Message};
pub(crate) use write::Measure;
