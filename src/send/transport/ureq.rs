//! The blocking adapter.

use std::future::{Future, ready};
use std::io::{self, Read};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use http::{Request, Response};
use rustls_pki_types::CertificateDer;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, SendBody};

use super::connection::{CONNECT_TIMEOUT_DIVISOR, MAX_IDLE, RESPONSE_LIMIT, USER_AGENT};
use super::proxy::Proxy;
use super::{Transport, TransportError, no_client};
use crate::send::config::ConfigProblem;

#[derive(Debug)]
pub(crate) struct Ureq(Agent);

impl Ureq {
    pub(crate) fn new(
        timeout: Duration,
        proxy: Option<&Proxy>,
        roots: &[CertificateDer<'static>],
    ) -> Result<Self, ConfigProblem> {
        let proxy = proxy
            .map(|proxy| ureq::Proxy::new(proxy.as_str()))
            .transpose();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout))
            .timeout_connect(Some(timeout / CONNECT_TIMEOUT_DIVISOR))
            .max_idle_age(MAX_IDLE)
            .user_agent(USER_AGENT)
            .proxy(proxy.map_err(|error| no_client(&error))?)
            .tls_config(TlsConfig::builder().root_certs(root_certs(roots)).build());
        Ok(Self(config.build().into()))
    }

    fn run(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let (head, body) = request.into_parts();
        let mut body = Unread {
            body: &body,
            begun: false,
        };
        let sent = self
            .0
            .run(Request::from_parts(head, SendBody::from_reader(&mut body)));
        match sent {
            Ok(response) => read(response),
            Err(error) if body.begun => Err(TransportError::Response(error.into())),
            Err(error) => Err(TransportError::Connect(error.into())),
        }
    }
}

/// Mozilla's and the given ones. The client takes either its own copy of Mozilla's or certificates.
fn root_certs(roots: &[CertificateDer<'static>]) -> RootCerts {
    if roots.is_empty() {
        return RootCerts::WebPki;
    }
    let mozillas = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let certificate = |der: &CertificateDer<'_>| Certificate::from_der(der).to_owned();
    mozillas.chain(roots).map(certificate).into()
}

/// The whole response, but for what is longer than any that is taken.
fn read(mut response: Response<ureq::Body>) -> Result<Response<Vec<u8>>, TransportError> {
    let mut whole = Vec::new();
    let reader = response.body_mut().as_reader();
    match reader
        .take(RESPONSE_LIMIT as u64 + 1)
        .read_to_end(&mut whole)
    {
        Ok(_) => Ok(response.map(|_| whole)),
        Err(error) => Err(TransportError::Response(error.into())),
    }
}

impl Transport for Ureq {
    fn call(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send {
        ready(self.run(request))
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        thread::sleep(time);
        ready(())
    }
}

/// A body that knows whether any of it was handed out. The client asks for it only when the
/// connection stands and has taken the head of the request: until then the message certainly was
/// not delivered, whatever kind of error came.
struct Unread<'b> {
    body: &'b [u8],
    begun: bool,
}

impl Read for Unread<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.begun = true;
        self.body.read(buffer)
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
