//! The fake platform, asked over bare HTTP.

#[cfg(feature = "ureq")]
mod acceptance_testing;
mod chats;
mod faults;
mod helpdesk_messages;
mod messages;
mod rate;
mod refusals;
mod tokens;
mod webhooks;
