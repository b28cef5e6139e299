/// Where a message goes: which of the platform's pages describes the request and its codes.
///
/// ```
/// use feishu_post::testing::{Endpoint, FakeFeishu};
/// use feishu_post::{Reply, post};
///
/// let fake = FakeFeishu::start();
/// let bot = fake.bot();
/// bot.reply(Reply::to("om_dc1326"), post!["你好"])?;
/// bot.edit("om_dc1326", post!["您好"])?;
/// let endpoints: Vec<_> = fake.messages().iter().map(|message| message.endpoint()).collect();
/// assert_eq!(endpoints, [Endpoint::Reply, Endpoint::Edit]);
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[cfg_attr(
    not(feature = "testing"),
    allow(unreachable_pub, reason = "`testing` names it")
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Endpoint {
    /// `helpdesk/v1/tickets/:ticket_id/messages`: a message to a ticket.
    Ticket,
    /// `helpdesk/v1/message`: a message of the helpdesk's bot to a user.
    Helpdesk,
    /// `im/v1/messages`: a message to a chat or a user.
    Chat,
    /// `im/v1/messages/:message_id/reply`: a reply to a message.
    Reply,
    /// `im/v1/messages/:message_id`: an edit of a message.
    Edit,
    #[cfg(feature = "webhook")]
    /// `bot/v2/hook/:token`: a message by a custom bot's webhook.
    Webhook,
}
