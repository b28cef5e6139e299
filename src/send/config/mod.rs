//! What a client is made with: credentials, where the platform is, and what can be wrong with either.

mod base_url;
mod credentials;
mod problem;
mod secret;
#[cfg(feature = "webhook")]
mod webhook_url;

pub use credentials::Credentials;
pub use problem::{ConfigError, ConfigProblem};

pub(crate) use base_url::BaseUrl;
pub(crate) use credentials::{HelpdeskCredentials, Kind};
pub(crate) use secret::{Secret, sensitive};
#[cfg(feature = "webhook")]
pub(crate) use webhook_url::WebhookUrl;
