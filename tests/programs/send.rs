//! The example `send` as its users run it.

use std::process::Command;
use std::sync::LazyLock;

use feishu_post::testing::FakeFeishu;
use feishu_post_tests::programs;

static EXAMPLE: LazyLock<String> = LazyLock::new(|| programs::build("send", &[]));

const PAGE: &str = r#"{"msg_type":"post","content":{"post":{"zh_cn":{"title":"this is title","content":[[{"tag":"text","un_escape":true,"text":"第一行 :"},{"tag":"a","text":"超链接","href":"http://www.feishu.cn"}],[{"tag":"text","text":"第二行 :"},{"tag":"text","text":"文本测试"}]]}}}}"#;

fn send(helpdesk: Option<&FakeFeishu>, arguments: &[&str]) -> Command {
    let mut command = programs::command(&EXAMPLE, helpdesk);
    command.args(arguments);
    command
}

#[track_caller]
fn prints(mut command: Command, expected: &[&str]) {
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

#[track_caller]
fn fails(mut command: Command, code: i32, sentence: &str) {
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stderr).unwrap();
    assert_eq!(printed, format!("send: {sentence}\n"));
    assert_eq!(output.status.code(), Some(code));
}

#[test]
fn without_variables_it_sends_to_a_fake() {
    prints(
        send(None, &[]),
        &[PAGE, "om_00000000000000000000000000000001"],
    );
}

#[test]
fn each_place_has_its_body() {
    const CONTENT: &str = r#""msg_type":"text","content":"{\"text\":\"你好\"}""#;
    let id = "om_00000000000000000000000000000001";
    for (arguments, body, answer) in [
        (
            &["--chat", "oc_1"][..],
            format!(r#"{{"receive_id":"oc_1",{CONTENT}}}"#),
            id,
        ),
        (
            &["--user", "ou_1"],
            format!(r#"{{"receive_id":"ou_1",{CONTENT}}}"#),
            id,
        ),
        (&["--reply", "om_1"], format!("{{{CONTENT}}}"), id),
        (
            &["--webhook"],
            r#"{"msg_type":"text","content":{"text":"你好"}}"#.to_owned(),
            "sent",
        ),
    ] {
        let arguments = [arguments, &["--text", "你好"]].concat();
        prints(send(None, &arguments), &[&body, answer]);
    }
}

#[test]
fn an_id_that_is_not_one_is_refused_before_anything_is_sent() {
    fails(
        send(None, &["--reply", "oc_1"]),
        1,
        "invalid message id \"oc_1\"; nothing was sent\n\
         send: a message id is om_ followed by letters, digits, - and _",
    );
}

#[test]
fn variables_choose_the_platform() {
    let fake = FakeFeishu::start();
    let text = r#"{"msg_type":"text","content":{"text":"你好"}}"#;
    let arguments = ["--ticket", "12", "--text", "你好"];
    prints(
        send(Some(&fake), &arguments),
        &[text, "om_00000000000000000000000000000001"],
    );

    let [message] = fake.messages().try_into().unwrap();
    assert_eq!((message.ticket_id(), message.body()), (Some("12"), text));
}

#[test]
fn invalid_arguments_exit_with_2() {
    let usage = "usage: cargo run --example send -- [--ticket ID | --chat ID | --user OPEN_ID | --reply MESSAGE_ID | --webhook] [--text TEXT]";
    fails(
        send(None, &["--ticket", "1", "--webhook"]),
        2,
        "a message has only one destination: pass one of --ticket, --chat, --user, --reply or --webhook",
    );
    fails(
        send(None, &["--text", ""]),
        2,
        "--text is empty: write the text of the message, or omit the option",
    );
    fails(
        send(None, &["--text"]),
        2,
        &format!("missing argument for option '--text'; {usage}"),
    );
    fails(
        send(None, &["--titel"]),
        2,
        &format!("invalid option '--titel'; {usage}"),
    );
}

#[test]
fn missing_variables_exit_with_2() {
    let mut half = send(None, &[]);
    half.env("FEISHU_APP_ID", "cli_1")
        .env("FEISHU_HELPDESK_ID", "1");
    fails(
        half,
        2,
        "FEISHU_APP_SECRET is not set; FEISHU_HELPDESK_TOKEN is not set",
    );
}

#[test]
fn an_invalid_variable_exits_with_2() {
    let fake = FakeFeishu::start();
    let mut wrong = send(Some(&fake), &[]);
    wrong.env("FEISHU_BASE_URL", "http://open.feishu.cn");
    fails(
        wrong,
        2,
        r#"insecure base URL "http://open.feishu.cn": use https, or http to a loopback address"#,
    );
}

#[cfg(unix)]
#[test]
fn a_non_unicode_variable_exits_with_2() {
    use std::os::unix::ffi::OsStrExt;

    let fake = FakeFeishu::start();
    let mut broken = send(Some(&fake), &[]);
    broken.env(
        "FEISHU_HELPDESK_TOKEN",
        std::ffi::OsStr::from_bytes(b"ht-\xff"),
    );
    fails(
        broken,
        2,
        "FEISHU_HELPDESK_TOKEN is not UTF-8: set it again",
    );
}

#[test]
fn a_refused_message_exits_with_1_and_a_hint() {
    let fake = FakeFeishu::start();
    fake.close_ticket("6948728206392295444");
    fails(
        send(Some(&fake), &[]),
        1,
        "refused with code 154401: the ticket is closed (Ticket already be closed), \
         log id 2026010100000000000000000000000002\n\
         send: open a new ticket",
    );
}
