//! Both previews of a post with everything, and of one that means harm.

use crate::posts::{every_element, hostile};
use feishu_post::preview::{self, Terminal};

/// Escape sequences in a form that a reader of the snapshot sees, and no message holds.
fn visible(text: &str) -> String {
    assert!(!text.contains("\\e"));
    text.replace('\x1b', "\\e")
}

/// The page without its style sheet, a block a row.
fn body(page: &str) -> String {
    let (_, body) = page.split_once("</style>").unwrap();
    let blocks = [
        "<section", "<label", "<p>", "<h1", "<figure", "<div", "<hr", "<title",
    ];
    blocks.iter().fold(body.to_owned(), |body, block| {
        body.replace(block, &format!("\n{block}"))
    })
}

#[test]
fn every_element_in_a_terminal() {
    insta::assert_snapshot!(visible(&preview::ansi(&every_element())));
}

#[test]
fn every_element_in_plain_text() {
    insta::assert_snapshot!(Terminal::new().width(48).plain().render(&every_element()));
}

#[test]
fn every_element_on_a_page() {
    insta::assert_snapshot!(body(&preview::html(&every_element())));
}

#[test]
fn hostile_texts_in_a_terminal() {
    insta::assert_snapshot!(visible(&preview::ansi(&hostile())));
}

#[test]
fn hostile_texts_in_plain_text() {
    insta::assert_snapshot!(Terminal::new().width(48).plain().render(&hostile()));
}

#[test]
fn hostile_texts_on_a_page() {
    insta::assert_snapshot!(body(&preview::html(&hostile())));
}
