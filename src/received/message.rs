//! What stands around the content of a message.

use serde_json::{Map, Value};

use super::{Mention, ReceivedError, json};

const EXPECTED: &str = "an object with message_type and content";

pub(super) struct Envelope {
    pub(super) message_type: String,
    pub(super) content: Value,
    pub(super) mentions: Vec<Mention>,
    pub(super) message_id: Option<String>,
    pub(super) chat_id: Option<String>,
}

impl Envelope {
    pub(super) fn read(message: &str) -> Result<Self, ReceivedError> {
        let value = json::decoded(message.into())?;
        let mut message = within(within(value, "event")?.into(), "message")?;
        let text = |name| json::text(message.get(name));
        let (message_id, chat_id) = (text("message_id"), text("chat_id"));
        let message_type = text("message_type").or_else(|| text("msg_type"));
        let mentions = message.get("mentions").and_then(Value::as_array);
        let mentions = mentions.into_iter().flatten().filter_map(Mention::read);
        let mentions = mentions.collect();
        let content = message.remove("content").or_else(|| {
            let body = message.get_mut("body")?.as_object_mut()?;
            body.remove("content")
        });
        let missing = |field| ReceivedError::MissingField { field };
        Ok(Self {
            message_type: message_type.ok_or_else(|| missing("message_type"))?,
            content: content.ok_or_else(|| missing("content"))?,
            mentions,
            message_id,
            chat_id,
        })
    }
}

/// The object in field `name`, or the one that was given if it has no such field.
fn within(value: Value, name: &str) -> Result<Map<String, Value>, ReceivedError> {
    let mut map = json::object(value, EXPECTED)?;
    match map.remove(name) {
        Some(inner @ Value::Object(_)) => json::object(inner, EXPECTED),
        _ => Ok(map),
    }
}
