//! The fake's chats: what it takes from a send, a reply and an edit, and what it refuses with which
//! words.

use feishu_post::testing::{Endpoint, FakeFeishu, Fault};
use feishu_post_tests::bare_http::{Reply, call, request};
use http::Method;
use serde_json::{Value, json};

const SEND: &str = "im/v1/messages?receive_id_type=chat_id";
const TEXT: &str = r#"{"text":"你好"}"#;

fn send_body() -> Value {
    json!({ "receive_id": "oc_1", "msg_type": "text", "content": TEXT })
}

fn post(fake: &FakeFeishu, path: &str, body: &Value) -> Reply {
    call(request(fake, Method::POST, path, &body.to_string())).unwrap()
}

fn send(fake: &FakeFeishu, body: &Value) -> Reply {
    post(fake, SEND, body)
}

pub fn send_text(fake: &FakeFeishu) -> Reply {
    send(fake, &send_body())
}

fn edit(fake: &FakeFeishu, message_id: &str, body: &Value) -> Reply {
    let path = format!("im/v1/messages/{message_id}");
    call(request(fake, Method::PUT, &path, &body.to_string())).unwrap()
}

/// A send whose body has these fields in place of its own; `null` takes one away.
fn changed(changes: &Value) -> Value {
    let mut body = send_body();
    for (field, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(body.as_object_mut().unwrap().remove(field)),
            value => body[field] = value.clone(),
        }
    }
    body
}

#[track_caller]
fn refused(reply: &Reply, code: i64, msg: &str) {
    assert_eq!(reply.outcome(), (400, code), "{}", reply.text());
    assert_eq!(reply.json()["msg"], msg);
    assert_eq!(reply.json()["error"]["log_id"], reply.header("X-Tt-Logid"));
}

/// The content of a post, as an object, is refused for this reason.
#[track_caller]
fn post_is_refused(content: &Value, reason: &str) {
    let fake = FakeFeishu::start();
    let changes = json!({ "msg_type": "post", "content": content.to_string() });
    let msg = format!("Your request contains an invalid request parameter, ext={reason}");
    refused(&send(&fake, &changed(&changes)), 230_001, &msg);
    assert!(fake.messages().is_empty());
}

#[track_caller]
fn line_is_refused(line: &Value, reason: &str) {
    post_is_refused(&json!({ "zh_cn": { "content": [line] } }), reason);
}

#[test]
fn a_send_is_answered_with_the_message() {
    let fake = FakeFeishu::start();
    let content = json!({ "zh_cn": { "title": "标题", "content": [[
        { "tag": "at", "user_id": "ou_1", "user_name": "小王" },
        { "tag": "at", "user_id": "all" },
        { "tag": "text", "text": " 请看" },
    ]] } });
    let body = changed(&json!({ "msg_type": "post", "content": content.to_string() }));
    let reply = send(&fake, &body);

    assert_eq!(reply.outcome(), (200, 0));
    let mut data = reply.json()["data"].clone();
    for time in ["create_time", "update_time"] {
        let millis = data[time].take();
        assert!(millis.as_str().unwrap().parse::<u64>().unwrap() > 1_700_000_000_000);
    }
    insta::assert_snapshot!(data.to_string(), @r#"{"body":{"content":"{\"content\":[[{\"tag\":\"at\",\"user_id\":\"@_user_1\",\"user_name\":\"小王\"},{\"tag\":\"at\",\"user_id\":\"@_all\"},{\"tag\":\"text\",\"text\":\" 请看\"}]],\"title\":\"标题\"}"},"chat_id":"oc_1","create_time":null,"deleted":false,"mentions":[{"id":"ou_1","id_type":"open_id","key":"@_user_1","name":"小王","tenant_key":"736588c9260f175e"}],"message_id":"om_00000000000000000000000000000001","msg_type":"post","sender":{"id":"cli_a1b2c3","id_type":"app_id","sender_type":"app","tenant_key":"736588c9260f175e"},"update_time":null,"updated":false}"#);
    let [message] = fake.messages().try_into().unwrap();
    assert_eq!(message.endpoint(), Endpoint::Chat);
    assert_eq!(
        (message.receiver(), message.ticket_id()),
        (Some("oc_1"), None)
    );
    assert_eq!(message.message_id(), data["message_id"].as_str());
    assert_eq!(message.body(), body.to_string());
    let kept: Value = serde_json::from_str(&message.post().unwrap().to_json()).unwrap();
    assert_eq!(kept, content);
}

#[test]
fn each_kind_of_receiver_has_its_kind_of_id() {
    let taken = |kind: &str, id: &str| {
        let fake = FakeFeishu::start();
        let path = format!("im/v1/messages?receive_id_type={kind}");
        post(&fake, &path, &changed(&json!({ "receive_id": id }))).outcome()
    };
    let kinds = [
        ("chat_id", "oc_1", "ou_1"),
        ("open_id", "ou_1", "oc_1"),
        ("union_id", "on_1", "ou_1"),
        ("user_id", "4c87bec3", ""),
        ("email", "a@example.com", "ou_1"),
    ];
    for (kind, right, wrong) in kinds {
        assert_eq!(taken(kind, right), (200, 0), "{kind}");
        assert_eq!(taken(kind, wrong), (400, 230_034), "{kind}");
    }
    assert_eq!(taken("thread_id", "omt_1"), (400, 230_001));
}

#[test]
fn a_missing_field_is_named() {
    let fake = FakeFeishu::start();
    let rows = [
        post(&fake, "im/v1/messages", &send_body()),
        send(&fake, &changed(&json!({ "receive_id": null }))),
        send(&fake, &changed(&json!({ "msg_type": null }))),
        send(&fake, &changed(&json!({ "content": null }))),
        send(&fake, &changed(&json!({ "uuid": "k".repeat(51) }))),
    ]
    .map(|reply| {
        refused(&reply, 99_992_402, "field validation failed");
        let violation = &reply.json()["error"]["field_violations"][0];
        format!("{}: {}", violation["field"], violation["description"])
    });
    insta::assert_snapshot!(rows.join("\n"), @r#"
    "receive_id_type": "receive_id_type is required"
    "receive_id": "receive_id is required"
    "msg_type": "msg_type is required"
    "content": "content is required"
    "uuid": "the max len is 50"
    "#);
}

#[test]
fn a_body_of_another_shape_is_a_bad_request() {
    let fake = FakeFeishu::start();
    for body in [
        json!("x"),
        changed(&json!({ "uuid": 7 })),
        changed(&json!({ "reply_in_thread": "yes" })),
    ] {
        let code = send(&fake, &body).outcome().1;
        assert!(matches!(code, 9499 | 99_992_402), "{body} {code}");
    }
    let reply = call(request(&fake, Method::POST, SEND, "{")).unwrap();
    refused(&reply, 9499, "Bad Request");
}

#[test]
fn content_is_a_string_of_json() {
    let fake = FakeFeishu::start();
    let reason = "content is not a string in json format";
    let msg = format!("Your request contains an invalid request parameter, ext={reason}");
    for content in [json!({ "text": "你好" }), json!("你好"), json!(["你好"])] {
        refused(
            &send(&fake, &changed(&json!({ "content": content }))),
            230_001,
            &msg,
        );
    }
    let reply = send(&fake, &changed(&json!({ "msg_type": "image" })));
    refused(
        &reply,
        230_001,
        "Your request contains an invalid request parameter, ext=invalid msg_type",
    );
}

#[test]
fn a_text_says_something() {
    let fake = FakeFeishu::start();
    for (content, reason) in [
        (r#"{"text":""}"#, "invalid message content"),
        (
            r#"{"content":"你好"}"#,
            "content format of the text type is incorrect",
        ),
        (
            r#"{"text":{"text":"你好"}}"#,
            "content format of the text type is incorrect",
        ),
    ] {
        let msg = format!("Your request contains an invalid request parameter, ext={reason}");
        refused(
            &send(&fake, &changed(&json!({ "content": content }))),
            230_001,
            &msg,
        );
    }
}

#[test]
fn a_post_is_an_object_of_locales() {
    let line = json!([[{ "tag": "text", "text": "你好" }]]);
    let malformed = "content format of the post type is incorrect";
    let locale = json!({ "zh_cn": { "title": "标题", "content": line } });
    post_is_refused(&json!({ "post": locale }), "invalid message content");
    post_is_refused(&json!({ "title": "标题", "content": line }), malformed);
    post_is_refused(&json!({}), "content cannot be empty");
    post_is_refused(&json!([]), malformed);
    post_is_refused(
        &json!({ "zh_cn": { "title": 1, "content": line } }),
        malformed,
    );
    post_is_refused(&json!({ "zh_cn": { "content": line[0] } }), malformed);
    post_is_refused(&json!({ "zh_cn": { "content": "你好" } }), malformed);
    post_is_refused(
        &json!({ "zh_cn": { "content": [[]] } }),
        "content cannot be empty",
    );
}

#[test]
fn an_element_has_a_known_tag_and_its_fields() {
    for tag in ["markdown", "lark_md", "table", ""] {
        line_is_refused(
            &json!([{ "tag": tag, "text": "x" }]),
            &format!("message_content has wrong tag:{{{tag}}}"),
        );
    }
    for (tag, field) in [
        ("text", "text"),
        ("a", "href"),
        ("at", "user_id"),
        ("img", "image_key"),
        ("media", "file_key"),
        ("emotion", "emoji_type"),
        ("md", "text"),
    ] {
        line_is_refused(
            &json!([{ "tag": tag }]),
            &format!("message_content_{tag}_tag's {field} field can't be nil"),
        );
    }
    line_is_refused(
        &json!([{ "tag": "a", "href": "https://example.com" }]),
        "message_content_a_tag's text field can't be nil",
    );
}

#[test]
fn an_element_has_the_form_that_its_page_shows() {
    let malformed = "content format of the post type is incorrect";
    let image = json!({ "tag": "img", "image_key": "img_1" });
    let text = json!({ "tag": "text", "text": "x" });
    line_is_refused(&json!([image, text]), malformed);
    line_is_refused(&json!([image, image]), malformed);
    line_is_refused(&json!([text, { "tag": "md", "text": "x" }]), malformed);
    line_is_refused(&json!([{ "tag": "text", "text": 7 }]), malformed);
    line_is_refused(
        &json!([{ "tag": "text", "text": "x", "style": { "bold": true } }]),
        malformed,
    );
    line_is_refused(
        &json!([{ "tag": "text", "text": "x", "un_escape": "true" }]),
        malformed,
    );
    for href in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "www.feishu.cn",
        "",
        "ftp://a.cn/",
    ] {
        line_is_refused(
            &json!([{ "tag": "a", "text": "x", "href": href }]),
            "scheme not in scheme whitelist",
        );
    }
}

#[test]
fn every_documented_element_is_accepted() {
    let fake = FakeFeishu::start();
    let content = json!({ "zh_cn": { "title": "标题", "content": [
        [
            { "tag": "text", "text": "粗体", "style": ["bold", "unknown"], "un_escape": true },
            { "tag": "a", "text": "链接", "href": "https://www.feishu.cn", "style": ["italic"] },
            { "tag": "at", "user_id": "ou_1", "style": [] },
            { "tag": "emotion", "emoji_type": "SMILE" },
        ],
        [{ "tag": "img", "image_key": "img_1" }],
        [{ "tag": "media", "file_key": "file_1", "image_key": "img_1" }],
        [{ "tag": "hr" }],
        [{ "tag": "code_block", "language": "GO", "text": "func main() {}" }],
        [{ "tag": "md", "text": "**粗体**" }],
    ] } });
    let reply = send(
        &fake,
        &changed(&json!({ "msg_type": "post", "content": content.to_string() })),
    );
    assert_eq!(reply.outcome(), (200, 0), "{}", reply.text());
    assert_eq!(fake.messages().len(), 1);
}

/// A body of exactly so many bytes.
fn body_of(length: usize, msg_type: &str) -> Value {
    let of = |text: String| {
        let content = match msg_type {
            "text" => json!({ "text": text }),
            _ => json!({ "zh_cn": { "content": [[{ "tag": "text", "text": text }]] } }),
        };
        changed(&json!({ "msg_type": msg_type, "content": content.to_string() }))
    };
    let rest = length - of(String::new()).to_string().len();
    of("x".repeat(rest))
}

#[test]
fn a_body_over_the_limit_is_too_long() {
    let fake = FakeFeishu::start();
    for (msg_type, limit) in [("text", 150_000), ("post", 30_000)] {
        assert_eq!(send(&fake, &body_of(limit, msg_type)).outcome(), (200, 0));
        refused(
            &send(&fake, &body_of(limit + 1, msg_type)),
            230_025,
            "The length of the message content reaches its limit.",
        );
    }
}

#[test]
fn a_repeated_key_gives_the_first_messages_id() {
    let fake = FakeFeishu::start();
    let id = |body: &Value| send(&fake, body).json()["data"]["message_id"].clone();
    let first = id(&changed(&json!({ "uuid": "k".repeat(50) })));
    let other_content =
        changed(&json!({ "uuid": "k".repeat(50), "content": r#"{"text":"别的"}"# }));
    assert_eq!(id(&other_content), first);
    assert_ne!(id(&changed(&json!({ "uuid": "other" }))), first);
    assert_ne!(id(&send_body()), id(&send_body()));
    assert_eq!(fake.messages().len(), 4);
}

#[test]
fn a_refused_message_does_not_use_its_key_up() {
    let fake = FakeFeishu::start();
    let refusal = changed(&json!({ "uuid": "k", "content": "{}" }));
    assert_eq!(send(&fake, &refusal).outcome(), (400, 230_001));
    assert_eq!(
        send(&fake, &changed(&json!({ "uuid": "k" }))).outcome(),
        (200, 0)
    );
    assert_eq!(fake.messages().len(), 1);
}

#[test]
fn a_reply_names_the_message_that_it_answers() {
    let fake = FakeFeishu::start();
    let first = send_text(&fake).json()["data"]["message_id"].clone();
    let path = format!("im/v1/messages/{}/reply", first.as_str().unwrap());
    let body = json!({ "msg_type": "text", "content": TEXT, "reply_in_thread": true, "uuid": "k" });
    let reply = post(&fake, &path, &body);

    assert_eq!(reply.outcome(), (200, 0));
    assert_eq!(reply.json()["data"]["parent_id"], first);
    let message = &fake.messages()[1];
    assert_eq!(
        (message.endpoint(), message.receiver()),
        (Endpoint::Reply, first.as_str())
    );
    assert_eq!(
        message.message_id(),
        reply.json()["data"]["message_id"].as_str()
    );
}

#[test]
fn an_edit_keeps_the_id_and_ends_after_twenty() {
    let fake = FakeFeishu::start();
    let body = json!({ "msg_type": "text", "content": TEXT });
    for _ in 0..20 {
        let reply = edit(&fake, "om_1", &body);
        assert_eq!(reply.outcome(), (200, 0));
        assert_eq!(reply.json()["data"]["message_id"], "om_1");
        assert_eq!(reply.json()["data"]["updated"], true);
    }
    refused(
        &edit(&fake, "om_1", &body),
        230_072,
        "The message has reached the number of times it can be edited.",
    );
    assert_eq!(edit(&fake, "om_2", &body).outcome(), (200, 0));
    assert_eq!(fake.messages()[20].endpoint(), Endpoint::Edit);
}

#[test]
fn a_message_id_has_its_prefix() {
    let fake = FakeFeishu::start();
    let body = json!({ "msg_type": "text", "content": TEXT });
    for id in ["oc_1", "om_", "om_%2F", "1"] {
        let msg = "Your request contains an invalid request parameter, ext=invalid message_id";
        refused(&edit(&fake, id, &body), 230_001, msg);
        refused(
            &post(&fake, &format!("im/v1/messages/{id}/reply"), &body),
            230_001,
            msg,
        );
    }
}

#[test]
fn each_operation_has_its_method_and_wants_a_token() {
    let fake = FakeFeishu::start();
    let body = send_body().to_string();
    let wrong = call(request(&fake, Method::POST, "im/v1/messages/om_1", &body)).unwrap();
    assert_eq!(wrong.outcome(), (405, 99_991_301));
    for (method, path) in [
        (Method::POST, SEND),
        (Method::POST, "im/v1/messages/om_1/reply"),
        (Method::PUT, "im/v1/messages/om_1"),
    ] {
        let mut request = request(&fake, method, path, &body);
        request.headers_mut().remove("authorization");
        assert_eq!(
            call(request).unwrap().outcome(),
            (400, 99_991_661),
            "{path}"
        );
    }
}

#[test]
fn one_chat_takes_five_messages_a_second() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit(true);
    let reply_path = "im/v1/messages/om_00000000000000000000000000000001/reply";
    let codes: Vec<_> = (0..100)
        .map(|index| match index % 2 {
            0 => send_text(&fake).outcome(),
            _ => post(
                &fake,
                reply_path,
                &json!({ "msg_type": "text", "content": TEXT }),
            )
            .outcome(),
        })
        .take_while(|outcome| *outcome == (200, 0))
        .collect();
    let refused = send_text(&fake).outcome();
    assert!(codes.len() >= 5 && codes.len() < 100);
    assert_eq!(refused, (400, 230_020));
    assert_eq!(
        send(&fake, &changed(&json!({ "receive_id": "oc_2" }))).outcome(),
        (200, 0)
    );
}

#[test]
fn a_code_comes_with_the_words_of_its_endpoints_page() {
    let fake = FakeFeishu::start();
    let body = json!({ "msg_type": "text", "content": TEXT });
    let rows = [230_054, 230_071, 230_072, 230_075].map(|code| {
        (0..3).for_each(|_| fake.queue(Fault::code(code)));
        let replies = [
            send_text(&fake),
            post(&fake, "im/v1/messages/om_1/reply", &body),
            edit(&fake, "om_1", &body),
        ];
        let words = replies.map(|reply| {
            assert_eq!(reply.outcome(), (400, code));
            reply.json()["msg"].as_str().unwrap().to_owned()
        });
        format!(
            "{code}\n  send: {}\n  reply: {}\n  edit: {}",
            words[0], words[1], words[2]
        )
    });
    insta::assert_snapshot!(rows.join("\n"), @r"
    230054
      send: This type of message is unavailable in the connection group.
      reply: This operation is not supported for this message type.
      edit: This operation is not supported for this message type.
    230071
      send: The group to which the message belongs does not support reply in thread.
      reply: The group to which the message belongs does not support reply in thread.
      edit: The operator is not the sender of the message.
    230072
      send: Aggregated messages do not support reply in thread.
      reply: Aggregated messages do not support reply in thread.
      edit: The message has reached the number of times it can be edited.
    230075
      send: Sending encrypted messages is not supported.
      reply: Sending encrypted messages is not supported.
      edit: The message has exceeded the time that can be edited.
    ");
}

#[test]
fn a_missing_scope_comes_with_the_page_to_apply_for_it() {
    let fake = FakeFeishu::start();
    fake.queue(Fault::code(99_991_672));
    let reply = send_text(&fake);
    refused(
        &reply,
        99_991_672,
        "Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot, helpdesk:all]",
    );
    let help = &reply.json()["error"]["helps"][0]["url"];
    assert!(
        help.as_str()
            .unwrap()
            .starts_with("https://open.feishu.cn/app/cli_a1b2c3/auth?q=")
    );
}

/// The first locale is the one that `to_text` and previews show.
#[cfg(feature = "ureq")]
#[test]
fn locales_of_accepted_posts_keep_their_order() {
    use feishu_post::Post;

    let locales = r#"{"zh_cn":{"title":"一","content":[]},"en_us":{"title":"two","content":[]}}"#;
    let fake = FakeFeishu::start();
    let content = Value::from(locales);
    let chat = format!(r#"{{"receive_id":"oc_1","msg_type":"post","content":{content}}}"#);
    let reply = call(request(&fake, Method::POST, SEND, &chat)).unwrap();
    assert_eq!(reply.outcome(), (200, 0), "{}", reply.text());
    fake.helpdesk()
        .send("69487", serde_json::from_str::<Post>(locales).unwrap())
        .unwrap();
    fake.webhook()
        .send(serde_json::from_str::<Post>(locales).unwrap())
        .unwrap();
    for message in fake.messages() {
        assert_eq!(
            message.post().unwrap().to_text(),
            "一",
            "{:?}",
            message.endpoint()
        );
    }
    assert_eq!(fake.messages().len(), 3);
}
