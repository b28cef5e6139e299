use http::Method;

use super::{Call, Facts, Key, end_with_key, json_request};
use crate::json::{ContentForm, Envelope, Message};
use crate::send::code::Endpoint;
use crate::send::config::BaseUrl;
use crate::send::error::SendError;
use crate::send::message_id::MessageId;

static FACTS: Facts = Facts::of_im(Endpoint::Reply);

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
    FACTS.check_message_id(&reply.message_id)?;
    FACTS.ensure_key(&mut reply.key)?;
    let path = format!("/open-apis/im/v1/messages/{}/reply", reply.message_id);
    let request = json_request(Method::POST, base.join(&path), message.reply_body(&reply));
    let read = MessageId::from_response;
    Ok(Call::new(&FACTS, request, message, reply.message_id, read))
}
