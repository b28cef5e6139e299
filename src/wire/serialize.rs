use serde::ser::{Serialize, SerializeMap, Serializer};

use super::element::WireElement;
use crate::model::{Content, Line, Post};

/// The object of locales that im/v1 wants in `content`; see [`Post::to_json`].
impl Serialize for Post<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.contents()
                .map(|(locale, content)| (locale.as_str(), content)),
        )
    }
}

/// `{"title":"…","content":[[…]]}`; without a title, without that key.
impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(title) = self.heading() {
            map.serialize_entry("title", title)?;
        }
        map.serialize_entry("content", self.lines())?;
        map.end()
    }
}

/// An array of elements.
impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(WireElement::of_line(self))
    }
}
