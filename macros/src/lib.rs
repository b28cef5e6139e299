//! The macros of `feishu-post`.
