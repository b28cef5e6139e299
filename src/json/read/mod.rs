//! Strict reading of posts and messages from JSON: anything that could not be sent is rejected.

mod element;
mod object;
mod post;

use std::fmt;

use serde_core::de::value::MapAccessDeserializer;
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::message::Message;
use crate::builder::PostBuilder;
use crate::model::{Content, Line, Post};
use element::LineJson;
use feishu_post_core::display::{LONGEST, shortened};
use object::from_object;
use post::{ContentJson, Locales, PostVisitor};

/// Accepts every form in the platform's documentation: an object of locales, with or without the
/// `post` envelope; the title and lines of a received post, without a locale; and a complete
/// request body with an object or a string as `content`. Unknown fields are ignored. Anything that
/// could not be sent is rejected, with every problem and its location. To read messages from
/// people, use [`Received`](crate::Received), which is tolerant.
///
/// ```
/// use feishu_post::Post;
///
/// let json = r#"{"post":{"zh_cn":{"title":"工单","content":[[{"tag":"hr"}]]}}}"#;
/// let post: Post = serde_json::from_str(json)?;
/// assert_eq!(post.to_json(), r#"{"zh_cn":{"title":"工单","content":[[{"tag":"hr"}]]}}"#);
///
/// let refused = serde_json::from_str::<Post>(r#"{"zh_cn":{"content":[[{"tag":"a","text":"文档"}]]}}"#);
/// assert_eq!(
///     refused.unwrap_err().to_string(),
///     r#"zh_cn line 1 element 1: "a" without "href""#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for Post<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let locales = deserializer.deserialize_map(PostVisitor::OUTERMOST)?;
        post::built(locales).map_err(D::Error::custom)
    }
}

/// Accepts `{"title":"…","content":[[…]]}`.
impl<'de> Deserialize<'de> for Content<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        content(ContentJson::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Accepts an array of elements.
impl<'de> Deserialize<'de> for Line<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = ContentJson {
            title: None,
            content: vec![LineJson::deserialize(deserializer)?],
        };
        let mut lines = content(json).map_err(D::Error::custom)?.into_iter();
        Ok(lines.next().unwrap_or_default())
    }
}

fn content(json: ContentJson) -> Result<Content<'static>, crate::PostError> {
    let contents = json.added_to(PostBuilder::new()).into_contents()?;
    let only = contents.into_iter().next();
    Ok(only.map_or(Content::EMPTY, |(_, content)| content))
}

from_object! {
    struct MessageJson, "a message: an object with msg_type and content", needs [msg_type, content] {
        msg_type: Option<String>,
        content: Option<BodyJson>,
    }
}

/// Accepts the request body of a ticket message with an object or a string as `content`.
///
/// ```
/// use feishu_post::Message;
///
/// let body = r#"{"msg_type":"text","content":"{\"text\":\"你好\"}"}"#;
/// assert_eq!(serde_json::from_str::<Message>(body)?, Message::text("你好"));
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for Message<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let MessageJson { msg_type, content } = MessageJson::deserialize(deserializer)?;
        let FieldsJson { text, post } = content.unwrap_or_default().0;
        let missing = D::Error::missing_field;
        match msg_type.unwrap_or_default().as_str() {
            "text" => text.map(Self::text).ok_or_else(|| missing("text")),
            "post" => {
                let locales = post.ok_or_else(|| missing("post"))?.0;
                post::built(locales)
                    .map(Self::from)
                    .map_err(D::Error::custom)
            }
            other => Err(D::Error::custom(format_args!(
                "unknown msg_type {:?}: expected text or post",
                shortened(other, LONGEST)
            ))),
        }
    }
}

from_object! {
    struct FieldsJson, "the content of a message: an object with text or post", needs [] {
        text: Option<String>,
        post: Option<LocalesJson>,
    }
}

/// The fields, or a JSON string that contains them.
#[derive(Default)]
pub(super) struct BodyJson(FieldsJson);

impl<'de> Deserialize<'de> for BodyJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BodyVisitor).map(Self)
    }
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = FieldsJson;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of a message: an object, or a string containing one")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FieldsJson, A::Error> {
        FieldsJson::deserialize(MapAccessDeserializer::new(map))
    }

    fn visit_str<E: Error>(self, json: &str) -> Result<FieldsJson, E> {
        serde_json::from_str(json).map_err(E::custom)
    }
}

/// The value of the field `post`.
pub(super) struct LocalesJson(Locales);

impl<'de> Deserialize<'de> for LocalesJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        PostVisitor::UNWRAPPED.deserialize(deserializer).map(Self)
    }
}
