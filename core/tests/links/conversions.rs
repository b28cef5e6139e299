//! The ways into an `Href`, and what an `Href` can do.

use std::borrow::Cow;

use feishu_post_core::{Href, HrefError};
use url::Url;

/// As a builder takes a link.
fn taken<'a>(href: impl TryInto<Href<'a>, Error: Into<HrefError>>) -> Result<String, String> {
    match href.try_into() {
        Ok(href) => Ok(href.to_string()),
        Err(error) => Err(error.into().to_string()),
    }
}

#[test]
fn everything_that_is_text_converts() {
    let text = "https://a.com/x".to_owned();
    let url = Url::parse(&text).unwrap();
    let href = Href::parse(&text).unwrap();
    let ways = [
        taken(text.as_str()),
        taken(&text),
        taken(text.clone()),
        taken(Cow::Borrowed(text.as_str())),
        taken(Cow::<str>::Owned(text.clone())),
        taken(&url),
        taken(url.clone()),
        taken(&href),
        taken(href.clone()),
        text.parse::<Href>()
            .map(|href| href.to_string())
            .map_err(|error| error.to_string()),
    ];
    for way in ways {
        assert_eq!(way, Ok(text.clone()));
    }
}

#[test]
fn every_conversion_validates() {
    let text = "file:///x".to_owned();
    let url = Url::parse(&text).unwrap();
    let refused = r#"link "file:///x" is refused: scheme "file" is not http or https"#;
    let ways = [
        taken(text.as_str()),
        taken(&text),
        taken(text.clone()),
        taken(Cow::Borrowed(text.as_str())),
        taken(Cow::<str>::Owned(text.clone())),
        taken(&url),
        taken(url.clone()),
        text.parse::<Href>()
            .map(|href| href.to_string())
            .map_err(|error| error.to_string()),
    ];
    for way in ways {
        assert_eq!(way, Err(refused.to_owned()));
    }
}

#[test]
fn owned_text_is_normalized() {
    assert_eq!(
        taken("https://a.com/中".to_owned()),
        Ok("https://a.com/%E4%B8%AD".to_owned())
    );
    assert_eq!(
        taken(Cow::from("https://飞书.cn")),
        Ok("https://xn--1jq782p.cn".to_owned())
    );
}

#[test]
fn parse_takes_a_reference_to_anything_that_is_text() {
    let text = String::from("https://a.com");
    let cow = Cow::from("https://a.com");
    let url = Url::parse("https://a.com").unwrap();
    assert_eq!(Href::parse(&text), Href::parse("https://a.com"));
    assert_eq!(Href::parse(&text.as_str()), Href::parse("https://a.com"));
    assert_eq!(Href::parse(&cow), Href::parse("https://a.com"));
    assert_eq!(Href::parse(&url).unwrap().as_str(), "https://a.com/");
}

#[test]
fn a_valid_link_borrows_its_text() {
    let text = String::from("https://a.com/x");
    assert_eq!(Href::parse(&text).unwrap().as_str().as_ptr(), text.as_ptr());
    let start = text.as_ptr();
    assert_eq!(Href::try_from(text).unwrap().as_str().as_ptr(), start);
}

#[test]
fn a_static_link_coerces_to_a_shorter_lifetime() {
    fn same<'a>(first: Href<'a>, _second: &'a str) -> Href<'a> {
        first
    }
    const HOME: Href<'static> = Href::from_checked("https://a.com");
    let local = String::from("x");
    assert_eq!(same(HOME, &local), HOME);
}

#[test]
fn a_link_shows_as_text() {
    let href = Href::parse("https://a.com").unwrap();
    assert_eq!(
        format!("{href}|{href:>15}|{href:?}"),
        "https://a.com|  https://a.com|Href(\"https://a.com\")"
    );
    assert_eq!(href.as_ref(), "https://a.com");
    assert_eq!(href.clone().into_owned(), href);
}

#[test]
fn types_are_send_and_sync() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Href<'static>>();
    crosses::<HrefError>();
    crosses::<feishu_post_core::HrefErrorKind>();
}

#[test]
fn secrets_do_not_show_in_debug() {
    let error = Href::parse("https://me:secret@a.com/").unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        r#"link "https://***@a.com/" is refused: a user name or password before the host; remove it together with the "@""#
    );
}

#[test]
fn a_link_converts_into_a_string() {
    let href = Href::parse("https://a.com/a b").unwrap();
    assert_eq!(String::from(href), "https://a.com/a%20b");
}
