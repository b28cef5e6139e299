//! Posts from JSON: the forms of the platform's pages, and what is refused.

use feishu_post::{Content, ContentForm, Line, Message, Post, PostBuilder};
use feishu_post_tests::generated;
use proptest::prelude::*;
use serde_json::json;

#[track_caller]
fn reads(json: &str, expected: &str) {
    let post: Post = serde_json::from_str(json).unwrap();
    assert_eq!(post.to_json(), expected);
}

/// The first locale is the one that is shown.
#[test]
fn locales_are_read_in_their_order() {
    let locales = r#"{"zh_cn":{"title":"一"},"en_us":{"title":"two"}}"#;
    for json in [
        locales.to_owned(),
        format!(r#"{{"msg_type":"post","content":{{"post":{locales}}}}}"#),
        json!({"msg_type": "post", "content": format!(r#"{{"post":{locales}}}"#)}).to_string(),
    ] {
        let post: Post = serde_json::from_str(&json).unwrap();
        assert_eq!(post.to_text(), "一", "{json}");
        if json.contains("msg_type") {
            let message: Message = serde_json::from_str(&json).unwrap();
            assert_eq!(message.as_post().unwrap().to_text(), "一", "{json}");
        }
    }
}

#[test]
fn every_documented_wrapping_is_read() {
    let plain = r#"{"zh_cn":{"title":"标题","content":[[{"tag":"text","text":"一"}]]}}"#;
    reads(plain, plain);
    reads(&format!(r#"{{"post":{plain}}}"#), plain);
    reads(
        &format!(r#"{{"msg_type":"post","content":{{"post":{plain}}}}}"#),
        plain,
    );
    reads(
        &json!({"msg_type": "post", "content": format!(r#"{{"post":{plain}}}"#)}).to_string(),
        plain,
    );
    reads(
        &json!({"receive_id": "oc_1", "msg_type": "post", "content": plain}).to_string(),
        plain,
    );
    reads(
        r#"{"title":"标题","content":[[{"tag":"text","text":"一"}]]}"#,
        plain,
    );
    reads(
        r#"{"content":[[{"tag":"text","text":"一"}]],"title":"标题"}"#,
        plain,
    );
}

#[test]
fn fields_of_received_posts_are_read_or_ignored() {
    reads(
        r#"{"title":"","content":[[{"tag":"text","text":"一","style":["codeInline","bold","sparkling"],"lang":"zh"},
            {"tag":"at","user_id":"@_user_1","user_name":"王","style":[]}],[],
            [{"tag":"img","image_key":"img_1","width":300,"height":200}],
            [{"tag":"code_block","language":"zig","text":"x"}],
            [{"tag":"emotion","emoji_type":"Unlisted"}]],"version":2}"#,
        r#"{"zh_cn":{"content":[[{"tag":"text","text":"一","style":["bold","codeInline"]},{"tag":"at","user_id":"@_user_1","user_name":"王"}],[{"tag":"img","image_key":"img_1","width":300,"height":200}],[{"tag":"code_block","language":"zig","text":"x"}],[{"tag":"emotion","emoji_type":"Unlisted"}]]}}"#,
    );
}

#[track_caller]
fn refuses(line: &str, message: &str) {
    let json = format!(r#"{{"zh_cn":{{"content":[[{{"tag":"hr"}}],[{line}]]}}}}"#);
    let error = serde_json::from_str::<Post>(&json).unwrap_err();
    assert_eq!(error.to_string(), format!("zh_cn line 2 element {message}"));
}

#[test]
fn elements_that_could_not_be_sent_are_refused() {
    refuses(
        r#"{"tag":"text","text":"见"},{"tag":"a","text":"x","href":"javascript:alert(1)"}"#,
        r#"2: link "javascript:alert(1)" is refused: scheme "javascript" is not http or https"#,
    );
    refuses(
        r#"{"tag":"span"}"#,
        r#"1: unknown tag "span": expected text, a, at, emotion, img, media, hr, code_block or md"#,
    );
    refuses(
        r#"{"tag":""}"#,
        r#"1: unknown tag "": expected text, a, at, emotion, img, media, hr, code_block or md"#,
    );
    refuses(r#"{"tag":"text"}"#, r#"1: "text" without "text""#);
    refuses(r#"{"tag":"a","text":"x"}"#, r#"1: "a" without "href""#);
    refuses(
        r#"{"tag":"a","href":"https://a.cn"}"#,
        r#"1: "a" without "text""#,
    );
    refuses(r#"{"tag":"at"}"#, r#"1: "at" without "user_id""#);
    refuses(
        r#"{"tag":"at","user_id":""}"#,
        r#"1: mention without a user id: write at("ou_…"), or at_all() for everyone"#,
    );
    refuses(
        r#"{"tag":"emotion"}"#,
        r#"1: "emotion" without "emoji_type""#,
    );
    refuses(r#"{"tag":"img"}"#, r#"1: "img" without "image_key""#);
    refuses(
        r#"{"tag":"img","image_key":"img_1","width":300}"#,
        r#"1: "img" without "height""#,
    );
    refuses(r#"{"tag":"media"}"#, r#"1: "media" without "file_key""#);
    refuses(
        r#"{"tag":"code_block"}"#,
        r#"1: "code_block" without "text""#,
    );
    refuses(r#"{"tag":"md"}"#, r#"1: "md" without "text""#);
    refuses(
        r#"{"tag":"text","text":"x"},{"tag":"img","image_key":"img_1"}"#,
        r#"2: "img" is a block: it must be the only element of its line"#,
    );
}

#[test]
fn posts_that_could_not_be_sent_are_refused() {
    let error = |json| serde_json::from_str::<Post>(json).unwrap_err().to_string();
    insta::assert_snapshot!(error("{}"), @"zh_cn: nothing to show: neither a title nor a line");
    insta::assert_snapshot!(error(r#"{"en_us":{"content":[]}}"#), @"en_us: nothing to show: neither a title nor a line");
    insta::assert_snapshot!(error("[]"), @"invalid type: sequence, expected a post: an object of locales, or its title and content at line 1 column 0");
    insta::assert_snapshot!(error(r#"{"zh_cn":{"content":[[{"tag":"text","text":5}]]}}"#), @"invalid type: integer `5`, expected a string at line 1 column 44");
    insta::assert_snapshot!(error(r#"{"zh_cn":{"content":[[{"text":"x"}]]}}"#), @"missing field `tag` at line 1 column 34");
    insta::assert_snapshot!(error(r#"{"zh_cn":{"content":[[{"tag":"text","text":"a","text":"b"}]]}}"#), @"duplicate field `text` at line 1 column 53");
    insta::assert_snapshot!(error(r#"{"zh_cn":{"content":[],"content":[]}}"#), @"duplicate field `content` at line 1 column 32");
    insta::assert_snapshot!(error(r#"{"zh_cn":"#), @"EOF while parsing a value at line 1 column 9");
}

#[test]
fn messages_are_read_in_both_content_forms() {
    let post = PostBuilder::new().title("工单").hr().build().unwrap();
    for message in [Message::from(&post), Message::text("你\n好")] {
        for form in [ContentForm::Object, ContentForm::String] {
            let read: Message = serde_json::from_str(&message.ticket_body(form)).unwrap();
            assert_eq!(read, message);
        }
    }
}

#[test]
fn messages_of_other_types_are_refused() {
    let error = |json| {
        serde_json::from_str::<Message>(json)
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!(error(r#"{"msg_type":"image","content":{}}"#), @r#"unknown msg_type "image": expected text or post"#);
    insta::assert_snapshot!(error(r#"{"msg_type":"post","content":{"zh_cn":{"title":"t"}}}"#), @"missing field `post`");
    insta::assert_snapshot!(error(r#"{"msg_type":"text","content":{}}"#), @"missing field `text`");
    insta::assert_snapshot!(error(r#"{"content":{}}"#), @"missing field `msg_type` at line 1 column 14");
    insta::assert_snapshot!(error(r#"{"msg_type":"text"}"#), @"missing field `content` at line 1 column 19");
    insta::assert_snapshot!(error(r#"{"msg_type":"text","content":5}"#), @"invalid type: integer `5`, expected the content of a message: an object, or a string containing one at line 1 column 30");
    insta::assert_snapshot!(error("[]"), @"invalid type: sequence, expected a message: an object with msg_type and content at line 1 column 0");
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = r#"{"post":"#.repeat(100_000);
    assert!(
        serde_json::from_str::<Post>(&deep)
            .unwrap_err()
            .to_string()
            .contains("recursion")
    );
}

proptest! {
    #[test]
    fn a_post_round_trips_through_json(post in generated::post()) {
        let json = post.to_json();
        prop_assert_eq!(serde_json::from_str::<Post>(&json).unwrap(), post.clone());
        prop_assert_eq!(post.json_len(), json.len());
        prop_assert_eq!(&serde_json::to_string(&post).unwrap(), &json);
        let unordered = serde_json::to_value(&post).unwrap();
        prop_assert_eq!(&serde_json::from_value::<Post>(unordered).unwrap(), &post);
        prop_assert_eq!(serde_json::from_reader::<_, Post>(json.as_bytes()).unwrap(), post);
    }

    #[test]
    fn contents_and_lines_round_trip(post in generated::post()) {
        for (_, content) in post.contents() {
            let read: Content = serde_json::from_value(serde_json::to_value(content).unwrap()).unwrap();
            prop_assert_eq!(&read, content);
            for line in content.lines() {
                let read: Line = serde_json::from_value(serde_json::to_value(line).unwrap()).unwrap();
                prop_assert_eq!(&read, line);
            }
        }
    }

    #[test]
    fn both_content_forms_mean_the_same(post in generated::post()) {
        let body = |form| -> serde_json::Value {
            serde_json::from_str(&Message::from(&post).ticket_body(form)).unwrap()
        };
        let object = body(ContentForm::Object);
        let string = body(ContentForm::String);
        let inner: serde_json::Value = serde_json::from_str(string["content"].as_str().unwrap()).unwrap();
        prop_assert_eq!(&object["content"], &inner);
    }

    /// Escapes at every distance from the borders of what is scanned at once.
    #[test]
    fn texts_are_escaped_at_every_offset(text in dirty_text()) {
        let quoted = serde_json::to_string(&text).unwrap();
        let object = Message::text(&text).ticket_body(ContentForm::Object);
        prop_assert_eq!(&object, &format!(r#"{{"msg_type":"text","content":{{"text":{quoted}}}}}"#));
        let content = serde_json::to_string(&format!(r#"{{"text":{quoted}}}"#)).unwrap();
        let string = Message::text(&text).ticket_body(ContentForm::String);
        prop_assert_eq!(string, format!(r#"{{"msg_type":"text","content":{content}}}"#));
    }

    #[test]
    fn the_string_form_is_what_serde_json_makes_of_the_object(post in generated::post()) {
        let content = serde_json::to_string(&format!(r#"{{"post":{}}}"#, post.to_json())).unwrap();
        let string = Message::from(&post).ticket_body(ContentForm::String);
        prop_assert_eq!(string, format!(r#"{{"msg_type":"post","content":{content}}}"#));
    }
}

/// Runs of plain and of Chinese characters, and between them what needs an escape or nearly does.
fn dirty_text() -> impl Strategy<Value = String> {
    let run = prop_oneof![
        (0..20_usize).prop_map(|len| "a".repeat(len)),
        (0..7_usize).prop_map(|len| "工".repeat(len)),
        prop_oneof![
            Just('"'),
            Just('\\'),
            Just('\u{7f}'),
            Just(' '),
            Just('😀'),
            proptest::char::range('\0', '\u{23}')
        ]
        .prop_map(String::from),
    ];
    proptest::collection::vec(run, 0..8).prop_map(|runs| runs.concat())
}
