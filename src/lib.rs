//! Feishu posts.
