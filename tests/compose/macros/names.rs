//! Names: those of elements, and those that the expansion does not take.

#![deny(warnings, clippy::pedantic)]

use feishu_post::{Line, Stylize, Text, line, post};
use serde_json::json;

use super::{lines, texts};

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
/// A near miss of `image`, and nobody's mistake.
fn imago(text: &'static str) -> &'static str {
    text
}

#[test]
fn element_names_are_the_macros_only_in_call_position() {
    let image = |key: &'static str| key;
    let emotion = "局部";
    let post = post![
        title = title(),
        [at("ou_1"), self::link("路径"), (link("括号")), emotion],
        hr(),
        [
            self::at("x"),
            (at)("y"),
            (image)("img"),
            imago("近"),
            "{emotion}"
        ],
        self::hr(),
        (hr()),
    ];
    assert_eq!(
        lines(&post),
        json!([
            [{"tag": "at", "user_id": "ou_1"}, {"tag": "text", "text": "路径", "style": ["underline"]},
             {"tag": "text", "text": "括号", "style": ["underline"]}, {"tag": "text", "text": "局部"}],
            [{"tag": "hr"}],
            [{"tag": "text", "text": "the user's at"}, {"tag": "text", "text": "the user's at"}, {"tag": "text", "text": "img"}, {"tag": "text", "text": "近"}, {"tag": "text", "text": "局部"}],
            [{"tag": "text", "text": "the user's hr"}],
            [{"tag": "text", "text": "the user's hr"}],
        ])
    );
}

#[test]
fn the_expansion_captures_no_local() {
    let (line, post, builder, content, lines_, item, text, value, s) = (1, 2, 3, 4, 5, 6, 7, 8, 9);
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
fn the_callers_items_may_shadow_the_prelude() {
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
