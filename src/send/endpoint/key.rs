use serde_json::json;

use super::{Facts, SendError};
use crate::send::retry::random;

/// The longest key, in characters. Source: the platform's page of im/v1/messages.
const LIMIT: usize = 50;

/// Of the requests with the same key, at most one sends a message within an hour.
pub(super) type Key = Option<String>;

/// Makes a key that nobody else has where there is none, and refuses one that cannot be one.
pub(super) fn ensure(key: &mut Key, facts: &Facts) -> Result<(), SendError> {
    let key = key.get_or_insert_with(|| format!("{:016x}{:016x}", random(), random()));
    let is_valid = (1..=LIMIT).contains(&key.chars().count()) && !key.contains(char::is_control);
    let expected = "a key has 1 to 50 characters, and no control characters";
    facts.check(is_valid, "key", key, expected)
}

/// The end of a body, with the key if there is one.
pub(super) fn end(key: &Key) -> String {
    let member = key
        .as_ref()
        .map(|key| format!(r#","uuid":{}}}"#, json!(key)));
    member.unwrap_or_else(|| "}".to_owned())
}
