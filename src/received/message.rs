//! The parts of a message besides its content.

use std::collections::HashMap;

use super::json::{Fields, Json};
use super::problem::ReceivedError;
use crate::model::At;

const EXPECTED: &str = "an object with message_type and content";

/// A message, as in an event or in the history of a chat.
#[derive(Default)]
pub(super) struct Envelope {
    pub(super) message_type: String,
    pub(super) content: Json,
    pub(super) mentions: Vec<Mention>,
    pub(super) message_id: Option<String>,
    pub(super) chat_id: Option<String>,
    pub(super) sender_id: Option<String>,
}

impl Envelope {
    pub(super) fn read(message: &str) -> Result<Self, ReceivedError> {
        let value = Json::parse(message, "message")?.into_object(EXPECTED)?;
        let mut event = inner(value, "event")?;
        let sender_id = event.take("sender").and_then(sender_id);
        let mut message = inner(event, "message")?;
        if message.is_true("deleted") {
            return Err(ReceivedError::Recalled);
        }
        let missing = |field| ReceivedError::MissingField { field };
        let message_type = message_type(&message);
        let content = message
            .take("content")
            .or_else(|| match message.take("body")?.unwrapped() {
                Json::Object(mut body) => body.take("content"),
                _ => None,
            });
        let mentions = message.items("mentions").iter();
        Ok(Self {
            message_type: message_type.ok_or_else(|| missing("message_type"))?,
            content: content.ok_or_else(|| missing("content"))?,
            mentions: mentions.filter_map(Mention::read).collect(),
            message_id: message.key("message_id"),
            chat_id: message.key("chat_id"),
            sender_id,
        })
    }
}

/// The open ID of a sender, as in an event or in the history of a chat.
fn sender_id(sender: Json) -> Option<String> {
    let Json::Object(sender) = sender else {
        return None;
    };
    match (sender.get("sender_id"), sender.text("id_type").as_deref()) {
        (Some(Json::Object(ids)), _) => ids.key("open_id"),
        (_, Some("open_id")) => sender.key("id"),
        _ => None,
    }
}

/// Returns the object in the field `name`, which may be a JSON string, or the given object if it has no such field
/// or is already the message.
fn inner(mut fields: Fields, name: &'static str) -> Result<Fields, ReceivedError> {
    if message_type(&fields).is_some() {
        return Ok(fields);
    }
    match fields.take(name) {
        Some(Json::Object(inner)) => Ok(inner),
        Some(Json::String(json)) => Json::parse(&json, name)?.into_object(EXPECTED),
        _ => Ok(fields),
    }
}

fn message_type(message: &Fields) -> Option<String> {
    let from_event = message.text("message_type");
    from_event.or_else(|| message.text("msg_type"))
}

/// The person that a placeholder in a message refers to.
///
/// ```
/// use feishu_post::Received;
///
/// let message = r#"{
///     "message_type": "text", "content": "{\"text\":\"@_user_1\"}",
///     "mentions": [{"key": "@_user_1", "id": {"open_id": "ou_1"}, "name": "小王"}]
/// }"#;
/// let received = Received::from_message(message)?;
/// let mention = &received.mentions()[0];
/// assert_eq!((mention.key(), mention.open_id(), mention.name()), ("@_user_1", Some("ou_1"), Some("小王")));
/// # Ok::<(), feishu_post::ReceivedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    key: String,
    open_id: Option<String>,
    /// The `user_id` or `union_id`, if there is no `open_id`.
    other_id: Option<String>,
    name: Option<String>,
}

impl Mention {
    /// Returns `None` without a key, because nothing could refer to it.
    fn read(mention: &Json) -> Option<Self> {
        let Json::Object(mention) = mention else {
            return None;
        };
        let (open_id, other_id) = match (mention.get("id"), mention.text("id_type").as_deref()) {
            (Some(Json::Object(ids)), _) => {
                let other_id = ids.key("user_id").or_else(|| ids.key("union_id"));
                (ids.key("open_id"), other_id)
            }
            (_, None | Some("open_id")) => (mention.key("id"), None),
            (_, Some(_)) => (None, mention.key("id")),
        };
        Some(Self {
            key: mention.key("key")?,
            open_id,
            other_id,
            name: mention.key("name"),
        })
    }

    /// Returns the placeholder, such as `@_user_1`.
    ///
    /// ```
    /// # let message = r#"{"message_type":"text","content":"{\"text\":\"\"}","mentions":[{"key":"@_user_1","id":"ou_1"}]}"#;
    /// let received = feishu_post::Received::from_message(message)?;
    /// assert_eq!(received.mentions()[0].key(), "@_user_1");
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the open ID, which is specific to the app, or `None` if the platform gave another kind
    /// of ID.
    ///
    /// ```
    /// # let message = r#"{"message_type":"text","content":"{\"text\":\"\"}","mentions":[{"key":"@_user_1","id":"ou_1"}]}"#;
    /// let received = feishu_post::Received::from_message(message)?;
    /// assert_eq!(received.mentions()[0].open_id(), Some("ou_1"));
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn open_id(&self) -> Option<&str> {
        self.open_id.as_deref()
    }

    /// Returns the name.
    ///
    /// ```
    /// # let message = r#"{"message_type":"text","content":"{\"text\":\"\"}","mentions":[{"key":"@_user_1","id":"ou_1","name":""}]}"#;
    /// let received = feishu_post::Received::from_message(message)?;
    /// assert_eq!(received.mentions()[0].name(), None);
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The ID for mentioning the person, or the placeholder if there is no ID, as for people outside the company.
    fn id(&self) -> &str {
        let id = self.open_id.as_deref().or(self.other_id.as_deref());
        id.unwrap_or(&self.key)
    }
}

/// An image, video or file that came with a message.
///
/// ```
/// use feishu_post::{Attachment, Received};
///
/// let received = Received::from_content(
///     "post",
///     r#"{"content":[[{"tag":"media","file_key":"file_1","image_key":"img_1"}]]}"#,
/// )?;
/// let [Attachment::Video { file_key, cover_key }] = received.attachments() else { panic!() };
/// assert_eq!((file_key.as_str(), cover_key.as_deref()), ("file_1", Some("img_1")));
/// # Ok::<(), feishu_post::ReceivedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Attachment {
    /// An image.
    Image {
        /// Its key.
        image_key: String,
    },
    /// A video.
    Video {
        /// Its key.
        file_key: String,
        /// The key of its cover image.
        cover_key: Option<String>,
    },
    /// A file, a recording or a sticker.
    File {
        /// Its key.
        file_key: String,
        /// Its name.
        name: Option<String>,
    },
}

impl Attachment {
    /// Returns the key for downloading it.
    ///
    /// ```
    /// use feishu_post::Attachment;
    ///
    /// assert_eq!(Attachment::Image { image_key: "img_1".to_owned() }.key(), "img_1");
    /// ```
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Image { image_key } => image_key,
            Self::Video { file_key, .. } | Self::File { file_key, .. } => file_key,
        }
    }

    /// Returns the name, if it is a file with one.
    ///
    /// ```
    /// use feishu_post::Attachment;
    ///
    /// let file = Attachment::File { file_key: "file_1".to_owned(), name: Some("a.txt".to_owned()) };
    /// assert_eq!(file.name(), Some("a.txt"));
    /// ```
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::File { name, .. } => name.as_deref(),
            Self::Image { .. } | Self::Video { .. } => None,
        }
    }
}

/// The images of a Markdown source, `![alt](img_…)`, recognized by the form of the platform's keys.
pub(super) fn images(source: &str) -> impl Iterator<Item = Attachment> {
    let after_marks = source.split("![").skip(1);
    let keys = after_marks.filter_map(|image| {
        let (_, target) = image.split_once("](")?;
        let target = target.strip_prefix('<').unwrap_or(target);
        let (key, _) = target.split_once(|c: char| matches!(c, ')' | '>') || c.is_whitespace())?;
        key.starts_with("img_").then(|| key.to_owned())
    });
    keys.map(|image_key| Attachment::Image { image_key })
}

/// The people that a message's placeholders refer to.
pub(super) struct People<'m>(HashMap<&'m str, &'m Mention>);

impl<'m> People<'m> {
    pub(super) fn new(mentions: &'m [Mention]) -> Self {
        Self(mentions.iter().map(|one| (one.key(), one)).collect())
    }

    /// The mention of the person that a placeholder refers to, if known.
    pub(super) fn find(&self, key: &str) -> Option<At<'static>> {
        if key == "@_all" {
            return Some(At::all());
        }
        let mention = self.0.get(key)?;
        let at = At::new(mention.id().to_owned());
        Some(match mention.name() {
            Some(name) => at.name(name.to_owned()),
            None => at,
        })
    }
}
