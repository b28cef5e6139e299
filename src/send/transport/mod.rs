//! The `Transport` trait and its two adapters.

#[cfg(feature = "ureq")]
mod blocking;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
mod client;
mod connection;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
mod http1;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
mod idle;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
mod net;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
mod stream;
#[cfg(feature = "reqwest")]
mod tasks;

use std::error::Error;
use std::future::Future;
use std::time::Duration;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, Uri};

use super::config::ConfigProblem;
use super::failure::debug_as_sentence;

#[cfg(feature = "ureq")]
pub(crate) use blocking::block_on;
pub(crate) use connection::{Connection, RESPONSE_LIMIT};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// A request with a JSON body, as documented for every endpoint.
pub(crate) fn json_request(method: Method, uri: Uri, body: String) -> Request<Vec<u8>> {
    let length = body.len();
    let mut request = Request::new(body.into_bytes());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    request.headers_mut().insert(CONTENT_TYPE, JSON);
    request.headers_mut().insert(CONTENT_LENGTH, length.into());
    request
}

/// Longer timeouts are effectively infinite, and overflow some clocks.
#[cfg(any(feature = "ureq", feature = "reqwest"))]
const MAX_TIMEOUT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The adapters of a client.
pub(crate) struct Adapters {
    /// The blocking adapter.
    #[cfg(feature = "ureq")]
    pub(crate) blocking: client::Client<blocking::Blocking>,
    /// The adapter for tokio tasks.
    #[cfg(feature = "reqwest")]
    pub(crate) tasks: client::Client<tasks::Tasks>,
}

impl Adapters {
    /// Creates the adapters for a host; `None` is this machine.
    #[cfg_attr(
        not(any(feature = "ureq", feature = "reqwest")),
        expect(
            unused,
            clippy::unnecessary_wraps,
            reason = "without an adapter, nothing is created"
        )
    )]
    pub(crate) fn new(
        connection: &Connection,
        host: Option<&str>,
    ) -> Result<Self, Vec<ConfigProblem>> {
        #[cfg(any(feature = "ureq", feature = "reqwest"))]
        let timeout = connection.timeout.min(MAX_TIMEOUT);
        #[cfg(any(feature = "ureq", feature = "reqwest"))]
        let (proxy, tls) = match (
            connection.proxy_to(host),
            stream::client_config(&connection.roots),
        ) {
            (Ok(proxy), Ok(tls)) => (proxy, std::sync::Arc::new(tls)),
            (proxy, tls) => {
                let problems = proxy.err().into_iter();
                return Err(problems.chain(tls.err().into_iter().flatten()).collect());
            }
        };
        Ok(Self {
            #[cfg(feature = "ureq")]
            blocking: client::Client::new(blocking::Blocking, timeout, proxy.clone(), tls.clone()),
            #[cfg(feature = "reqwest")]
            tasks: client::Client::new(tasks::Tasks, timeout, proxy, tls),
        })
    }
}

/// Carries requests to the platform. Implement it to use your own HTTP client with this crate's tokens,
/// rate limits and retries.
///
/// ```
/// use std::time::Duration;
///
/// use feishu_post::{Credentials, Helpdesk, Message, Transport, TransportError, send_with};
/// use http::{Request, Response};
///
/// /// Always returns the same response.
/// struct Canned;
///
/// impl Transport for Canned {
///     async fn call(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
///         assert!(request.uri().path().ends_with("/messages"));
///         Ok(Response::new(br#"{"code":0,"data":{"message_id":"om_1"}}"#.to_vec()))
///     }
///
///     async fn sleep(&self, duration: Duration) {
///         tokio::time::sleep(duration).await;
///     }
/// }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # runtime.block_on(async {
/// let helpdesk = Helpdesk::builder()
///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
///     .helpdesk("6948728206392295444", "ht-1")
///     .build()?;
/// let id = send_with(&Canned, &helpdesk, "6948728206392295444", Message::text("你好")).await?;
/// assert_eq!(id.as_str(), "om_1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Transport: Sync {
    /// Sends one request and reads the entire response. The request carries credentials, so do not
    /// follow redirects, and never send it twice.
    fn call(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send;

    /// Waits for `duration`.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;
}

/// Why a [`Transport`] did not return a response.
///
/// ```
/// use feishu_post::TransportError;
///
/// let error = TransportError::Connect("connection refused".into());
/// assert_eq!(error.to_string(), "could not connect");
/// assert_eq!(format!("{error:?}"), "could not connect: connection refused");
/// ```
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// No connection was established, so the request was certainly not received.
    #[error("could not connect")]
    Connect(#[source] Box<dyn Error + Send + Sync>),
    /// The request may have arrived, but no complete response was received.
    #[error("no response received")]
    Response(#[source] Box<dyn Error + Send + Sync>),
}

debug_as_sentence!(TransportError);

#[cfg(any(feature = "ureq", feature = "reqwest"))]
type Cause = Box<dyn Error + Send + Sync>;
