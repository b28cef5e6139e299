use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde_json::Value;

/// What the fake does about a request: the reply, and what becomes of it.
pub(super) struct Answer {
    pub(super) response: Response<Vec<u8>>,
    pub(super) disposition: Disposition,
}

pub(super) enum Disposition {
    AsUsual,
    Delayed(Duration),
    /// The connection is reset instead.
    Reset,
    /// Afterwards nobody listens for this long.
    ThenOutage(Duration),
}

pub(super) fn json(status: StatusCode, body: &Value) -> Response<Vec<u8>> {
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    with_type(status, json, body.to_string())
}

/// What a gateway says when it cannot reach what stands behind it.
pub(super) fn gateway_page(status: StatusCode) -> Response<Vec<u8>> {
    let page = format!("<html><head><title>{status}</title></head><body>{status}</body></html>");
    with_type(status, HeaderValue::from_static("text/html"), page)
}

fn with_type(status: StatusCode, kind: HeaderValue, body: String) -> Response<Vec<u8>> {
    let mut response = Response::new(body.into_bytes());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}
