//! From a message to a request.

use std::time::Instant;

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, Request, Uri};
use serde_json::json;

use super::client::Helpdesk;
use super::config::Kind;
use super::config::Secret;
use super::error::{Failure, SendError};
use super::token::TenantToken;
use crate::json::Message;

const HELPDESK_AUTHORIZATION: HeaderName = HeaderName::from_static("x-lark-helpdesk-authorization");

/// The longest ticket id that is taken, in digits; the platform's have 19.
const TICKET_ID_LIMIT: usize = 32;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

impl Helpdesk {
    /// The request that sends `message` to a ticket, for those who bring their own client; its
    /// reply goes to [`MessageId::from_response`](crate::MessageId::from_response).
    /// [`send`](crate::send()) does both. Follow no redirect with it: it carries credentials.
    ///
    /// # Errors
    /// [`SendError`] if the message has nothing to show, if `ticket_id` is anything but digits, or
    /// if the access is an app's and no token is held yet, see [`token_request`](Self::token_request).
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk, Message};
    ///
    /// let helpdesk = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
    ///     .helpdesk("6948728206392295444", "ht-1")
    ///     .build()?;
    /// let request = helpdesk.ticket_request("6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(
    ///     request.uri(),
    ///     "https://open.feishu.cn/open-apis/helpdesk/v1/tickets/6948728206392295444/messages"
    /// );
    /// assert_eq!(request.headers()["authorization"], "Bearer t-7f1bcd13");
    ///
    /// assert!(helpdesk.ticket_request("../users", Message::text("你好")).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ticket_request<'m>(
        &self,
        ticket_id: &str,
        message: impl Into<Message<'m>>,
    ) -> Result<Request<Vec<u8>>, SendError> {
        let message = message.into();
        check(ticket_id, &message)?;
        let token = self.tokens().held();
        let token = token.ok_or_else(|| SendError::new(Failure::NoToken))?;
        Ok(self.message_request(&token, ticket_id, &message))
    }

    /// The request for a tenant access token, if the access is an app's and it is time to get one;
    /// its reply goes to [`TenantToken::from_response`], and the token to
    /// [`keep_token`](Self::keep_token). [`send`](crate::send()) does all of this.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk, TenantToken};
    /// use std::time::Instant;
    ///
    /// let helpdesk = Helpdesk::builder()
    ///     .credentials(Credentials::app("cli_a1b2c3", "app secret"))
    ///     .helpdesk("6948728206392295444", "ht-1")
    ///     .build()?;
    /// let now = Instant::now();
    /// let request = helpdesk.token_request(now).expect("no token is held yet");
    /// assert_eq!(request.uri().path(), "/open-apis/auth/v3/tenant_access_token/internal");
    ///
    /// let reply = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
    /// helpdesk.keep_token(TenantToken::from_response(&reply)?, now);
    /// assert!(helpdesk.token_request(now).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn token_request(&self, now: Instant) -> Option<Request<Vec<u8>>> {
        match self.tokens().fresh(now) {
            Some(_) => None,
            None => self.app_request(),
        }
    }

    /// The request for a tenant access token, if the access is an app's.
    pub(crate) fn app_request(&self) -> Option<Request<Vec<u8>>> {
        let Kind::App { id, secret } = &self.credentials().0 else {
            return None;
        };
        let body = json!({ "app_id": id, "app_secret": secret.reveal() });
        let path = "/open-apis/auth/v3/tenant_access_token/internal";
        Some(post(self.uri(path), body.to_string()))
    }

    /// Keeps a token that was got by a [`token_request`](Self::token_request), for all clones. With
    /// [`Credentials::tenant_token`](crate::Credentials::tenant_token) it takes the place of the one that was
    /// given, for as long as nobody passes another.
    ///
    /// ```
    /// # use feishu_post::{Credentials, Helpdesk, Message, TenantToken};
    /// # use std::time::Instant;
    /// # let helpdesk = Helpdesk::builder()
    /// #     .credentials(Credentials::app("cli_a1b2c3", "secret"))
    /// #     .helpdesk("6948728206392295444", "ht-1")
    /// #     .build()?;
    /// let reply = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
    /// helpdesk.keep_token(TenantToken::from_response(&reply)?, Instant::now());
    /// let request = helpdesk.ticket_request("6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(request.headers()["authorization"], "Bearer t-1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn keep_token(&self, token: TenantToken, now: Instant) {
        self.tokens().keep(token, now);
    }

    /// Forgets an app's token, for all clones, so that [`token_request`](Self::token_request) asks
    /// for another: for those who bring their own client and got a [`Code`](crate::Code) that
    /// [`is_auth`](crate::Code::is_auth). The token of
    /// [`Credentials::tenant_token`](crate::Credentials::tenant_token) stays, since no other can be got.
    ///
    /// ```
    /// # use feishu_post::{Credentials, Helpdesk, MessageId, TenantToken};
    /// # use std::time::Instant;
    /// # let helpdesk = Helpdesk::builder()
    /// #     .credentials(Credentials::app("cli_a1b2c3", "app secret"))
    /// #     .helpdesk("6948728206392295444", "ht-1")
    /// #     .build()?;
    /// # let reply = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
    /// # helpdesk.keep_token(TenantToken::from_response(&reply)?, Instant::now());
    /// let reply = http::Response::new(r#"{"code":99991663}"#);
    /// let error = MessageId::from_response(&reply).unwrap_err();
    /// assert!(error.code().is_some_and(|code| code.is_auth()));
    /// assert!(helpdesk.token_request(Instant::now()).is_none());
    ///
    /// helpdesk.forget_token();
    /// assert!(helpdesk.token_request(Instant::now()).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn forget_token(&self) {
        self.tokens().clear();
    }

    /// The request of a message that was checked.
    pub(crate) fn message_request(
        &self,
        token: &Secret,
        ticket_id: &str,
        message: &Message<'_>,
    ) -> Request<Vec<u8>> {
        let path = format!("/open-apis/helpdesk/v1/tickets/{ticket_id}/messages");
        let mut request = post(self.uri(&path), message.ticket_body(self.content_form()));
        let headers = request.headers_mut();
        headers.insert(
            AUTHORIZATION,
            sensitive(&format!("Bearer {}", token.reveal())),
        );
        headers.insert(
            HELPDESK_AUTHORIZATION,
            self.helpdesk_authorization().clone(),
        );
        request
    }

    /// An address of the platform. `path` is short and of URL characters.
    #[expect(
        clippy::expect_used,
        reason = "the base was checked with the longest path behind it"
    )]
    fn uri(&self, path: &str) -> Uri {
        let uri = format!("{}{path}", self.base());
        uri.try_into()
            .expect("a checked base URL and a path of URL characters are a URI")
    }
}

/// Refuses what would be sent to the wrong place or show nothing.
pub(crate) fn check(ticket_id: &str, message: &Message<'_>) -> Result<(), SendError> {
    if message.is_empty() {
        return Err(SendError::new(Failure::EmptyMessage));
    }
    // The platform's page: a decimal string. So it is one path segment and can be nothing else.
    let digits = ticket_id.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || !(1..=TICKET_ID_LIMIT).contains(&ticket_id.len()) {
        let shown = ticket_id.chars().take(2 * TICKET_ID_LIMIT).collect();
        return Err(SendError::new(Failure::TicketId(shown)));
    }
    Ok(())
}

fn post(uri: Uri, body: String) -> Request<Vec<u8>> {
    let body = body.into_bytes();
    let length = body.len();
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri;
    request.headers_mut().insert(CONTENT_TYPE, JSON);
    request.headers_mut().insert(CONTENT_LENGTH, length.into());
    request
}

/// Invariant: `text` is of printable ASCII; no client may log it.
#[expect(clippy::expect_used, reason = "the text is printable ASCII")]
pub(crate) fn sensitive(text: &str) -> HeaderValue {
    let mut value =
        HeaderValue::from_str(text).expect("a credential is checked to be printable ASCII");
    value.set_sensitive(true);
    value
}
