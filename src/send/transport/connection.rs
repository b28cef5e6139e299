//! The connection settings of both adapters.

use std::fmt;
use std::time::Duration;

use url::Url;

use crate::send::config::ConfigProblem;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
use crate::send::env::variable;

const TIMEOUT: Duration = Duration::from_secs(30);

/// The longest accepted response, in bytes. The response of a chat endpoint repeats the message of up to
/// 150 KB, which escaping may enlarge sixfold.
pub(crate) const RESPONSE_LIMIT: usize = 1024 * 1024;

#[derive(Clone)]
pub(crate) struct Connection {
    pub(crate) timeout: Duration,
    /// Certificates of authorities besides Mozilla's, as PEM.
    pub(crate) roots: Vec<Vec<u8>>,
    /// `None` if the environment decides.
    proxy: Option<Result<Proxy, ConfigProblem>>,
}

/// Shows only the number of certificates: their bytes are of no use to a reader.
impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("timeout", &self.timeout)
            .field("roots", &self.roots.len())
            .field("proxy", &self.proxy)
            .finish()
    }
}

impl Default for Connection {
    fn default() -> Self {
        Self {
            timeout: TIMEOUT,
            roots: Vec::new(),
            proxy: None,
        }
    }
}

impl Connection {
    pub(crate) fn set_proxy(&mut self, url: &str) {
        self.proxy = Some(Proxy::parse(url, "the proxy"));
    }

    /// The problems that do not depend on the host or an adapter.
    pub(crate) fn problems(&self) -> impl Iterator<Item = ConfigProblem> + use<> {
        let timeout = self.timeout.is_zero().then_some(ConfigProblem::ZeroTimeout);
        let proxy = self.proxy.as_ref().and_then(|proxy| proxy.as_ref().err());
        timeout.into_iter().chain(proxy.cloned())
    }

    /// The proxy for a host; there is none for this machine.
    #[cfg(any(feature = "ureq", feature = "reqwest"))]
    pub(super) fn proxy_to(&self, host: Option<&str>) -> Result<Option<Proxy>, ConfigProblem> {
        match (host, &self.proxy) {
            (None, _) => Ok(None),
            // If it cannot be used, `problems` says so.
            (_, Some(proxy)) => Ok(proxy.clone().ok()),
            (Some(host), None) => Proxy::of_environment(host),
        }
    }
}

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

#[cfg(any(feature = "ureq", feature = "reqwest"))]
impl Proxy {
    /// The proxy for a host according to the environment, where an empty variable is treated as unset.
    fn of_environment(host: &str) -> Result<Option<Self>, ConfigProblem> {
        for name in ["NO_PROXY", "no_proxy"] {
            if variable(name)?.is_some_and(|list| excepts(&list, host)) {
                return Ok(None);
            }
        }
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
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
