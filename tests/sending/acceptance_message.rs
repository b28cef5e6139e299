//! One message for several tickets: it is composed once and lent to each `send`.

use feishu_post::testing::FakeFeishu;
use feishu_post::{Message, SendError, post, send};

#[test]
fn a_message_is_lent() -> Result<(), SendError> {
    let fake = FakeFeishu::start();
    let helpdesk = fake.helpdesk();
    let messages = [Message::text("文字"), Message::from(post!["富文本"])];
    for ticket in ["1", "2"] {
        for message in &messages {
            send(&helpdesk, ticket, message)?;
        }
    }
    let taken: Vec<_> = fake
        .messages()
        .iter()
        .map(|m| m.ticket_id().unwrap().to_owned())
        .collect();
    assert_eq!(taken, ["1", "1", "2", "2"]);
    Ok(())
}
