//! Captured values: read as `format!` reads them, and never more than data.

#![deny(warnings, clippy::pedantic)]

use feishu_post::{Markdown, Post, post};
use serde_json::json;

use super::{lines, texts};

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
fn captures_read_as_format_reads_them() {
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
fn captures_reach_into_fields() {
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
fn captures_do_not_move_the_value() {
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
fn captures_work_through_a_declarative_macro() {
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
fn markdown_captures_only_what_cannot_carry_markup() {
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
