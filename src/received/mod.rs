//! Tolerant reading of messages from people; [`Deserialize`](serde_core::Deserialize) is strict.

mod content;
mod element;
mod json;
mod message;
mod problem;

pub use message::{Attachment, Mention};
pub use problem::{Change, ChangeKind, ReceivedError};

use crate::model::Post;
use content::Collector;
use json::Json;
use message::Envelope;

/// A message from a person: what it displays, as a [`Post`], and what came with it.
///
/// Everything visible is kept, and a small defect never rejects the entire message: an image pasted
/// next to a sentence gets its own line, an unknown element becomes its text, and a link that could not
/// be sent becomes text with its address. Blank lines are omitted. [`changes`](Self::changes) lists what had to
/// be altered or left out. To read posts that a program stored, use `Deserialize`, which is strict.
///
/// Sources: the platform's documentation of received messages and, where it is silent, observation; see the list
/// in the guide on [reading](https://docs.rs/feishu-post/latest/feishu_post/_guide/reading/index.html).
///
/// ```
/// use feishu_post::{Attachment, Received, post};
///
/// let event = r#"{"event":{"message":{
///     "message_id": "om_1", "chat_id": "oc_1", "message_type": "post",
///     "content": "{\"title\":\"\",\"content\":[[{\"tag\":\"text\",\"text\":\"看图\"},{\"tag\":\"img\",\"image_key\":\"img_1\"}]]}"
/// }}}"#;
/// let received = Received::from_message(event)?;
/// assert_eq!(received.post(), &post!["看图", image("img_1")]);
/// assert_eq!(received.attachments(), [Attachment::Image { image_key: "img_1".to_owned() }]);
/// assert_eq!(
///     received.changes()[0].to_string(),
///     r#"zh_cn line 1 element 2: "img" is a block: it must be the only element of its line"#,
/// );
/// # Ok::<(), feishu_post::ReceivedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    post: Post<'static>,
    attachments: Vec<Attachment>,
    mentions: Vec<Mention>,
    changes: Vec<Change>,
    message_id: Option<String>,
    chat_id: Option<String>,
    sender_id: Option<String>,
}

impl Received {
    /// The maximum size of a message's JSON, 1 MiB. The platform's own limit is 150 KB, for a text.
    ///
    /// ```
    /// use feishu_post::{Received, ReceivedError};
    ///
    /// let long = "x".repeat(Received::MAX_BYTES + 1);
    /// let error = Received::from_content("text", &long).unwrap_err();
    /// assert!(matches!(error, ReceivedError::TooLong { bytes: 1_048_577 }));
    /// ```
    pub const MAX_BYTES: usize = 1 << 20;

    /// Reads a message as JSON: `event.message` of the event `im.message.receive_v1`, that event, the
    /// whole callback, or an item of `GET im/v1/messages`.
    ///
    /// # Errors
    /// Returns a [`ReceivedError`] if the input is not JSON, not a message, or longer than
    /// [`MAX_BYTES`](Self::MAX_BYTES), or if the message was recalled or has a type other than `post` and `text`.
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let item = r#"{
    ///     "message_id": "om_1", "msg_type": "text", "body": {"content": "{\"text\":\"@_user_1 你好\"}"},
    ///     "mentions": [{"key": "@_user_1", "id": "ou_1", "id_type": "open_id", "name": "小王"}]
    /// }"#;
    /// let received = Received::from_message(item)?;
    /// assert_eq!(received.message_id(), Some("om_1"));
    /// assert_eq!(received.post().to_text(), "@小王 你好");
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    pub fn from_message(json: &str) -> Result<Self, ReceivedError> {
        Self::read(Envelope::read(within_limit(json)?)?)
    }

    /// Reads only the content of a message of type `post` or `text`. Without the message there are no mentions, so
    /// placeholders such as `@_user_1` stay as they are.
    ///
    /// # Errors
    /// Same as [`from_message`](Self::from_message).
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let received = Received::from_content("post", r#"{"title":"周报","content":[[{"tag":"text","text":"好"}]]}"#)?;
    /// assert_eq!(received.post().to_text(), "周报\n好");
    ///
    /// let error = Received::from_content("image", r#"{"image_key":"img_1"}"#).unwrap_err();
    /// assert_eq!(error.to_string(), r#"message type "image" is not supported: expected post or text"#);
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    pub fn from_content(message_type: &str, content: &str) -> Result<Self, ReceivedError> {
        Self::read(Envelope {
            message_type: message_type.to_owned(),
            content: Json::String(within_limit(content)?.to_owned()),
            ..Envelope::default()
        })
    }

    fn read(envelope: Envelope) -> Result<Self, ReceivedError> {
        let content = || match envelope.content {
            Json::String(content) => Json::parse(&content, "content"),
            content => Ok(content),
        };
        let mut collector = Collector::new(&envelope.mentions);
        match envelope.message_type.as_str() {
            "post" => collector.post(content()?)?,
            "text" => collector.text(content()?)?,
            _ => {
                let message_type = envelope.message_type;
                return Err(ReceivedError::Unsupported { message_type });
            }
        }
        let (post, attachments, changes) = collector.finish();
        Ok(Self {
            post,
            attachments,
            changes,
            mentions: envelope.mentions,
            message_id: envelope.message_id,
            chat_id: envelope.chat_id,
            sender_id: envelope.sender_id,
        })
    }

    /// Returns everything that can be displayed, in order. The post [is empty](Post::is_empty) if there is
    /// nothing.
    ///
    /// ```
    /// use feishu_post::{Received, post};
    ///
    /// let received = Received::from_content("text", r#"{"text":"第一行\n第二行"}"#)?;
    /// assert_eq!(received.post(), &post!["第一行", "第二行"]);
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    pub const fn post(&self) -> &Post<'static> {
        &self.post
    }

    /// Converts into the post.
    ///
    /// ```
    /// use feishu_post::{Received, post};
    ///
    /// let received = Received::from_content("text", r#"{"text":"好"}"#)?;
    /// assert_eq!(received.into_post(), post!["好"]);
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    pub fn into_post(self) -> Post<'static> {
        self.post
    }

    /// Returns the images, videos and files, in order. Pass their keys to the platform's download
    /// calls.
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let received = Received::from_content("post", r#"{"files":[{"file_key":"file_1","file_name":"表.xlsx"}]}"#)?;
    /// assert_eq!(received.attachments()[0].key(), "file_1");
    /// assert_eq!(received.post().to_text(), "[表.xlsx]");
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// Returns who was mentioned, in the platform's order. A mention of everyone (`@_all`) is not listed.
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let received = Received::from_content("text", r#"{"text":"好"}"#)?;
    /// assert!(received.mentions().is_empty());
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Returns what had to be altered or left out, in order.
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let received = Received::from_content("post", r#"{"content":[[{"tag":"new","text":"新"}]]}"#)?;
    /// assert_eq!(received.post().to_text(), "新");
    /// assert_eq!(received.changes()[0].location().line(), Some(1));
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns the ID of the message, for replying to it and for recognizing an event that is delivered twice.
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let received = Received::from_content("text", r#"{"text":"好"}"#)?;
    /// assert_eq!(received.message_id(), None);
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn message_id(&self) -> Option<&str> {
        self.message_id.as_deref()
    }

    /// Returns the open ID of the person who sent the message, for mentions. It is `None` for an app,
    /// and if the input contains only the message.
    ///
    /// ```
    /// use feishu_post::{Received, post};
    ///
    /// let event = r#"{"event":{
    ///     "sender": {"sender_id": {"open_id": "ou_1"}, "sender_type": "user"},
    ///     "message": {"message_type": "text", "content": "{\"text\":\"好\"}"}
    /// }}"#;
    /// let received = Received::from_message(event)?;
    /// let answer = post![if let Some(id) = received.sender_id() { [at(id), " 收到"] }];
    /// assert_eq!(answer.to_text(), "@ou_1 收到");
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn sender_id(&self) -> Option<&str> {
        self.sender_id.as_deref()
    }

    /// Returns the ID of the chat that the message was sent to.
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let message = r#"{"message_type":"text","chat_id":"oc_1","content":"{\"text\":\"好\"}"}"#;
    /// assert_eq!(Received::from_message(message)?.chat_id(), Some("oc_1"));
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub fn chat_id(&self) -> Option<&str> {
        self.chat_id.as_deref()
    }
}

const fn within_limit(json: &str) -> Result<&str, ReceivedError> {
    if json.len() > Received::MAX_BYTES {
        return Err(ReceivedError::TooLong { bytes: json.len() });
    }
    Ok(json)
}
