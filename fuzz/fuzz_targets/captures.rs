//! Captured values cannot change a URL's structure.
#![no_main]

use feishu_post::Href;
use feishu_post_href::template::{Template, assemble};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|values: (&str, &str, &str, &str)| {
    let literal = ["https://a.cn/x/", "/.", "/y?k=", "&l=m#", ""];
    let template = Template::parse(&literal, &["{a}", "{b}", "{c}", "{d}"]).expect("it is a URL");
    let (a, b, c, d) = values;
    let href = assemble(template.parts(), &[&a, &b, &c, &d]);
    assert_eq!(Href::parse(href.as_str()).as_ref(), Ok(&href));
    let url = Url::parse(href.as_str()).expect("what is assembled is a URL");
    assert_eq!(url.host_str(), Some("a.cn"));
    assert_eq!(url.path_segments().map(Iterator::count), Some(4));
    assert!(url.query_pairs().map(|(key, _)| key).eq(["k", "l"]));
    assert_eq!(url.query_pairs().next().map(|(_, value)| value.into_owned()).as_deref(), Some(c));
    assert!(url.fragment().is_some());
});
