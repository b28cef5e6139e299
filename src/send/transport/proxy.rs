//! Selecting and validating proxies.

use std::fmt;

use url::Url;

use crate::send::config::ConfigProblem;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
use crate::send::env::variable;

/// An HTTP proxy for tunnels (`CONNECT`). Its URL may contain a password, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Proxy(pub(super) Url);

impl Proxy {
    /// Parses the URL of a proxy; `name` is its source for error messages.
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

/// In order of precedence; an empty one is treated as unset.
#[cfg(any(feature = "ureq", feature = "reqwest"))]
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
#[cfg(any(feature = "ureq", feature = "reqwest"))]
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

#[cfg(any(feature = "ureq", feature = "reqwest"))]
impl Proxy {
    /// The proxy for a host according to the environment.
    pub(crate) fn of_environment(host: &str) -> Result<Option<Self>, ConfigProblem> {
        for name in EXCEPTIONS {
            if variable(name)?.is_some_and(|list| excepts(&list, host)) {
                return Ok(None);
            }
        }
        for name in VARIABLES {
            let url = variable(name)?.unwrap_or_default();
            if !url.trim().is_empty() {
                return Self::parse(url.trim(), name).map(Some);
            }
        }
        Ok(None)
    }
}

/// Whether a list such as `localhost,.example.com` contains the host or a domain that it belongs to; `*` matches
/// every host.
#[cfg(any(feature = "ureq", feature = "reqwest"))]
fn excepts(list: &str, host: &str) -> bool {
    list.split(',').map(str::trim).any(|entry| {
        let domain = entry.trim_start_matches('.').to_ascii_lowercase();
        let is_domain = host
            .strip_suffix(&domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        entry == "*" || (!domain.is_empty() && is_domain)
    })
}
