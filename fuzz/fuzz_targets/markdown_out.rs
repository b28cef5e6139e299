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
    for (bit, style) in [(1, Text::italic as fn(Text) -> Text), (2, Text::line_through), (4, Text::underline)] {
        if styles & bit != 0 {
            text = style(text);
        }
    }
    let post = PostBuilder::new().line(|line| line.text(plain).text(text).text(plain)).push(plain).build();
    let post = post.expect("texts are always right");
    assert_eq!(Post::from_markdown(&post.to_markdown()), post);
});
