//! `post!` and `line!` as their users write them: the contract's own examples, then
//! each rule where it bends.

#![deny(warnings, clippy::pedantic)]

use std::borrow::Cow;
use std::error::Error;
use std::future::Future;

use feishu_post::{Content, Href, Line, Link, Post, line, post};
use serde_json::{Value, json};

/// The lines of the post's one locale, `zh_cn`.
#[track_caller]
fn lines(post: &Post<'_>) -> Value {
    let value = serde_json::to_value(post).unwrap();
    assert_eq!(
        value.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["zh_cn"],
        "{value}"
    );
    value["zh_cn"]["content"].clone()
}

/// What a line shows, texts and link texts joined.
fn shown(line: &Value) -> String {
    line.as_array()
        .unwrap()
        .iter()
        .map(|element| element["text"].as_str().unwrap_or("·"))
        .collect()
}

/// What each line shows.
#[track_caller]
fn texts(post: &Post<'_>) -> Vec<String> {
    lines(post).as_array().unwrap().iter().map(shown).collect()
}

/// The address of the first link of the first line.
#[track_caller]
fn href(post: &Post<'_>) -> String {
    lines(post)[0][0]["href"].as_str().unwrap().to_owned()
}

/// Runs a future that never waits for anything outside.
fn ready<F: Future + Send>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

struct Step {
    number: u32,
    name: String,
    done: bool,
}

fn steps() -> Vec<Step> {
    vec![
        Step {
            number: 1,
            name: "收集日志".into(),
            done: true,
        },
        Step {
            number: 2,
            name: "定位".into(),
            done: false,
        },
    ]
}

#[derive(Clone, Copy)]
enum Severity {
    High,
    Low,
}

fn join(first: &str, second: &str) -> String {
    format!("{first}{second}")
}

fn footer() -> [Line<'static>; 1] {
    [line!["— ", "服务台".italic()]]
}

const WELCOME: Post = post!["你好,工单已收到"];

#[expect(clippy::ref_option, reason = "the example borrows it inside")]
fn update<'a>(
    id: u64,
    agent: &'a str,
    status: &'a str,
    source: &str,
    steps: &'a [Step],
    doc: &'a Option<String>,
    severity: Severity,
) -> Result<Post<'a>, Box<dyn Error>> {
    let update = post![
        title = "工单 {id} 已更新",
        ["处理人:", at(agent), " 状态:", status.bold()],
        for step in steps {
            let n = step.number;
            [
                "{n}. ",
                step.name.as_str(),
                if step.done { " ✓".bold() } else { " …" },
            ];
        },
        if let Some(doc) = &doc {
            [link("相关文档", Href::parse(doc)?)]
        },
        match severity {
            Severity::High => ["请立即处理 ".bold(), emotion("Alarm")],
            Severity::Low => hr(),
        },
        [link(
            "查看工单",
            "https://example.com/tickets/{id}?from={source}"
        )],
        image("img_7ea74629"),
        code_block("RUST", "fn main() {}"),
        ..footer(),
    ];
    Ok(update)
}

#[test]
fn the_contract_example() {
    let steps = steps();
    let doc = Some("https://example.com/doc".to_owned());
    let post = update(
        7,
        "ou_1",
        "处理中",
        "bot & co",
        &steps,
        &doc,
        Severity::High,
    )
    .unwrap();
    assert_eq!(
        serde_json::to_value(&post).unwrap(),
        json!({"zh_cn": {"title": "工单 7 已更新", "content": [
            [{"tag": "text", "text": "处理人:"}, {"tag": "at", "user_id": "ou_1"},
             {"tag": "text", "text": " 状态:"}, {"tag": "text", "text": "处理中", "style": ["bold"]}],
            [{"tag": "text", "text": "1. "}, {"tag": "text", "text": "收集日志"}, {"tag": "text", "text": " ✓", "style": ["bold"]}],
            [{"tag": "text", "text": "2. "}, {"tag": "text", "text": "定位"}, {"tag": "text", "text": " …"}],
            [{"tag": "a", "text": "相关文档", "href": "https://example.com/doc"}],
            [{"tag": "text", "text": "请立即处理 ", "style": ["bold"]}, {"tag": "emotion", "emoji_type": "Alarm"}],
            [{"tag": "a", "text": "查看工单", "href": "https://example.com/tickets/7?from=bot%20%26%20co"}],
            [{"tag": "img", "image_key": "img_7ea74629"}],
            [{"tag": "code_block", "language": "RUST", "text": "fn main() {}"}],
            [{"tag": "text", "text": "— "}, {"tag": "text", "text": "服务台", "style": ["italic"]}],
        ]}})
    );
    let quiet = update(7, "ou_1", "x", "web", &[], &None, Severity::Low).unwrap();
    assert_eq!(lines(&quiet)[1], json!([{"tag": "hr"}]));
    let bad = Some("javascript:alert(1)".to_owned());
    assert!(update(7, "ou_1", "x", "web", &[], &bad, Severity::Low).is_err());
    assert_eq!(
        WELCOME.to_json(),
        r#"{"zh_cn":{"content":[[{"tag":"text","text":"你好,工单已收到"}]]}}"#
    );
}

#[test]
fn the_contract_example_in_several_locales() {
    let prebuilt: Content<'_> = serde_json::from_value(
        json!({"title": "題", "content": [[{"tag": "text", "text": "行"}]]}),
    )
    .unwrap();
    let both = post![
        zh_cn = [
            title = "标题",
            ["第一行 :", link("超链接", "http://www.feishu.cn")]
        ],
        en_us = [
            title = "Title",
            ["First line: ", link("link", "https://www.feishu.cn")]
        ],
        ja_jp = prebuilt,
    ];
    assert_eq!(
        serde_json::to_value(&both).unwrap(),
        json!({
            "zh_cn": {"title": "标题", "content": [[{"tag": "text", "text": "第一行 :"}, {"tag": "a", "text": "超链接", "href": "http://www.feishu.cn"}]]},
            "en_us": {"title": "Title", "content": [[{"tag": "text", "text": "First line: "}, {"tag": "a", "text": "link", "href": "https://www.feishu.cn"}]]},
            "ja_jp": {"title": "題", "content": [[{"tag": "text", "text": "行"}]]},
        })
    );
}

mod constants {
    use super::*;
    use feishu_post::line;

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
    fn are_whole_messages() {
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
    }
}

#[test]
fn every_kind_of_text_stands_in_a_line() {
    let owned = String::from("owned");
    let cow: Cow<'_, str> = Cow::Borrowed("cow");
    let names = ["小王", "小李"];
    let opt: Option<&str> = None;
    let post = post![
        ["a", owned.as_str(), &owned, owned.clone(), cow.clone()],
        [
            Some("some"),
            opt,
            Some(owned.clone()),
            opt.map(str::to_owned)
        ],
        [
            format!("{}!", 1 + 1),
            concat!("x", "y"),
            3.to_string(),
            String::from("==="),
            &owned[1..3],
            stringify!(z)
        ],
        for name in &names {
            [*name, " "]
        },
        for name in names {
            name
        },
        [
            if owned.is_empty() { "leer" } else { "voll" },
            join("clo", "sure"),
            { "block" }
        ],
        owned.clone(),
    ];
    assert_eq!(
        texts(&post),
        [
            "aownedownedownedcow",
            "someowned",
            "2!xy3===wnz",
            "小王 ",
            "小李 ",
            "小王",
            "小李",
            "vollclosureblock",
            "owned"
        ]
    );
}

#[test]
fn elements_made_elsewhere_stand_where_they_belong() {
    use feishu_post::{At, CodeBlock, Image, Language, Stylize, Text};
    fn signature(user: &str) -> Text<'_> {
        user.italic()
    }
    let href = Href::parse("https://example.com").unwrap();
    let element = Link::new("文档", href.clone());
    let some = Some(Link::new("可选", href.clone()));
    let none: Option<At<'_>> = None;
    let whole: Line<'_> = line!["整行"];
    let more = vec![line!["一"], line!["二"]];
    let post = post![
        [signature("王"), element, some, none],
        whole,
        Image::new("img_1").size(1, 2),
        CodeBlock::new(Language::GO, "x"),
        ..more,
        ..None::<Line<'_>>,
        ..["三", "四"].map(|text| line![text]),
        [link("直接", href)],
    ];
    let value = lines(&post);
    assert_eq!(
        value,
        json!([
            [{"tag": "text", "text": "王", "style": ["italic"]}, {"tag": "a", "text": "文档", "href": "https://example.com"}, {"tag": "a", "text": "可选", "href": "https://example.com"}],
            [{"tag": "text", "text": "整行"}],
            [{"tag": "img", "image_key": "img_1", "width": 1, "height": 2}],
            [{"tag": "code_block", "language": "GO", "text": "x"}],
            [{"tag": "text", "text": "一"}],
            [{"tag": "text", "text": "二"}],
            [{"tag": "text", "text": "三"}],
            [{"tag": "text", "text": "四"}],
            [{"tag": "a", "text": "直接", "href": "https://example.com"}],
        ])
    );
}

mod captures {
    use super::*;

    struct Ticket {
        id: u64,
        owner: Owner,
        pair: (u8, &'static str),
    }
    struct Owner {
        name: String,
    }
    impl Ticket {
        fn message(&self) -> Post<'_> {
            post![
                title = "#{self.id}",
                [
                    "{self.id:>5}|{self.owner.name}|{self.owner.name:?}",
                    self.owner.name.as_str()
                ],
                [link(
                    "{self.id} 详情",
                    "https://example.com/{self.id}?o={self.owner.name}"
                )],
                [at("ou_{self.id}").name("{self.owner.name}")],
            ]
        }
    }

    #[test]
    fn read_as_format_reads_them() {
        let (name, n, x, width, prec) = ("王\"", 7, 1.5_f64, 6, 3);
        let r#type = "raw";
        let 工单 = 42;
        let debug = vec![1, 2];
        let post = post![
            "{name}",
            "{name:?}",
            "{n:>3}|{n:<3}|{n:^3}|{n:03}|{n:+}|{n:#x}|{n:#010b}|{n:*^5}",
            "{n:>width$}|{x:.2}|{x:.prec$}|{x:width$.prec$}|{x:e}",
            "{type}{工单}",
            "{debug:?}{debug:#?}",
            "{{{name}}} {{name}}",
            r"\d{n}",
            r#""{n}""#,
            "\u{4f60}{n}\t\\",
            "多行\
             {n}",
        ];
        assert_eq!(
            texts(&post),
            [
                name.to_owned(),
                format!("{name:?}"),
                format!("{n:>3}|{n:<3}|{n:^3}|{n:03}|{n:+}|{n:#x}|{n:#010b}|{n:*^5}"),
                format!("{n:>width$}|{x:.2}|{x:.prec$}|{x:width$.prec$}|{x:e}"),
                format!("{type}{工单}"),
                format!("{debug:?}{debug:#?}"),
                format!("{{{name}}} {{name}}"),
                format!(r"\d{n}"),
                format!(r#""{n}""#),
                format!("\u{4f60}{n}\t\\"),
                "多行7".to_owned(),
            ]
        );
    }

    #[test]
    fn reach_into_fields() {
        let ticket = Ticket {
            id: 42,
            owner: Owner { name: "王".into() },
            pair: (8, "右"),
        };
        let post = post![
            "{ticket.id}|{ticket.id:>5}|{ticket.owner.name}|{ticket.owner.name:?}|{ticket.pair.0}|{ticket.pair.1}",
            ["{ticket.id}".bold()],
        ];
        assert_eq!(texts(&post), ["42|   42|王|\"王\"|8|右", "42"]);
        let message = ticket.message();
        assert_eq!(
            serde_json::to_value(&message).unwrap(),
            json!({"zh_cn": {"title": "#42", "content": [
                [{"tag": "text", "text": "   42|王|\"王\""}, {"tag": "text", "text": "王"}],
                [{"tag": "a", "text": "42 详情", "href": "https://example.com/42?o=%E7%8E%8B"}],
                [{"tag": "at", "user_id": "ou_42", "user_name": "王"}],
            ]}})
        );
    }

    #[test]
    fn leave_the_value_with_its_owner() {
        let name = String::from("王");
        let ticket = Ticket {
            id: 1,
            owner: Owner { name: "李".into() },
            pair: (0, ""),
        };
        let post: Post<'static> = {
            let borrowed = &name;
            post![
                title = "{name}",
                "{borrowed}{ticket.owner.name}",
                ["{name}", name.clone()]
            ]
        };
        assert_eq!(name + &ticket.owner.name, "王李");
        assert_eq!(texts(&post), ["王李", "王王"]);
    }

    #[test]
    fn reach_through_a_declarative_macro() {
        macro_rules! notice {
            ($title:literal, $text:literal, $label:expr, $url:literal) => {
                post![
                    title = $title,
                    [$text, $text.bold(), link($label, $url)],
                    $text
                ]
            };
        }
        const LITERAL: Post = notice!("标题", "行", "文字", "https://example.com/");
        let n = 3;
        let post = notice!("标题 {n}", "行 {n}", "文字", "https://example.com/{n}");
        assert_eq!(
            lines(&post),
            json!([
                [{"tag": "text", "text": "行 3"}, {"tag": "text", "text": "行 3", "style": ["bold"]}, {"tag": "a", "text": "文字", "href": "https://example.com/3"}],
                [{"tag": "text", "text": "行 3"}],
            ])
        );
        assert_eq!(texts(&LITERAL), ["行行文字", "行"]);
    }
}

mod urls {
    use super::*;
    use url::Url;

    #[test]
    fn dots_that_meet_dots_climb_nowhere() {
        for (a, b) in [
            (".", "."),
            (".", ""),
            ("", "."),
            ("%2e", "."),
            ("..", ""),
            ("", ".."),
        ] {
            for url in [
                href(&post![[link("x", "https://example.com/a/b/{a}{b}/c")]]),
                href(&post![[link("x", "https://example.com/a/b/{a}{b}")]]),
                href(&post![[link("x", "https://example.com/a/b/{a}{b}?q")]]),
            ] {
                assert!(
                    Url::parse(&url).unwrap().path().starts_with("/a/b/"),
                    "{a:?} {b:?}: {url}"
                );
            }
            let dotted = [
                href(&post![[link("x", "https://example.com/a/b/.{a}/c")]]),
                href(&post![[link("x", "https://example.com/a/b/{a}./c")]]),
                href(&post![[link("x", "https://example.com/a/b/%2e{a}/c")]]),
                href(&post![[link("x", "https://example.com/a/b/.{b}")]]),
            ];
            for url in dotted {
                assert!(
                    Url::parse(&url).unwrap().path().starts_with("/a/b/"),
                    "{a:?} {b:?}: {url}"
                );
            }
        }
    }

    #[test]
    fn a_query_may_follow_the_host_at_once() {
        let (q, f) = ("a&b", "#");
        assert_eq!(
            href(&post![[link("x", "https://example.com?q={q}")]]),
            "https://example.com?q=a%26b"
        );
        assert_eq!(
            href(&post![[link("x", "https://example.com#{f}")]]),
            "https://example.com#%23"
        );
        assert_eq!(
            href(&post![[link("x", "HTTPS://例子.中国/{q}")]]),
            "HTTPS://xn--fsqu00a.xn--fiqs8s/a%26b"
        );
    }

    #[test]
    fn format_specs_hold_in_urls() {
        let (n, t) = (7, (1, "a b"));
        assert_eq!(
            href(&post![[link(
                "x",
                "https://example.com/{n:03}/{n:>3}?{t.1}={t.0}&d={t.1:?}"
            )]]),
            { "https://example.com/007/%20%207?a%20b=1&d=%22a%20b%22" }
        );
    }
}

mod markup {
    use super::*;
    use feishu_post::Markdown;

    #[test]
    fn data_cannot_forge_an_entity() {
        let hostile = "&nbsp;<b>&#60;\"'&amp";
        let post = post![
            [
                "&nbsp;{hostile}".un_escape(),
                "{hostile:?}".bold().un_escape(),
                "{hostile}".un_escape().bold()
            ],
            [link("&nbsp;{hostile}", "https://example.com").un_escape()],
            ["{hostile}"],
        ];
        let value = lines(&post);
        for (row, column) in [(0, 0), (0, 1), (0, 2), (1, 0)] {
            let element = &value[row][column];
            let text = element["text"].as_str().unwrap();
            assert_eq!(element["un_escape"], true);
            let data = text.strip_prefix("&nbsp;").unwrap_or(text);
            assert!(
                !data.contains("&nbsp;") && !data.contains('<') && data.contains("&amp;nbsp;"),
                "{text}"
            );
        }
        assert_eq!(value[2], json!([{"tag": "text", "text": hostile}]));
    }

    #[test]
    fn markdown_takes_what_cannot_carry_markup() {
        let (n, x, yes, tuple) = (7_u64, 1.5_f32, true, (3_i8, 4_usize));
        let name = Markdown::raw("**王**");
        let numbers = [1_u128, 2];
        let post = post![
            markdown("# {n} {x:.2} {yes} {tuple.0} {tuple.1:>3} {name}"),
            for number in &numbers {
                markdown("- {number}")
            },
            markdown("{{literal}} <at user_id=\"ou_1\">x</at>"),
            markdown(name),
            markdown(Markdown::raw(format!("_{n}_"))),
        ];
        let texts: Vec<_> = lines(&post)
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line[0].clone())
            .collect();
        let md = |text: &str| json!({"tag": "md", "text": text});
        assert_eq!(
            texts,
            [
                md("# 7 1.50 true 3   4 **王**"),
                md("- 1"),
                md("- 2"),
                md("{literal} <at user_id=\"ou_1\">x</at>"),
                md("**王**"),
                md("_7_"),
            ]
        );
    }
}

mod control_flow {
    use super::*;
    use feishu_post::line;

    fn nested(rows: &[Vec<Option<&str>>], loud: bool) -> Post<'static> {
        post![for (i, row) in rows.iter().enumerate() {
            let count = row.iter().flatten().count();
            if count == 0 {
                continue;
            }
            "第 {i} 行";
            for cell in row {
                match cell {
                    Some(text) if text.starts_with('!') => {
                        if loud {
                            let text = &text[1..];
                            [
                                "{text}".bold(),
                                for _ in 0..2 {
                                    "!"
                                },
                            ];
                            hr();
                        } else if i > 0 {
                            [emotion("SHHH")]
                        } else {
                        }
                    }
                    Some("stop") => break,
                    Some("a" | "b") => "字母",
                    Some(text) => ["{text}"],
                    None => {}
                }
            }
        },]
    }

    #[test]
    fn nests_as_deep_as_rust_does() {
        let rows = vec![
            vec![Some("!喂"), None, Some("a")],
            vec![None],
            vec![Some("x"), Some("!y"), Some("stop"), Some("z")],
        ];
        assert_eq!(
            texts(&nested(&rows, true)),
            ["第 0 行", "喂!!", "", "字母", "第 2 行", "x", "y!!", ""].map(|t| if t.is_empty() {
                "·"
            } else {
                t
            })
        );
        assert_eq!(
            texts(&nested(&rows, false)),
            ["第 0 行", "字母", "第 2 行", "x", "·"]
        );
        let nothing = nested(&[], true);
        assert!(nothing.is_empty());
    }

    #[test]
    fn works_inside_a_line() {
        let tags = ["紧急", "网络"];
        let level = Some(3);
        let line = line![
            "标签:",
            for (i, tag) in tags.into_iter().enumerate() {
                if i > 0 {
                    "、"
                }
                let n = i + 1;
                "{n}";
                tag.bold();
            },
            if let Some(level) = level {
                " 级别 {level}"
            },
            match level {
                Some(3..) => emotion("Fire"),
                Some(_) | None => {}
            },
            {
                let end = "。";
                end
            },
        ];
        let post = post![line];
        assert_eq!(texts(&post), ["标签:1紧急、2网络 级别 3·。"]);
        assert_eq!(
            lines(&post)[0][2],
            json!({"tag": "text", "text": "紧急", "style": ["bold"]})
        );
    }

    #[test]
    fn empty_lines_are_left_out() {
        let (none, nothing): (Option<&str>, [u8; 0]) = (None, []);
        let post = post![
            "甲",
            [none],
            [if false {
                "x"
            }],
            [for _ in nothing {
                "y"
            }],
            "乙"
        ];
        assert_eq!(texts(&post), ["甲", "乙"]);
        let empty = post![
            [none],
            if false {
                "x"
            }
        ];
        assert!(empty.is_empty());
        let titled = post![
            title = "只有标题",
            if false {
                "x"
            }
        ];
        assert!(!titled.is_empty());
    }

    #[test]
    fn reaches_into_locales() {
        let steps = steps();
        let n = steps.len();
        let post = post![
            zh_cn = [
                title = "步骤",
                for step in &steps {
                    "{step.number}. {step.name}"
                },
                ..footer()
            ],
            en_us = [
                title = "Steps",
                if steps.is_empty() {
                    "none"
                } else {
                    ["many: ", "{n}".bold()]
                },
                {
                    let x = 1;
                    "{x}";
                    hr();
                },
            ],
        ];
        let value = serde_json::to_value(&post).unwrap();
        assert_eq!(value["zh_cn"]["content"].as_array().unwrap().len(), 3);
        assert_eq!(value["en_us"]["content"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn leaves_the_surroundings_to_question_mark_return_break_and_continue() {
        fn option(value: Option<&str>) -> Option<Post<'_>> {
            Some(post![["值:", value?]])
        }
        fn early(value: &str) -> Result<Post<'_>, String> {
            Ok(post![
                if value.is_empty() {
                    return Err("leer".to_owned());
                },
                [
                    value,
                    link("x", Href::parse(value).map_err(|error| error.to_string())?)
                ],
            ])
        }
        assert!(option(None).is_none());
        assert_eq!(texts(&option(Some("1")).unwrap()), ["值:1"]);
        assert_eq!(early("").unwrap_err(), "leer");
        assert!(early("ftp://x").is_err());
        assert_eq!(texts(&early("http://x").unwrap()), ["http://xx"]);

        let mut posts = Vec::new();
        'tickets: for id in 0..6 {
            posts.push(post![
                if id == 1 {
                    continue;
                },
                for step in 0..3 {
                    if id == 4 && step == 1 {
                        break 'tickets;
                    }
                    if step == 1 {
                        continue;
                    }
                    let Some(half) = Some(step / 2) else { break };
                    "{id}/{step}/{half}";
                },
            ]);
        }
        assert_eq!(
            posts
                .iter()
                .map(|post| texts(post).join(" "))
                .collect::<Vec<_>>(),
            ["0/0/0 0/2/1", "2/0/0 2/2/1", "3/0/0 3/2/1"]
        );
    }

    #[test]
    fn waits_inside_async() {
        async fn name(id: u32) -> String {
            std::future::ready(format!("用户 {id}")).await
        }
        async fn address(ok: bool) -> Result<Href<'static>, feishu_post::HrefError> {
            std::future::ready(()).await;
            Ok(Href::parse(if ok { "https://example.com" } else { "x" })?.into_owned())
        }
        async fn message(ok: bool) -> Result<Post<'static>, Box<dyn Error + Send + Sync>> {
            let owner = name(1).await;
            Ok(post![
                title = "{owner}",
                ["处理人:", name(2).await, link("x", address(ok).await?)],
                for id in 3..5 {
                    let name = name(id).await;
                    ["{name}".bold(), name];
                },
            ])
        }
        assert_eq!(
            texts(&ready(message(true)).unwrap()),
            ["处理人:用户 2x", "用户 3用户 3", "用户 4用户 4"]
        );
        assert!(ready(message(false)).is_err());
    }
}

mod names {
    use super::*;
    use feishu_post::{Stylize, Text, line};

    #[allow(dead_code)]
    fn at(_: &str) -> &'static str {
        "the user's at"
    }
    fn link(text: &'static str) -> Text<'static> {
        text.underline()
    }
    #[allow(dead_code)]
    fn hr() -> Line<'static> {
        line!["the user's hr"]
    }
    fn title() -> &'static str {
        "函数"
    }

    #[test]
    fn of_elements_belong_to_the_macro_in_call_position_alone() {
        let image = |key: &'static str| key;
        let emotion = "局部";
        let post = post![
            title = title(),
            [at("ou_1"), self::link("路径"), (link("括号")), emotion],
            hr(),
            [self::at("x"), (at)("y"), (image)("img"), "{emotion}"],
            self::hr(),
            (hr()),
        ];
        assert_eq!(
            lines(&post),
            json!([
                [{"tag": "at", "user_id": "ou_1"}, {"tag": "text", "text": "路径", "style": ["underline"]},
                 {"tag": "text", "text": "括号", "style": ["underline"]}, {"tag": "text", "text": "局部"}],
                [{"tag": "hr"}],
                [{"tag": "text", "text": "the user's at"}, {"tag": "text", "text": "the user's at"}, {"tag": "text", "text": "img"}, {"tag": "text", "text": "局部"}],
                [{"tag": "text", "text": "the user's hr"}],
                [{"tag": "text", "text": "the user's hr"}],
            ])
        );
    }

    #[test]
    fn of_locals_are_never_captured_by_the_expansion() {
        let (line, post, builder, content, lines_, item, text, value, s) =
            (1, 2, 3, 4, 5, 6, 7, 8, 9);
        let (title, element, href, out, buf, f, result, zh_cn, it) = ("t", 1, 2, 3, 4, 5, 6, 7, 8);
        let posted = feishu_post::post![
            title = title,
            "{line}{post}{builder}{content}{lines_}{item}{text}{value}{s}",
            ["{title}{element}", "{href}{out}{buf}{f}{result}{zh_cn}{it}"],
            for line in 0..1 {
                for item in 0..1 {
                    ["{line}{item}{content}"];
                }
            },
        ];
        assert_eq!(texts(&posted), ["123456789", "t12345678", "004"]);
    }

    #[test]
    fn of_the_prelude_may_be_taken() {
        #![allow(dead_code, non_camel_case_types, non_snake_case)]
        struct Option;
        struct String;
        struct Vec;
        enum Result {
            Ok,
            Some,
        }
        trait Into {}
        trait From {}
        trait Iterator {}
        mod std {}
        mod core {}
        mod alloc {}
        mod feishu_post_inner {}
        fn drop() {}
        let n = 1;
        let posted = post![
            "{n}",
            [
                link("x", "https://example.com/{n}"),
                if n == 1 {
                    "y"
                }
            ],
            for i in 0..n {
                "{i}"
            },
            ..super::footer()
        ];
        assert_eq!(super::texts(&posted).len(), 4);
    }
}

mod lifetimes {
    use super::*;
    use feishu_post::line;

    fn shorten<'a>(post: Post<'static>, _: &'a str) -> Post<'a> {
        post
    }
    fn generic<'a, T, const N: usize>(items: &'a [T; N]) -> Post<'a>
    where
        T: AsRef<str> + std::fmt::Debug + 'a,
    {
        post![
            title = "{N} 项",
            for item in items {
                [item.as_ref(), "{item:?}"]
            }
        ]
    }
    fn shown(value: impl std::fmt::Display) -> Post<'static> {
        post!["{value}", [link("{value}", "https://example.com/{value}")]]
    }
    fn crossing<T: Send + Sync + Clone + std::fmt::Debug + PartialEq>(_: &T) {}

    #[test]
    fn are_those_of_the_data() {
        let names = [String::from("a"), String::from("b")];
        let post = generic(&names);
        assert_eq!(texts(&post), ["a\"a\"", "b\"b\""]);
        let owned: Post<'static> = post.into_owned();
        drop(names);
        assert_eq!(texts(&shorten(owned, "")).len(), 2);
        assert_eq!(texts(&shown(7)), ["7", "7"]);
        crossing(&shown("x"));
        crossing(&line!["x"]);
        let moved = String::from("moved");
        let post: Post<'static> = post![[moved]];
        let thread = std::thread::spawn(move || texts(&post));
        assert_eq!(thread.join().unwrap(), ["moved"]);
        let closure = |name: &str| -> Post<'static> { post!["{name}"] };
        assert_eq!(
            ["x", "y"].map(|name| texts(&closure(name)).concat()),
            ["x", "y"]
        );
    }

    #[test]
    fn let_a_borrowed_literal_stay_borrowed() {
        static TEXT: &str = "静态";
        fn build(flag: bool) -> Post<'static> {
            post![
                [TEXT, "字面", if flag { "a" } else { "b" }],
                ..[line![TEXT]]
            ]
        }
        assert_eq!(texts(&build(true)), ["静态字面a", "静态"]);
    }
}

#[test]
fn long_posts_compile() {
    macro_rules! repeat {
        ($($line:literal)*) => { post![$([$line, " ", link($line, "https://example.com/x"), if true { $line.bold() }]),*] };
    }
    let post = repeat!(
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
    );
    assert_eq!(texts(&post).len(), 120);
}
