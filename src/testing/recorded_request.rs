use std::time::Instant;

use http::header::AUTHORIZATION;
use http::{HeaderMap, Method, Request};

use super::Endpoint;
use super::request::HELPDESK_AUTHORIZATION;
use super::route::Route;

/// A request that reached the fake, whatever came of it.
///
/// ```
/// use feishu_post::testing::FakeFeishu;
/// use feishu_post::{Message, send};
///
/// let fake = FakeFeishu::start();
/// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
///
/// let requests = fake.requests();
/// let paths: Vec<&str> = requests.iter().map(|request| request.path.as_str()).collect();
/// assert_eq!(
///     paths,
///     [
///         "/open-apis/auth/v3/tenant_access_token/internal",
///         "/open-apis/helpdesk/v1/tickets/6948728206392295444/messages",
///     ]
/// );
/// assert!(requests[0].received_at <= requests[1].received_at);
/// assert!(requests[1].is_message() && !requests[0].is_message());
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// When the whole request had arrived.
    pub received_at: Instant,
    /// The HTTP method.
    pub method: Method,
    /// Path and query, as they were sent.
    pub path: String,
    /// The headers; those that authorise are marked as sensitive, so `Debug` does not show them.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl RecordedRequest {
    pub(super) fn new(request: &Request<Vec<u8>>, at: Instant) -> Self {
        let mut headers = request.headers().clone();
        for name in [AUTHORIZATION, HELPDESK_AUTHORIZATION] {
            if let Some(value) = headers.get_mut(name) {
                value.set_sensitive(true);
            }
        }
        Self {
            received_at: at,
            method: request.method().clone(),
            path: request.uri().to_string(),
            headers,
            body: request.body().clone(),
        }
    }

    /// Returns the endpoint that it went to; `None` if it was for a token, or for no endpoint.
    ///
    /// ```
    /// use feishu_post::testing::{Endpoint, FakeFeishu};
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// let endpoints: Vec<_> = fake.requests().iter().map(|request| request.endpoint()).collect();
    /// assert_eq!(endpoints, [None, Some(Endpoint::Ticket)]);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn endpoint(&self) -> Option<Endpoint> {
        let path = self.path.split('?').next().unwrap_or_default();
        match Route::of(path) {
            Some(Route::Message(endpoint, _)) => Some(endpoint),
            _ => None,
        }
    }

    /// Whether it was to send a message, not to get a token.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// assert!(!FakeFeishu::start().requests().iter().any(|request| request.is_message()));
    /// ```
    #[must_use]
    pub fn is_message(&self) -> bool {
        self.endpoint().is_some()
    }
}
