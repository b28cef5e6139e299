//! The platform's official Python SDK and this crate send the same message: what the fake records
//! of both is compared.
//!
//! It needs a Python that has `lark-oapi`, which `LARK_SDK_PYTHON` names; the gates run it.

use std::process::Command;

use feishu_post::testing::{AcceptedMessage, FakeFeishu, RecordedRequest};
use feishu_post::{ContentForm, Post, post, send};
use feishu_post_tests::TICKET;
use serde_json::Value;

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
];

#[test]
#[ignore = "needs a Python with lark-oapi: LARK_SDK_PYTHON"]
fn sends_what_the_official_sdk_sends() {
    let python = std::env::var("LARK_SDK_PYTHON").expect("LARK_SDK_PYTHON names a Python");
    let fake = FakeFeishu::start();
    let helpdesk = fake
        .helpdesk_builder()
        .content_form(ContentForm::String)
        .build()
        .unwrap();
    send(&helpdesk, TICKET, &MESSAGE).unwrap();
    send_with_sdk(&python, &fake);

    let requests = fake.requests();
    let messages: Vec<_> = requests
        .iter()
        .filter(|request| request.is_message())
        .collect();
    let [ours, theirs] = messages.as_slice() else {
        panic!("{} messages", messages.len())
    };
    assert_eq!(seen(ours), seen(theirs));
    let [ours, theirs] = &fake.messages()[..] else {
        panic!("two messages were taken")
    };
    assert_eq!(content(ours), content(theirs));
    assert_eq!(ours.post(), theirs.post());
}

fn send_with_sdk(python: &str, fake: &FakeFeishu) {
    let requests = fake.requests();
    let helpdesk = requests.last().unwrap().headers["x-lark-helpdesk-authorization"].to_str();
    let content = format!(r#"{{"post":{}}}"#, MESSAGE.to_json());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/official_sdk/send.py");
    let output = Command::new(python)
        .arg(script)
        .args([&fake.base_url(), FakeFeishu::APP_ID, FakeFeishu::APP_SECRET])
        .args(["ticket", helpdesk.unwrap(), TICKET, &content])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stdout.starts_with(b"om_"));
}

/// Method, path, and every header that the platform's page names.
fn seen(request: &RecordedRequest) -> (String, String, Vec<String>) {
    let named = [
        "authorization",
        "content-type",
        "x-lark-helpdesk-authorization",
    ];
    let headers = named.map(|name| request.headers[name].to_str().unwrap().to_owned());
    (
        request.method.to_string(),
        request.path.clone(),
        headers.to_vec(),
    )
}

/// The body as JSON: the SDK puts spaces between its tokens.
fn content(message: &AcceptedMessage) -> Value {
    serde_json::from_str(message.body()).unwrap()
}
