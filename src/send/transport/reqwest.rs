//! The async adapter.

use std::future::Future;
use std::time::Duration;

use http::{Request, Response};
use reqwest::redirect::Policy;
use reqwest::retry;
use rustls::ClientConfig;

use super::connection::{CONNECT_TIMEOUT_DIVISOR, MAX_IDLE, RESPONSE_LIMIT, USER_AGENT};
use super::proxy::Proxy;
use super::{Transport, TransportError, no_client};
use crate::send::config::ConfigProblem;

pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    pub(crate) fn new(
        timeout: Duration,
        proxy: Option<&Proxy>,
        tls: ClientConfig,
    ) -> Result<Self, ConfigProblem> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .http1_only()
            .redirect(Policy::none())
            .retry(retry::never())
            .timeout(timeout)
            .connect_timeout(timeout / CONNECT_TIMEOUT_DIVISOR)
            .pool_idle_timeout(MAX_IDLE)
            .user_agent(USER_AGENT)
            .no_proxy();
        let proxy = proxy
            .map(|proxy| reqwest::Proxy::all(proxy.as_str()))
            .transpose();
        let client = match proxy.map_err(|error| no_client(&error))? {
            Some(proxy) => client.proxy(proxy),
            None => client,
        };
        client.build().map(Self).map_err(|error| no_client(&error))
    }

    async fn run(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let request = request
            .try_into()
            .map_err(|error: reqwest::Error| TransportError::Connect(error.without_url().into()))?;
        // A connection that the server has closed is known as closed once its task has run, after the
        // runtime has looked at its sockets: one turn for each.
        tokio::task::yield_now().await;
        tokio::task::yield_now().await;
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
