//! What holds for every link; `url` is the judge.

use std::borrow::Cow;

use feishu_post_core::{__fuzz, Href};
use proptest::prelude::*;
use url::Url;

/// Texts near the edge between accepted and refused.
fn link() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        r"(https?|HTTPS|ftp|ht tp)(:|:/|://|:///|:\\)\PC{0,30}",
        r"https?://[a-z0-9.:@%\[\]xX_-]{0,12}[/?#\\]?[ -~]{0,12}",
        r"https?://[a-zA-Z0-9-]{1,8}(\.[a-zA-Z0-9-]{0,8}){0,4}(:[0-9]{0,6})?([/?#][!-~]{0,20})?",
        r"http://(0x[0-9a-f]{1,9}|[0-9]{1,10})(\.(0x[0-9a-f]{1,3}|[0-9]{1,4})){0,4}\.?/",
        r"https?://[xX][nN]--[a-z0-9-]{0,8}(\.cn)?",
        r"https://[a-z飞书。ßİ%\x{ad}\x{200b}\x{200d}é,:]{1,8}(:80)?/[\P{M}]{0,8}",
    ]
}

/// Links that are accepted, so that a law about them is not empty.
fn accepted_link() -> impl Strategy<Value = String> {
    r"(http|https|HTTP)://[a-z飞书é]{1,6}\.(cn|com)(:[1-9][0-9]{0,3})?(/[!-$&-~工单😀]{0,12}){0,3}(\?[!-$&-~工]{0,12})?(#[!-$&-~工]{0,8})?"
}

fn host(text: &str) -> Option<String> {
    Url::parse(text).ok()?.host_str().map(str::to_owned)
}

/// What a reader takes for the host: the text between the slashes and the path, without the port.
fn displayed_host(link: &str) -> String {
    let authority = link.split(['/', '?', '#']).nth(2).unwrap();
    let end = authority
        .rfind(':')
        .filter(|_| !authority.ends_with(']'))
        .unwrap_or(authority.len());
    authority[..end].to_ascii_lowercase()
}

fn check_laws(text: &str) -> Result<(), TestCaseError> {
    let Ok(href) = Href::parse(text) else {
        return Ok(());
    };
    let link = href.as_str();
    let judged = Url::parse(link).expect("url accepts what Href accepts");
    prop_assert!(matches!(judged.scheme(), "http" | "https"));
    prop_assert_eq!(judged.username(), "");
    prop_assert_eq!(judged.password(), None);
    prop_assert_eq!(
        judged.host_str().map(str::to_owned),
        Some(displayed_host(link))
    );
    prop_assert_eq!(host(link), host(text), "the text's own host");
    prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()));
    prop_assert!(!link.contains(['"', '\\']), "JSON takes it unescaped");
    let again = __fuzz::normalize(link);
    prop_assert!(
        matches!(again, Ok(Cow::Borrowed(same)) if same == link),
        "{:?}",
        again
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn an_accepted_link_parses_as_a_url(text in link()) {
        check_laws(&text)?;
    }

    #[test]
    fn an_ordinary_link_is_accepted(text in accepted_link()) {
        prop_assert!(Href::parse(&text).is_ok(), "{:?}", Href::parse(&text));
        check_laws(&text)?;
    }

    #[test]
    fn the_fast_path_agrees_with_the_rule(text in link()) {
        if __fuzz::is_clean(&text) {
            prop_assert!(matches!(__fuzz::normalize(&text), Ok(Cow::Borrowed(same)) if same == text));
        }
    }

    #[test]
    fn encoding_keeps_the_meaning(path in r"[^\\/?#%.\s\p{C}]{1,12}") {
        let text = format!("https://a.com/{path}");
        let link = Href::parse(&text).unwrap();
        prop_assert_eq!(decoded(&link.as_str()["https://a.com/".len()..]), path);
    }

    #[test]
    fn a_password_is_never_repeated(
        start in r"( |https?:|ftp:)?[/\\]{0,3}",
        end in r"(/| |:x|[ -~]{0,6})",
        cut in r"[/?#\\]?",
    ) {
        let text = format!("{start}me:QWERTY{cut}ASDFGH@{end}");
        if let Err(error) = Href::parse(&text) {
            let shown = format!("{error}{error:?}");
            prop_assert!(!shown.contains("QWERTY") && !shown.contains("ASDFGH"), "{}", shown);
        }
    }
}

fn decoded(text: &str) -> String {
    let pair = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .unwrap()
        .1
        .into_owned()
}

#[test]
fn the_fast_path_covers_common_links() {
    for text in [
        "http://www.feishu.cn",
        "https://www.feishu.cn/",
        "https://example.com:8080/a/b.html?x=1&y=%E5%B7%A5#top",
        "https://a-b.example2.com?x",
        "https://localhost#x",
        "https://ab.defg",
        "https://ab.defgh",
        "https://ab.defghi",
        "https://a.cn/234567890abcde",
        "https://a.cn/234567890abcdef",
        "https://a.cn/234567890abcdef~",
        "https://a.cn/234567890abcdef#top",
        "https://a2345678901234567890123456789.b234567890123456789012345678901.c",
    ] {
        assert!(__fuzz::is_clean(text), "{text}");
    }
}

#[test]
fn the_fast_path_declines_doubtful_links() {
    for text in [
        "HTTPS://a.com",
        "https://xn--1jq782p.cn",
        "https://127.0.0.1",
        "https://a.0x7f",
        "https://a.com.",
        "https://-a.com",
        "https://a.com:65536",
        "https://a.com:",
        "https://a.com\\b",
        "https://a.com/#a#b",
        "https://a.com/%4",
        "https://a_b.com",
        "https://my-host",
        "https://a.b-c",
        "https://a.cn/234567890abcde\"",
        "https://a.cn/234567890abcdef\"",
        "https://a.cn/234567890abcdef^x",
        "https://a2345678901234567890123456789.b234567890123456789012345678901.cd",
        "https://",
    ] {
        assert!(!__fuzz::is_clean(text), "{text}");
    }
}
