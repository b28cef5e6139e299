//! Sockets that block, each until a deadline.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::Cause;
use super::connect::{TUNNEL_ANSWER_LIMIT, no_address, share, timed_out};
use super::proxy::Proxy;
use super::target::Target;

/// A connection to a server.
pub(super) enum Socket {
    Plain(Tcp),
    Tls(Box<StreamOwned<ClientConnection, Tcp>>),
}

/// A TCP connection whose reads and writes end at the deadline.
pub(super) struct Tcp {
    stream: TcpStream,
    deadline: Instant,
    /// Whether anything has been written since the deadline was set.
    has_written: bool,
}

impl Socket {
    /// Opens a connection, through the proxy if there is one.
    pub(super) fn open(
        target: &Target,
        proxy: Option<&Proxy>,
        tls: &Arc<ClientConfig>,
        deadline: Instant,
    ) -> Result<Self, Cause> {
        let (host, port) = proxy.map_or((target.host(), target.port()), Proxy::address);
        let mut tcp = Tcp::open(host, port, deadline)?;
        if let Some(proxy) = proxy {
            tcp.tunnel(proxy, target)?;
        }
        if !target.is_tls() {
            return Ok(Self::Plain(tcp));
        }
        let name = ServerName::try_from(target.host().to_owned())?;
        let connection = ClientConnection::new(Arc::clone(tls), name)?;
        let mut tls = StreamOwned::new(connection, tcp);
        while tls.conn.is_handshaking() {
            tls.conn.complete_io(&mut tls.sock)?;
        }
        Ok(Self::Tls(Box::new(tls)))
    }

    /// From now on reads and writes end at the deadline.
    pub(super) fn begin(&mut self, deadline: Instant) {
        let tcp = self.tcp();
        tcp.deadline = deadline;
        tcp.has_written = false;
    }

    pub(super) fn has_written(&mut self) -> bool {
        self.tcp().has_written
    }

    /// Whether the server has neither closed nor said anything, so that what comes next is the response to
    /// what is written next.
    pub(super) fn is_quiet(&mut self) -> io::Result<bool> {
        self.tcp().stream.set_nonblocking(true)?;
        let is_quiet = match self.read(&mut [0]) {
            Ok(_) => false,
            Err(error) => error.kind() == ErrorKind::TimedOut,
        };
        self.tcp().stream.set_nonblocking(false)?;
        Ok(is_quiet)
    }

    fn tcp(&mut self) -> &mut Tcp {
        match self {
            Self::Plain(tcp) => tcp,
            Self::Tls(tls) => &mut tls.sock,
        }
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(tcp) => tcp.read(buffer),
            Self::Tls(tls) => tls.read(buffer),
        }
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(tcp) => tcp.write(bytes),
            Self::Tls(tls) => tls.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(tcp) => tcp.flush(),
            Self::Tls(tls) => tls.flush(),
        }
    }
}

impl Tcp {
    /// Tries each address of the host, with an equal share of the time that is left.
    fn open(host: &str, port: u16, deadline: Instant) -> io::Result<Self> {
        let addresses = resolve(host, port, deadline)?;
        let mut error = no_address();
        for (tried, address) in addresses.iter().enumerate() {
            let share = share(left(deadline)?, addresses.len() - tried);
            match TcpStream::connect_timeout(address, share) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    return Ok(Self {
                        stream,
                        deadline,
                        has_written: false,
                    });
                }
                Err(refused) => error = refused,
            }
        }
        Err(error)
    }

    /// Lets a proxy connect this to the target.
    fn tunnel(&mut self, proxy: &Proxy, target: &Target) -> io::Result<()> {
        self.write_all(proxy.tunnel_request(target).as_bytes())?;
        let mut answer = Vec::new();
        // Byte by byte: what follows is the target's.
        while !answer.ends_with(b"\r\n\r\n") && answer.len() < TUNNEL_ANSWER_LIMIT {
            let mut byte = [0];
            self.read_exact(&mut byte)?;
            answer.extend(byte);
        }
        Proxy::check_tunnel(&answer)
    }
}

/// The addresses of a host. Asking for them has no timeout of its own, so another thread asks.
fn resolve(host: &str, port: u16, deadline: Instant) -> io::Result<Vec<SocketAddr>> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let (sender, receiver) = mpsc::channel();
    let host = host.to_owned();
    thread::Builder::new().spawn(move || {
        let found = (host.as_str(), port).to_socket_addrs();
        // If nobody waits any more, nobody needs them.
        let _ = sender.send(found.map(Vec::from_iter));
    })?;
    let found = receiver.recv_timeout(left(deadline)?);
    found.unwrap_or_else(|_| Err(timed_out()))
}

impl Read for Tcp {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(left(self.deadline)?))?;
        self.stream.read(buffer).map_err(in_time)
    }
}

impl Write for Tcp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(left(self.deadline)?))?;
        let written = self.stream.write(bytes).map_err(in_time)?;
        self.has_written = true;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Some time, or an error: a socket would take none as for ever.
fn left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        Err(timed_out())
    } else {
        Ok(left)
    }
}

/// Unix says of a timeout that the call would block.
fn in_time(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => timed_out(),
        _ => error,
    }
}
