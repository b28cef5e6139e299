//! Whatever is captured, it stays data; `url` is the judge.

use feishu_post_core::Href;
use feishu_post_core::template::{Place, Template, assemble};
use proptest::prelude::*;
use url::Url;

/// Values that try to break out of their place, and any others.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        r"[./\\?#&=%:@2eE;+\x00-\x20\x7f]{0,5}",
        r"(\.|%2e|%2E){1,2}",
        "[工单😀é\u{202e}\u{200b}]{0,3}",
        Just(String::new()),
    ]
}

const LITERAL: [&str; 7] = [
    "https://example.com/tickets/",
    "/.",
    "/",
    "?from=",
    "&to=",
    "#",
    "-end",
];

fn link(values: &[String; 6]) -> Href<'static> {
    let captures = ["{a}", "{b}", "{c}", "{d}", "{e}", "{f}"];
    let template = Template::parse(&LITERAL, &captures).unwrap();
    assemble(
        template.parts(),
        &values
            .each_ref()
            .map(|value| value as &dyn std::fmt::Display),
    )
}

/// One round of percent-decoding, by `url`.
fn decoded(text: &str) -> String {
    let pair = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .unwrap()
        .1
        .into_owned()
}

/// What a server reads in a segment: a dot segment arrives encoded once.
fn read(value: &str) -> String {
    if matches!(value, "." | "..") {
        value.replace('.', "%2E")
    } else {
        value.to_owned()
    }
}

fn decoded_segments(url: &Url) -> Vec<String> {
    url.path_segments().unwrap().map(decoded).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn values_do_not_change_the_urls_structure(values in [value(), value(), value(), value(), value(), value()]) {
        let href = link(&values);
        let url = Url::parse(href.as_str()).unwrap();
        let [a, b, c, d, e, f] = &values;
        prop_assert_eq!(url.host_str(), Some("example.com"));
        prop_assert_eq!((url.username(), url.password(), url.port()), ("", None, None));
        prop_assert_eq!(decoded_segments(&url), ["tickets".to_owned(), read(a), read(&format!(".{b}")), read(c)]);
        let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(query, [("from".to_owned(), d.clone()), ("to".to_owned(), e.clone())]);
        prop_assert_eq!(url.fragment().map(decoded), Some(format!("{f}-end")));
    }

    #[test]
    fn the_result_is_already_normalized(values in [value(), value(), value(), value(), value(), value()]) {
        let href = link(&values);
        let parsed = Href::parse(&href).unwrap();
        prop_assert_eq!(parsed.as_str(), href.as_str());
        // JSON carries it as it is, on which the writer relies.
        prop_assert!(href.as_str().bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\')));
    }

    #[test]
    fn a_segment_of_several_captures_is_one(first in value(), second in value(), dots in r"\.{0,2}") {
        let parts = ["https://a.com/x/", dots.as_str(), "/y"];
        let template = Template::parse(&parts, &["{a}", "{b}"]).unwrap();
        let href = assemble(template.parts(), &[&first, &second]);
        let url = Url::parse(href.as_str()).unwrap();
        prop_assert_eq!(decoded_segments(&url), ["x".to_owned(), read(&format!("{first}{dots}{second}")), "y".to_owned()]);
    }

    /// The place of each capture is where `url` finds a word that stands there instead.
    #[test]
    fn capture_positions_agree_with_url(literal in r"https?://[a-c.:@\[\]1]{0,4}[/?#]?[ab/?#@:&=]{0,8}", at in any::<prop::sample::Index>()) {
        let (before, behind) = literal.split_at(at.index(literal.len() + 1));
        let Ok(template) = Template::parse(&[before, behind], &["{x}"]) else {
            return Ok(());
        };
        let url = Url::parse(&format!("{before}zz{behind}")).unwrap();
        let seen = match template.places() {
            [Place::Segment] => Some(url.path()),
            [Place::Query] => url.query(),
            [Place::Fragment] => url.fragment(),
            _ => None,
        };
        prop_assert!(seen.is_some_and(|text| text.contains("zz")), "{:?} in {}", template.places(), url);
    }

    /// A literal is accepted exactly when it is accepted with a harmless word in its capture behind the host.
    #[test]
    fn a_template_accepts_what_parse_accepts(rest in r"[/?#][ -~]{0,12}", at in any::<prop::sample::Index>()) {
        let (before, behind) = rest.split_at(1 + at.index(rest.len()));
        let before = format!("https://a.com{before}");
        let template = Template::parse(&[before.as_str(), behind], &["{x}"]);
        let link = format!("{before}zz{behind}");
        match (template, Href::parse(&link)) {
            (Ok(template), Ok(href)) => prop_assert_eq!(template.parts().join("zz"), href.as_str()),
            (Err(_), Err(_)) => {}
            (template, href) => prop_assert!(false, "{:?} but {:?}", template, href),
        }
    }
}
