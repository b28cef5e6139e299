//! Any text imports as Markdown: its links pass the rule, its JSON reads as the same post.
#![no_main]

use feishu_post::{Href, Post, preview};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let post = Post::from_markdown(text);
    assert!(
        post.links()
            .all(|(_, link)| Href::parse(link.href().as_str()).is_ok())
    );
    if !post.is_empty() {
        assert_eq!(
            serde_json::from_str::<Post>(&post.to_json()).ok().as_ref(),
            Some(&post)
        );
    }
    let terminal = preview::ansi(&post).to_string();
    assert!(
        !terminal
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\u{1b}'))
    );
});
