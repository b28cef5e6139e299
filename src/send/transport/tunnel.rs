//! Where a request goes, and how a proxy is asked to connect to it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::uri::{Authority, Scheme};
use http::{StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::Cause;
use super::http1::USER_AGENT;
use super::proxy::Proxy;

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

impl Proxy {
    /// The longest answer to the request for a tunnel that is taken, in bytes.
    pub(super) const ANSWER_LIMIT: usize = 16 * 1024;

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
