//! Posts without run-time values are constants.

#![deny(warnings, clippy::pedantic)]

use feishu_post::{Line, Post, line, post};
use serde_json::json;

use super::texts;

const WELCOME: Post = post!["你好,工单已收到"];

const TITLE_ONLY: Post = post![title = "标题"];
const BRACES: Post = post!["{{}} and }}{{"];
static EVERYTHING: Post<'static> = post![
    title = "全部",
    "一行",
    [
        "a".bold().italic().underline().line_through(),
        "&nbsp;".un_escape(),
        link("l", "https://example.com/中文?q=1#f").bold(),
        at("ou_1").name("小王").bold(),
        at_all(),
        emotion("SMILE"),
    ],
    image("img_1"),
    image("img_2").size(300, 200),
    media("file_1"),
    media("file_1", "img_1"),
    hr(),
    code_block("rust", "fn main() { let x = {y}; }"),
    markdown("**b**"),
];
const LOCALES: Post = post![
    zh_cn = ["一"],
    en_us = [title = "T", "one"],
    ja_jp = [["一つ"]],
];
const SIGNATURE: Line = line!["— ", "服务台".italic()];
const LIST: [Post; 2] = [post!["a"], post!("b")];

struct Bot;
trait Greets {
    const HELLO: Post<'static>;
}
impl Greets for Bot {
    const HELLO: Post<'static> = post! { "hello" };
}

const fn made() -> Post<'static> {
    post![title = "t", ["a", "b".bold()]]
}

#[test]
fn constants_hold_whole_posts() {
    assert_eq!(
        TITLE_ONLY.to_json(),
        r#"{"zh_cn":{"title":"标题","content":[]}}"#
    );
    assert_eq!(texts(&BRACES), ["{} and }{"]);
    assert_eq!(
        serde_json::to_value(&EVERYTHING).unwrap(),
        json!({"zh_cn": {"title": "全部", "content": [
            [{"tag": "text", "text": "一行"}],
            [
                {"tag": "text", "text": "a", "style": ["bold", "underline", "lineThrough", "italic"]},
                {"tag": "text", "text": "&nbsp;", "un_escape": true},
                {"tag": "a", "text": "l", "href": "https://example.com/%E4%B8%AD%E6%96%87?q=1#f", "style": ["bold"]},
                {"tag": "at", "user_id": "ou_1", "user_name": "小王", "style": ["bold"]},
                {"tag": "at", "user_id": "all"},
                {"tag": "emotion", "emoji_type": "SMILE"},
            ],
            [{"tag": "img", "image_key": "img_1"}],
            [{"tag": "img", "image_key": "img_2", "width": 300, "height": 200}],
            [{"tag": "media", "file_key": "file_1"}],
            [{"tag": "media", "file_key": "file_1", "image_key": "img_1"}],
            [{"tag": "hr"}],
            [{"tag": "code_block", "language": "RUST", "text": "fn main() { let x = {y}; }"}],
            [{"tag": "md", "text": "**b**"}],
        ]}})
    );
    assert_eq!(
        LOCALES.to_json(),
        concat!(
            r#"{"zh_cn":{"content":[[{"tag":"text","text":"一"}]]},"#,
            r#""en_us":{"title":"T","content":[[{"tag":"text","text":"one"}]]},"#,
            r#""ja_jp":{"content":[[{"tag":"text","text":"一つ"}]]}}"#
        )
    );
    assert_eq!(texts(&post!["x", SIGNATURE]), ["x", "— 服务台"]);
    assert_eq!(texts(&LIST[1]), ["b"]);
    assert_eq!(texts(&Bot::HELLO), ["hello"]);
    assert_eq!(texts(&made()), ["ab"]);
    assert!(!WELCOME.is_empty());
    assert_eq!(
        WELCOME.to_json(),
        r#"{"zh_cn":{"content":[[{"tag":"text","text":"你好,工单已收到"}]]}}"#
    );
}
