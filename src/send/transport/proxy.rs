//! The one rule for proxies, which both adapters follow.

use std::fmt;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
use std::io;

#[cfg(any(feature = "ureq", feature = "reqwest"))]
use base64::Engine as _;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
use base64::engine::general_purpose::STANDARD;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
use http::StatusCode;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
use percent_encoding::percent_decode_str;
use url::Url;

#[cfg(any(feature = "ureq", feature = "reqwest"))]
use super::{connection::USER_AGENT, target::Target};
use crate::send::config::ConfigProblem;

/// An HTTP proxy, through which connections go as tunnels (`CONNECT`). Its URL may have a password, so
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Proxy(Url);

/// In the order in which they are looked at; an empty one is treated as unset.
#[cfg(any(feature = "ureq", feature = "reqwest"))]
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
#[cfg(any(feature = "ureq", feature = "reqwest"))]
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

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

    /// The proxy that the environment names for a host.
    #[cfg(any(feature = "ureq", feature = "reqwest"))]
    pub(crate) fn of_environment(
        host: &str,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, ConfigProblem> {
        let set = |name: &&str| lookup(name).filter(|value| !value.trim().is_empty());
        if EXCEPTIONS
            .iter()
            .filter_map(set)
            .any(|list| excepts(&list, host))
        {
            return Ok(None);
        }
        let named = VARIABLES.iter().find_map(|name| Some((*name, set(name)?)));
        named
            .map(|(name, url)| Self::parse(url.trim(), name))
            .transpose()
    }
}

/// The longest answer to the request for a tunnel that is taken, in bytes.
#[cfg(any(feature = "ureq", feature = "reqwest"))]
pub(super) const TUNNEL_ANSWER_LIMIT: usize = 16 * 1024;

#[cfg(any(feature = "ureq", feature = "reqwest"))]
impl Proxy {
    /// Host, without brackets, and port.
    pub(super) fn address(&self) -> (&str, u16) {
        let host = self.0.host_str().unwrap_or_default();
        let port = self.0.port_or_known_default().unwrap_or(80);
        (host.trim_matches(['[', ']']), port)
    }

    /// What asks for a tunnel (RFC 9110, section 9.3.6).
    pub(super) fn tunnel_request(&self, target: &Target) -> String {
        let to = target.host_and_port();
        let authorization = self.authorization().unwrap_or_default();
        format!(
            "CONNECT {to} HTTP/1.1\r\nhost: {to}\r\nuser-agent: {USER_AGENT}\r\n{authorization}\r\n"
        )
    }

    /// The header with the user's name and password, if the URL has them.
    fn authorization(&self) -> Option<String> {
        let (name, password) = (self.0.username(), self.0.password());
        if name.is_empty() && password.is_none() {
            return None;
        }
        let decoded = |text: &str| percent_decode_str(text).collect::<Vec<_>>();
        let mut pair = decoded(name);
        pair.push(b':');
        pair.extend(decoded(password.unwrap_or_default()));
        Some(format!(
            "proxy-authorization: Basic {}\r\n",
            STANDARD.encode(pair)
        ))
    }

    /// Whether the answer, which ends with its head, is that the tunnel is there.
    pub(super) fn check_tunnel(answer: &[u8]) -> io::Result<()> {
        let status = answer
            .strip_prefix(b"HTTP/1.")
            .and_then(|rest| rest.get(2..5));
        let status = status.and_then(|status| StatusCode::from_bytes(status).ok());
        match status {
            Some(status) if status.is_success() => Ok(()),
            Some(status) => Err(io::Error::other(format!(
                "the proxy refused the connection: HTTP {status}"
            ))),
            None => Err(io::Error::other("the proxy does not speak HTTP/1.1")),
        }
    }
}

/// Whether a list such as `localhost,.example.com` has the host, or a domain that it belongs to; `*` has
/// all.
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

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = self.0.port_or_known_default().unwrap_or_default();
        write!(f, "{}:{port}", self.0.host_str().unwrap_or_default())
    }
}
