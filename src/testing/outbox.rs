use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::Endpoint;
use super::content::Content;
use super::request::Draft;
use super::response::Refusal;
use crate::{Code, Post};

/// How long requests with the same key return the first one's message.
const KEY_LIFETIME: Duration = Duration::from_secs(3600);

/// How often a message may be edited.
const EDIT_LIMIT: usize = 20;

/// The accepted messages, in order.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    pub(super) messages: Vec<AcceptedMessage>,
    /// The index of each key's message, and when it was accepted.
    keys: HashMap<String, (usize, Instant)>,
    /// How often each message was edited.
    edits: HashMap<String, usize>,
}

impl Outbox {
    /// The index of the message that was sent with `key` in the hour before `now`.
    pub(super) fn sent_with(&self, key: &str, now: Instant) -> Option<usize> {
        let (index, at) = self.keys.get(key)?;
        (now.saturating_duration_since(*at) < KEY_LIFETIME).then_some(*index)
    }

    /// Accepts a message and returns its index.
    pub(super) fn accept(
        &mut self,
        endpoint: Endpoint,
        draft: Draft,
        body: &[u8],
        now: Instant,
    ) -> Result<usize, Refusal> {
        let index = self.messages.len();
        let message_id = match (endpoint, &draft.target) {
            (Endpoint::Webhook, _) => None,
            (Endpoint::Edit, Some(message_id)) => Some(self.edit(message_id)?),
            _ => Some(format!("om_{:032x}", index + 1)),
        };
        if let Some(key) = draft.key {
            self.keys.insert(key, (index, now));
        }
        self.messages.push(AcceptedMessage {
            endpoint,
            target: draft.target,
            message_id,
            content: draft.content,
            body: String::from_utf8_lossy(body).into_owned(),
        });
        Ok(index)
    }

    /// The chat or user that a message goes to. If `target` is a message that was sent here, this is the one that the
    /// message at the start of the replies went to; otherwise, it is `target` itself.
    pub(super) fn chat_of<'s>(&'s self, target: &'s str) -> &'s str {
        let mut chat = target;
        for message in self.messages.iter().rev() {
            let is_answered = message.endpoint != Endpoint::Edit;
            if is_answered && message.message_id() == Some(chat) {
                chat = message.receiver().unwrap_or(chat);
            }
        }
        chat
    }

    fn edit(&mut self, message_id: &str) -> Result<String, Refusal> {
        let edits = self.edits.entry(message_id.to_owned()).or_default();
        if *edits == EDIT_LIMIT {
            return Err(Refusal::of(Code::NoThreadOrEditLimit));
        }
        *edits += 1;
        Ok(message_id.to_owned())
    }
}

/// A message that the fake accepted.
///
/// ```
/// use feishu_post::testing::{Endpoint, FakeFeishu};
/// use feishu_post::{Message, send};
///
/// let fake = FakeFeishu::start();
/// let message_id = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
///
/// let accepted = &fake.messages()[0];
/// assert_eq!(accepted.endpoint(), Endpoint::Ticket);
/// assert_eq!(accepted.ticket_id(), Some("6948728206392295444"));
/// assert_eq!(accepted.message_id(), Some(message_id.as_str()));
/// assert_eq!(accepted.text(), Some("你好"));
/// assert_eq!(accepted.post(), None);
/// assert_eq!(accepted.body(), r#"{"msg_type":"text","content":{"text":"你好"}}"#);
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedMessage {
    pub(super) endpoint: Endpoint,
    pub(super) target: Option<String>,
    pub(super) message_id: Option<String>,
    pub(super) content: Content,
    pub(super) body: String,
}

impl AcceptedMessage {
    /// Returns the endpoint that it was sent to.
    ///
    /// ```
    /// use feishu_post::testing::{Endpoint, FakeFeishu};
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(fake.messages()[0].endpoint(), Endpoint::Ticket);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.endpoint
    }

    /// Returns the ticket that it was sent to, or `None` on the other endpoints.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(fake.messages()[0].ticket_id(), Some("6948728206392295444"));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn ticket_id(&self) -> Option<&str> {
        let target = self.target.as_deref();
        target.filter(|_| self.endpoint == Endpoint::Ticket)
    }

    /// Returns the chat or user that it was sent to or, for a reply or an edit, the message that was replied to or
    /// edited. It is `None` for tickets and webhooks.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, Receiver};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.bot().send(Receiver::chat("oc_a0553e"), Message::text("你好"))?;
    /// assert_eq!(fake.messages()[0].receiver(), Some("oc_a0553e"));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn receiver(&self) -> Option<&str> {
        let target = self.target.as_deref();
        target.filter(|_| self.endpoint != Endpoint::Ticket)
    }

    /// Returns the message ID in the response, whether or not the response arrived. `None` for webhooks, whose
    /// responses have no ID.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// let id = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(fake.messages()[0].message_id(), Some(id.as_str()));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn message_id(&self) -> Option<&str> {
        self.message_id.as_deref()
    }

    /// Returns the post, or `None` if the message is a text.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Post, post, send};
    ///
    /// const POST: Post = post![["你好"]];
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", &POST)?;
    /// assert_eq!(fake.messages()[0].post(), Some(&POST));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn post(&self) -> Option<&Post<'static>> {
        match &self.content {
            Content::Post(post) => Some(post),
            Content::Text(_) => None,
        }
    }

    /// Returns the text, or `None` if the message is a post.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(fake.messages()[0].text(), Some("你好"));
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Post(_) => None,
        }
    }

    /// Returns the request body, byte for byte.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(
    ///     fake.messages()[0].body(),
    ///     r#"{"msg_type":"text","content":{"text":"你好"}}"#
    /// );
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}
