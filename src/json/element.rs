use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::fields::each_field;

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

/// Written out: serde's derive macro takes longer to build than this crate.
impl<'de> Deserialize<'de> for WireElement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ElementFields)
    }
}

struct ElementFields;

impl<'de> Visitor<'de> for ElementFields {
    type Value = WireElement;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element: an object with a tag")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WireElement, A::Error> {
        let mut element = WireElement::default();
        let mut tag = None;
        each_field!(map;
            "tag" => tag = Some(map.next_value()?),
            "un_escape" => element.un_escape = map.next_value()?,
            "language" => element.language = map.next_value()?,
            "text" => element.text = map.next_value()?,
            "href" => element.href = map.next_value()?,
            "user_id" => element.user_id = map.next_value()?,
            "user_name" => element.user_name = map.next_value()?,
            "file_key" => element.file_key = map.next_value()?,
            "image_key" => element.image_key = map.next_value()?,
            "width" => element.width = map.next_value()?,
            "height" => element.height = map.next_value()?,
            "emoji_type" => element.emoji_type = map.next_value()?,
            "style" => element.style = map.next_value()?,
        );
        element.tag = tag.ok_or_else(|| A::Error::missing_field("tag"))?;
        Ok(element)
    }
}
