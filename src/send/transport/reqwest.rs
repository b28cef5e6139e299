//! The async adapter.

use std::error::Error;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};
use reqwest::redirect::Policy;
use reqwest::retry;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};

use super::{CONNECT_TIMEOUT_DIVISOR, Connection, Transport, TransportError};
use crate::send::config::ConfigProblem;
use crate::send::response::RESPONSE_LIMIT;

pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    pub(crate) fn new(connection: &Connection, is_loopback: bool) -> Result<Self, ConfigProblem> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .http1_only()
            .redirect(Policy::none())
            .retry(retry::never())
            .timeout(connection.timeout)
            .connect_timeout(connection.timeout / CONNECT_TIMEOUT_DIVISOR);
        // What is for this machine goes to no proxy, so credentials never leave it in the clear.
        let client = if is_loopback {
            client.no_proxy()
        } else {
            client
        };
        client.build().map(Self).map_err(|error| no_client(&error))
    }

    async fn run(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let request = request
            .try_into()
            .map_err(|error: reqwest::Error| TransportError::Connect(error.without_url().into()))?;
        // hyper moves a request to another connection as long as none has begun to write it;
        // after that it comes back as an error that is not of connecting.
        let response = self.0.execute(request).await.map_err(|error| {
            let is_connect = error.is_connect();
            let cause = error.without_url().into();
            if is_connect {
                TransportError::Connect(cause)
            } else {
                TransportError::Response(cause)
            }
        })?;
        read(response).await
    }
}

/// The whole response, but for what is longer than any that is taken.
async fn read(mut response: reqwest::Response) -> Result<Response<Vec<u8>>, TransportError> {
    let mut whole = Response::new(Vec::new());
    *whole.status_mut() = response.status();
    *whole.headers_mut() = std::mem::take(response.headers_mut());
    let broken = |error: reqwest::Error| TransportError::Response(error.without_url().into());
    while whole.body().len() <= RESPONSE_LIMIT {
        let Some(chunk) = response.chunk().await.map_err(broken)? else {
            break;
        };
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
    ConfigProblem::HttpClient {
        reason: error.to_string(),
    }
}

impl Transport for Reqwest {
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
