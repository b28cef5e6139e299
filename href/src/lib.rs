//! What a link in a Feishu post may be.
