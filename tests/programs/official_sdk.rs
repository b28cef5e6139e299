//! The platform's official Python SDK and this crate send the same messages: what the fake records
//! of both is compared. So is a webhook's body with one that the platform's own sample code signs.
//!
//! It needs a Python that has `lark-oapi`, which `LARK_SDK_PYTHON` names; the gates run it.

use std::process::Command;

use feishu_post::testing::{FakeFeishu, RecordedRequest};
use feishu_post::{ContentForm, Message, MessageId, Post, Receiver, Reply, post, send};
use serde_json::Value;

const TICKET: &str = "6948728206392295444";
const MESSAGE: Post = post![
    title = "this is title",
    [
        "第一行&nbsp;:".un_escape(),
        link("超链接", "http://www.feishu.cn")
    ],
    [
        "引号 \" 与换行 \n",
        at("ou_18eac85d35a26f989317ad4f02e8bbbb")
    ],
    image("img_7ea74629-9191-4176-998c-2e603c9c5e8g"),
];

/// Runs a script of the test's folder, and returns what it prints.
fn python(script: &str, arguments: &[&str]) -> String {
    let python = std::env::var("LARK_SDK_PYTHON").expect("LARK_SDK_PYTHON names a Python");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/official_sdk/");
    let command = Command::new(python)
        .arg(format!("{folder}{script}"))
        .args(arguments)
        .output();
    let output = command.unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Sends `ours`, then the same by the SDK, and compares the two requests.
#[track_caller]
fn sends_the_same(ours: impl FnOnce(&FakeFeishu) -> MessageId, theirs: &[&str]) {
    let fake = FakeFeishu::start();
    let our_id = ours(&fake);
    let credentials = [&fake.base_url(), FakeFeishu::APP_ID, FakeFeishu::APP_SECRET];
    let their_id = python("send.py", &[&credentials[..], theirs].concat());

    let requests = fake.requests();
    let mut messages = requests.iter().filter(|request| request.is_message());
    let (ours, theirs) = (messages.next().unwrap(), messages.next().unwrap());
    assert_eq!(seen(ours), seen(theirs));
    assert_eq!(body(ours), body(theirs));
    let [ours, theirs] = &fake.messages()[..] else {
        panic!("two messages are accepted")
    };
    assert_eq!(ours.message_id(), Some(our_id.as_str()));
    assert_eq!(theirs.message_id(), Some(their_id.as_str()));
    assert_eq!(
        (ours.post(), theirs.post()),
        (Some(&MESSAGE), Some(&MESSAGE))
    );
}

/// Method, path with its query, and every header that a page of the platform names.
fn seen(request: &RecordedRequest) -> (String, String, Vec<Option<&str>>) {
    let named = [
        "authorization",
        "content-type",
        "x-lark-helpdesk-authorization",
    ];
    let header = |name| Some(request.headers.get(name)?.to_str().unwrap());
    (
        request.method.to_string(),
        request.path.clone(),
        named.map(header).to_vec(),
    )
}

/// The body as JSON, since the SDK puts spaces between its tokens, and whether it has a key: each
/// call has one of its own.
fn body(request: &RecordedRequest) -> (Value, bool) {
    let mut body: Value = serde_json::from_slice(&request.body).unwrap();
    let key = body.as_object_mut().unwrap().remove("uuid");
    (body, key.is_some())
}

#[test]
#[ignore = "needs a Python with lark-oapi: LARK_SDK_PYTHON"]
fn a_ticket_message_is_the_official_sdks() {
    let helpdesk = "Njk0ODcyODIwNjM5MjI5NTQ0NDpodC1mYWtlLWhlbHBkZXNrLXRva2Vu";
    let content = format!(r#"{{"post":{}}}"#, MESSAGE.to_json());
    sends_the_same(
        |fake| {
            let helpdesk = fake.helpdesk_builder().content_form(ContentForm::String);
            send(&helpdesk.build().unwrap(), TICKET, &MESSAGE).unwrap()
        },
        &["ticket", helpdesk, TICKET, &content],
    );
}

#[test]
#[ignore = "needs a Python with lark-oapi: LARK_SDK_PYTHON"]
fn a_chat_message_is_the_official_sdks() {
    let content = MESSAGE.to_json();
    for (kind, id, receiver) in [
        (
            "chat_id",
            "oc_5ad11d72b830411d72b836c20",
            Receiver::chat("oc_5ad11d72b830411d72b836c20"),
        ),
        (
            "open_id",
            "ou_7d8a6e6df7621556ce0d21922b676706",
            Receiver::open_id("ou_7d8a6e6df7621556ce0d21922b676706"),
        ),
        ("user_id", "4c87bec3", Receiver::user_id("4c87bec3")),
        (
            "union_id",
            "on_94a1ee5551019f18cd73d9f111898cf2",
            Receiver::union_id("on_94a1ee5551019f18cd73d9f111898cf2"),
        ),
        (
            "email",
            "li+lei@example.com",
            Receiver::email("li+lei@example.com"),
        ),
    ] {
        sends_the_same(
            |fake| fake.bot().send(receiver, &MESSAGE).unwrap(),
            &["chat", kind, id, &content, "a key of theirs"],
        );
    }
}

#[test]
#[ignore = "needs a Python with lark-oapi: LARK_SDK_PYTHON"]
fn a_reply_is_the_official_sdks() {
    let message_id = "om_dc13264520392913993dd051dba21dcf";
    sends_the_same(
        |fake| {
            fake.bot()
                .reply(Reply::to(message_id).in_thread(), &MESSAGE)
                .unwrap()
        },
        &["reply", message_id, &MESSAGE.to_json(), "a key of theirs"],
    );
}

#[test]
#[ignore = "needs a Python with lark-oapi: LARK_SDK_PYTHON"]
fn an_edit_is_the_official_sdks() {
    let message_id = "om_dc13264520392913993dd051dba21dcf";
    sends_the_same(
        |fake| {
            fake.bot().edit(message_id, &MESSAGE).unwrap();
            message_id.parse().unwrap()
        },
        &["edit", message_id, &MESSAGE.to_json()],
    );
}

#[test]
#[ignore = "needs a Python: LARK_SDK_PYTHON"]
fn a_webhooks_body_and_signature_are_those_of_the_platforms_sample() {
    let post = Message::from(MESSAGE);
    let text = Message::text("引号 \" 与换行 \n");
    let post_content = format!(r#"{{"post":{}}}"#, MESSAGE.to_json());
    for (message, msg_type, content) in [
        (post, "post", post_content.as_str()),
        (text, "text", r#"{"text":"引号 \" 与换行 \n"}"#),
    ] {
        for (unix_seconds, secret) in [(1_599_360_473, "demo"), (0, ""), (1_661_860_880, "密钥 \n")]
        {
            let ours = message.signed_webhook_body(secret, unix_seconds);
            let timestamp = unix_seconds.to_string();
            let theirs = python("webhook.py", &[&timestamp, secret, msg_type, content]);
            let parse = |body: &str| serde_json::from_str::<Value>(body).unwrap();
            assert_eq!(parse(&ours), parse(&theirs));
        }
    }
}
