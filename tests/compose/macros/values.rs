//! What is written elsewhere and used in a post.

#![deny(warnings, clippy::pedantic)]

use std::borrow::Cow;

use feishu_post::{Href, Line, Link, Post, line, post};
use serde_json::json;

use super::{lines, texts};

fn join(first: &str, second: &str) -> String {
    format!("{first}{second}")
}

#[test]
fn every_kind_of_text_is_an_inline_element() {
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
fn prebuilt_elements_lines_and_blocks_are_accepted() {
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
fn a_post_borrows_its_data_and_can_own_it() {
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
fn literals_are_borrowed_for_static() {
    static TEXT: &str = "静态";
    fn build(flag: bool) -> Post<'static> {
        post![
            [TEXT, "字面", if flag { "a" } else { "b" }],
            ..[line![TEXT]]
        ]
    }
    assert_eq!(texts(&build(true)), ["静态字面a", "静态"]);
}
