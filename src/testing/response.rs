use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use super::request::unix_seconds;
use super::{AcceptedMessage, Endpoint, FakeFeishu};

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
    let (content, mentions) = shown(message);
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
fn shown(message: &AcceptedMessage) -> (Value, Vec<Value>) {
    let parse = |json: &str| serde_json::from_str::<Value>(json).unwrap_or_default();
    let content = parse(parse(&message.body)["content"].as_str().unwrap_or_default());
    if message.text().is_some() {
        return (content, Vec::new());
    }
    let locale = content
        .as_object()
        .and_then(|locales| locales.values().next());
    let mut content = locale.cloned().unwrap_or_default();
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
