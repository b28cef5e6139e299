//! Captured values cannot change a URL's structure, and whoever decodes it gets them back.
#![no_main]

use feishu_post::Href;
use feishu_post_core::template::{Template, assemble};
use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;
use url::Url;

fuzz_target!(|values: (&str, &str, &str, &str)| {
    let literal = ["https://a.cn/x/", "/.", "/y?k=", "&l=m#", ""];
    let template = Template::parse(&literal, &["{a}", "{b}", "{c}", "{d}"]).expect("it is a URL");
    let (a, b, c, d) = values;
    let href = assemble(template.parts(), &[&a, &b, &c, &d]);
    assert_eq!(Href::parse(href.as_str()).as_ref(), Ok(&href));
    let url = Url::parse(href.as_str()).expect("what is assembled is a URL");
    assert_eq!(url.host_str(), Some("a.cn"));

    let segments: Vec<&str> = url.path_segments().expect("it has a path").collect();
    assert_eq!(segments.len(), 4);
    assert_eq!((segments[0], segments[3]), ("x", "y"));
    assert_eq!(decoded(segments[1]), undotted(a));
    assert_eq!(decoded(segments[2]), undotted(&[".", b].concat()));
    let pairs: Vec<_> = url.query_pairs().collect();
    assert_eq!(pairs, [("k".into(), c.into()), ("l".into(), "m".into())]);
    assert_eq!(url.fragment().map(decoded).as_deref(), Some(d));
});

fn decoded(text: &str) -> String {
    let text = percent_decode_str(text).decode_utf8();
    text.expect("values are UTF-8").into_owned()
}

/// Browsers resolve `.` and `..`, so these are encoded once more.
fn undotted(segment: &str) -> String {
    match segment {
        "." | ".." => segment.replace('.', "%2E"),
        _ => segment.to_owned(),
    }
}
