//! Links in the builder: what is a URL there, and what becomes of a refused one.

use feishu_post::{Href, Post, PostBuilder, PostError, Stylize};
use serde_json::{Value, json};
use url::Url;

#[track_caller]
fn lines(post: &Post<'_>) -> Value {
    serde_json::to_value(post).unwrap()["zh_cn"]["content"].clone()
}

#[test]
fn every_kind_of_url_is_accepted_as_a_link() {
    let parsed = Url::parse("https://a.cn/").unwrap();
    let owned = String::from("https://a.cn/");
    let href = Href::parse("https://a.cn/").unwrap();
    let post = PostBuilder::new()
        .line(|line| {
            line.link("1", "https://a.cn/")
                .link("2", &owned)
                .link("3", owned.clone())
        })
        .line(|line| {
            line.link("4", href.clone())
                .link("5", &href)
                .link("6", parsed.clone())
        })
        .line(|line| line.link("7", &parsed).link_or_text("8", &owned))
        .build()
        .unwrap();
    assert_eq!(post.links().count(), 8);
    assert!(
        post.links()
            .all(|(_, link)| link.href().as_str() == "https://a.cn/")
    );
}

#[test]
fn link_or_text_accepts_what_link_accepts() -> Result<(), Box<dyn std::error::Error>> {
    let href = Href::parse("https://a.cn/x")?;
    let good = Url::parse("https://a.cn/x")?;
    let refused = Url::parse("mailto:a@b.cn")?;
    let post = PostBuilder::new()
        .line(|line| {
            line.link_or_text("1", href)
                .link_or_text("2", good)
                .link_or_text("3", refused)
        })
        .build()?;
    assert_eq!(
        lines(&post),
        json!([[
            {"tag": "a", "text": "1", "href": "https://a.cn/x"},
            {"tag": "a", "text": "2", "href": "https://a.cn/x"},
            {"tag": "text", "text": "3 (mailto:a@b.cn)"},
        ]])
    );
    Ok(())
}

#[test]
fn link_or_text_turns_a_refused_url_into_text() -> Result<(), PostError> {
    let post = PostBuilder::new()
        .line(|line| {
            line.link_or_text("日志", "file:///var/log")
                .link_or_text("邮件".bold(), "mailto:a@b.cn")
                .link_or_text("空", "")
        })
        .build()?;
    assert_eq!(
        lines(&post),
        json!([[
            {"tag": "text", "text": "日志 (file:///var/log)"},
            {"tag": "text", "text": "邮件 (mailto:a@b.cn)", "style": ["bold"]},
            {"tag": "text", "text": "空 ()"},
        ]])
    );
    Ok(())
}

#[test]
fn a_refused_link_is_escaped_under_un_escape() -> Result<(), PostError> {
    let post = PostBuilder::new()
        .line(|line| line.link_or_text("a&nbsp;b".un_escape(), "file:///?x&lt;y"))
        .build()?;
    assert_eq!(
        lines(&post),
        json!([[{"tag": "text", "un_escape": true, "text": "a&nbsp;b (file:///?x&amp;lt;y)"}]])
    );
    Ok(())
}
