//! The public API without sockets, in a size that Miri runs too: borrowed and owned posts, both writers, JSON in.

use feishu_post::{
    At, ContentForm, Credentials, Helpdesk, Href, Image, Line, Locale, Message, MessageId, Post,
    PostBuilder, Stylize as _, line, post,
};

const RECEIVED: Post = post![
    title = "this is title",
    [
        "第一行 :".un_escape(),
        link("超链接", "http://www.feishu.cn").bold()
    ],
    ["第二行 :", at("ou_1").name("王小明"), emotion("SMILE")],
    image("img_1").size(300, 200),
    code_block("RUST", "fn main() {}\n"),
    markdown("**\"粗\"**"),
    hr(),
];

const BILINGUAL: Post = post![zh_cn = [title = "标题", "一"], en_us = [["one".italic()]]];

const SIGNATURE: Line = line!["— ", "服务台".italic()];

const RECEIVED_JSON: &str = concat!(
    r#"{"zh_cn":{"title":"this is title","content":["#,
    r#"[{"tag":"text","un_escape":true,"text":"第一行 :"},"#,
    r#"{"tag":"a","text":"超链接","href":"http://www.feishu.cn","style":["bold"]}],"#,
    r#"[{"tag":"text","text":"第二行 :"},{"tag":"at","user_id":"ou_1","user_name":"王小明"},"#,
    r#"{"tag":"emotion","emoji_type":"SMILE"}],"#,
    r#"[{"tag":"img","image_key":"img_1","width":300,"height":200}],"#,
    r#"[{"tag":"code_block","language":"RUST","text":"fn main() {}\n"}],"#,
    r#"[{"tag":"md","text":"**\"粗\"**"}],[{"tag":"hr"}]]}}"#,
);

fn built() -> Post<'static> {
    PostBuilder::new()
        .title("this is title")
        .line(|line| {
            line.text("第一行 :".un_escape())
                .link("超链接".bold(), "http://www.feishu.cn")
        })
        .line(|line| {
            line.text("第二行 :")
                .at(At::new("ou_1").name("王小明"))
                .emotion("SMILE")
        })
        .image(Image::new("img_1").size(300, 200))
        .code_block("rust", "fn main() {}\n")
        .markdown("**\"粗\"**")
        .hr()
        .build()
        .unwrap()
}

/// Both writers, both forms of the body, and the way back.
#[track_caller]
fn assert_round(post: &Post<'_>) {
    let json = post.to_json();
    assert_eq!(serde_json::to_string(post).unwrap(), json);
    assert_eq!(serde_json::from_str::<Post>(&json).unwrap(), *post);
    for form in [ContentForm::Object, ContentForm::String] {
        let body = Message::from(post).ticket_body(form);
        let message: Message = serde_json::from_str(&body).unwrap();
        assert_eq!(message.as_post(), Some(post));
    }
}

#[test]
fn a_constant_equals_the_built_post() {
    assert_eq!(RECEIVED, built());
    assert_eq!(RECEIVED.to_json(), RECEIVED_JSON);
    assert_eq!(built().to_json(), RECEIVED_JSON);
}

#[test]
fn posts_are_written_and_read() {
    assert_round(&RECEIVED);
    assert_round(&RECEIVED.clone().into_owned());
    assert_round(&BILINGUAL);
    assert_round(&built());
}

#[test]
fn texts_are_escaped_at_every_offset() {
    for pad in [0, 1, 7, 8, 9] {
        for text in ["\"", "\\", "\n", "\u{1}", "飞\u{7f}", "😀\t"] {
            let text = ["a".repeat(pad).as_str(), text, "bcdefghij"].concat();
            let post = PostBuilder::new()
                .title(&text)
                .line(|line| line.text(&text));
            assert_round(&post.build().unwrap());
        }
    }
}

#[test]
fn a_macro_with_data_borrows_it() {
    let (id, agent, steps) = (42, String::from("ou_1"), ["重启", "重\"试"]);
    let post = post![
        title = "工单 {id}",
        [at(&agent), " {id:>4}"],
        for step in &steps {
            [*step];
        },
        [link("查看", "https://a.cn/{agent}?step={id}")],
        ..[SIGNATURE],
    ];
    assert_round(&post);
    assert_eq!(post.links().count(), 1);
    let owned = post.into_owned();
    drop(agent);
    assert_round(&owned);
}

#[test]
fn every_problem_of_a_post_is_reported() {
    let error = PostBuilder::new()
        .line(|line| line.link("x", "file:///etc/passwd"))
        .locale(Locale::EnUs)
        .line(|line| line.emotion("SMIEL"))
        .build()
        .unwrap_err();
    assert_eq!(error.problems().len(), 2);
    assert_eq!(
        error.to_string().lines().next(),
        Some(
            r#"zh_cn line 1 element 1: link "file:///etc/passwd" is refused: scheme "file" is not http or https"#
        ),
    );
}

#[test]
fn unsendable_json_is_refused() {
    for json in [
        "",
        "[",
        "{}",
        r#"{"zh_cn":{"content":[[{"tag":"a","text":"x","href":"x"}]]}}"#,
    ] {
        assert!(serde_json::from_str::<Post>(json).is_err(), "{json}");
    }
}

#[test]
fn links_are_validated_and_kept() {
    let clean = "https://a.cn/b?c=%20#d";
    assert_eq!(Href::parse(clean).unwrap().as_str(), clean);
    let encoded = Href::parse("https://飞书.cn/工单").unwrap().into_owned();
    assert_eq!(
        encoded.as_str(),
        "https://xn--1jq782p.cn/%E5%B7%A5%E5%8D%95"
    );
}

#[test]
fn requests_and_replies_are_values() {
    let helpdesk = Helpdesk::builder()
        .credentials(Credentials::tenant_token("t-1"))
        .helpdesk("6948728206392295444", "ht-1")
        .build()
        .unwrap();
    assert!(!format!("{helpdesk:?}").contains("ht-1"));
    let reply = http::Response::new(r#"{"code":0,"data":{"message_id":"om_8baa36"}}"#);
    assert_eq!(
        MessageId::from_response(&reply).unwrap().as_str(),
        "om_8baa36"
    );
    let reply = http::Response::new("<html>");
    assert!(MessageId::from_response(&reply).is_err());
}
