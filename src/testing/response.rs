use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use super::content::Content;
use super::limits::Exceeded;
use super::{AcceptedMessage, Endpoint, FakeFeishu, words};
use crate::Code;

/// Why the fake rejects a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    code: Code,
    /// Overrides the platform's status for the code.
    status: Option<StatusCode>,
    /// Overrides the platform's message for the code.
    msg: Option<Cow<'static, str>>,
    /// The invalid field and what is wrong with it, for the response's `field_violations`.
    violation: Option<(&'static str, String)>,
    /// The rate limit that was exceeded, and the seconds to wait.
    rate: Option<Exceeded>,
}

impl Refusal {
    pub(super) fn of(code: impl Into<Code>) -> Self {
        Self {
            code: code.into(),
            status: None,
            msg: None,
            violation: None,
            rate: None,
        }
    }

    /// The request's `field` is not as documented.
    pub(super) fn field(code: Code, field: &'static str, found: impl Into<String>) -> Self {
        Self {
            violation: Some((field, found.into())),
            ..Self::of(code)
        }
    }

    /// A parameter of a chat request is invalid, for a documented reason.
    pub(super) fn parameter(reason: &str) -> Self {
        let words = "Your request contains an invalid request parameter, ext=";
        Self::of(Code::InvalidParameter).with_message(format!("{words}{reason}"))
    }

    pub(super) fn rate(exceeded: Exceeded) -> Self {
        Self {
            rate: Some(exceeded),
            ..Self::of(Code::RateLimited)
        }
    }

    pub(super) fn with_status(self, status: StatusCode) -> Self {
        let status = Some(status);
        Self { status, ..self }
    }

    pub(super) fn with_message(self, msg: impl Into<Cow<'static, str>>) -> Self {
        let msg = Some(msg.into());
        Self { msg, ..self }
    }

    pub(super) fn response(
        &self,
        endpoint: Option<Endpoint>,
        log_id: &str,
        is_legacy: bool,
    ) -> Response<Vec<u8>> {
        let msg = self.msg.as_deref();
        let msg = msg.unwrap_or_else(|| words::message_of(self.code, endpoint));
        let mut body = json!({ "code": i64::from(self.code), "msg": msg });
        match endpoint {
            // Observed: a `StatusCode` of 0 next to a nonzero `code`.
            Some(Endpoint::Webhook) if is_legacy => {
                body["StatusCode"] = 0.into();
                body["StatusMessage"] = "".into();
            }
            Some(Endpoint::Webhook) => body["data"] = json!({}),
            _ => body["error"] = self.details(log_id),
        }
        let status = self.status;
        let status = status.unwrap_or_else(|| words::status_of(self.code, endpoint));
        let mut response = json(status, &body);
        if let Some(Exceeded { limit, reset }) = self.rate {
            let headers = response.headers_mut();
            headers.insert("x-ogw-ratelimit-limit", limit.into());
            headers.insert("x-ogw-ratelimit-reset", reset.into());
        }
        response
    }

    fn details(&self, log_id: &str) -> Value {
        let code = self.code;
        let search = "https://open.feishu.cn/search?from=openapi";
        let page = format!("{search}&log_id={log_id}&code={code}");
        let mut details = json!({
            "log_id": log_id,
            "troubleshooter": format!("排查建议查看(Troubleshooting suggestions): {page}"),
        });
        if let Some((field, found)) = &self.violation {
            details["field_violations"] = json!([{ "field": field, "description": found }]);
        }
        if code == Code::ScopeMissing {
            let scope = "im:message:send_as_bot";
            let page = "https://open.feishu.cn/app/cli_a1b2c3/auth?q=im:message:send_as_bot";
            details["permission_violations"] =
                json!([{ "type": "action_scope_required", "subject": scope }]);
            details["helps"] = json!([{ "url": page, "description": "apply for the scope" }]);
        }
        details
    }
}

/// The key of the app's tenant, in the documented form.
const TENANT: &str = "736588c9260f175e";

/// How to deliver a response.
pub(super) enum Disposition {
    AsUsual,
    Delayed(Duration),
    /// The connection is reset instead.
    Reset,
    /// After the response, nothing listens for this long.
    ThenOutage(Duration),
}

/// The response to an accepted message, as documented for its endpoint.
pub(super) fn accepted(message: &AcceptedMessage, is_legacy: bool) -> Value {
    let data = match message.endpoint {
        Endpoint::Webhook if is_legacy => {
            return json!({ "Extra": null, "StatusCode": 0, "StatusMessage": "success" });
        }
        Endpoint::Webhook => {
            return json!({
                "StatusCode": 0, "StatusMessage": "success",
                "code": 0, "data": {}, "msg": "success",
            });
        }
        Endpoint::Ticket | Endpoint::Helpdesk => json!({ "message_id": message.message_id }),
        _ => chat_message(message),
    };
    json!({ "code": 0, "msg": "success", "data": data })
}

/// A message as chat endpoints return it.
fn chat_message(message: &AcceptedMessage) -> Value {
    let time = format!("{}000", unix_seconds());
    let target = message.target.as_deref().unwrap_or_default();
    let (content, mentions) = shown(&message.content);
    let mut data = json!({
        "message_id": message.message_id,
        "msg_type": if message.text().is_some() { "text" } else { "post" },
        "create_time": time,
        "update_time": time,
        "deleted": false,
        "updated": message.endpoint == Endpoint::Edit,
        "chat_id": if target.starts_with("oc_") { target } else { "oc_5ad11d72b830411d72b836c20" },
        "sender": {
            "id": FakeFeishu::APP_ID,
            "id_type": "app_id",
            "sender_type": "app",
            "tenant_key": TENANT,
        },
        "body": { "content": content.to_string() },
        "mentions": mentions,
    });
    if message.endpoint == Endpoint::Reply {
        data["root_id"] = target.into();
        data["parent_id"] = target.into();
    }
    data
}

/// The content as the platform returns it: without the locale, and with numbered mentions.
fn shown(content: &Content) -> (Value, Vec<Value>) {
    let post = match content {
        Content::Text(text) => return (json!({ "text": text }), Vec::new()),
        Content::Post(post) => post,
    };
    let (_, first) = post.contents().next().unzip();
    let mut content = json!(first);
    let lines = content["content"].as_array_mut().into_iter().flatten();
    let elements = lines.filter_map(Value::as_array_mut).flatten();
    let mut mentions = Vec::new();
    for at in elements.filter(|element| element["tag"] == "at") {
        let id = at["user_id"].take();
        at["user_id"] = if id == "all" {
            "@_all".into()
        } else {
            let key = format!("@_user_{}", mentions.len() + 1);
            mentions.push(json!({
                "key": key,
                "id": id,
                "id_type": "open_id",
                "name": at["user_name"].as_str().unwrap_or_default(),
                "tenant_key": TENANT,
            }));
            key.into()
        };
    }
    (content, mentions)
}

pub(super) fn json(status: StatusCode, body: &Value) -> Response<Vec<u8>> {
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    with_type(status, json, body.to_string())
}

/// What a gateway responds when its upstream does not.
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

/// Now, in Unix time.
pub(super) fn unix_seconds() -> u64 {
    let now = SystemTime::UNIX_EPOCH.elapsed();
    now.unwrap_or_default().as_secs()
}
