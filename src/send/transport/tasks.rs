//! The adapter for tasks of tokio.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use http::{Request, Response};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::{TcpStream, lookup_host};
use tokio::runtime::{self, Handle};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsConnector;

use super::connect::{CONNECT_TIMEOUT_DIVISOR, TUNNEL_ANSWER_LIMIT, no_address, share, timed_out};
use super::http1::{BUFFER, Exchanged, Incoming, Unasked, encode};
use super::pool::Pool;
use super::proxy::Proxy;
use super::target::Target;
use super::{Cause, Transport, TransportError};

pub(crate) struct Tasks {
    timeout: Duration,
    proxy: Option<Proxy>,
    tls: TlsConnector,
    /// A socket is served by the runtime that opened it, which may stand still while another runs.
    idle: Pool<(Target, runtime::Id), Socket>,
}

type Socket = Box<dyn Stream>;

/// Plain, or with TLS.
trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

impl Tasks {
    pub(crate) fn new(timeout: Duration, proxy: Option<Proxy>, tls: Arc<ClientConfig>) -> Self {
        Self {
            timeout,
            proxy,
            tls: tls.into(),
            idle: Pool::new(),
        }
    }

    async fn run(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let handle =
            Handle::try_current().map_err(|error| TransportError::Connect(error.into()))?;
        let target = Target::of(request.uri())
            .ok_or_else(|| TransportError::Connect("the URL has no host".into()))?;
        let now = Instant::now();
        let key = (target, handle.id());
        let (mut socket, was_used) = match self.kept(&key).await {
            Some(socket) => (socket, true),
            None => (
                self.open(&key.0, now)
                    .await
                    .map_err(TransportError::Connect)?,
                false,
            ),
        };
        let mut has_written = false;
        let bytes = encode(&request);
        let exchange = exchange(&mut socket, &bytes, was_used, &mut has_written);
        let exchanged = timeout_at(now + self.timeout, exchange).await;
        match exchanged.unwrap_or_else(|_| Err(timed_out().into())) {
            Ok(Exchanged { response, is_kept }) => {
                if is_kept {
                    self.idle.keep(key, socket);
                }
                Ok(response)
            }
            Err(error) if has_written => Err(TransportError::Response(error)),
            Err(error) => Err(TransportError::Connect(error)),
        }
    }

    /// A connection that is still open.
    async fn kept(&self, key: &(Target, runtime::Id)) -> Option<Socket> {
        loop {
            let mut socket = self.idle.take(key)?;
            if is_quiet(&mut socket).await {
                return Some(socket);
            }
        }
    }

    async fn open(&self, target: &Target, now: Instant) -> Result<Socket, Cause> {
        let deadline = now + self.timeout / CONNECT_TIMEOUT_DIVISOR;
        let opened = timeout_at(deadline, self.connect(target, deadline)).await;
        let mut socket = opened.unwrap_or_else(|_| Err(timed_out().into()))?;
        if is_quiet(&mut socket).await {
            Ok(socket)
        } else {
            Err(Unasked.into())
        }
    }

    async fn connect(&self, target: &Target, deadline: Instant) -> Result<Socket, Cause> {
        let address = self
            .proxy
            .as_ref()
            .map_or((target.host(), target.port()), Proxy::address);
        let mut tcp = tcp(address, deadline).await?;
        if let Some(proxy) = &self.proxy {
            tunnel(&mut tcp, proxy, target).await?;
        }
        if !target.is_tls() {
            return Ok(Box::new(tcp));
        }
        let name = ServerName::try_from(target.host().to_owned())?;
        Ok(Box::new(self.tls.connect(name, tcp).await?))
    }
}

/// Tries each address of the host, with an equal share of the time that is left.
async fn tcp(address: (&str, u16), deadline: Instant) -> io::Result<TcpStream> {
    let addresses: Vec<_> = lookup_host(address).await?.collect();
    let mut error = no_address();
    for (tried, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let share = share(left, addresses.len() - tried);
        match timeout(share, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Ok(Err(refused)) => error = refused,
            Err(_) => error = timed_out(),
        }
    }
    Err(error)
}

/// Lets a proxy connect the socket to the target.
async fn tunnel(tcp: &mut TcpStream, proxy: &Proxy, target: &Target) -> io::Result<()> {
    tcp.write_all(proxy.tunnel_request(target).as_bytes())
        .await?;
    let mut answer = Vec::new();
    // Byte by byte: what follows is the target's.
    while !answer.ends_with(b"\r\n\r\n") && answer.len() < TUNNEL_ANSWER_LIMIT {
        answer.push(tcp.read_u8().await?);
    }
    Proxy::check_tunnel(&answer)
}

/// Whether the server has neither closed nor said anything, so that what comes next is the response to
/// what is written next.
async fn is_quiet(socket: &mut Socket) -> bool {
    // The runtime looks at its sockets when a task yields; otherwise it may not have for long.
    tokio::task::yield_now().await;
    let mut byte = [0];
    let mut buffer = ReadBuf::new(&mut byte);
    poll_fn(|context| {
        Poll::Ready(
            Pin::new(&mut *socket)
                .poll_read(context, &mut buffer)
                .is_pending(),
        )
    })
    .await
}

/// Sends a request and reads its response, after which the connection can be kept or not.
async fn exchange(
    socket: &mut Socket,
    request: &[u8],
    was_used: bool,
    has_written: &mut bool,
) -> Result<Exchanged, Cause> {
    let written = socket.write(request).await?;
    *has_written = true;
    socket.write_all(&request[written..]).await?;
    socket.flush().await?;
    let mut incoming = Incoming::new(was_used);
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = socket.read(&mut buffer).await;
        if let Some(exchanged) = incoming.read(read.map(|length| &buffer[..length]))? {
            return Ok(exchanged);
        }
    }
}

impl Transport for Tasks {
    fn call(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send {
        self.run(request)
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(time)
    }
}
