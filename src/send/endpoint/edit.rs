use http::Method;

use super::{APP_RATE, Call, Facts, IM_LIMITS, json_request, read_nothing};
use crate::json::{ContentForm, Envelope, Message};
use crate::send::code::Endpoint;
use crate::send::config::BaseUrl;
use crate::send::error::SendError;

/// An edit replaces the whole content, so that a second one changes nothing. It counts, though, as
/// one of the 20 that a message may have.
static FACTS: Facts = Facts {
    endpoint: Endpoint::Edit,
    rate: APP_RATE,
    limits: IM_LIMITS,
    is_repeatable: true,
};

impl Message<'_> {
    /// The body of `PUT /open-apis/im/v1/messages/:message_id`, as the [platform's page] has it.
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

/// A new content for a message of the bot's.
pub(crate) fn edit<'m>(
    base: &BaseUrl,
    id: &str,
    message: Message<'m>,
) -> Result<Call<'m, ()>, SendError> {
    FACTS.check_message_id(id)?;
    let uri = base.join(&format!("/open-apis/im/v1/messages/{id}"));
    let request = json_request(Method::PUT, uri, message.edit_body());
    Ok(Call::new(&FACTS, request, message, id, read_nothing))
}
