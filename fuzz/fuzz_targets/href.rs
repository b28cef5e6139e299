//! What `Href` accepts, `url` accepts with the same host; accepting is idempotent.
#![no_main]

use feishu_post::Href;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|text: &str| {
    let Ok(href) = Href::parse(text) else { return };
    assert_eq!(Href::parse(href.as_str()).map(|again| again.to_string()), Ok(href.to_string()));
    let written = Url::parse(text).expect("what is accepted is a URL");
    let sent = Url::parse(href.as_str()).expect("what is sent is a URL");
    assert_eq!(written.host(), sent.host());
    assert_eq!(written.port(), sent.port());
    assert!(matches!(sent.scheme(), "http" | "https"));
    assert!(sent.username().is_empty() && sent.password().is_none());
    assert_eq!(written.query().is_some(), sent.query().is_some());
    assert_eq!(written.fragment().is_some(), sent.fragment().is_some());
});
