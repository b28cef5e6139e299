//! Tolerant reading of JSON.

use std::{fmt, iter};

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::problem::ReceivedError;

/// Any JSON value. Objects keep the order of their fields, because it is the order of the locales.
#[derive(Default)]
pub(super) enum Json {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Self>),
    Object(Fields),
}

/// The fields of an object. The last of several with the same name counts.
#[derive(Default)]
pub(super) struct Fields(pub(super) Vec<(String, Json)>);

impl Json {
    /// Parses JSON that may itself be escaped once or twice; `part` names it in errors.
    pub(super) fn parse(json: &str, part: &'static str) -> Result<Self, ReceivedError> {
        let parse = |json: &str| {
            serde_json::from_str(json.trim_start_matches('\u{feff}'))
                .map_err(|source| ReceivedError::Json { part, source })
        };
        match parse(json)? {
            Self::String(escaped) => parse(&escaped),
            value => Ok(value),
        }
    }

    /// The list or object that a string contains as JSON, unwrapped once; any other string is text.
    pub(super) fn unwrapped(self) -> Self {
        let Self::String(text) = self else {
            return self;
        };
        match serde_json::from_str(&text) {
            Ok(value @ (Self::Array(_) | Self::Object(_))) => value,
            _ => Self::String(text),
        }
    }

    pub(super) fn into_object(self, expected: &'static str) -> Result<Fields, ReceivedError> {
        let found = match self {
            Self::Object(fields) => return Ok(fields),
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "a list",
        };
        Err(ReceivedError::NotAMessage { found, expected })
    }

    /// The elements of a list; empty for any other value.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// A text, or a number as text.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::String(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A whole number, written as an integer, a float or text.
    pub(super) fn number(&self) -> Option<u32> {
        let float = match self {
            Self::Number(number) => number.as_f64()?,
            Self::String(text) => text.trim().parse().ok()?,
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
}

impl Fields {
    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        let found = self.0.iter().rfind(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    /// Removes and returns a field, unless it is `null`.
    pub(super) fn take(&mut self, name: &str) -> Option<Json> {
        let found = self.0.iter().rposition(|(known, _)| known == name)?;
        Some(self.0.remove(found).1).filter(|value| !matches!(value, Json::Null))
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.text()
    }

    /// A field's text, unless it is blank.
    pub(super) fn key(&self, name: &str) -> Option<String> {
        self.text(name).filter(|key| !key.trim().is_empty())
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        match self.get(name) {
            Some(Json::Bool(flag)) => *flag,
            Some(Json::String(text)) => text == "true",
            _ => false,
        }
    }

    pub(super) fn items(&self, name: &str) -> &[Json] {
        self.get(name).map_or(&[], Json::items)
    }

    /// The object that the parser yields for a number if any crate in the program enables `serde_json`'s feature
    /// `arbitrary_precision`.
    fn as_number(&self) -> Option<Number> {
        match self.0.as_slice() {
            [(name, Json::String(digits))] if name == "$serde_json::private::Number" => {
                digits.parse().ok()
            }
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let items = iter::from_fn(|| list.next_element().transpose());
        items.collect::<Result<_, _>>().map(Json::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let fields = iter::from_fn(|| map.next_entry().transpose());
        let fields = Fields(fields.collect::<Result<_, _>>()?);
        let number = fields.as_number();
        Ok(number.map_or(Json::Object(fields), Json::Number))
    }
}
