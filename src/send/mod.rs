//! Sending messages and reading the platform's responses.
//!
//! An endpoint's file creates a call, which is a value; a client performs it over a transport, with a token, a rate
//! limit and retries. Only the adapters, each with its own feature, use sockets.

mod channel;
mod client;
mod code;
mod config;
mod deliver;
mod endpoint;
mod env;
mod error;
mod failure;
mod message_id;
mod rate_limit;
mod response;
mod retry;
mod token;
mod trace;
mod transport;

#[cfg(feature = "ureq")]
pub use client::send;
#[cfg(feature = "reqwest")]
pub use client::send_async;
pub use client::{Bot, BotBuilder, Helpdesk, HelpdeskBuilder, send_with};
#[cfg(feature = "webhook")]
pub use client::{Webhook, WebhookBuilder};
pub use code::Code;
#[cfg(feature = "testing")]
pub use code::Endpoint;
pub use config::{ConfigError, ConfigProblem, Credentials};
pub use endpoint::{HelpdeskReceiver, Receiver, Reply};
pub use error::{Delivery, SendError};
pub use failure::Violation;
pub use message_id::{InvalidMessageId, MessageId};
pub use rate_limit::RateLimit;
pub use retry::RetryPolicy;
pub use token::{SecretBody, TenantToken};
pub use transport::{Transport, TransportError};
