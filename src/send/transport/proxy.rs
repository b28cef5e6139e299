//! A proxy, checked.

use std::fmt;

use url::Url;

use crate::send::config::ConfigProblem;

/// An HTTP proxy, through which connections go as tunnels (`CONNECT`). Its URL may have a password, so
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Proxy(pub(super) Url);

impl Proxy {
    /// The proxy that somebody named, or the variable `name`.
    pub(crate) fn parse(text: &str, name: &'static str) -> Result<Self, ConfigProblem> {
        let invalid = |reason: &str| ConfigProblem::InvalidProxy {
            name,
            reason: reason.to_owned(),
        };
        let url = Url::parse(text).map_err(|error| invalid(&error.to_string()))?;
        if url.scheme() != "http" {
            return Err(invalid("its scheme is not http"));
        }
        if url.host_str().is_none_or(str::is_empty) || url.path() != "/" {
            return Err(invalid("it is not a host with a port"));
        }
        Ok(Self(url))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = self.0.port_or_known_default().unwrap_or_default();
        write!(f, "{}:{port}", self.0.host_str().unwrap_or_default())
    }
}
