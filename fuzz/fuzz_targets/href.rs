//! What `Href` accepts, `url` accepts with the same host; accepting is idempotent; the quick answer is the rule's.
#![no_main]

use std::borrow::Cow;

use feishu_post::Href;
use feishu_post_core::__fuzz::{normalize, is_clean};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|text: &str| {
    let slowly = normalize(text);
    assert!(!is_clean(text) || matches!(slowly, Ok(Cow::Borrowed(same)) if same == text));
    let href = match Href::parse(text) {
        Ok(href) => href,
        Err(error) => {
            assert_eq!(Err(error.kind()), slowly.as_deref());
            assert!(!error.to_string().chars().any(char::is_control));
            return;
        }
    };
    assert_eq!(Ok(href.as_str()), slowly.as_deref());
    assert_eq!(Href::parse(href.as_str()).as_ref(), Ok(&href));
    let written = Url::parse(text).expect("what is accepted is a URL");
    let sent = Url::parse(href.as_str()).expect("what is sent is a URL");
    assert_eq!(written.host(), sent.host());
    assert_eq!(written.port(), sent.port());
    assert!(matches!(sent.scheme(), "http" | "https"));
    assert!(sent.username().is_empty() && sent.password().is_none());
    assert_eq!(written.query().is_some(), sent.query().is_some());
    assert_eq!(written.fragment().is_some(), sent.fragment().is_some());
});
