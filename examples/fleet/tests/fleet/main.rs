//! The program as its users run it, against a Redis of its own and the fake platform.

#![allow(
    clippy::unwrap_used,
    reason = "in a test it is the assertion; clippy sees that in `#[test]` functions alone"
)]

mod entries;
mod faults;
mod harness;
mod throughput;
