//! What a link in a Feishu post may be.

#[doc(hidden)]
pub mod names;
