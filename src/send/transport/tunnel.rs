//! The target of a request, and tunnels to it through a proxy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::uri::{Authority, Scheme};
use http::{StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::Cause;
use super::connection::Proxy;
use super::http1::USER_AGENT;

/// The key under which a connection to a server can be reused.
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

    /// The host name, or the address without brackets.
    pub(super) fn host(&self) -> &str {
        self.authority.host().trim_matches(['[', ']'])
    }

    pub(super) fn port(&self) -> u16 {
        let default = if self.is_tls { 443 } else { 80 };
        self.authority.port_u16().unwrap_or(default)
    }

    /// The host and port for a proxy's `CONNECT` request.
    pub(super) fn host_and_port(&self) -> String {
        format!("{}:{}", self.authority.host(), self.port())
    }
}

impl Proxy {
    /// The longest accepted response to a `CONNECT` request, in bytes.
    pub(super) const ANSWER_LIMIT: usize = 16 * 1024;

    /// The proxy's host, without brackets, and port.
    pub(super) fn address(&self) -> (&str, u16) {
        let host = self.0.host_str().unwrap_or_default();
        let port = self.0.port_or_known_default().unwrap_or(80);
        (host.trim_matches(['[', ']']), port)
    }

    /// The request for a tunnel (RFC 9110, section 9.3.6).
    pub(super) fn tunnel_request(&self, target: &Target) -> String {
        let to = target.host_and_port();
        let authorization = self.authorization().unwrap_or_default();
        format!(
            "CONNECT {to} HTTP/1.1\r\nhost: {to}\r\nuser-agent: {USER_AGENT}\r\n{authorization}\r\n"
        )
    }

    /// The header with the user name and password, if the URL contains them.
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

    /// Checks the response, which ends with its head: whether the tunnel was established.
    pub(super) fn check_tunnel(answer: &[u8]) -> Result<(), Cause> {
        let status = answer
            .strip_prefix(b"HTTP/1.")
            .and_then(|rest| rest.get(2..5));
        let status = status.and_then(|status| StatusCode::from_bytes(status).ok());
        match status {
            Some(status) if status.is_success() => Ok(()),
            Some(status) => Err(format!("the proxy refused the connection: HTTP {status}").into()),
            None => Err("the proxy does not speak HTTP/1.1".into()),
        }
    }
}
