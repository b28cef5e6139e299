//! What holds of any message.

use feishu_post::{Post, Received, ReceivedError};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// JSON that is like a post, more or less.
fn anything() -> impl Strategy<Value = Value> {
    let key = key();
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
            " ",
            "![图](img_1)",
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

/// The names of fields, and what looks like one.
fn key() -> impl Strategy<Value = &'static str> + Clone {
    prop::sample::select(vec![
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
        "fr_fr",
        "at_list",
        "is_new",
    ])
}

/// What was read is written such that it reads strictly as the same.
fn can_be_stored(received: Result<Received, ReceivedError>) -> Result<(), TestCaseError> {
    let post = received.map(Received::into_post);
    if let Some(post) = post.ok().filter(|post| !post.is_empty()) {
        let stored: Post = serde_json::from_str(&post.to_json()).unwrap();
        prop_assert_eq!(stored, post);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_json_reads_as_a_post_that_can_be_stored(value in anything(), person in anything()) {
        for json in [value.to_string(), json!({"content": value}).to_string(), json!({"zh_cn": value}).to_string()] {
            can_be_stored(Received::from_content("post", &json))?;
            can_be_stored(Received::from_content("text", &json))?;
        }
        can_be_stored(Received::from_message(&value.to_string()))?;
        let mentions = json!([{"key": "@_user_1", "id": person, "name": person}, person]);
        for (message_type, content) in [("post", value), ("text", json!({"text": "@_user_1 @_user_2"}))] {
            let message = json!({"message_type": message_type, "content": content, "mentions": mentions});
            can_be_stored(Received::from_message(&message.to_string()))?;
        }
    }

    /// Whatever is beside it in the content.
    #[test]
    fn a_text_is_never_lost_for_what_is_beside_it(key in key(), value in anything(), is_last in any::<bool>()) {
        let content = json!([[{"tag": "text", "text": "不能丢的字"}]]).to_string();
        let content = format!("\"content\":{content}");
        let beside = format!("{}:{value}", json!(key));
        let fields = if is_last { [beside, content] } else { [content, beside] };
        let received = Received::from_content("post", &format!("{{{}}}", fields.join(","))).unwrap();
        if key != "content" {
            let mut texts = received.post().contents().map(|(_, content)| content.to_text());
            prop_assert!(texts.any(|text| text.contains("不能丢的字")), "{fields:?}");
        }
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
