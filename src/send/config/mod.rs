//! What a client is made with: credentials, where the platform is, and what can be wrong with either.

mod base_url;
mod credentials;
mod problem;
mod secret;

pub use credentials::Credentials;
pub use problem::{ConfigError, ConfigProblem};

pub(crate) use base_url::{BaseUrl, Shown};
pub(crate) use credentials::Kind;
pub(crate) use secret::Secret;
