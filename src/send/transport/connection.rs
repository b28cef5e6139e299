//! The connection settings of both adapters.

use std::fmt;
use std::time::Duration;

use super::proxy::Proxy;
use crate::send::config::ConfigProblem;

const TIMEOUT: Duration = Duration::from_secs(30);
/// Longer timeouts are effectively infinite, and overflow some clocks.
const MAX_TIMEOUT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The longest accepted response, in bytes. A chat's response repeats the message of up to 150 KB, which an
/// encoder may escape to six times that size.
pub(crate) const RESPONSE_LIMIT: usize = 1024 * 1024;

#[derive(Clone)]
pub(crate) struct Connection {
    timeout: Duration,
    /// Certificates of authorities, as PEM.
    roots: Vec<Vec<u8>>,
    /// `None` if the environment decides.
    proxy: Option<Result<Proxy, ConfigProblem>>,
}

/// Counts the certificates, whose bytes say nothing.
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
    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout.min(MAX_TIMEOUT);
    }

    pub(crate) fn add_root(&mut self, pem: &[u8]) {
        self.roots.push(pem.to_vec());
    }

    pub(crate) fn set_proxy(&mut self, url: &str) {
        self.proxy = Some(Proxy::parse(url, "the proxy"));
    }

    /// The problems that do not depend on the host or an adapter.
    pub(crate) fn problems(&self) -> impl Iterator<Item = ConfigProblem> + use<> {
        let timeout = self.timeout.is_zero().then_some(ConfigProblem::ZeroTimeout);
        let proxy = self.proxy.as_ref().and_then(|proxy| proxy.as_ref().err());
        timeout.into_iter().chain(proxy.cloned())
    }

    #[cfg(any(feature = "ureq", feature = "reqwest"))]
    pub(super) const fn timeout(&self) -> Duration {
        self.timeout
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

    /// As PEM, the certificates of authorities besides Mozilla's.
    #[cfg(any(feature = "ureq", feature = "reqwest"))]
    pub(super) fn roots(&self) -> &[Vec<u8>] {
        &self.roots
    }
}
