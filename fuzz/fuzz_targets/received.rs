//! Whatever is received is read or refused, never a crash; what it shows can be stored and read strictly.
#![no_main]

use feishu_post::{Post, Received};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    for received in [
        Received::from_message(json),
        Received::from_content("post", json),
        Received::from_content("text", json),
    ] {
        let Ok(received) = received else { continue };
        let post = received.post();
        let _ = (
            post.to_text(),
            received.changes().iter().map(ToString::to_string).count(),
        );
        if !post.is_empty() {
            let stored = serde_json::from_str::<Post>(&post.to_json());
            assert_eq!(stored.as_ref().ok(), Some(post));
        }
    }
});
