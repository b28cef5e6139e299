//! The settings of a client: credentials, base URL, and the problems that either can have.

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
