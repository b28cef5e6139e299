use crate::Post;

/// A message that the fake took, as it would stand in the ticket's chat.
///
/// ```
/// use feishu_post::testing::FakeFeishu;
/// use feishu_post::{Message, send};
///
/// let fake = FakeFeishu::start();
/// let message_id = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
///
/// let accepted = &fake.messages()[0];
/// assert_eq!(accepted.ticket_id, "6948728206392295444");
/// assert_eq!(accepted.message_id, message_id.as_str());
/// assert_eq!(accepted.text.as_deref(), Some("你好"));
/// assert_eq!(accepted.post, None);
/// assert_eq!(accepted.body, r#"{"msg_type":"text","content":{"text":"你好"}}"#);
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AcceptedMessage {
    /// The ticket that it was sent to.
    pub ticket_id: String,
    /// The id that the reply gave, whether or not the reply arrived.
    pub message_id: String,
    /// The post, if it was one.
    pub post: Option<Post<'static>>,
    /// The text, if it was one.
    pub text: Option<String>,
    /// The body of the request, byte for byte.
    pub body: String,
}
