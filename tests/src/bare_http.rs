//! A bare HTTP client for the fake: nothing of the sending half takes part.

use feishu_post::testing::FakeFeishu;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Method, Request, Response};
use serde_json::Value;

use crate::TICKET;

pub const TEXT: &str = r#"{"msg_type":"text","content":{"text":"你好"}}"#;
pub const HELPDESK_AUTHORIZATION: &str = "X-Lark-Helpdesk-Authorization";
/// Base64 of `6948728206392295444:ht-fake-helpdesk-token`.
pub const HELPDESK: &str = "Njk0ODcyODIwNjM5MjI5NTQ0NDpodC1mYWtlLWhlbHBkZXNrLXRva2Vu";

pub fn ticket_path(ticket_id: &str) -> String {
    format!("/open-apis/helpdesk/v1/tickets/{ticket_id}/messages")
}

/// A request with everything that the page asks for.
pub fn ticket_request(fake: &FakeFeishu, body: &str) -> Request<String> {
    Request::post(fake.base_url() + &ticket_path(TICKET))
        .header(AUTHORIZATION, "Bearer t-7f1bcd13fc57d46bac21793a18e560")
        .header(HELPDESK_AUTHORIZATION, HELPDESK)
        .header(CONTENT_TYPE, "application/json; charset=utf-8")
        .body(body.to_owned())
        .unwrap()
}

/// A request to any endpoint, with a tenant access token.
pub fn request(fake: &FakeFeishu, method: Method, path: &str, body: &str) -> Request<String> {
    Request::builder()
        .method(method)
        .uri(format!("{}/open-apis/{path}", fake.base_url()))
        .header(AUTHORIZATION, "Bearer t-7f1bcd13fc57d46bac21793a18e560")
        .header(CONTENT_TYPE, "application/json; charset=utf-8")
        .body(body.to_owned())
        .unwrap()
}

pub fn token_request(fake: &FakeFeishu, app_id: &str, app_secret: &str) -> Request<String> {
    let body = serde_json::json!({ "app_id": app_id, "app_secret": app_secret });
    Request::post(fake.base_url() + "/open-apis/auth/v3/tenant_access_token/internal")
        .header(CONTENT_TYPE, "application/json; charset=utf-8")
        .body(body.to_string())
        .unwrap()
}

/// The token that the fake gives now, and the seconds that it says it lasts.
pub fn fetch_token(fake: &FakeFeishu) -> (String, u64) {
    let request = token_request(fake, FakeFeishu::APP_ID, FakeFeishu::APP_SECRET);
    let body = call(request).unwrap().json();
    let token = body["tenant_access_token"].as_str().unwrap().to_owned();
    (token, body["expire"].as_u64().unwrap())
}

pub struct Reply(Response<String>);

impl Reply {
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    pub fn header(&self, name: &str) -> &str {
        self.0.headers()[name].to_str().unwrap()
    }

    pub fn text(&self) -> &str {
        self.0.body()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap()
    }

    /// HTTP status and the body's code.
    #[track_caller]
    pub fn outcome(&self) -> (u16, i64) {
        (self.status(), self.json()["code"].as_i64().unwrap())
    }
}

/// Over a connection of its own.
pub fn call(request: Request<String>) -> Result<Reply, ureq::Error> {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None)
        .build();
    let (head, mut body) = config.new_agent().run(request)?.into_parts();
    let text = body.read_to_string()?;
    Ok(Reply(Response::from_parts(head, text)))
}
