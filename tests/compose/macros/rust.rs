//! What is ordinary Rust in `post!` stays ordinary Rust: methods, operators, statements, wrappers.

#![deny(warnings, clippy::all, clippy::pedantic)]

use feishu_post::{Element, Line, Post, Style, line, post};

/// What the elements of each line read, with the styles of all in braces.
#[track_caller]
fn shows(post: &Post<'_>, expected: &[&str]) {
    let content = post.content(&feishu_post::Locale::ZhCn).unwrap();
    let shown: Vec<_> = content.lines().iter().map(shown).collect();
    assert_eq!(shown, expected);
}

fn shown(line: &Line<'_>) -> String {
    line.elements().iter().map(element).collect()
}

fn element(element: &Element<'_>) -> String {
    match element {
        Element::Text(text) if text.style() == Style::PLAIN => text.as_str().to_owned(),
        Element::Text(text) => {
            let style = format!("{:?}", text.style()).replace(['{', '}', '"'], "");
            format!("{{{} {style}}}", text.as_str())
        }
        other => panic!("expected a text, found {other:?}"),
    }
}

#[test]
fn literals_take_methods_and_operators() {
    let name = "王";
    shows(
        &post![
            ["=".repeat(3), " ", "abc".to_uppercase()],
            ["a".to_owned() + "b", " x ".trim(), "a b".replace(' ', "-")],
            [" x".trim().to_owned() + "y", "a\tb".replace('\t', "{name}")],
            if "a" == name {
                "same"
            } else {
                "other".to_owned() + name
            },
            "a,b".split(',').next().unwrap_or("none"),
            ..("{n}".chars().rev().map(|brace| brace.to_string())),
        ],
        &[
            "=== ABC",
            "abxa-b",
            "xya{name}b",
            "other王",
            "a",
            "}",
            "n",
            "{",
        ],
    );
}

#[test]
fn a_line_left_by_break_or_continue_is_dropped() {
    let post = post![
        for n in 0..4 {
            [
                "{n}",
                if n == 1 {
                    continue;
                },
                if n == 3 {
                    break;
                },
                "!",
            ];
        },
        "end",
    ];
    shows(&post, &["0!", "2!", "end"]);
}

#[test]
fn a_title_and_a_links_text_take_expressions() {
    let post = post![
        title = "ab".to_uppercase() + "c",
        link("=".repeat(2), "https://a.cn")
    ];
    assert_eq!(
        post.to_json(),
        r#"{"zh_cn":{"title":"ABc","content":[[{"tag":"a","text":"==","href":"https://a.cn"}]]}}"#
    );
}

#[test]
fn wrappers_pass_strings_and_expressions_alike() {
    macro_rules! rows {
        ($($key:ident: $value:expr),*) => {
            post![$([concat!(stringify!($key), ": "), $value.to_string()]),*]
        };
    }
    macro_rules! row {
        ($text:literal, $rest:expr) => {
            line![$text, $rest]
        };
    }
    macro_rules! doubled {
        ($number:expr) => {
            line!["=".repeat($number * 2), ($number * 2).to_string()]
        };
    }
    let id = 7;
    shows(
        &rows!(id: id, count: 7, owner: "王", note: "x".to_owned() + "y"),
        &["id: 7", "count: 7", "owner: 王", "note: xy"],
    );
    assert_eq!(shown(&row!("{id} ", "a".repeat(2))), "7 aa");
    assert_eq!(shown(&doubled!(1 + 1)), "====4");
}

#[test]
fn styles_reach_through_references() {
    let tags = ["急", "网"];
    let owned = vec![String::from("甲")];
    let shared: std::sync::Arc<str> = "乙".into();
    let href = feishu_post::Href::parse("https://a.cn").unwrap();
    shows(
        &post![[
            for tag in &tags {
                tag.bold();
            },
            for tag in tags.iter().rev() {
                tag.italic()
            },
            for tag in &owned {
                tag.underline().italic()
            },
            shared.bold(),
            if let Some(tag) = &tags.first() {
                tag.bold()
            },
        ]],
        &["{急 bold}{网 bold}{网 italic}{急 italic}{甲 underline, italic}{乙 bold}{急 bold}"],
    );
    shows(
        &post![
            [for tag in &tags {
                tag.bold();
            }],
            [for tag in &owned {
                tag.bold()
            }],
        ],
        &["{急 bold}{网 bold}", "{甲 bold}"],
    );
    let links = post![for tag in &tags {
        [
            link(tag.bold(), &href),
            link(shared.italic(), "https://a.cn"),
        ];
    }];
    assert_eq!(links.links().count(), 4);
}

#[test]
fn parentheses_raise_no_warning() {
    let (done, tag) = (true, String::from("急"));
    shows(
        &post![
            [
                (if done { "✓" } else { "…" }).bold(),
                (&*tag).italic(),
                (tag.clone() + "!").underline(),
                ("a").bold(),
            ],
            (&tag),
        ],
        &["{✓ bold}{急 italic}{急! underline}{a bold}", "急"],
    );
}

#[test]
fn a_method_of_the_callers_own_with_the_name_of_a_style() {
    trait Loud {
        fn bold(self) -> String;
    }
    impl Loud for u8 {
        fn bold(self) -> String {
            format!("{self}!")
        }
    }
    struct Row(&'static str);
    impl Row {
        fn underline(&self) -> &'static str {
            self.0
        }
    }
    shows(
        &post![[3_u8.bold(), Row("row").underline(), "a".bold()]],
        &["3!row{a bold}"],
    );
}

#[test]
fn names_that_are_keywords_are_captured() {
    struct Row {
        r#type: &'static str,
        r#match: (u8, u8),
    }
    let r#type = Row {
        r#type: "<a>",
        r#match: (1, 2),
    };
    let (row, r#in) = (&r#type, 3);
    shows(
        &post![
            "{row.type} {type.match.1} {in}",
            "{row.r#type} {in:>2}",
            "{row.type} {in}".un_escape()
        ],
        &["<a> 2 3", "<a>  3", "&lt;a&gt; 3"],
    );
}

#[test]
fn prebuilt_lines_and_elements_are_spread() {
    let footer = post!["— ", line!["服务", "台"]];
    let line = line!["一", "二"];
    shows(
        &post![
            ["零", ..line.elements()],
            ..footer.contents().flat_map(|(_, content)| content.lines()),
        ],
        &["零一二", "— ", "服务台"],
    );
}

#[test]
fn unit_statements_add_nothing() {
    let mut seen = Vec::new();
    let post = post![
        for n in 0..2 {
            seen.push(n);
            "{n}";
        },
        [
            "x",
            for n in 2..4 {
                seen.push(n);
                "{n}"
            },
            match seen.len() {
                0 => "never",
                4 => seen.push(4),
                _ => (),
            },
            match seen.len() {
                0 => "never",
                _ => (),
            }
        ],
        if seen.is_empty() {
            assert!(seen.is_empty());
        },
    ];
    shows(&post, &["0", "1", "x23"]);
    assert_eq!(seen, [0, 1, 2, 3, 4]);
}
