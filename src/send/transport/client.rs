//! The HTTP client of both adapters, generic over sockets.
//!
//! It is this crate's own because others log the bytes of requests and responses, including tokens and the app
//! secret, or do not report whether a request was written.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::uri::{Authority, Scheme};
use http::{Request, Response, StatusCode, Uri};
use percent_encoding::percent_decode_str;
use rustls::ClientConfig;

use super::connection::Proxy;
use super::http1::{BUFFER, Exchanged, Incoming, USER_AGENT, Unasked, encode};
use super::idle::IdlePool;
use super::net::{CONNECT_TIMEOUT_DIVISOR, Net};
use super::stream::Stream;
use super::{Cause, Transport, TransportError};

/// The longest accepted response to a `CONNECT` request, in bytes.
const ANSWER_LIMIT: usize = 16 * 1024;

pub(crate) struct Client<N: Net> {
    net: N,
    timeout: Duration,
    proxy: Option<Proxy>,
    tls: Arc<ClientConfig>,
    idle: IdlePool<(Target, N::Place), Stream<N>>,
}

impl<N: Net> Client<N> {
    pub(crate) fn new(
        net: N,
        timeout: Duration,
        proxy: Option<Proxy>,
        tls: Arc<ClientConfig>,
    ) -> Self {
        Self {
            net,
            timeout,
            proxy,
            tls,
            idle: IdlePool::new(),
        }
    }

    /// Where a call's connection can be used, which for tasks is a runtime.
    pub(crate) fn place(&self) -> Result<N::Place, TransportError> {
        self.net.place().map_err(TransportError::Connect)
    }

    async fn run(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let now = Instant::now();
        let deadline = now + self.timeout;
        let connect = TransportError::Connect;
        let target = Target::of(request.uri()).map_err(connect)?;
        let key = (target, self.place()?);
        let kept = self.kept(&key, deadline).await;
        let idle = kept.as_ref().map(|(_, idle)| *idle);
        let mut stream = match kept {
            Some((stream, _)) => stream,
            None => self.open(&key.0, now).await.map_err(connect)?,
        };
        stream.begin(deadline);
        let exchanged = exchange(&mut stream, &encode(&request), idle.is_some()).await;
        // A response that is late says nothing about when the server closes connections.
        if let Some(idle) = idle.filter(|_| !exchanged.as_ref().is_err_and(is_late)) {
            self.idle.learn(exchanged.is_ok(), idle);
        }
        match exchanged {
            Ok(Exchanged { response, is_kept }) => {
                if is_kept {
                    self.idle.keep(key, stream);
                }
                Ok(response)
            }
            Err(error) if stream.has_written() => Err(TransportError::Response(error)),
            Err(error) => Err(connect(error)),
        }
    }

    /// An idle connection that is still open, and how long it was idle.
    async fn kept(
        &self,
        key: &(Target, N::Place),
        deadline: Instant,
    ) -> Option<(Stream<N>, Duration)> {
        loop {
            let taken = self.idle.take(key)?;
            if !taken.settling.is_zero() {
                N::sleep(taken.settling).await;
            }
            let mut stream = taken.connection;
            stream.begin(deadline);
            let is_quiet = stream.is_quiet().await;
            let idle = taken.since.elapsed();
            if !is_quiet {
                self.idle.learn(false, idle);
            } else if self.idle.is_kept_after(idle) {
                return Some((stream, idle));
            }
        }
    }

    /// A new connection, through the proxy if there is one.
    async fn open(&self, target: &Target, now: Instant) -> Result<Stream<N>, Cause> {
        let deadline = now + self.timeout / CONNECT_TIMEOUT_DIVISOR;
        let server = (target.host(), target.port());
        let (host, port) = self.proxy.as_ref().map_or(server, Proxy::address);
        let mut stream = Stream::<N>::open(host, port, deadline).await?;
        if let Some(proxy) = &self.proxy {
            tunnel(&mut stream, proxy, target).await?;
        }
        if target.is_tls {
            stream.start_tls(target.host(), &self.tls).await?;
        }
        if stream.is_quiet().await {
            Ok(stream)
        } else {
            Err(Unasked.into())
        }
    }
}

impl Proxy {
    /// The proxy's host, without brackets, and port.
    fn address(&self) -> (&str, u16) {
        let host = self.0.host_str().unwrap_or_default();
        let port = self.0.port_or_known_default().unwrap_or(80);
        (host.trim_matches(['[', ']']), port)
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
}

/// Opens a tunnel to the target through a proxy (RFC 9110, section 9.3.6).
async fn tunnel<N: Net>(
    stream: &mut Stream<N>,
    proxy: &Proxy,
    target: &Target,
) -> Result<(), Cause> {
    let to = format!("{}:{}", target.authority.host(), target.port());
    let authorization = proxy.authorization().unwrap_or_default();
    let request = format!(
        "CONNECT {to} HTTP/1.1\r\nhost: {to}\r\nuser-agent: {USER_AGENT}\r\n{authorization}\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    // Read byte by byte, because what follows comes from the target.
    while !answer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        match stream.read(&mut byte).await? {
            1 if answer.len() < ANSWER_LIMIT => answer.extend(byte),
            _ => break,
        }
    }
    let status = answer
        .strip_prefix(b"HTTP/1.")
        .and_then(|rest| rest.get(2..5));
    match status.and_then(|status| StatusCode::from_bytes(status).ok()) {
        Some(status) if status.is_success() => Ok(()),
        Some(status) => Err(format!("the proxy refused the connection: HTTP {status}").into()),
        None => Err("the proxy does not speak HTTP/1.1".into()),
    }
}

/// Sends a request and reads its response.
async fn exchange<N: Net>(
    stream: &mut Stream<N>,
    request: &[u8],
    was_used: bool,
) -> Result<Exchanged, Cause> {
    stream.write_all(request).await?;
    let mut incoming = Incoming::new(was_used);
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = stream.read(&mut buffer).await;
        if let Some(exchanged) = incoming.read(read.map(|length| &buffer[..length]))? {
            return Ok(exchanged);
        }
    }
}

fn is_late(error: &Cause) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == ErrorKind::TimedOut)
}

impl<N: Net> Transport for Client<N> {
    fn call(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send {
        self.run(request)
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        N::sleep(time)
    }
}

/// The key under which a connection to a server can be reused.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    is_tls: bool,
    authority: Authority,
}

impl Target {
    fn of(uri: &Uri) -> Result<Self, Cause> {
        Ok(Self {
            is_tls: uri.scheme() == Some(&Scheme::HTTPS),
            authority: uri.authority().ok_or("the URL has no host")?.clone(),
        })
    }

    /// The host name, or the address without brackets.
    fn host(&self) -> &str {
        self.authority.host().trim_matches(['[', ']'])
    }

    fn port(&self) -> u16 {
        let default = if self.is_tls { 443 } else { 80 };
        self.authority.port_u16().unwrap_or(default)
    }
}
