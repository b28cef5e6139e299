//! Links: the rule, the conversions into them, and the captures in them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "in a test they are the assertion"
)]

mod conversions;
mod laws;
mod rule;
mod template;
mod template_laws;
