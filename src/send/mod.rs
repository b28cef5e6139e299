//! From a message to the platform's answer. Requests and replies are functions of values; only the
//! adapters, each behind a feature, own a socket.

#![cfg_attr(
    not(any(feature = "ureq", feature = "reqwest")),
    allow(dead_code, reason = "what the adapters share waits for one")
)]

mod base_url;
mod builder;
mod code;
mod credentials;
mod deliver;
mod delivery;
mod endpoint;
mod error;
mod helpdesk;
mod meaning;
mod message_id;
mod problem;
mod rate_limit;
mod reply;
mod request;
mod retry;
mod said;
mod secret;
mod token;
mod trace;
mod turnstile;
mod vars;

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "ureq")]
mod ureq;

pub use builder::HelpdeskBuilder;
pub use code::Code;
pub use credentials::Credentials;
pub use delivery::Delivery;
#[cfg(feature = "testing")]
pub use endpoint::Endpoint;
pub use error::SendError;
pub use helpdesk::Helpdesk;
pub use message_id::MessageId;
pub use problem::{ConfigError, ConfigProblem};
pub use rate_limit::{RateLimit, Schedule, Slot};
pub use retry::RetryPolicy;
pub use token::TenantToken;

#[cfg(feature = "reqwest")]
pub use self::reqwest::send_async;
#[cfg(feature = "ureq")]
pub use self::ureq::send;
