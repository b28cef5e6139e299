//! What `memory` and `time` measure: this crate's contenders and its peers.

#[path = "../../contenders/mod.rs"]
mod contenders;
mod lark_channel;
mod slack_morphism;
pub mod subjects;
