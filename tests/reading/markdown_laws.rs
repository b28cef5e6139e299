//! Laws of Markdown import, for any text.

use feishu_post::markdown::Importer;
use feishu_post::{Href, Image, Line, Post};
use proptest::prelude::*;

/// Pieces that mean something to a Markdown parser, to the link rule, or to a terminal.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "- [x] ",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "\t",
    "**",
    "*",
    "_",
    "~~",
    "~",
    "`",
    "```",
    "```rust\n",
    "---",
    "===",
    "|",
    "|-|-|",
    "[",
    "](",
    ")",
    "![",
    "<",
    ">",
    "</",
    "<at user_id=\"all\">",
    "</at>",
    "<div>",
    "<!--",
    "https://a.cn/",
    "http://飞书.cn/工单?a=b#c",
    "file:///etc",
    "javascript:",
    "mailto:",
    "%",
    "%zz",
    "&nbsp;",
    "&#0;",
    "\\",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{3000}",
    "工单",
    "a",
    "👩‍👩‍👧",
    "é",
    "\r",
];

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn assert_sound(post: &Post<'_>) {
    for (place, link) in post.links() {
        let href = link.href().as_str();
        assert_eq!(
            Href::parse(href).as_ref().map(Href::as_str),
            Ok(href),
            "{place}"
        );
    }
    if !post.is_empty() {
        assert_eq!(
            &serde_json::from_str::<Post>(&post.to_json()).unwrap(),
            post
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn any_text_converts_to_a_post_that_can_be_sent(text in markdown()) {
        assert_sound(&Post::from_markdown(&text));
    }

    #[test]
    fn any_text_converts_with_every_setting(text in markdown()) {
        let mut import = Importer::new().basic_elements().images(|url, alt| {
            (url.len() > alt.len()).then_some(Image::new("img_1"))
        });
        assert_sound(&import.post(&text));
        let is_basic = |line: &Line| matches!(line, Line::Paragraph(_) | Line::Image(_));
        prop_assert!(import.lines(&text).iter().all(is_basic));
    }

    #[test]
    fn plain_words_are_unchanged(text in "[\\p{Han}a-z]([\\p{Han}a-z ,。]{0,30}[\\p{Han}a-z])?") {
        prop_assert_eq!(Importer::new().lines(&text), [Line::from(&text)]);
    }

    #[test]
    fn a_bare_url_is_linked_whole(path in "[a-z0-9*_~/.?=&,!'-]{0,30}[a-z0-9/]") {
        let url = format!("https://a.cn/{path}");
        let post = Post::from_markdown(&format!("见 {url} **完**"));
        let links: Vec<_> = post.links().map(|(_, link)| link.href().as_str()).collect();
        prop_assert_eq!(links, [&url]);
        prop_assert_eq!(post.to_text(), format!("见 {url} 完"));
    }
}
