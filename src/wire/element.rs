use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::fields::Fields;

/// Any element as it stands in JSON: all fields that the platform has for any.
#[derive(Debug, Default)]
pub(super) struct WireElement {
    pub(super) tag: Cow<'static, str>,
    pub(super) un_escape: bool,
    pub(super) language: Option<Cow<'static, str>>,
    pub(super) text: Option<Cow<'static, str>>,
    pub(super) href: Option<Cow<'static, str>>,
    pub(super) user_id: Option<Cow<'static, str>>,
    pub(super) user_name: Option<Cow<'static, str>>,
    pub(super) file_key: Option<Cow<'static, str>>,
    pub(super) image_key: Option<Cow<'static, str>>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) emoji_type: Option<Cow<'static, str>>,
    pub(super) style: Vec<Cow<'static, str>>,
}

impl WireElement {
    /// The field that holds a string, if it has one of that name.
    fn string(&mut self, name: &str) -> Option<&mut Option<Cow<'static, str>>> {
        Some(match name {
            "language" => &mut self.language,
            "text" => &mut self.text,
            "href" => &mut self.href,
            "user_id" => &mut self.user_id,
            "user_name" => &mut self.user_name,
            "file_key" => &mut self.file_key,
            "image_key" => &mut self.image_key,
            "emoji_type" => &mut self.emoji_type,
            _ => return None,
        })
    }
}

/// Written out: serde's derive macro takes longer to build than this crate.
impl<'de> Deserialize<'de> for WireElement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ElementFields)
    }
}

const FIELDS: [&str; 13] = [
    "tag",
    "un_escape",
    "language",
    "text",
    "href",
    "user_id",
    "user_name",
    "file_key",
    "image_key",
    "width",
    "height",
    "emoji_type",
    "style",
];

struct ElementFields;

impl<'de> Visitor<'de> for ElementFields {
    type Value = WireElement;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element: an object with a tag")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WireElement, A::Error> {
        let mut element = WireElement::default();
        let mut tag = None;
        let mut fields = Fields::new(&FIELDS);
        while let Some(name) = fields.next(&mut map)? {
            match name {
                "tag" => tag = Some(map.next_value()?),
                "un_escape" => element.un_escape = map.next_value()?,
                "width" => element.width = map.next_value()?,
                "height" => element.height = map.next_value()?,
                "style" => element.style = map.next_value()?,
                name => match element.string(name) {
                    Some(string) => *string = map.next_value()?,
                    None => drop(map.next_value::<IgnoredAny>()?),
                },
            }
        }
        element.tag = tag.ok_or_else(|| A::Error::missing_field("tag"))?;
        Ok(element)
    }
}
