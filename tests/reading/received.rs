//! What people send, in the forms that were seen.

use feishu_post::{Attachment, Element, Line, Post, Received, Style, post};
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
fn a_file_without_a_key_is_a_text_alone() {
    for (content, change) in [
        (
            r#"{"files":[{"file_name":"b.txt"}]}"#,
            r#"zh_cn: "file" without "file_key""#,
        ),
        (
            r#"[[{"tag":"audio","name":"b.txt"}]]"#,
            r#"zh_cn line 1 element 1: "audio" without "file_key""#,
        ),
    ] {
        shows(content, &post!["[b.txt]"], 1);
        assert_eq!(read(content).changes()[0].to_string(), change);
        assert_eq!(read(content).attachments(), []);
    }
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
        json!({"content": plain}),
        json!({"content": plain.to_string()}),
        json!({"content": {"zh_cn": plain}}),
        json!({"content": json!({"zh_cn": plain}).to_string()}),
        json!({"msg_type": "post", "content": {"post": {"zh_cn": plain}}}),
        json!({"post": {"post": {"zh_cn": plain}}}),
        json!({"title": "周报", "content": {"content": plain["content"]}}),
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
fn envelopes_are_read_as_deep_as_those_of_a_stored_post() {
    let inside = |envelopes: usize| {
        let plain = json!({"content": [[{"tag": "text", "text": "好"}]]});
        let nested = (0..envelopes).fold(plain, |inner, _| json!({"content": inner}));
        nested.to_string()
    };
    let stored: Post = serde_json::from_str(&inside(7)).unwrap();
    assert_eq!(stored, post!["好"]);
    assert!(serde_json::from_str::<Post>(&inside(8)).is_err());
    shows(&inside(7), &post!["好"], 0);
    shows(&inside(8), &post!["好"], 0);
    let deeper = read(&inside(9));
    assert!(deeper.post().is_empty() && deeper.changes().len() == 1);
}

#[test]
fn a_content_that_is_a_text_alone_is_shown() {
    for content in [
        r#"{"text":"你好"}"#,
        r#"{"zh_cn":{"text":"你好"}}"#,
        r#"{"content":{"text":"你好"}}"#,
        r#"{"content":[],"text":"你好"}"#,
    ] {
        shows(content, &post!["你好"], 1);
    }
    shows(
        r#"{"title":"题","text":"看","tag":"text","files":[{"file_key":"f"}]}"#,
        &post![title = "题", "看", "[file]"],
        1,
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

/// Nor do texts of nothing, or of blanks; they are kept where there is no other content.
#[test]
fn content_v2_is_read_where_content_is_blank() {
    for blank in [
        json!([[{"tag": "text", "text": ""}]]),
        json!([[{"tag": "text", "text": " "}], [{"tag": "md", "text": ""}]]),
        json!([[{"tag": "emotion"}]]),
    ] {
        let both = json!({"content": blank, "content_v2": [[{"tag": "md", "text": "**好**"}]]});
        assert_eq!(
            read(&both.to_string()).post(),
            &post![markdown("**好**")],
            "{both}"
        );
    }
    let neither = json!({"content": [[{"tag": "text", "text": " "}]], "content_v2": [[]]});
    assert_eq!(read(&neither.to_string()).post(), &post![" "]);
}

/// Only a content is one: other fields have names that could be a locale's.
#[test]
fn locales_are_told_from_other_fields() {
    let good = r#"[[{"tag":"text","text":"好"}]]"#;
    for (content, expected) in [
        (
            format!(r#"{{"at_list":["ou_1"],"content":{good}}}"#),
            post!["好"],
        ),
        (format!(r#"{{"content":{good},"is_new":"x"}}"#), post!["好"]),
        (
            format!(r#"{{"content":{good},"is_top":{{"by":"ou_1"}}}}"#),
            post!["好"],
        ),
        (format!(r#"{{"fr_fr":{good},"is_new":[]}}"#), post![["好"]]),
        (
            format!(r#"{{"zh_cn":{good},"title":"题"}}"#),
            post![title = "题", ["好"]],
        ),
        (r#"{"zh_cn":"好"}"#.to_owned(), post!["好"]),
    ] {
        let received = read(&content);
        let (_, expected) = expected.contents().next().unwrap();
        let mut contents = received.post().contents();
        assert_eq!(contents.next().unwrap().1, expected, "{content}");
        assert_eq!(contents.next(), None, "{content}");
    }
}

#[test]
fn what_is_beside_the_locales_belongs_to_the_first() {
    let text = |text| json!([[{"tag": "text", "text": text}]]);
    let content = format!(
        r#"{{"ja_jp":{{"content":{}}},"content":{},"zh_cn":{{"content":{}}},"files":[{{"file_key":"f","file_name":"a.txt"}}]}}"#,
        text("一"),
        text("二"),
        text("三")
    );
    let received = read(&content);
    let contents: Vec<_> = received.post().contents().collect();
    let shown = contents
        .iter()
        .map(|(locale, content)| (locale.as_str(), content.to_text()));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            ("ja_jp", "一\n二\n[a.txt]".to_owned()),
            ("zh_cn", "三".to_owned())
        ]
    );
    assert_eq!(received.attachments(), [file("f", Some("a.txt"))]);
    let beside_post =
        json!({"post": {"zh_cn": {"content": text("好")}}, "files": [{"file_key": "f"}]});
    shows(&beside_post.to_string(), &post!["好", "[file]"], 1);
}

#[test]
fn locales_stay_in_order_and_are_at_most_a_hundred() {
    let names: Vec<_> = (0..102)
        .map(|number| format!("zh_{:03}", 999 - number))
        .collect();
    let contents = names
        .iter()
        .map(|name| format!(r#""{name}":{{"content":[[{{"tag":"text","text":"{name}"}}]]}}"#));
    let received = read(&format!("{{{}}}", contents.collect::<Vec<_>>().join(",")));
    let locales: Vec<_> = received
        .post()
        .contents()
        .map(|(locale, _)| locale.as_str())
        .collect();
    assert_eq!(locales, names[..100]);
    let (_, last) = received.post().contents().last().unwrap();
    assert_eq!(last.to_text(), "zh_900\nzh_899\nzh_898");
    assert_eq!(
        received.changes()[1].to_string(),
        "zh_898: a post has at most 100 locales"
    );
    let stored: Post = serde_json::from_str(&received.post().to_json()).unwrap();
    assert_eq!(&stored, received.post());
}

#[test]
fn a_content_is_unescaped_twice_at_most() {
    let once = json!({"content": [[{"tag": "text", "text": "好"}]]}).to_string();
    let twice = json!(once).to_string();
    shows(&twice, &post!["好"], 0);
    let item = json!({"msg_type": "post", "body": {"content": twice}});
    assert_eq!(
        Received::from_message(&item.to_string()).unwrap().post(),
        &post!["好"]
    );
    let thrice = json!(twice).to_string();
    let error = Received::from_content("post", &thrice).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a string is not a message: expected an object with title and content"
    );
}

#[test]
fn pictures_in_markdown_are_attachments() {
    let content = json!({"content": [[{"tag": "md", "text": "看 ![图](img_v3_1) 和 ![](img_2 \"题\") ![角](<img_5>) ![外](https://a.cn/img_3) ![断](img_4"}]]});
    let received = read(&content.to_string());
    assert_eq!(
        received.attachments(),
        [image("img_v3_1"), image("img_2"), image("img_5")]
    );
}

#[test]
fn an_emotion_without_a_name_is_left_out() {
    shows(
        r#"[[{"tag":"text","text":"好"},{"tag":"emotion","emoji_type":" "}]]"#,
        &post!["好"],
        1,
    );
}

/// Of somebody outside of the company the platform gives a name alone.
#[test]
fn a_mention_without_an_id_keeps_the_name_that_the_message_gives() {
    let mentions = json!([{"key": "@_user_1", "id": {"open_id": ""}, "name": "客户"}]);
    let expected = post![[at("@_user_1").name("客户"), " 好"]];
    let post = json!([[{"tag": "at", "user_id": "@_user_1"}, {"tag": "text", "text": " 好"}]]);
    for message in [
        message("post", &post, &mentions),
        message("text", &json!({"text": "@_user_1 好"}), &mentions),
    ] {
        let received = Received::from_message(&message.to_string()).unwrap();
        assert_eq!(received.post(), &expected);
        assert_eq!(received.post().to_text(), "@客户 好");
        assert_eq!(received.mentions()[0].open_id(), None);
    }
}

/// Of the size at which a pass for each of them would take minutes.
#[test]
fn many_of_a_kind_are_read_in_one_pass() {
    let placeholders = "@_".repeat(Received::MAX_BYTES / 2 - 100);
    let message = json!({"text": placeholders}).to_string();
    assert_eq!(
        Received::from_content("text", &message)
            .unwrap()
            .post()
            .to_text(),
        placeholders
    );

    let files: Vec<_> = (0..20_000)
        .map(|number| json!({"file_key": format!("f{number}")}))
        .collect();
    let received = read(&json!({"files": files}).to_string());
    assert_eq!(received.attachments().len(), 20_000);

    let locales: Vec<_> = (0..40_000)
        .map(|number| {
            format!(
                r#""a{}_{:04}":[[{{}}]]"#,
                ["a", "b", "c", "d"][number / 10_000],
                number % 10_000
            )
        })
        .collect();
    assert!(
        read(&format!("{{{}}}", locales.join(",")))
            .post()
            .is_empty()
    );
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
        r#"{"content":[[{"tag":"text","text":"前"},{"tag":"weird","text":"后备"},{"tag":"odd"},{"tag":"mute","text":""}]]}"#,
        &post![["前", "后备", "[odd]", "[mute]"]],
        3,
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
        (r#"{"tag":"a","text":"","href":"file:///x"}"#, "file:///x"),
        (r#"{"tag":"a","text":"无链接"}"#, "无链接"),
    ] {
        shows(&format!("[[{element}]]"), &post![expected], 1);
    }
    for element in [
        r#"{"tag":"a","href":"https://example.com"}"#,
        r#"{"tag":"a","text":"","href":"https://example.com"}"#,
    ] {
        shows(
            &format!("[[{element}]]"),
            &post![[link("https://example.com", "https://example.com")]],
            0,
        );
    }
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
    // As the feature `arbitrary_precision` of serde_json gives numbers.
    shows(
        r#"[[{"tag":"img","image_key":"k","width":{"$serde_json::private::Number":"300"},"height":2e2}]]"#,
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
        item.clone(),
        json!({"content": null, "message_id": "om_x", "chat_id": "oc_x", "msg_type": "post",
            "body": item["body"].to_string(), "mentions": item["mentions"]}),
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
fn the_sender_is_a_person_by_open_id() {
    let message = message("text", &json!({"text": "好"}), &json!([]));
    let event = |sender: Value| json!({"event": {"sender": sender, "message": message}});
    let item =
        |sender: Value| json!({"msg_type": "text", "body": {"content": "{}"}, "sender": sender});
    for (json, expected) in [
        (
            event(
                json!({"sender_id": {"open_id": "ou_1", "union_id": "on_1"}, "sender_type": "user"}),
            ),
            Some("ou_1"),
        ),
        (event(json!({"sender_id": {"open_id": ""}})), None),
        (
            item(json!({"id": "ou_1", "id_type": "open_id", "sender_type": "user"})),
            Some("ou_1"),
        ),
        (
            item(json!({"id": "cli_1", "id_type": "app_id", "sender_type": "app"})),
            None,
        ),
        (message.clone(), None),
    ] {
        let received = Received::from_message(&json.to_string()).unwrap();
        assert_eq!(received.sender_id(), expected, "{json}");
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
        (
            "@_all10点@_user_1@_all开会",
            post![[at_all(), "10点", at("ou_1").name("甲"), at_all(), "开会"]],
        ),
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
fn content_without_text_is_an_empty_post() {
    for content in ["{}", "[]", "[[]]", r#"{"title":"","content":[[],[{}]]}"#] {
        assert!(read(content).post().is_empty(), "{content}");
    }
}
