//! The examples as programs, and the platform's own SDK beside the crate.

mod broadcast;
#[cfg(feature = "ureq")]
mod official_sdk;
mod preview;
mod send;
