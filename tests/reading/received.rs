//! What people send, in the forms that were seen.

use feishu_post::{Attachment, Element, Line, Post, Received, ReceivedError, Style, post};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Reads the content of a `post`.
#[track_caller]
fn read(content: &str) -> Received {
    Received::from_content("post", content).unwrap()
}

/// The post that the content shows, and how many changes that took.
#[track_caller]
fn shows(content: &str, expected: &Post<'_>, changes: usize) {
    let received = read(content);
    assert_eq!(received.post(), expected, "{content}");
    assert_eq!(
        received.changes().len(),
        changes,
        "{:?}",
        received.changes()
    );
    let stored: Post = serde_json::from_str(&received.post().to_json()).unwrap();
    assert_eq!(&stored, expected);
}

fn lines(received: &Received) -> &[Line<'static>] {
    received.post().contents().next().unwrap().1.lines()
}

fn image(key: &str) -> Attachment {
    Attachment::Image {
        image_key: key.to_owned(),
    }
}

fn file(key: &str, name: Option<&str>) -> Attachment {
    Attachment::File {
        file_key: key.to_owned(),
        name: name.map(str::to_owned),
    }
}

#[test]
fn an_image_beside_text_gets_its_own_line() {
    let content = r#"{"title":"","content":[[{"tag":"img","image_key":"img_v3_1"},{"tag":"text","text":"看这张图","style":[]}]]}"#;
    shows(content, &post![image("img_v3_1"), "看这张图"], 1);
    assert_eq!(read(content).attachments(), [image("img_v3_1")]);
    assert_eq!(
        read(content).changes()[0].to_string(),
        r#"zh_cn line 1 element 1: "img" is a block: it must be the only element of its line"#
    );

    shows(
        r#"{"title":"t","content":[[{"tag":"text","text":"你好 "},{"tag":"img","image_key":"k"},{"tag":"text","text":" 说明"},{"tag":"a","text":"链接","href":"https://example.com"},{"tag":"at","user_id":"ou_x","user_name":"某人"}],[{"tag":"text","text":"二"}]]}"#,
        &post![
            title = "t",
            "你好 ",
            image("k"),
            [
                " 说明",
                link("链接", "https://example.com"),
                at("ou_x").name("某人")
            ],
            "二",
        ],
        1,
    );
    shows(
        r#"[[{"tag":"img","image_key":"a"},{"tag":"img","image_key":"b"}]]"#,
        &post![image("a"), image("b")],
        2,
    );
}

#[test]
fn the_tag_markdown_is_md() {
    shows(
        r#"[[{"tag":"text","text":"你好 "},{"tag":"at","user_id":"@_user_1","user_name":"小王"}],[{"tag":"markdown","text":"**处理中**"}]]"#,
        &post![
            ["你好 ", at("@_user_1").name("小王")],
            markdown("**处理中**")
        ],
        0,
    );
}

#[test]
fn files_are_attachments_and_texts() {
    let content = r#"{"title":"","content":[[{"tag":"text","text":"请重填"}]],"content_v2":[[{"tag":"md","text":"请重填"}]],"files":[{"file_key":"file_1","file_name":"表.xlsx","is_folder":false}]}"#;
    shows(content, &post!["请重填", "[表.xlsx]"], 1);
    assert_eq!(
        read(content).attachments(),
        [file("file_1", Some("表.xlsx"))]
    );

    for content in [
        r#"{"title":"","content":[[]],"content_v2":[[]],"files":[{"file_key":"f","file_name":"note.py","is_folder":false}]}"#,
        r#"{"files":[{"file_key":"f","file_name":"note.py"}]}"#,
    ] {
        shows(content, &post!["[note.py]"], 1);
        assert_eq!(read(content).attachments(), [file("f", Some("note.py"))]);
    }

    let content = r#"{"content":[[{"tag":"text","text":"听 "},{"tag":"audio","file_key":"a"},{"tag":"sticker","file_key":"s"},{"tag":"file","file_key":"f","file_name":"a.txt"}]],"files":[{"file_key":"f","file_name":"a.txt"}]}"#;
    shows(
        content,
        &post![["听 ", "[audio]", "[sticker]", "[a.txt]"]],
        3,
    );
    assert_eq!(
        read(content).attachments(),
        [file("a", None), file("s", None), file("f", Some("a.txt"))]
    );
}

#[test]
fn a_flat_list_is_a_line() {
    shows(
        r#"{"content":[{"tag":"text","text":"第一段"},{"tag":"text","text":"第二段"}]}"#,
        &post![["第一段", "第二段"]],
        0,
    );
}

#[test]
fn every_wrapping_is_read() {
    let expected = post![title = "周报", ["好"]];
    let plain = json!({"title": "周报", "content": [[{"tag": "text", "text": "好"}]]});
    for wrapped in [
        plain.clone(),
        json!({"zh_cn": plain}),
        json!({"post": {"zh_cn": plain}}),
        json!({"post": plain}),
        json!({"post": plain.to_string()}),
        json!({"post": json!({"zh_cn": plain}).to_string()}),
        json!({"zh_cn": plain.to_string()}),
        json!({"title": "周报", "content": json!([[{"tag": "text", "text": "好"}]]).to_string()}),
    ] {
        shows(&wrapped.to_string(), &expected, 0);
        shows(&format!("\u{feff}{wrapped}"), &expected, 0);
    }
    shows(
        r#"{"zh_cn":{"title":"一","content":[[{"tag":"text","text":"甲"}]]},"en_us":{"title":"One","content":[[{"tag":"text","text":"A"}]]}}"#,
        &post![
            zh_cn = [title = "一", ["甲"]],
            en_us = [title = "One", ["A"]]
        ],
        0,
    );
}

#[test]
fn content_v2_is_read_where_content_shows_nothing() {
    for content in [
        r#"{"zh_cn":{"content_v2":[[{"tag":"md","text":"Hello **world**"}]]}}"#,
        r#"{"content":[[]],"content_v2":[[{"tag":"md","text":"Hello **world**"}]]}"#,
        r#"{"content":null,"content_v2":[[{"tag":"md","text":"Hello **world**"}]]}"#,
    ] {
        shows(content, &post![markdown("Hello **world**")], 0);
    }
}

#[test]
fn mentions_without_an_id_are_texts() {
    shows(
        r#"{"zh_cn":{"title":"Weekly","content":[[{"tag":"text","text":"Hello "},{"tag":"at","user_name":"Alice"}]]}}"#,
        &post![title = "Weekly", ["Hello ", "@Alice"]],
        1,
    );
}

#[test]
fn unknown_tags_show_their_text_or_their_name() {
    shows(
        r#"{"content":[[{"tag":"text","text":"前"},{"tag":"weird","text":"后备"},{"tag":"odd"}]]}"#,
        &post![["前", "后备", "[odd]"]],
        2,
    );
}

#[test]
fn the_style_of_inline_code_is_kept() {
    let received = read(
        r#"[[{"tag":"text","text":"运行 "},{"tag":"text","text":"ls -l","style":["codeInline"]}]]"#,
    );
    let Element::Text(code) = &lines(&received)[0].elements()[1] else {
        panic!("a text is expected");
    };
    assert_eq!((code.as_str(), code.style()), ("ls -l", Style::CODE));
    assert!(received.changes().is_empty());
}

#[test]
fn elements_without_their_only_field_are_left_out() {
    let content = r#"[[{"tag":"text","text":"好"},{"tag":"emotion"}],[{"tag":"img"}]]"#;
    shows(content, &post!["好"], 2);
    let rows: Vec<_> = read(content)
        .changes()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        rows,
        [
            r#"zh_cn line 1 element 2: "emotion" without "emoji_type""#,
            r#"zh_cn line 2 element 1: "img" without "image_key""#,
        ]
    );
}

#[test]
fn links_that_could_not_be_sent_are_texts() {
    for (element, expected) in [
        (
            r#"{"tag":"a","text":"help@example.com","href":"mailto:help@example.com"}"#,
            "help@example.com (mailto:help@example.com)",
        ),
        (
            r#"{"tag":"a","text":"file:///x","href":"file:///x"}"#,
            "file:///x",
        ),
        (r#"{"tag":"a","text":"无链接"}"#, "无链接"),
    ] {
        shows(&format!("[[{element}]]"), &post![expected], 1);
    }
    shows(
        r#"[[{"tag":"a","href":"https://example.com"}]]"#,
        &post![[link("https://example.com", "https://example.com")]],
        0,
    );
}

#[test]
fn at_all_is_recognized_in_every_form() {
    shows(
        r#"[[{"tag":"at","user_id":"@_all"},{"tag":"text","text":" 开会"}]]"#,
        &post![[at_all(), " 开会"]],
        0,
    );
    shows(
        r#"[[{"tag":"at","user_id":"all","user_name":"所有人"}]]"#,
        &post![[at_all()]],
        0,
    );
}

#[test]
fn an_empty_name_is_ignored() {
    let content = r#"[[{"tag":"at","user_id":"@_user_1","user_name":"","style":[]},{"tag":"text","text":" 请看"}]]"#;
    shows(content, &post![[at("@_user_1"), " 请看"]], 0);
    assert_eq!(read(content).post().to_text(), "@_user_1 请看");
}

#[test]
fn loosely_typed_fields_are_read() {
    for content in [
        r#"{"title":null,"content":[[{"tag":"text","text":"好","style":null}]]}"#,
        r#"{"content":[[{"tag":"text","text":"好","style":{}}]]}"#,
        r#"{"content":[[{"tag":"text","text":"好","un_escape":"false"}]],"other":[1]}"#,
        "\u{feff}{\"content\":[[{\"tag\":\"text\",\"text\":\"好\"}]]}",
        r#"{"content":[["好"]]}"#,
        r#"{"content":"好"}"#,
    ] {
        shows(content, &post!["好"], 0);
    }
    shows(
        r#"[[{"tag":"img","image_key":"k","width":"300","height":200.0}]]"#,
        &post![image("k").size(300, 200)],
        0,
    );
    shows(
        r#"[[{"tag":"text","text":"&lt;","un_escape":"true"}, {"tag":"text","text":7}]]"#,
        &post![["&lt;".un_escape(), "7"]],
        0,
    );
}

fn message(message_type: &str, content: &Value, mentions: &Value) -> Value {
    json!({
        "message_id": "om_x", "chat_id": "oc_x", "message_type": message_type,
        "content": content.to_string(), "mentions": mentions,
    })
}

#[test]
fn a_message_is_read_from_an_event_or_an_item() {
    let content = json!({"title": "", "content": [[{"tag": "at", "user_id": "@_user_1", "user_name": ""}, {"tag": "text", "text": " 好"}]]});
    let person = json!([{"key": "@_user_1", "id": {"open_id": "ou_1", "union_id": "on_1", "user_id": null}, "name": "小王"}]);
    let event = message("post", &content, &person);
    let item = json!({
        "message_id": "om_x", "chat_id": "oc_x", "msg_type": "post", "body": {"content": content.to_string()},
        "mentions": [{"key": "@_user_1", "id": "ou_1", "id_type": "open_id", "name": "小王"}],
    });
    for json in [
        event.clone(),
        json!({"message": event}),
        json!({"schema": "2.0", "event": {"sender": {}, "message": event}}),
        item,
    ] {
        let received = Received::from_message(&json.to_string()).unwrap();
        assert_eq!(received.post(), &post![[at("ou_1").name("小王"), " 好"]]);
        assert_eq!(received.message_id(), Some("om_x"));
        assert_eq!(received.chat_id(), Some("oc_x"));
        let mention = &received.mentions()[0];
        assert_eq!(
            (mention.key(), mention.open_id(), mention.name()),
            ("@_user_1", Some("ou_1"), Some("小王"))
        );
    }
}

#[test]
fn placeholders_of_a_text_are_mentions_by_their_exact_key() {
    let mentions = json!([
        {"key": "@_user_1", "id": {"open_id": "ou_1"}, "name": "甲"},
        {"key": "@_user_10", "id": {"open_id": "ou_10"}, "name": "乙"},
    ]);
    for (text, expected) in [
        (
            "@_user_1 看一下 @_all\n第二行",
            post![[at("ou_1").name("甲"), " 看一下 ", at_all()], "第二行"],
        ),
        (
            "@_user_10@_user_1你好",
            post![[at("ou_10").name("乙"), at("ou_1").name("甲"), "你好"]],
        ),
        ("@_user_100 @_allow @_", post!["@_user_100 @_allow @_"]),
        ("写信给 a@_user_2", post!["写信给 a@_user_2"]),
    ] {
        let json = message("text", &json!({"text": text}), &mentions).to_string();
        assert_eq!(
            Received::from_message(&json).unwrap().post(),
            &expected,
            "{text}"
        );
    }
}

#[test]
fn invalid_input_is_an_error() {
    #[track_caller]
    fn fails(result: Result<Received, ReceivedError>, expected: &str) {
        assert_eq!(result.unwrap_err().to_string(), expected);
    }
    let not_json = "the message is not JSON";
    fails(Received::from_message("你好"), not_json);
    fails(Received::from_content("post", ""), not_json);
    fails(
        Received::from_content("post", &"[".repeat(100_000)),
        not_json,
    );
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

#[test]
fn content_without_text_is_an_empty_post() {
    for content in ["{}", "[]", "[[]]", r#"{"title":"","content":[[],[{}]]}"#] {
        assert!(read(content).post().is_empty(), "{content}");
    }
}

/// Shapes that the tests of other bots keep, in texts of our own: what each shows, and how many changes
/// that took.
const MET_BY_OTHER_BOTS: &[(&str, &str, usize)] = &[
    (
        r#"{"title":"","content":[[{"tag":"at","user_id":"@_user_1","user_name":"巡检","style":[]},{"tag":"text","text":" /check","style":[]}],[{"tag":"img","image_key":"img_v2_4515","width":1293,"height":1500}]]}"#,
        "@巡检 /check\n[image: img_v2_4515]",
        0,
    ),
    (
        r#"{"title":"","content":[[{"tag":"at","user_id":"@_user_1","user_name":"小菠萝"},{"tag":"text","text":" 介绍："}],[],[{"tag":"text","text":"- 要点"},{"tag":"a","href":"https://example.com/s","text":"来源"}],[{"tag":"img","image_key":"k"}]],"content_v2":[[{"tag":"md","text":"介绍"}]]}"#,
        "@小菠萝 介绍：\n- 要点来源 (https://example.com/s)\n[image: k]",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":"订阅 "},{"tag":"a","text":"新闻","href":"http://feeds.example.com/rss.xml"}]]}"#,
        "订阅 新闻 (http://feeds.example.com/rss.xml)",
        0,
    ),
    (
        r#"{"content":[[{"tag":"a","text":"https://example.com/x","href":"https://example.com/x"}]]}"#,
        "https://example.com/x",
        0,
    ),
    (
        r#"{"content":[[{"tag":"at","user_id":"@_user_1","user_name":""},{"tag":"text","text":"看"},{"tag":"img","image_key":"img_x"},{"tag":"emotion","emoji_type":"SMILE"}]]}"#,
        "@_user_1看\n[image: img_x]\n[SMILE]",
        1,
    ),
    (
        r#"{"title":"计划","content":[[{"tag":"a","text":"规范","href":"https://example.com/spec"},{"tag":"text","text":" 然后 "},{"tag":"code_block","language":"GO","text":"go test ./..."}],[{"tag":"img","image_key":"img_1"},{"tag":"media","file_key":"file_video"},{"tag":"file","file_key":"file_doc","file_name":"说明.txt"}]]}"#,
        "计划\n规范 (https://example.com/spec) 然后 \ngo test ./...\n[image: img_1]\n[video: file_video]\n[说明.txt]",
        4,
    ),
    (r#"{"title":"周报","content":[]}"#, "周报", 0),
    (
        r#"{"title":"  ","content":[[{"tag":"text","text":"x"}]]}"#,
        "  \nx",
        0,
    ),
    (
        r#"{"content":[[{"tag":"emotion","emoji_type":"SMILE"}]]}"#,
        "[SMILE]",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":"第一段"}],[],[],[{"tag":"text","text":"第二段"}]]}"#,
        "第一段\n第二段",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":""},{"tag":"text","text":"后"}]]}"#,
        "后",
        0,
    ),
    (
        r#"{"en_us":{"title":"Plan","content":[[{"tag":"text","text":"one"}]]}}"#,
        "Plan\none",
        0,
    ),
    (
        r#"{"ja_jp":{"content":[[{"tag":"text","text":"一"}]]},"zh_cn":{"content":[[{"tag":"text","text":"二"}]]}}"#,
        "一",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":"粗","style":["bold","unknown"]}]]}"#,
        "粗",
        0,
    ),
    (r#"{"content":[[{"tag":"text","text":"a\nb"}]]}"#, "a\nb", 0),
    (
        r#"{"content":[[{"tag":"text","text":"&amp;&nbsp;","un_escape":true}]]}"#,
        "&\u{a0}",
        0,
    ),
    (
        r#"{"content":[[{"tag":"code_block","text":"let a = 1;\nlet b = 2;"}]]}"#,
        "let a = 1;\nlet b = 2;",
        0,
    ),
    (
        r#"{"content":[[{"tag":"hr"}],[{"tag":"text","text":"下"}]]}"#,
        "---\n下",
        0,
    ),
    (
        r#"{"content":[[{"tag":"media","file_key":"f","image_key":"c"},{"tag":"text","text":"视频"}]]}"#,
        "[video: f]\n视频",
        1,
    ),
    (
        r#"{"content":[[{"tag":"at","user_id":"ou_1"},{"tag":"at","user_id":"all"}]]}"#,
        "@ou_1@all",
        0,
    ),
    (
        r#"{"content":[[{"tag":"at"}],[{"tag":"text","text":"x"}]]}"#,
        "x",
        1,
    ),
    (
        r#"{"content":[[{"tag":"p","text":"段"},{"tag":"sticker","file_key":"s"}]]}"#,
        "段[sticker]",
        2,
    ),
    (
        r#"{"content":[[{"tag":"text"}],[{"text":"无标签"}]]}"#,
        "无标签",
        2,
    ),
    (
        r#"{"content":[[{"tag":"img","image_key":""},{"tag":"text","text":"空图"}]]}"#,
        "空图",
        1,
    ),
    (
        r#"{"content":[[[{"tag":"text","text":"嵌套"}]]]}"#,
        "嵌套",
        0,
    ),
    (
        r#"{"content":[[{"tag":"md","text":"- **一**\n- 二"},{"tag":"text","text":"后"}]]}"#,
        "- **一**\n- 二\n后",
        1,
    ),
    (r#"{"content":{"tag":"text","text":"单个"}}"#, "单个", 0),
    (
        r#"{"title":42,"content":[[{"tag":"text","text":3.5}]]}"#,
        "42\n3.5",
        0,
    ),
];

#[test]
fn messages_seen_by_other_bots_keep_their_text() {
    for (content, text, changes) in MET_BY_OTHER_BOTS {
        let received = read(content);
        assert_eq!(&received.post().to_text(), text, "{content}");
        assert_eq!(
            &received.changes().len(),
            changes,
            "{content}: {:?}",
            received.changes()
        );
    }
}

/// JSON that is like a post, more or less.
fn anything() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
        prop::sample::select(vec![
            "text",
            "a",
            "at",
            "img",
            "media",
            "emotion",
            "hr",
            "code_block",
            "md",
            "markdown",
            "file",
            "p",
            "@_user_1",
            "@_all",
            "ou_1",
            "https://a.cn",
            "mailto:a",
            "[]",
            "{}",
            "[[{\"tag\":\"hr\"}]]",
            "bold",
            "",
        ])
        .prop_map(Value::from),
    ];
    let key = prop::sample::select(vec![
        "tag",
        "text",
        "href",
        "user_id",
        "user_name",
        "image_key",
        "file_key",
        "emoji_type",
        "style",
        "un_escape",
        "width",
        "height",
        "language",
        "title",
        "content",
        "content_v2",
        "files",
        "file_name",
        "post",
        "zh_cn",
        "en_us",
    ]);
    text.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((key.clone(), inner), 0..6).prop_map(|fields| {
                fields
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_reads_as_a_post_that_can_be_stored(value in anything()) {
        for json in [value.to_string(), json!({"content": value}).to_string(), json!({"zh_cn": value}).to_string()] {
            let Ok(received) = Received::from_content("post", &json) else {
                continue;
            };
            let post = received.post();
            if !post.is_empty() {
                let stored: Post = serde_json::from_str(&post.to_json()).unwrap();
                prop_assert_eq!(&stored, post);
            }
        }
        let _ = Received::from_message(&value.to_string());
        let _ = Received::from_content("text", &value.to_string());
    }

    #[test]
    fn no_text_of_a_text_element_is_lost(
        lines in vec(vec((any::<bool>(), "\\PC{1,12}", anything()), 0..5), 0..5),
    ) {
        let mut texts = Vec::new();
        let content: Vec<Vec<Value>> = lines.into_iter().map(|line| line.into_iter().map(|(is_text, text, other)| {
            if is_text {
                texts.push(text.clone());
                json!({"tag": "text", "text": text})
            } else {
                other
            }
        }).collect()).collect();
        let received = Received::from_content("post", &json!({"content": content}).to_string()).unwrap();
        let shown = received.post().to_text();
        let mut rest = shown.as_str();
        for text in texts {
            let found = rest.find(&text);
            prop_assert!(found.is_some(), "{text:?} is not in {rest:?}");
            rest = &rest[found.unwrap_or_default() + text.len()..];
        }
    }
}
