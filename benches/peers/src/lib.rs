//! What `memory` and `time` measure: this crate's contenders and its peers.

#[path = "../../contenders/mod.rs"]
pub mod contenders;
pub mod lark_channel;
pub mod slack_morphism;
pub mod subjects;
