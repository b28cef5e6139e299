//! The async adapter.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};
use reqwest::redirect::Policy;
use reqwest::retry;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};

use super::client::{Helpdesk, Settings};
use super::config::ConfigProblem;
use super::deliver::{CONNECT_SHARE, Client, deliver};
use super::error::SendError;
use super::message_id::MessageId;
use super::response::{REPLY_LIMIT, too_long};
use crate::json::Message;

/// As [`send`](crate::send()), without blocking: for tasks of a tokio runtime with its time and IO
/// enabled.
///
/// Dropping the future stops the work: a place in the line is left without a gap, and if the
/// request was on its way, the message may have been delivered.
///
/// # Errors
/// As [`send`](crate::send()).
///
/// ```
/// use feishu_post::{Credentials, Helpdesk, Message, send_async};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # runtime.block_on(async {
/// let helpdesk = Helpdesk::builder()
///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
///     .helpdesk("6948728206392295444", "ht-1")
///     .build()?;
/// let error = send_async(&helpdesk, "69/48", Message::text("你好")).await.unwrap_err();
/// assert_eq!(error.to_string(), r#""69/48" is no ticket id, nothing was sent"#);
/// # Ok::<(), feishu_post::ConfigError>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub async fn send_async<'m>(
    helpdesk: &Helpdesk,
    ticket_id: &str,
    message: impl Into<Message<'m>>,
) -> Result<MessageId, SendError> {
    deliver(helpdesk.reqwest(), helpdesk, ticket_id, message.into()).await
}

pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    pub(crate) fn new(settings: &Settings) -> Result<Self, ConfigProblem> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .http1_only()
            .redirect(Policy::none())
            .retry(retry::never())
            .timeout(settings.timeout)
            .connect_timeout(settings.timeout / CONNECT_SHARE);
        // What is for this machine goes to no proxy, so credentials never leave it in the clear.
        let client = if settings.loopback {
            client.no_proxy()
        } else {
            client
        };
        client.build().map(Self).map_err(|error| no_client(&error))
    }

    async fn call(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, SendError> {
        let request = request.try_into().map_err(SendError::not_connected)?;
        // hyper moves a request to another connection as long as none has begun to write it;
        // after that it comes back as an error that is not of connecting.
        let reply = self.0.execute(request).await.map_err(|error| {
            let failed = if error.is_connect() {
                SendError::not_connected
            } else {
                SendError::no_reply
            };
            failed(error.without_url())
        })?;
        read(reply).await
    }
}

async fn read(mut reply: reqwest::Response) -> Result<Response<Vec<u8>>, SendError> {
    let mut whole = Response::new(Vec::new());
    *whole.status_mut() = reply.status();
    *whole.headers_mut() = std::mem::take(reply.headers_mut());
    while let Some(chunk) = reply.chunk().await.map_err(SendError::no_reply)? {
        if whole.body().len() + chunk.len() > REPLY_LIMIT {
            return Err(too_long(&whole));
        }
        whole.body_mut().extend_from_slice(&chunk);
    }
    Ok(whole)
}

/// The blocking adapter's TLS: ring, and Mozilla's roots.
fn tls() -> Result<ClientConfig, ConfigProblem> {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| no_client(&error))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

fn no_client(error: &dyn Error) -> ConfigProblem {
    ConfigProblem::NoClient {
        reason: error.to_string(),
    }
}

impl Client for Reqwest {
    fn exchange(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, SendError>> + Send {
        self.call(request)
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(time)
    }
}
