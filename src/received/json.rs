//! JSON values, read with indulgence.

use serde_json::{Map, Value};

use super::ReceivedError;

/// A value that came as a string of JSON, which is unwrapped once: the platform does it once, and what
/// was wrapped again is text.
pub(super) fn decoded(value: Value) -> Result<Value, serde_json::Error> {
    match value {
        Value::String(json) => serde_json::from_str(json.trim_start_matches('\u{feff}')),
        value => Ok(value),
    }
}

/// As [`decoded`], where a string that is not JSON of a list or an object is text.
pub(super) fn decoded_or_text(value: Value) -> Value {
    let Value::String(text) = value else {
        return value;
    };
    match serde_json::from_str(&text) {
        Ok(list @ (Value::Array(_) | Value::Object(_))) => list,
        _ => Value::String(text),
    }
}

/// A text, or a number as one.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A whole number, as such, as a float or as text.
pub(super) fn number(value: Option<&Value>) -> Option<u32> {
    let float = match value? {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    let is_whole = float.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&float);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole and in range"
    )]
    is_whole.then_some(float as u32)
}

pub(super) fn flag(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(text)) => text == "true",
        _ => false,
    }
}

pub(super) fn object(
    value: Value,
    expected: &'static str,
) -> Result<Map<String, Value>, ReceivedError> {
    let found = match value {
        Value::Object(map) => return Ok(map),
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
    };
    Err(ReceivedError::NotAMessage { found, expected })
}
