use http::Method;
use serde_json::json;

use super::{APP_RATE, Call, Facts, json_request};
use crate::json::{ContentForm, Envelope, Message};
use crate::send::code::Endpoint;
use crate::send::config::{BaseUrl, HelpdeskCredentials};
use crate::send::error::SendError;
use crate::send::message_id::MessageId;
use crate::send::rate_limit::RateLimit;

/// The longest accepted ticket ID, in digits; the platform's have 19.
const TICKET_LIMIT: usize = 32;

static TICKET: Facts = Facts {
    endpoint: Endpoint::Ticket,
    rate: APP_RATE,
    limits: None,
    is_repeatable: false,
};

impl Message<'_> {
    /// Returns the body of `POST /open-apis/helpdesk/v1/tickets/:ticket_id/messages`; see the
    /// [platform's page].
    ///
    /// [platform's page]: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-ticket-message
    ///
    /// ```
    /// use feishu_post::{ContentForm, Message, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("工单").build()?;
    /// assert_eq!(
    ///     Message::from(post).ticket_body(ContentForm::Object),
    ///     r#"{"msg_type":"post","content":{"post":{"zh_cn":{"title":"工单","content":[]}}}}"#
    /// );
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn ticket_body(&self, form: ContentForm) -> String {
        self.body(Envelope::Post, form, "{", "}")
    }

    /// Returns the body of `POST /open-apis/bot/v2/hook/:token` for a custom bot without a secret; see the
    /// [platform's page].
    ///
    /// [platform's page]: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
    ///
    /// ```
    /// use feishu_post::{Message, post};
    ///
    /// assert_eq!(
    ///     Message::from(post!["你好"]).webhook_body(),
    ///     r#"{"msg_type":"post","content":{"post":{"zh_cn":{"content":[[{"tag":"text","text":"你好"}]]}}}}"#
    /// );
    /// ```
    #[must_use]
    pub fn webhook_body(&self) -> String {
        self.ticket_body(ContentForm::Object)
    }
}

/// A message to a ticket.
pub(crate) fn ticket<'m>(
    base: &BaseUrl,
    credentials: &'m HelpdeskCredentials,
    form: ContentForm,
    id: &str,
    message: Message<'m>,
) -> Result<Call<'m, MessageId>, SendError> {
    // Documented as a decimal string, so a valid ID is always a single path segment.
    let is_decimal = id.bytes().all(|byte| byte.is_ascii_digit());
    let is_valid = is_decimal && (1..=TICKET_LIMIT).contains(&id.len());
    let expected = "a ticket id is at most 32 digits and nothing else, such as 6948728206392295444";
    TICKET.check(is_valid, "ticket id", id, expected)?;
    let uri = base.join(&format!("/open-apis/helpdesk/v1/tickets/{id}/messages"));
    let request = json_request(Method::POST, uri, message.ticket_body(form));
    let call = Call::new(&TICKET, request, message, id, MessageId::from_response);
    Ok(call.of_helpdesk(credentials))
}

static BOT_MESSAGE: Facts = Facts {
    endpoint: Endpoint::Helpdesk,
    rate: RateLimit::unlimited().per_minute(100),
    limits: None,
    is_repeatable: false,
};

/// The receiver of a message from a helpdesk's bot: a user, and the kind of chat.
///
/// ```
/// use feishu_post::{HelpdeskReceiver, Message};
///
/// assert_eq!(
///     Message::text("你好").helpdesk_body(&HelpdeskReceiver::direct("ou_7d8a")),
///     r#"{"receiver_id":"ou_7d8a","receive_type":"user","msg_type":"text","content":"{\"text\":\"你好\"}"}"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a receiver does nothing by itself: pass it to Helpdesk::send_to"]
pub struct HelpdeskReceiver {
    open_id: String,
    receive_type: &'static str,
}

impl HelpdeskReceiver {
    /// The helpdesk's group with the user, given by open ID, `ou_…`. The platform rejects the message
    /// while the user has an open ticket.
    pub fn group(open_id: impl Into<String>) -> Self {
        Self::new(open_id.into(), "chat")
    }

    /// A direct message from the helpdesk's bot to the user, given by open ID, `ou_…`.
    pub fn direct(open_id: impl Into<String>) -> Self {
        Self::new(open_id.into(), "user")
    }

    fn new(open_id: String, receive_type: &'static str) -> Self {
        Self {
            open_id,
            receive_type,
        }
    }
}

impl Message<'_> {
    /// Returns the body of `POST /open-apis/helpdesk/v1/message`; see the [platform's page].
    ///
    /// [platform's page]: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-bot-message
    ///
    /// ```
    /// use feishu_post::{HelpdeskReceiver, Message, post};
    ///
    /// assert_eq!(
    ///     Message::from(post!["你好"]).helpdesk_body(&HelpdeskReceiver::group("ou_7d8a")),
    ///     r#"{"receiver_id":"ou_7d8a","receive_type":"chat","msg_type":"post","content":"{\"post\":{\"zh_cn\":{\"content\":[[{\"tag\":\"text\",\"text\":\"你好\"}]]}}}"}"#
    /// );
    /// ```
    #[must_use]
    pub fn helpdesk_body(&self, receiver: &HelpdeskReceiver) -> String {
        let [id, kind] = [json!(receiver.open_id), json!(receiver.receive_type)];
        let before = format!(r#"{{"receiver_id":{id},"receive_type":{kind},"#);
        self.body(Envelope::Post, ContentForm::String, &before, "}")
    }
}

/// A message from the helpdesk's bot to a user.
pub(crate) fn helpdesk<'m>(
    base: &BaseUrl,
    credentials: &'m HelpdeskCredentials,
    receiver: HelpdeskReceiver,
    message: Message<'m>,
) -> Result<Call<'m, MessageId>, SendError> {
    BOT_MESSAGE.check_id("open_id", &receiver.open_id)?;
    let uri = base.join("/open-apis/helpdesk/v1/message?user_id_type=open_id");
    let request = json_request(Method::POST, uri, message.helpdesk_body(&receiver));
    let to = receiver.open_id;
    let call = Call::new(&BOT_MESSAGE, request, message, to, MessageId::from_response);
    Ok(call.of_helpdesk(credentials))
}
