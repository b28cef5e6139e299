//! The examples as programs, the service of the cookbook, and the platform's own SDK beside the crate.

mod broadcast;
#[cfg(feature = "ureq")]
mod official_sdk;
mod preview;
mod send;
#[cfg(feature = "reqwest")]
#[expect(dead_code, reason = "nobody calls its `main`")]
#[path = "../../src/_guide/service.rs"]
mod service;
