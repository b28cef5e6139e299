//! What the tests of `feishu-post` share.

use std::io::Write as _;

#[cfg(all(feature = "ureq", feature = "reqwest"))]
pub mod adapter;
pub mod bare_http;
#[cfg(feature = "ureq")]
pub mod callers;
pub mod clients;
pub mod generated;
pub mod programs;
pub mod scripted;
pub mod server;

/// Says that a test is skipped, since the machine lacks something. In CI that is a failure.
pub fn skip(reason: &str) {
    assert!(std::env::var_os("CI").is_none(), "{reason}");
    // Not `eprintln`, which the test harness keeps to itself.
    let line = format!("skipped: {reason}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// The ticket that the platform's pages show.
pub const TICKET: &str = "6948728206392295444";
