//! The fake helpdesk, as a bot's own tests use it.

use feishu_post::testing::FakeFeishu;
use feishu_post::{Code, Credentials, Delivery, Helpdesk, Message, post, send};
use feishu_post_tests::TICKET;
use serde_json::{Value, json};

#[test]
fn takes_what_the_page_takes() {
    let fake = FakeFeishu::start();
    let helpdesk = fake.helpdesk();
    assert!(fake.messages().is_empty());
    let message = post![title = "t", ["x", link("l", "https://a.cn")]];
    let first = send(&helpdesk, TICKET, &message).unwrap();
    let second = send(&helpdesk, "7", Message::text("文字")).unwrap();
    assert!(first.to_string().starts_with("om_"), "{first}");
    assert_ne!(first, second);
    let messages = fake.messages();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0].ticket_id(), Some(TICKET));
    assert_eq!(messages[0].post(), Some(&message));
    assert_eq!(messages[0].text(), None);
    assert_eq!(messages[1].ticket_id(), Some("7"));
    assert_eq!(messages[1].text(), Some("文字"));
    let body: Value = serde_json::from_str(messages[0].body()).unwrap();
    assert_eq!(body["msg_type"], json!("post"));
}

#[test]
fn refuses_a_closed_ticket_alone() {
    let fake = FakeFeishu::start();
    fake.close_ticket(TICKET);
    let error = send(&fake.helpdesk(), TICKET, post!["x"]).unwrap_err();
    assert_eq!(
        (error.code(), error.delivery()),
        (Some(Code::TicketClosed), Delivery::NotDelivered)
    );
    send(&fake.helpdesk(), "8", post!["x"]).unwrap();
    assert_eq!(fake.messages().len(), 1);
}

#[test]
fn checks_the_credentials() {
    let fake = FakeFeishu::start();
    for (access, id, token) in [
        (
            Credentials::tenant_token("t-wrong"),
            "6948728206392295444",
            "ht-wrong",
        ),
        (Credentials::app("cli_wrong", "wrong"), "1", "ht-wrong"),
    ] {
        let helpdesk = Helpdesk::builder()
            .credentials(access)
            .helpdesk(id, token)
            .base_url(fake.base_url())
            .build()
            .unwrap();
        let error = send(&helpdesk, TICKET, post!["x"]).unwrap_err();
        assert!(error.code().is_some(), "{error}");
        assert_eq!(error.delivery(), Delivery::NotDelivered);
    }
    assert!(fake.messages().is_empty());
}

#[test]
fn many_fakes_run_side_by_side() {
    let fakes: Vec<_> = (0..4).map(|_| FakeFeishu::start()).collect();
    std::thread::scope(|scope| {
        for fake in &fakes {
            for _ in 0..4 {
                scope.spawn(|| send(&fake.helpdesk(), TICKET, post!["x"]).unwrap());
            }
        }
    });
    assert!(fakes.iter().all(|fake| fake.messages().len() == 4));
    assert!(fakes[0].base_url() != fakes[1].base_url());
}
