use http::Method;

use super::{APP_RATE, Call, Facts, json_request};
use crate::json::{ContentForm, Envelope, Message};
use crate::send::code::Endpoint;
use crate::send::config::{BaseUrl, HelpdeskCredentials};
use crate::send::error::SendError;
use crate::send::message_id::MessageId;

/// The longest accepted ticket ID, in digits; the platform's have 19.
const ID_LIMIT: usize = 32;

static FACTS: Facts = Facts {
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
    let is_valid = is_decimal && (1..=ID_LIMIT).contains(&id.len());
    let expected = "a ticket id is at most 32 digits and nothing else, such as 6948728206392295444";
    FACTS.check(is_valid, "ticket id", id, expected)?;
    let uri = base.join(&format!("/open-apis/helpdesk/v1/tickets/{id}/messages"));
    let request = json_request(Method::POST, uri, message.ticket_body(form));
    let call = Call::new(&FACTS, request, message, id, MessageId::from_response);
    Ok(call.of_helpdesk(credentials))
}
