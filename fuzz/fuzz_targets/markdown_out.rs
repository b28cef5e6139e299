//! What is written as Markdown is read back as the same line.
#![no_main]

use feishu_post::{Post, PostBuilder, Stylize, Text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str, u8)| {
    let (plain, styled, styles) = texts;
    // CommonMark replaces a NUL.
    if plain.is_empty() || styled.is_empty() || [plain, styled].concat().contains('\0') {
        return;
    }
    let mut text = Text::new(styled).bold();
    if styles & 1 != 0 {
        text = text.italic();
    }
    if styles & 2 != 0 {
        text = text.line_through();
    }
    if styles & 4 != 0 {
        text = text.underline();
    }
    let post = PostBuilder::new()
        .line(|line| line.text(plain).text(text).text(plain))
        .push(plain)
        .build();
    let post = post.expect("texts are always right");
    assert_eq!(Post::from_markdown(&post.to_markdown()), post);
});
