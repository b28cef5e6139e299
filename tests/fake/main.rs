//! The fake platform, asked over bare HTTP.

mod chats;
mod faults;
mod helpdesk_messages;
mod messages;
mod rate;
mod refusals;
mod tokens;
mod webhooks;
