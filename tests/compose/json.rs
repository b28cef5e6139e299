//! What goes on the wire, byte for byte.

use feishu_post::{
    At, CodeBlock, ContentForm, Emoji, Image, Language, Locale, Message, Post, PostBuilder,
    Stylize as _, post,
};

fn page_post() -> Post<'static> {
    PostBuilder::new()
        .title("this is title")
        .line(|line| {
            line.text("第一行 :".un_escape())
                .link("超链接", "http://www.feishu.cn")
        })
        .line(|line| line.text("第二行 :").text("文本测试"))
        .build()
        .unwrap()
}

/// The request body of the platform's page "发送工单消息", compact, in its order of keys.
#[test]
fn the_documented_request_body() {
    insta::assert_snapshot!(
        Message::from(page_post()).ticket_body(ContentForm::Object),
        @r#"{"msg_type":"post","content":{"post":{"zh_cn":{"title":"this is title","content":[[{"tag":"text","un_escape":true,"text":"第一行 :"},{"tag":"a","text":"超链接","href":"http://www.feishu.cn"}],[{"tag":"text","text":"第二行 :"},{"tag":"text","text":"文本测试"}]]}}}}"#
    );
}

#[test]
fn the_documented_request_body_with_content_as_a_string() {
    insta::assert_snapshot!(
        Message::from(page_post()).ticket_body(ContentForm::String),
        @r#"{"msg_type":"post","content":"{\"post\":{\"zh_cn\":{\"title\":\"this is title\",\"content\":[[{\"tag\":\"text\",\"un_escape\":true,\"text\":\"第一行 :\"},{\"tag\":\"a\",\"text\":\"超链接\",\"href\":\"http://www.feishu.cn\"}],[{\"tag\":\"text\",\"text\":\"第二行 :\"},{\"tag\":\"text\",\"text\":\"文本测试\"}]]}}}"}"#
    );
}

#[track_caller]
fn line_is(post: PostBuilder<'_>, expected: &str) {
    let json = post.build().unwrap().to_json();
    assert_eq!(json, format!(r#"{{"zh_cn":{{"content":[[{expected}]]}}}}"#));
}

#[test]
fn each_element_has_its_documented_json() {
    let new = PostBuilder::new;
    line_is(
        new().line(|l| l.text("文本")),
        r#"{"tag":"text","text":"文本"}"#,
    );
    line_is(new().line(|l| l.text("")), r#"{"tag":"text","text":""}"#);
    line_is(
        new().line(|l| l.text("a&nbsp;b".un_escape().bold())),
        r#"{"tag":"text","un_escape":true,"text":"a&nbsp;b","style":["bold"]}"#,
    );
    line_is(
        new().line(|l| l.text("全".italic().line_through().underline().bold())),
        r#"{"tag":"text","text":"全","style":["bold","underline","lineThrough","italic"]}"#,
    );
    line_is(
        new().line(|l| l.link("链接".bold(), "https://a.cn/b")),
        r#"{"tag":"a","text":"链接","href":"https://a.cn/b","style":["bold"]}"#,
    );
    line_is(
        new().line(|l| l.link("&lt;".un_escape(), "https://a.cn")),
        r#"{"tag":"a","un_escape":true,"text":"&lt;","href":"https://a.cn"}"#,
    );
    line_is(
        new().line(|l| l.link_or_text("文档", "https://a.cn")),
        r#"{"tag":"a","text":"文档","href":"https://a.cn"}"#,
    );
    line_is(
        new().line(|l| l.link_or_text("文档".bold(), "a.cn")),
        r#"{"tag":"text","text":"文档 (a.cn)","style":["bold"]}"#,
    );
    line_is(
        new().line(|l| l.at("ou_1")),
        r#"{"tag":"at","user_id":"ou_1"}"#,
    );
    line_is(
        new().line(|l| l.at(At::new("ou_1").name("王小明").bold())),
        r#"{"tag":"at","user_id":"ou_1","user_name":"王小明","style":["bold"]}"#,
    );
    line_is(
        new().line(feishu_post::LineBuilder::at_all),
        r#"{"tag":"at","user_id":"all"}"#,
    );
    line_is(
        new().line(|l| l.emotion(Emoji::EATING_FOOD)),
        r#"{"tag":"emotion","emoji_type":"EatingFood"}"#,
    );
    line_is(
        new().line(|l| l.emotion(Emoji::other("New"))),
        r#"{"tag":"emotion","emoji_type":"New"}"#,
    );
    line_is(new().image("img_1"), r#"{"tag":"img","image_key":"img_1"}"#);
    line_is(
        new().image(Image::new("img_1").size(300, 200)),
        r#"{"tag":"img","image_key":"img_1","width":300,"height":200}"#,
    );
    line_is(
        new().media("file_1"),
        r#"{"tag":"media","file_key":"file_1"}"#,
    );
    line_is(
        new().media_with_cover("file_1", "img_1"),
        r#"{"tag":"media","file_key":"file_1","image_key":"img_1"}"#,
    );
    line_is(new().hr(), r#"{"tag":"hr"}"#);
    line_is(
        new().code_block("go", "a\tb"),
        r#"{"tag":"code_block","language":"GO","text":"a\tb"}"#,
    );
    line_is(
        new().code_block(Language::other("ZIG"), ""),
        r#"{"tag":"code_block","language":"ZIG","text":""}"#,
    );
    line_is(
        new().push(CodeBlock::plain("$ ls")),
        r#"{"tag":"code_block","text":"$ ls"}"#,
    );
    line_is(new().markdown("**b**"), r#"{"tag":"md","text":"**b**"}"#);
}

#[test]
fn only_required_characters_are_escaped() {
    line_is(
        PostBuilder::new().line(|l| l.text("\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}\u{2028}<é😀")),
        "{\"tag\":\"text\",\"text\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}\u{2028}<é😀\"}",
    );
}

#[test]
fn locales_are_written_in_the_order_in_which_they_were_named() {
    let post = PostBuilder::new()
        .locale(Locale::EnUs)
        .title("Title")
        .locale(Locale::other("zh_hk"))
        .hr()
        .locale(Locale::JaJp)
        .title("題")
        .locale(Locale::EnUs)
        .line(|line| line.text("first"))
        .build()
        .unwrap();
    insta::assert_snapshot!(
        post.to_json(),
        @r#"{"en_us":{"title":"Title","content":[[{"tag":"text","text":"first"}]]},"zh_hk":{"content":[[{"tag":"hr"}]]},"ja_jp":{"title":"題","content":[]}}"#
    );
}

#[test]
fn a_text_message_has_its_documented_json() {
    let message = Message::text("<at user_id=\"ou_1\">王</at>\n好");
    insta::assert_snapshot!(
        message.ticket_body(ContentForm::Object),
        @r#"{"msg_type":"text","content":{"text":"<at user_id=\"ou_1\">王</at>\n好"}}"#
    );
    insta::assert_snapshot!(
        message.ticket_body(ContentForm::String),
        @r#"{"msg_type":"text","content":"{\"text\":\"<at user_id=\\\"ou_1\\\">王</at>\\n好\"}"}"#
    );
}

/// The JSON of a constant is written while compiling, of any other post when it is asked for.
#[track_caller]
fn constant_is_written_like_any_other(constant: &Post<'_>) {
    let any_other = PostBuilder::from(constant.clone()).build().unwrap();
    assert_eq!(constant.to_json(), any_other.to_json());
    for form in [ContentForm::Object, ContentForm::String] {
        let body = Message::from(constant).ticket_body(form);
        assert_eq!(body, Message::from(&any_other).ticket_body(form));
    }
}

#[test]
fn a_constants_json_equals_a_built_posts() {
    const EACH_ELEMENT: Post = post![
        title = "引号 \" 与反斜杠 \\",
        [
            "文本&nbsp;\n".un_escape().bold().italic(),
            link("链\t接".underline(), "https://a.cn/b?c=d#e"),
            link("&lt;".un_escape(), "https://飞书.cn"),
            at("ou_1").name("王\u{1}").line_through(),
            at_all(),
            emotion("SMILE"),
        ],
        image("img_1"),
        image("img_1").size(300, 4_294_967_295),
        media("file_1"),
        media("file_1", "img_1"),
        hr(),
        code_block("rust", "fn main() {\n    println!(\"\\u{7f}\");\n}"),
        markdown("**b**"),
        "一行",
    ];
    constant_is_written_like_any_other(&EACH_ELEMENT);
    constant_is_written_like_any_other(&post![
        zh_cn = [title = "标题"],
        en_us = [title = "Title", ["a"], ["b", "c"]],
        ja_jp = ["題"],
    ]);
}

#[test]
fn a_continued_constant_is_serialized_again() {
    const FIRST: Post = post!["第一行"];
    let post = PostBuilder::from(FIRST).hr().build().unwrap();
    assert_eq!(
        post.to_json(),
        r#"{"zh_cn":{"content":[[{"tag":"text","text":"第一行"}],[{"tag":"hr"}]]}}"#
    );
}
