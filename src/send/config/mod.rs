//! What a client is made with: credentials, where the platform is, and what can be wrong with either.

mod address;
mod credentials;
mod problem;

pub use credentials::Credentials;
pub(crate) use problem::all_well;
pub use problem::{ConfigError, ConfigProblem};

pub(crate) use address::BaseUrl;
#[cfg(feature = "webhook")]
pub(crate) use address::WebhookUrl;
pub(crate) use credentials::{HelpdeskCredentials, Kind, Secret, sensitive};
