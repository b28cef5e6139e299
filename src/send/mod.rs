//! From a message to the platform's answer. Requests and replies are functions of values; only the
//! adapters, each behind a feature, own a socket.

#![cfg_attr(
    not(any(feature = "ureq", feature = "reqwest")),
    allow(dead_code, reason = "what the adapters share waits for one")
)]

mod api;
mod client;
mod code;
mod config;
mod deliver;
mod delivery;
mod env;
mod error;
mod meaning;
mod message_id;
mod rate_limit;
mod request;
mod response;
mod retry;
mod server_text;
mod token;
mod trace;
mod turnstile;

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "testing")]
pub use api::Endpoint;
pub use client::{Helpdesk, HelpdeskBuilder};
pub use code::Code;
pub use config::{ConfigError, ConfigProblem, Credentials};
pub use delivery::Delivery;
pub use error::SendError;
pub use message_id::MessageId;
pub use rate_limit::{RateLimit, Schedule, Slot};
pub use retry::RetryPolicy;
pub use token::TenantToken;

#[cfg(feature = "reqwest")]
pub use self::reqwest::send_async;
#[cfg(feature = "ureq")]
pub use self::ureq::send;
