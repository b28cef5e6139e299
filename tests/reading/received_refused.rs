//! Messages that cannot be read, and what hostile ones cost.

use std::error::Error as _;

use feishu_post::{Received, ReceivedError, post};
use serde_json::json;

#[track_caller]
fn fails(result: Result<Received, ReceivedError>, expected: &str) {
    assert_eq!(result.unwrap_err().to_string(), expected);
}

/// What was not JSON, and what the parser says of it.
#[track_caller]
fn is_not_json(result: Result<Received, ReceivedError>, expected: &str, cause: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.source().unwrap().to_string(), cause);
}

#[test]
fn what_is_not_json_is_named_and_has_its_cause() {
    let no_value = "expected value at line 1 column 1";
    is_not_json(
        Received::from_message("你好"),
        "the message is not JSON",
        no_value,
    );
    is_not_json(
        Received::from_message(r#"{"event":"你好"}"#),
        "the event is not JSON",
        no_value,
    );
    is_not_json(
        Received::from_message(r#"{"event":{"message":"你好"}}"#),
        "the message is not JSON",
        no_value,
    );
    is_not_json(
        Received::from_message(r#"{"message_type":"post","content":"你好"}"#),
        "the content is not JSON",
        no_value,
    );
    is_not_json(
        Received::from_content("post", ""),
        "the content is not JSON",
        "EOF while parsing a value at line 1 column 0",
    );
}

#[test]
fn deep_nesting_is_refused() {
    let lists = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Received::from_content("post", &lists(127)).is_ok());
    for depth in [128, 100_000] {
        is_not_json(
            Received::from_content("post", &lists(depth)),
            "the content is not JSON",
            "recursion limit exceeded at line 1 column 128",
        );
    }
}

#[test]
fn an_event_and_its_message_may_be_strings_of_json() {
    let message = json!({"message_type": "post", "content": r#"{"content":[["好"]]}"#});
    let event = json!({"message": message.to_string()}).to_string();
    for json in [event.clone(), json!({ "event": event }).to_string()] {
        let received = Received::from_message(&json).unwrap();
        assert_eq!(received.post(), &post!["好"]);
    }
    let noted = json!({"msg_type": "text", "content": r#"{"text":"好"}"#, "message": "ok"});
    let received = Received::from_message(&noted.to_string()).unwrap();
    assert_eq!(received.post(), &post!["好"]);
}

#[test]
fn a_message_beyond_the_limit_is_refused() {
    let of = |bytes: usize| {
        let frame = r#"{"text":""}"#.len();
        format!(r#"{{"text":"{}"}}"#, "a".repeat(bytes - frame))
    };
    let limit = Received::MAX_BYTES;
    assert_eq!(limit, 1_048_576);
    assert!(Received::from_content("text", &of(limit)).is_ok());
    let expected = "the message has 1048577 bytes: expected at most 1048576";
    fails(Received::from_content("text", &of(limit + 1)), expected);
    fails(Received::from_message(&of(limit + 1)), expected);
}

#[test]
fn a_recalled_message_is_named() {
    let recalled = json!({
        "message_id": "om_1", "msg_type": "text", "deleted": true,
        "body": {"content": "This message was recalled"},
    });
    let error = Received::from_message(&recalled.to_string()).unwrap_err();
    assert!(matches!(error, ReceivedError::Recalled));
    assert_eq!(error.to_string(), "the message was recalled");

    let kept =
        json!({"msg_type": "text", "deleted": false, "body": {"content": r#"{"text":"好"}"#}});
    let received = Received::from_message(&kept.to_string()).unwrap();
    assert_eq!(received.post(), &post!["好"]);
}

#[test]
fn what_is_not_a_message_is_refused() {
    fails(
        Received::from_message("[]"),
        "a list is not a message: expected an object with message_type and content",
    );
    fails(
        Received::from_message("{}"),
        "the message has no message_type",
    );
    fails(
        Received::from_message(r#"{"message_type":"post"}"#),
        "the message has no content",
    );
    fails(
        Received::from_content("post", "7"),
        "a number is not a message: expected an object with title and content",
    );
    fails(
        Received::from_content("interactive", "{}"),
        r#"message type "interactive" is not supported: expected post or text"#,
    );
}
