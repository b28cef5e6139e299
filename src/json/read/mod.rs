//! Posts and messages from JSON, strictly: what could not be sent is refused.

mod element;
mod object;
mod post;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error};
use serde_json::{Map, Value};

use super::message::Message;
use crate::builder::PostBuilder;
use crate::model::{Content, Line, Post};
use element::LineJson;
use feishu_post_core::display::{LONGEST, shortened};
use object::from_object;
use post::{ContentJson, PostVisitor};

/// Accepts every form that the platform's pages show: the object of locales, with and without the
/// `post` envelope around it; the title and lines of a received post, without a locale; and a
/// whole request body, its `content` an object or a string. Unknown fields are ignored. What
/// could not be sent is refused, with every problem and its location. What people send is read by
/// [`Received`](crate::Received), which is tolerant.
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
        content: Option<Value>,
    }
}

/// Accepts the request body of a ticket message, its `content` an object or a string.
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
        message(&msg_type.unwrap_or_default(), content.unwrap_or_default())
            .map_err(D::Error::custom)
    }
}

fn message(msg_type: &str, content: Value) -> Result<Message<'static>, serde_json::Error> {
    let mut content: Map<_, _> = match content {
        Value::String(json) => serde_json::from_str(&json)?,
        content => Map::deserialize(content)?,
    };
    let mut field = |name| {
        let value: Option<Value> = content.remove(name);
        value.ok_or_else(|| serde_json::Error::missing_field(name))
    };
    match msg_type {
        "text" => String::deserialize(field("text")?).map(Message::text),
        "post" => {
            let locales = PostVisitor::UNWRAPPED.deserialize(field("post")?)?;
            let post = post::built(locales).map_err(Error::custom)?;
            Ok(Message::from(post))
        }
        other => Err(Error::custom(format_args!(
            "unknown msg_type {:?}: expected text or post",
            shortened(other, LONGEST)
        ))),
    }
}
