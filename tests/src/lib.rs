//! What the tests of `feishu-post` share.

#[cfg(all(feature = "ureq", feature = "reqwest"))]
pub mod adapter;
pub mod bare_http;
#[cfg(feature = "ureq")]
pub mod callers;
pub mod generated;
pub mod programs;
pub mod scripted;
pub mod server;

/// The ticket that the platform's pages show.
pub const TICKET: &str = "6948728206392295444";
