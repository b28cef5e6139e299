use http::Method;
use serde_json::json;

use super::{Call, Facts, Key, end_with_key, json_request, read_nothing};
use crate::json::{ContentForm, Envelope, Message};
use crate::send::code::Endpoint;
use crate::send::config::BaseUrl;
use crate::send::error::SendError;
use crate::send::message_id::MessageId;

static CHAT: Facts = Facts::of_im(Endpoint::Chat);

/// The receiver of a [`Bot`](crate::Bot)'s message: a chat, or a user by one of the platform's IDs.
///
/// ```
/// use feishu_post::{Message, Receiver};
///
/// assert_eq!(
///     Message::text("你好").chat_body(&Receiver::chat("oc_a0553e").once("deploy-42")),
///     r#"{"receive_id":"oc_a0553e","msg_type":"text","content":"{\"text\":\"你好\"}","uuid":"deploy-42"}"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a receiver does nothing by itself: pass it to Bot::send"]
pub struct Receiver {
    id_type: &'static str,
    id: String,
    key: Key,
}

impl Receiver {
    /// A chat that the bot is in, `oc_…`.
    pub fn chat(id: impl Into<String>) -> Self {
        Self::new("chat_id", id.into())
    }

    /// A user by open ID (`ou_…`), which is specific to the app.
    pub fn open_id(id: impl Into<String>) -> Self {
        Self::new("open_id", id.into())
    }

    /// A user by user ID, which is specific to the tenant.
    pub fn user_id(id: impl Into<String>) -> Self {
        Self::new("user_id", id.into())
    }

    /// A user by union ID (`on_…`), which is the same in all apps of a developer.
    pub fn union_id(id: impl Into<String>) -> Self {
        Self::new("union_id", id.into())
    }

    /// A user by email address.
    pub fn email(address: impl Into<String>) -> Self {
        Self::new("email", address.into())
    }

    /// Sets the idempotency key: at most one message is sent per key within an hour. Use it if your
    /// program repeats calls itself. A key has at most 50 characters, and a different message needs a
    /// different key. By default, each call generates a key that all of its attempts share.
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    fn new(id_type: &'static str, id: String) -> Self {
        let key = None;
        Self { id_type, id, key }
    }
}

impl Message<'_> {
    /// Returns the body of `POST /open-apis/im/v1/messages`; see the [platform's page]. The type of the receiver's
    /// ID belongs in the query, such as `receive_id_type=chat_id`.
    ///
    /// [platform's page]: https://open.feishu.cn/document/server-docs/im-v1/message/create
    ///
    /// ```
    /// use feishu_post::{Message, Receiver, post};
    ///
    /// assert_eq!(
    ///     Message::from(post!["你好"]).chat_body(&Receiver::open_id("ou_7d8a")),
    ///     r#"{"receive_id":"ou_7d8a","msg_type":"post","content":"{\"zh_cn\":{\"content\":[[{\"tag\":\"text\",\"text\":\"你好\"}]]}}"}"#
    /// );
    /// ```
    #[must_use]
    pub fn chat_body(&self, receiver: &Receiver) -> String {
        let before = format!(r#"{{"receive_id":{},"#, json!(receiver.id));
        let after = end_with_key(&receiver.key);
        self.body(Envelope::None, ContentForm::String, &before, &after)
    }
}

/// A message to a chat or a user.
pub(crate) fn chat<'m>(
    base: &BaseUrl,
    mut receiver: Receiver,
    message: Message<'m>,
) -> Result<Call<'m, MessageId>, SendError> {
    CHAT.check_id(receiver.id_type, &receiver.id)?;
    CHAT.ensure_key(&mut receiver.key)?;
    let path = "/open-apis/im/v1/messages?receive_id_type=";
    let uri = base.join(&format!("{path}{}", receiver.id_type));
    let request = json_request(Method::POST, uri, message.chat_body(&receiver));
    let read = MessageId::from_response;
    Ok(Call::new(&CHAT, request, message, receiver.id, read))
}

static REPLY: Facts = Facts::of_im(Endpoint::Reply);

/// The message that a [`Bot`](crate::Bot) replies to, and whether to reply in a thread.
///
/// ```
/// use feishu_post::{Message, Reply};
///
/// assert_eq!(
///     Message::text("好的").reply_body(&Reply::to("om_8baa36").in_thread()),
///     r#"{"msg_type":"text","content":"{\"text\":\"好的\"}","reply_in_thread":true}"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a reply does nothing by itself: pass it to Bot::reply"]
pub struct Reply {
    message_id: String,
    in_thread: bool,
    key: Key,
}

impl Reply {
    /// Replies to this message, which is quoted above the reply.
    pub fn to(message_id: impl AsRef<str>) -> Self {
        Self {
            message_id: message_id.as_ref().to_owned(),
            in_thread: false,
            key: None,
        }
    }

    /// Replies in the message's thread, creating one if necessary. A reply to a message in a thread is
    /// always in that thread.
    pub fn in_thread(mut self) -> Self {
        self.in_thread = true;
        self
    }

    /// Sets the idempotency key, like [`Receiver::once`](crate::Receiver::once).
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

impl Message<'_> {
    /// Returns the body of `POST /open-apis/im/v1/messages/:message_id/reply`; see the [platform's
    /// page].
    ///
    /// [platform's page]: https://open.feishu.cn/document/server-docs/im-v1/message/reply
    ///
    /// ```
    /// use feishu_post::{Message, Reply};
    ///
    /// assert_eq!(
    ///     Message::text("好的").reply_body(&Reply::to("om_8baa36").once("answer-7")),
    ///     r#"{"msg_type":"text","content":"{\"text\":\"好的\"}","uuid":"answer-7"}"#
    /// );
    /// ```
    #[must_use]
    pub fn reply_body(&self, reply: &Reply) -> String {
        let in_thread = if reply.in_thread {
            r#","reply_in_thread":true"#
        } else {
            ""
        };
        let after = [in_thread, &end_with_key(&reply.key)].concat();
        self.body(Envelope::None, ContentForm::String, "{", &after)
    }
}

/// A reply to a message.
pub(crate) fn reply<'m>(
    base: &BaseUrl,
    mut reply: Reply,
    message: Message<'m>,
) -> Result<Call<'m, MessageId>, SendError> {
    REPLY.check_message_id(&reply.message_id)?;
    REPLY.ensure_key(&mut reply.key)?;
    let path = format!("/open-apis/im/v1/messages/{}/reply", reply.message_id);
    let request = json_request(Method::POST, base.join(&path), message.reply_body(&reply));
    let read = MessageId::from_response;
    Ok(Call::new(&REPLY, request, message, reply.message_id, read))
}

/// An edit replaces the entire content, so repeating it changes nothing, but each counts toward the limit of 20
/// edits per message.
static EDIT: Facts = Facts::of_im(Endpoint::Edit);

impl Message<'_> {
    /// Returns the body of `PUT /open-apis/im/v1/messages/:message_id`; see the [platform's page].
    ///
    /// [platform's page]: https://open.feishu.cn/document/server-docs/im-v1/message/update
    ///
    /// ```
    /// use feishu_post::Message;
    ///
    /// assert_eq!(
    ///     Message::text("已更正").edit_body(),
    ///     r#"{"msg_type":"text","content":"{\"text\":\"已更正\"}"}"#
    /// );
    /// ```
    #[must_use]
    pub fn edit_body(&self) -> String {
        self.body(Envelope::None, ContentForm::String, "{", "}")
    }
}

/// New content for one of the bot's messages.
pub(crate) fn edit<'m>(
    base: &BaseUrl,
    id: &str,
    message: Message<'m>,
) -> Result<Call<'m, ()>, SendError> {
    EDIT.check_message_id(id)?;
    let uri = base.join(&format!("/open-apis/im/v1/messages/{id}"));
    let request = json_request(Method::PUT, uri, message.edit_body());
    Ok(Call::new(&EDIT, request, message, id, read_nothing))
}
