use std::borrow::Cow;
use std::fmt;

use serde_core::de::value::SeqAccessDeserializer;
use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::element::WireElement;
use super::fields::each_field;
use super::message::Message;
use super::parse;
use crate::builder::PostBuilder;
use crate::model::{Content, Line, Locale, LocaleName, Post};

/// Accepts every form that the platform's pages show: the object of locales, with and without the
/// `post` envelope around it; the title and lines of a received post, without a locale; and a
/// whole request body, its `content` an object or a string. Unknown fields are ignored. What
/// could not be sent is refused, with every problem and its place.
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
        let locales = deserializer.deserialize_map(PostForms)?.into_iter();
        let post = locales.fold(PostBuilder::new(), |post, (locale, content)| {
            fill(post.locale(locale), content)
        });
        post.build().map_err(D::Error::custom)
    }
}

/// Accepts `{"title":"…","content":[[…]]}`.
impl<'de> Deserialize<'de> for Content<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let content = WireContent::deserialize(deserializer)?;
        let contents = fill(PostBuilder::new(), content).into_contents();
        let only = contents.map_err(D::Error::custom)?.pop();
        Ok(only.map_or(Self::EMPTY, |(_, content)| content))
    }
}

/// Accepts an array of elements.
impl<'de> Deserialize<'de> for Line<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let content = WireContent {
            title: None,
            content: vec![Vec::deserialize(deserializer)?],
        };
        let contents = fill(PostBuilder::new(), content).into_contents();
        let lines = contents
            .map_err(D::Error::custom)?
            .into_iter()
            .flat_map(|(_, content)| content);
        Ok(lines.last().unwrap_or_default())
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
        let (msg_type, content) = deserializer.deserialize_map(MessageFields)?;
        message(&msg_type, content).map_err(D::Error::custom)
    }
}

struct MessageFields;

impl<'de> Visitor<'de> for MessageFields {
    type Value = (String, Value);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message: an object with msg_type and content")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut msg_type, mut content) = (None, None);
        each_field!(map;
            "msg_type" => msg_type = Some(map.next_value()?),
            "content" => content = Some(map.next_value()?),
        );
        let missing = |name| move || A::Error::missing_field(name);
        Ok((
            msg_type.ok_or_else(missing("msg_type"))?,
            content.ok_or_else(missing("content"))?,
        ))
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
        "post" => Post::deserialize(field("post")?).map(Message::from),
        other => Err(Error::custom(format_args!(
            "unknown msg_type {other:?}: expected text or post"
        ))),
    }
}

type WireLocales = Vec<(Locale<'static>, WireContent)>;

#[derive(Default)]
struct WireContent {
    title: Option<String>,
    content: Vec<Vec<WireElement>>,
}

impl<'de> Deserialize<'de> for WireContent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ContentFields)
    }
}

struct ContentFields;

impl<'de> Visitor<'de> for ContentFields {
    type Value = WireContent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of a locale: an object with a title and content")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WireContent, A::Error> {
        let mut content = WireContent::default();
        each_field!(map;
            "title" => content.title = map.next_value()?,
            "content" => content.content = map.next_value()?,
        );
        Ok(content)
    }
}

fn fill(post: PostBuilder<'static>, content: WireContent) -> PostBuilder<'static> {
    let titled = post.title(content.title.unwrap_or_default());
    content.content.into_iter().fold(titled, parse::line)
}

/// The locales of a post, in any of the forms.
struct PostForms;

impl<'de> Visitor<'de> for PostForms {
    type Value = WireLocales;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a post: an object of locales, or its title and content")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WireLocales, A::Error> {
        let mut locales = WireLocales::new();
        let mut title = None;
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            match &*key {
                "title" => title = map.next_value()?,
                "post" | "content" => locales.extend(map.next_value::<Locales>()?.0),
                name if LocaleName::is_plausible(name) => {
                    locales.push((Locale::other(key.into_owned()), map.next_value()?));
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(with_title(locales, title))
    }

    /// The lines of a received post, whose title stands beside them.
    fn visit_seq<A: SeqAccess<'de>>(self, lines: A) -> Result<WireLocales, A::Error> {
        let content = Vec::deserialize(SeqAccessDeserializer::new(lines))?;
        Ok(vec![(
            Locale::ZhCn,
            WireContent {
                title: None,
                content,
            },
        )])
    }

    /// The `content` of a request body in the form that the platform's SDKs send.
    fn visit_str<E: Error>(self, json: &str) -> Result<WireLocales, E> {
        serde_json::from_str::<Locales>(json)
            .map(|locales| locales.0)
            .map_err(E::custom)
    }
}

/// Gives the title that stood beside `content` to the content.
fn with_title(mut locales: WireLocales, title: Option<String>) -> WireLocales {
    match (locales.as_mut_slice(), title) {
        ([(_, content)], Some(title)) if content.title.is_none() => content.title = Some(title),
        ([], Some(title)) => {
            locales.push((
                Locale::ZhCn,
                WireContent {
                    title: Some(title),
                    content: Vec::new(),
                },
            ));
        }
        _ => {}
    }
    locales
}

struct Locales(WireLocales);

impl<'de> Deserialize<'de> for Locales {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PostForms).map(Self)
    }
}
