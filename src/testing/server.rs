use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::{self, Runtime};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::sleep;

use super::platform::Platform;
use super::response::Disposition;

/// How long to wait if the operating system has no socket available.
const PAUSE: Duration = Duration::from_millis(5);

/// The sockets of a [`Platform`], on a thread with its own runtime. Dropping the value closes them.
pub(super) struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(platform: Arc<Mutex<Platform>>) -> io::Result<Self> {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let listener = bind(&runtime)?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("fake feishu".to_owned())
            .spawn(move || {
                runtime.spawn(listen(listener, address, platform));
                // Nothing is ever sent: the wait ends with the sender, and the runtime with its sockets.
                let Err(_) = runtime.block_on(stopped);
            })?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic on that thread has already been printed; here, it would hide the test's own.
            drop(thread.join());
        }
    }
}

fn bind(runtime: &Runtime) -> io::Result<TcpListener> {
    let _context = runtime.enter();
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

/// Serves connections until the next outage.
async fn listen(mut listener: TcpListener, address: SocketAddr, platform: Arc<Mutex<Platform>>) {
    let (outages, mut next_outage) = mpsc::unbounded_channel();
    let service = Service { platform, outages };
    loop {
        let (open, until) = watch::channel(());
        let accepting = tokio::spawn(accept(listener, service.clone(), until));
        let Some(duration) = next_outage.recv().await else {
            return;
        };
        accepting.abort();
        // Resolves when the task, and the listener with it, is gone.
        drop(accepting.await);
        drop(open);
        listener = listen_again(address, duration).await;
    }
}

/// Keeps the port bound without listening, so that connections are refused and the port is not assigned to another
/// connection.
async fn listen_again(address: SocketAddr, after: Duration) -> TcpListener {
    let mut wait = after;
    loop {
        let bound = rebind(address);
        sleep(wait).await;
        match bound.and_then(|socket| socket.listen(1024)) {
            Ok(listener) => return listener,
            Err(_) => wait = PAUSE,
        }
    }
}

fn rebind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // On Windows, this option would let other programs take the port.
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    Ok(socket)
}

async fn accept(listener: TcpListener, service: Service, until: watch::Receiver<()>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(serve(stream, service.clone(), until.clone()))),
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Serves a connection until the client, a fault or an outage ends it.
async fn serve(stream: TcpStream, service: Service, mut until: watch::Receiver<()>) {
    let service = service_fn(move |request| service.clone().answer(request));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut outage = pin!(until.changed());
    let mut is_closing = false;
    let served = poll_fn(|cx| {
        if !is_closing && outage.as_mut().poll(cx).is_ready() {
            is_closing = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
        Pin::new(&mut connection).poll(cx)
    });
    if served.await.is_err_and(|cause| cause.is_user()) {
        // Without it, the client would see the connection close normally.
        drop(connection.into_parts().io.into_inner().set_zero_linger());
    }
}

/// Hands requests from the connections to the platform.
#[derive(Clone)]
struct Service {
    platform: Arc<Mutex<Platform>>,
    outages: mpsc::UnboundedSender<Duration>,
}

impl Service {
    /// An error resets the connection.
    async fn answer(self, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?;
        let request = Request::from_parts(head, body.to_bytes().to_vec());
        let (response, disposition) = lock(&self.platform).answer(&request);
        match disposition {
            Disposition::AsUsual => {}
            Disposition::Delayed(delay) => sleep(delay).await,
            Disposition::Reset => return Err(io::ErrorKind::ConnectionReset.into()),
            Disposition::ThenOutage(duration) => {
                self.outages.send(duration).map_err(io::Error::other)?;
            }
        }
        Ok(response.map(|body| Full::new(body.into())))
    }
}

/// Ignores poisoning: a panic in one caller must not fail the others.
pub(super) fn lock(platform: &Mutex<Platform>) -> std::sync::MutexGuard<'_, Platform> {
    platform.lock().unwrap_or_else(PoisonError::into_inner)
}
