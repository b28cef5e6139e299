//! Where a request goes.

use http::Uri;
use http::uri::{Authority, Scheme};

use super::Cause;

/// A server, as far as a connection to it can be used again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    is_tls: bool,
    authority: Authority,
}

impl Target {
    pub(super) fn of(uri: &Uri) -> Result<Self, Cause> {
        Ok(Self {
            is_tls: uri.scheme() == Some(&Scheme::HTTPS),
            authority: uri.authority().ok_or("the URL has no host")?.clone(),
        })
    }

    pub(super) const fn is_tls(&self) -> bool {
        self.is_tls
    }

    /// A name or an address, which has no brackets.
    pub(super) fn host(&self) -> &str {
        self.authority.host().trim_matches(['[', ']'])
    }

    pub(super) fn port(&self) -> u16 {
        let default = if self.is_tls { 443 } else { 80 };
        self.authority.port_u16().unwrap_or(default)
    }

    /// Host and port, as a proxy is asked for them.
    pub(super) fn host_and_port(&self) -> String {
        format!("{}:{}", self.authority.host(), self.port())
    }
}
