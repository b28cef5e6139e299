//! What both adapters do to connect.

use std::io::{self, ErrorKind};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use percent_encoding::percent_decode_str;

use super::http1::USER_AGENT;
use super::proxy::Proxy;
use super::target::Target;

/// The part of the time-out, one in so many, that opening a connection may take: shorter than the
/// whole, so that an address that does not answer is known as such.
pub(super) const CONNECT_TIMEOUT_DIVISOR: u32 = 3;

/// An equal share of the time that is left for each address that is not tried yet; a socket would take no
/// time as for ever.
pub(super) fn share(left: Duration, untried: usize) -> Duration {
    let share = left / u32::try_from(untried).unwrap_or(u32::MAX);
    share.max(Duration::from_millis(1))
}

pub(super) fn no_address() -> io::Error {
    io::Error::new(ErrorKind::NotFound, "the host has no address")
}

pub(super) fn timed_out() -> io::Error {
    io::Error::new(ErrorKind::TimedOut, "timed out")
}

/// The longest answer to the request for a tunnel that is taken, in bytes.
pub(super) const TUNNEL_ANSWER_LIMIT: usize = 16 * 1024;

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
