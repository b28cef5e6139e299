use std::collections::HashMap;

use serde_json::Value;

use super::json;
use crate::model::At;

/// What came with a message and is downloaded by its key.
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
    /// A picture.
    Image {
        /// Its key.
        image_key: String,
    },
    /// A video.
    Video {
        /// Its key.
        file_key: String,
        /// The key of its cover picture.
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
    /// The key to download it by.
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

    /// The name of a file.
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

/// Whom a placeholder in a message stands for.
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
    /// The `user_id` or `union_id`, where there is no `open_id`.
    other_id: Option<String>,
    name: Option<String>,
}

impl Mention {
    /// None without a key, which nothing could refer to.
    pub(super) fn read(mention: &Value) -> Option<Self> {
        let text = |of: &Value, name| json::text(of.get(name)).filter(|text| !text.is_empty());
        let id = mention.get("id").unwrap_or(&Value::Null);
        let (open_id, other_id) = match (text(mention, "id"), text(mention, "id_type").as_deref()) {
            (Some(id), None | Some("open_id")) => (Some(id), None),
            (Some(id), Some(_)) => (None, Some(id)),
            (None, _) => (
                text(id, "open_id"),
                text(id, "user_id").or_else(|| text(id, "union_id")),
            ),
        };
        Some(Self {
            key: text(mention, "key")?,
            open_id,
            other_id,
            name: text(mention, "name"),
        })
    }

    /// The placeholder, such as `@_user_1`.
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

    /// The open id, which is the app's own for this person; none if the platform gave another kind of id.
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

    /// The name.
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

    /// The id to mention the person by.
    fn id(&self) -> Option<&str> {
        self.open_id.as_deref().or(self.other_id.as_deref())
    }
}

/// Whom the placeholders of a message stand for.
pub(super) struct People<'m>(HashMap<&'m str, &'m Mention>);

impl<'m> People<'m> {
    pub(super) fn new(mentions: &'m [Mention]) -> Self {
        Self(mentions.iter().map(|one| (one.key(), one)).collect())
    }

    /// Whom a placeholder stands for, if that is known.
    pub(super) fn find(&self, key: &str) -> Option<At<'static>> {
        if key == "@_all" {
            return Some(At::all());
        }
        let mention = self.0.get(key)?;
        let at = At::new(mention.id()?.to_owned());
        Some(match mention.name() {
            Some(name) => at.name(name.to_owned()),
            None => at,
        })
    }
}
