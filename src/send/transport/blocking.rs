//! The blocking adapter.
//!
//! The client is this crate's own, since the ones that block and keep connections write the bytes of each
//! request and response to the log at level TRACE: tokens, app secret and all.

use std::future::{Future, ready};
use std::io::{Read as _, Write as _};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use http::{Request, Response};
use rustls::ClientConfig;

use super::connect::CONNECT_TIMEOUT_DIVISOR;
use super::http1::{BUFFER, Exchanged, Incoming, Unasked, encode};
use super::pool::Pool;
use super::proxy::Proxy;
use super::socket::Socket;
use super::target::Target;
use super::{Cause, Transport, TransportError};

pub(crate) struct Blocking {
    timeout: Duration,
    proxy: Option<Proxy>,
    tls: Arc<ClientConfig>,
    idle: Pool<Target, Socket>,
}

impl Blocking {
    pub(crate) fn new(timeout: Duration, proxy: Option<Proxy>, tls: Arc<ClientConfig>) -> Self {
        Self {
            timeout,
            proxy,
            tls,
            idle: Pool::new(),
        }
    }

    fn run(&self, request: &Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let now = Instant::now();
        let deadline = now + self.timeout;
        let target = Target::of(request.uri())
            .ok_or_else(|| TransportError::Connect("the URL has no host".into()))?;
        let (mut socket, was_used) = match self.kept(&target, deadline) {
            Some(socket) => (socket, true),
            None => (
                self.open(&target, now).map_err(TransportError::Connect)?,
                false,
            ),
        };
        socket.begin(deadline);
        match exchange(&mut socket, &encode(request), was_used) {
            Ok(Exchanged { response, is_kept }) => {
                if is_kept {
                    self.idle.keep(target, socket);
                }
                Ok(response)
            }
            Err(error) if socket.has_written() => Err(TransportError::Response(error)),
            Err(error) => Err(TransportError::Connect(error)),
        }
    }

    fn open(&self, target: &Target, now: Instant) -> Result<Socket, Cause> {
        let deadline = now + self.timeout / CONNECT_TIMEOUT_DIVISOR;
        let mut socket = Socket::open(target, self.proxy.as_ref(), &self.tls, deadline)?;
        if socket.is_quiet()? {
            Ok(socket)
        } else {
            Err(Unasked.into())
        }
    }

    /// A connection to the target that is still open.
    fn kept(&self, target: &Target, deadline: Instant) -> Option<Socket> {
        loop {
            let mut socket = self.idle.take(target)?;
            socket.begin(deadline);
            if socket.is_quiet().unwrap_or(false) {
                return Some(socket);
            }
        }
    }
}

/// Sends a request and reads its response, after which the connection can be kept or not.
fn exchange(socket: &mut Socket, request: &[u8], was_used: bool) -> Result<Exchanged, Cause> {
    socket.write_all(request)?;
    socket.flush()?;
    let mut incoming = Incoming::new(was_used);
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = socket.read(&mut buffer);
        if let Some(exchanged) = incoming.read(read.map(|length| &buffer[..length]))? {
            return Ok(exchanged);
        }
    }
}

impl Transport for Blocking {
    fn call(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send {
        ready(self.run(&request))
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        thread::sleep(time);
        ready(())
    }
}

/// Runs a future on this thread, which sleeps while the future waits for another caller.
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
