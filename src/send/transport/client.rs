//! The HTTP client of both adapters, generic over sockets.
//!
//! It is this crate's own because others log the bytes of requests and responses, including tokens and the app
//! secret, or do not report whether a request was written.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::uri::{Authority, Scheme};
use http::{Request, Response, StatusCode, Uri};
use percent_encoding::percent_decode_str;
use rustls::ClientConfig;

use super::connection::Proxy;
use super::http1::{BUFFER, Exchanged, Incoming, USER_AGENT, Unasked, encode};
use super::net::{CONNECT_TIMEOUT_DIVISOR, Net};
use super::stream::Stream;
use super::{Cause, Transport, TransportError};

/// A server that does not keep connections closes them within this time after a response. A message sent at that
/// moment has an unknown outcome.
const SETTLING: Duration = Duration::from_millis(2);

/// How long an idle connection is reused; the next message drops it. Servers close idle connections after an unknown
/// time, and a request written at that moment may be lost.
const MAX_IDLE: Duration = Duration::from_secs(10);

/// For how long a server that closed an idle connection is expected to close others as early.
const CAUTION: Duration = Duration::from_secs(10);

/// How many idle connections are kept. Those of a burst stay open until the next message, which may come much later.
const MOST_IDLE: usize = 32;

/// How many connections in a row must have been kept before all are assumed to be.
const TRUSTED: u32 = 100;

/// The longest accepted response to a `CONNECT` request, in bytes.
const ANSWER_LIMIT: usize = 16 * 1024;

pub(crate) struct Client<N: Net> {
    net: N,
    timeout: Duration,
    proxy: Option<Proxy>,
    tls: Arc<ClientConfig>,
    idle: Pool<(Target, N::Place), Stream<N>>,
    /// How many connections in a row the server had kept until they were reused.
    kept_in_a_row: AtomicU32,
    closed: LastClosed,
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
            idle: Pool::new(),
            kept_in_a_row: AtomicU32::new(0),
            closed: LastClosed::default(),
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
        if let Some(idle) = idle {
            self.learn(exchanged.is_ok(), idle);
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

    /// An idle connection that is still open, and for how long it was idle.
    async fn kept(
        &self,
        key: &(Target, N::Place),
        deadline: Instant,
    ) -> Option<(Stream<N>, Duration)> {
        loop {
            let (mut stream, since) = self.idle.take(key, self.closed.max_idle())?;
            let unsettled = SETTLING.saturating_sub(since.elapsed());
            if !unsettled.is_zero() && self.kept_in_a_row.load(Relaxed) < TRUSTED {
                if self.closed.max_idle() < SETTLING {
                    continue;
                }
                N::sleep(unsettled).await;
            }
            stream.begin(deadline);
            let is_quiet = stream.is_quiet().await;
            let idle = since.elapsed();
            if !is_quiet {
                self.learn(false, idle);
            } else if idle < self.closed.max_idle() {
                return Some((stream, idle));
            }
        }
    }

    /// Learns whether the server had kept a connection that was idle for this long.
    fn learn(&self, was_kept: bool, idle: Duration) {
        if was_kept {
            let before = self.kept_in_a_row.load(Relaxed);
            self.kept_in_a_row.store(before.saturating_add(1), Relaxed);
        } else {
            self.kept_in_a_row.store(0, Relaxed);
            self.closed.add(idle);
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
    // Byte by byte, because what follows comes from the target.
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

/// When the server last closed an idle connection, and for how long the one closed the earliest was idle at most.
#[derive(Default)]
struct LastClosed(Mutex<Option<(Instant, Duration)>>);

impl LastClosed {
    fn add(&self, idle: Duration) {
        let mut last = self.last();
        let earliest = recent(*last).map_or(idle, |earliest| earliest.min(idle));
        *last = Some((Instant::now(), earliest));
    }

    /// How long a connection may be idle so that the server has probably not closed it.
    fn max_idle(&self) -> Duration {
        recent(*self.last()).map_or(MAX_IDLE, |earliest| earliest / 2)
    }

    fn last(&self) -> MutexGuard<'_, Option<(Instant, Duration)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn recent(last: Option<(Instant, Duration)>) -> Option<Duration> {
    last.filter(|(at, _)| at.elapsed() < CAUTION)
        .map(|(_, idle)| idle)
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

/// Idle connections, each usable only for its key.
struct Pool<K, C>(Mutex<Vec<Idle<K, C>>>);

struct Idle<K, C> {
    key: K,
    connection: C,
    since: Instant,
}

impl<K: PartialEq, C> Pool<K, C> {
    fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Takes the most recently used connection, and since when it has been idle.
    fn take(&self, key: &K, max_idle: Duration) -> Option<(C, Instant)> {
        let mut idle = self.idle();
        idle.retain(|idle| idle.since.elapsed() < max_idle);
        let latest = idle.iter().rposition(|idle| idle.key == *key)?;
        let latest = idle.remove(latest);
        Some((latest.connection, latest.since))
    }

    fn keep(&self, key: K, connection: C) {
        let since = Instant::now();
        let mut idle = self.idle();
        if idle.len() >= MOST_IDLE {
            idle.remove(0);
        }
        idle.push(Idle {
            key,
            connection,
            since,
        });
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Idle<K, C>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
