//! Blocking sockets and sleeps.

use std::future::Future;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::pin::pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::Cause;
use super::net::{Net, left, timed_out};

pub(crate) struct Blocking;

impl Net for Blocking {
    type Socket = TcpStream;
    type Place = ();

    fn place(&self) -> Result<(), Cause> {
        Ok(())
    }

    /// Name resolution has no timeout of its own, so it runs on another thread.
    async fn resolve(host: &str, port: u16, deadline: Instant) -> io::Result<Vec<SocketAddr>> {
        if let Ok(address) = host.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        let (sender, receiver) = mpsc::channel();
        let host = host.to_owned();
        thread::Builder::new().spawn(move || {
            let found = (host.as_str(), port).to_socket_addrs();
            // Fails if the caller timed out and no longer needs the addresses.
            let _ = sender.send(found.map(Vec::from_iter));
        })?;
        let found = receiver.recv_timeout(left(deadline)?);
        found.unwrap_or_else(|_| Err(timed_out()))
    }

    async fn connect(address: SocketAddr, deadline: Instant) -> io::Result<TcpStream> {
        let socket = TcpStream::connect_timeout(&address, left(deadline)?).map_err(in_time)?;
        socket.set_nodelay(true)?;
        Ok(socket)
    }

    async fn read(
        socket: &mut TcpStream,
        buffer: &mut [u8],
        deadline: Instant,
    ) -> io::Result<usize> {
        uninterrupted(|| {
            socket.set_read_timeout(Some(left(deadline)?))?;
            socket.read(buffer)
        })
    }

    async fn read_now(socket: &mut TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
        socket.set_nonblocking(true)?;
        let read = socket.read(buffer);
        socket.set_nonblocking(false)?;
        read
    }

    async fn write(socket: &mut TcpStream, bytes: &[u8], deadline: Instant) -> io::Result<usize> {
        uninterrupted(|| {
            socket.set_write_timeout(Some(left(deadline)?))?;
            socket.write(bytes)
        })
    }

    async fn sleep(time: Duration) {
        thread::sleep(time);
    }
}

/// Retries a call that a signal interrupted: on a socket with a timeout, the system does not restart it.
fn uninterrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done.map_err(in_time),
        }
    }
}

/// Unix reports a timeout as `WouldBlock`.
fn in_time(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => timed_out(),
        _ => error,
    }
}

/// Runs a future on this thread, which is parked while the future waits for another caller.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
