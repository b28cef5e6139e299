//! A post that can be read is written and read as the same; what cannot is an error, never a crash.
#![no_main]

use feishu_post::{ContentForm, Href, Message, Post};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    let Ok(post) = serde_json::from_slice::<Post>(json) else {
        return;
    };
    assert!(!post.is_empty());
    assert!(
        post.links()
            .all(|(_, link)| Href::parse(link.href().as_str()).is_ok())
    );
    let written = post.to_json();
    assert_eq!(
        serde_json::from_str::<Post>(&written).as_ref().ok(),
        Some(&post)
    );
    assert_eq!(serde_json::to_string(&post).ok(), Some(written));
    for form in [ContentForm::Object, ContentForm::String] {
        let body = Message::from(&post).ticket_body(form);
        let message: Message = serde_json::from_str(&body).expect("our own body can be read");
        assert_eq!(message.as_post(), Some(&post));
    }
});
