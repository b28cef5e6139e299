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
        Element::Text(text) => format!("{{{} {:?}}}", text.as_str(), text.style()),
        other => panic!("expected a text, found {other:?}"),
    }
}

#[test]
fn a_string_with_methods_or_operators() {
    let name = "王";
    shows(
        &post![
            ["=".repeat(3), " ", "abc".to_uppercase()],
            [" x".trim().to_owned() + "y", "a\tb".replace('\t', "{name}")],
            if "a" == name {
                "same"
            } else {
                "other".to_owned() + name
            },
            "a,b".split(',').next().unwrap_or("none"),
            ..("{n}".chars().rev().map(|brace| brace.to_string())),
        ],
        &["=== ABC", "xya{name}b", "other王", "a", "}", "n", "{"],
    );
}

#[test]
fn a_title_and_the_text_of_a_link() {
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
        &rows!(id: id, owner: "王", note: "x".to_owned() + "y"),
        &["id: 7", "owner: 王", "note: xy"],
    );
    assert_eq!(shown(&row!("{id} ", "a".repeat(2))), "7 aa");
    assert_eq!(shown(&doubled!(1 + 1)), "====4");
}
