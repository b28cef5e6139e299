//! Our writer and serde_json escape alike, in both content forms.
#![no_main]

use feishu_post::{ContentForm, Message, PostBuilder, Stylize as _};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|texts: (&str, &str, &str)| {
    let (title, text, code) = texts;
    let post = PostBuilder::new()
        .title(title)
        .line(|line| line.text(text.un_escape()).link(text, "https://a.cn"))
        .code_block("RUST", code)
        .markdown(text)
        .build()
        .expect("nothing in it can be refused");
    assert_eq!(serde_json::to_string(&post).ok(), Some(post.to_json()));
    let inner = json!({ "post": &post });
    let body = |form| -> Value {
        let body = Message::from(&post).ticket_body(form);
        serde_json::from_str(&body).expect("the body is JSON")
    };
    assert_eq!(body(ContentForm::Object)["content"], inner);
    let string = body(ContentForm::String);
    let content = string["content"].as_str().expect("the content is a string");
    assert_eq!(serde_json::from_str::<Value>(content).ok(), Some(inner));
});
