//! Composing with `PostBuilder`: what composes, what is refused, and what the types promise.

use std::borrow::Cow;

use feishu_post::{
    At, Content, Element, Emoji, Hr, Href, Image, Line, Link, Locale, Post, PostBuilder, PostError,
    ProblemKind, Stylize as _, Text,
};
use serde_json::{Value, json};
use url::Url;

#[test]
fn every_problem_is_reported_with_its_location() {
    let error = PostBuilder::new()
        .title("五个问题")
        .line(|line| line.text("好").link("密码", "file:///etc/passwd"))
        .line(|line| line.emotion("SMIEL").text(" ").at(" "))
        .code_block("RSUT", "fn main() {}")
        .locale(Locale::EnUs)
        .image("")
        .build()
        .unwrap_err();
    insta::assert_snapshot!(error, @r#"
    zh_cn line 1 element 2: link "file:///etc/passwd" is refused: scheme "file" is not http or https
    zh_cn line 2 element 1: unknown emoji "SMIEL": did you mean "SMILE"? (Emoji::other takes unlisted names)
    zh_cn line 2 element 3: mention without a user id: write at("ou_…"), or at_all() for everyone
    zh_cn line 3 element 1: unknown language "RSUT": did you mean "RUST"? (Language::other takes unlisted names)
    en_us line 1 element 1: image without image_key: write the key that the upload returned
    "#);
    let places = error
        .problems()
        .iter()
        .map(|problem| (problem.locale().as_str(), problem.line(), problem.element()));
    assert!(places.eq([
        ("zh_cn", Some(1), Some(2)),
        ("zh_cn", Some(2), Some(1)),
        ("zh_cn", Some(2), Some(3)),
        ("zh_cn", Some(3), Some(1)),
        ("en_us", Some(1), Some(1)),
    ]));
}

#[track_caller]
fn lines(post: &Post<'_>) -> Value {
    serde_json::to_value(post).unwrap()["zh_cn"]["content"].clone()
}

#[track_caller]
fn refused(post: PostBuilder<'_>, message: &str) {
    assert_eq!(post.build().unwrap_err().to_string(), message);
}

#[test]
fn each_invalid_value_is_refused() {
    let new = PostBuilder::new;
    refused(new(), "zh_cn: nothing to show: neither a title nor a line");
    refused(
        PostBuilder::default().line(|l| l),
        "zh_cn: nothing to show: neither a title nor a line",
    );
    refused(
        new().title("").line(|l| l),
        "zh_cn: nothing to show: neither a title nor a line",
    );
    refused(
        new().title("标题").locale(Locale::EnUs).line(|l| l),
        "en_us: nothing to show: neither a title nor a line",
    );
    refused(
        new().locale(Locale::other("")).title("t"),
        r#": "" is not a locale name: expected one such as zh_hk"#,
    );
    refused(
        new().locale(Locale::other("zh\"_hk")).title("t"),
        r#"zh"_hk: "zh\"_hk" is not a locale name: expected one such as zh_hk"#,
    );
    refused(
        new().line(|l| l.link("a", "")),
        r#"zh_cn line 1 element 1: link "" is refused: it is empty; write "https://" and a host"#,
    );
    refused(
        new().line(|l| l.link("x", Url::parse("mailto:a@b.cn").unwrap())),
        r#"zh_cn line 1 element 1: link "mailto:***@b.cn" is refused: scheme "mailto" is not http or https"#,
    );
    refused(
        new().line(|l| l.emotion("")),
        r#"zh_cn line 1 element 1: unknown emoji "": Emoji::other takes unlisted names"#,
    );
    refused(
        new().line(|l| l.emotion(feishu_post::Emoji::other(""))),
        "zh_cn line 1 element 1: emotion without emoji_type: write the name of an emoji, such as SMILE",
    );
    refused(
        new().media(""),
        "zh_cn line 1 element 1: media without file_key: write the key that the upload returned",
    );
    refused(
        new().media_with_cover("file_1", ""),
        "zh_cn line 1 element 1: cover without image_key: write the key that the upload returned",
    );
    refused(
        new().push(Line::from(At::new(""))),
        r#"zh_cn line 1 element 1: mention without a user id: write at("ou_…"), or at_all() for everyone"#,
    );
}

#[test]
fn a_problems_kind_can_be_matched() {
    let error = PostBuilder::new()
        .line(|line| line.link("a", "ftp://a.cn"))
        .build()
        .unwrap_err();
    assert!(
        matches!(error.problems()[0].kind(), ProblemKind::Href(href) if href.redacted() == "ftp://a.cn")
    );
}

#[test]
fn every_kind_of_string_is_accepted_as_text() {
    let owned = String::from("b");
    let cow = Cow::Borrowed("c");
    let names = ["d", "e"];
    let post = PostBuilder::new()
        .title(&owned)
        .line(|line| {
            line.text("a")
                .text(&owned)
                .text(owned.clone())
                .text(&cow)
                .text(cow.clone())
        })
        .lines(&names, |line, name| line.text(name).at(name))
        .lines(names.iter(), feishu_post::LineBuilder::push)
        .build()
        .unwrap();
    let texts: String = post
        .contents()
        .flat_map(|(_, content)| content.lines().iter().flat_map(Line::elements))
        .filter_map(|element| match element {
            Element::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(texts, "abbccdede");
}

#[test]
fn prebuilt_values_are_accepted() {
    fn footer() -> [Line<'static>; 2] {
        [
            Hr.into(),
            Line::from_iter([Element::from("— "), "服务台".italic().into()]),
        ]
    }
    let href = Href::parse("https://a.cn").unwrap();
    let post = PostBuilder::new()
        .push("一")
        .push(Text::new("二").bold())
        .push(Link::new("三", href))
        .push(Emoji::DONE)
        .extend(footer())
        .extend(Content::new(["七"]))
        .extend(Some("八"))
        .build()
        .unwrap();
    assert_eq!(post.content(&Locale::ZhCn).unwrap().lines().len(), 8);
}

#[test]
fn append_keeps_every_title_and_line() {
    let part = PostBuilder::new()
        .title("部分")
        .line(|line| line.text("一"))
        .locale(Locale::EnUs)
        .title("Part")
        .build()
        .unwrap();
    let whole = PostBuilder::new()
        .title("整体")
        .append(part)
        .hr()
        .build()
        .unwrap();
    insta::assert_snapshot!(
        whole.to_json(),
        @r#"{"zh_cn":{"title":"整体","content":[[{"tag":"text","text":"部分","style":["bold"]}],[{"tag":"text","text":"一"}],[{"tag":"hr"}]]},"en_us":{"title":"Part","content":[]}}"#
    );
}

#[test]
fn appending_does_not_change_the_current_locale() {
    let part = || {
        PostBuilder::new()
            .locale(Locale::EnUs)
            .title("Part")
            .build()
            .unwrap()
    };
    let line = r#""zh_cn":{"content":[[{"tag":"text","text":"一"}]]}"#;
    for post in [PostBuilder::new().append(part()), PostBuilder::from(part())] {
        let json = post.line(|line| line.text("一")).build().unwrap().to_json();
        assert_eq!(
            json,
            format!(r#"{{"en_us":{{"title":"Part","content":[]}},{line}}}"#)
        );
    }
    let json = PostBuilder::new().append(part()).build().unwrap().to_json();
    assert_eq!(json, r#"{"en_us":{"title":"Part","content":[]}}"#);
}

#[test]
fn a_static_post_coerces_to_a_shorter_lifetime() {
    fn longest<'a>(first: Post<'a>, second: Post<'a>) -> Post<'a> {
        if first.to_json().len() > second.to_json().len() {
            first
        } else {
            second
        }
    }
    let fixed: Post<'static> = PostBuilder::new().title("固定").build().unwrap();
    let title = String::from("借来的标题");
    let borrowed = PostBuilder::new().title(&title).build().unwrap();
    assert_eq!(
        longest(fixed, borrowed).into_owned().to_json(),
        r#"{"zh_cn":{"title":"借来的标题","content":[]}}"#
    );
}

#[test]
fn every_public_type_is_send_and_sync() {
    fn check<T: Send + Sync>() {}
    check::<(
        Post,
        Content,
        Line,
        Element,
        PostBuilder,
        feishu_post::LineBuilder,
    )>();
    check::<(
        Text,
        Link,
        At,
        Emoji,
        feishu_post::Language,
        Locale,
        feishu_post::Location,
    )>();
    check::<(
        feishu_post::Image,
        feishu_post::Media,
        feishu_post::CodeBlock,
        feishu_post::Markdown,
    )>();
    check::<(
        Hr,
        feishu_post::Emotion,
        feishu_post::Style,
        feishu_post::Paragraph,
    )>();
    check::<(
        feishu_post::PostError,
        feishu_post::Problem,
        ProblemKind,
        feishu_post::UnknownName,
    )>();
    check::<(Href, feishu_post::HrefError, feishu_post::HrefErrorKind)>();
    check::<(feishu_post::Message, feishu_post::ContentForm)>();
}

#[test]
fn lines_push_and_extend_compose() -> Result<(), PostError> {
    let items = vec![("a", 1), ("b", 2)];
    let prebuilt: Line<'_> = Line::from("预制");
    let more = vec![Line::from("m1"), Line::from("m2")];
    let post = PostBuilder::new()
        .lines(&items, |line, (name, n)| {
            line.text(*name).text(n.to_string())
        })
        .lines(1..=2, |line, n| line.text(n.to_string()))
        .lines(["x"; 0], feishu_post::LineBuilder::text)
        .push(prebuilt.clone())
        .push(Image::new("img_1").size(300, 200))
        .push("文字")
        .extend(more)
        .extend([Line::from("数组")])
        .image(Image::new("img_…").size(300, 200))
        .hr()
        .build()?;
    assert_eq!(
        lines(&post),
        json!([
            [{"tag": "text", "text": "a"}, {"tag": "text", "text": "1"}],
            [{"tag": "text", "text": "b"}, {"tag": "text", "text": "2"}],
            [{"tag": "text", "text": "1"}],
            [{"tag": "text", "text": "2"}],
            [{"tag": "text", "text": "预制"}],
            [{"tag": "img", "image_key": "img_1", "width": 300, "height": 200}],
            [{"tag": "text", "text": "文字"}],
            [{"tag": "text", "text": "m1"}],
            [{"tag": "text", "text": "m2"}],
            [{"tag": "text", "text": "数组"}],
            [{"tag": "img", "image_key": "img_…", "width": 300, "height": 200}],
            [{"tag": "hr"}],
        ])
    );
    Ok(())
}

#[test]
fn control_flow_leaves_no_empty_lines() -> Result<(), PostError> {
    let show = false;
    let post = PostBuilder::new()
        .line(|line| if show { line.text("x") } else { line })
        .line(|line| line.text("y"))
        .build()?;
    assert_eq!(lines(&post), json!([[{"tag": "text", "text": "y"}]]));
    let _: Post = PostBuilder::new().title("title alone").build()?;
    Ok(())
}

#[test]
fn an_error_outlives_its_data() {
    fn build() -> Result<Post<'static>, PostError> {
        let url = String::from("ftp://x");
        Ok(PostBuilder::new()
            .line(|line| line.link("x", &url))
            .build()?
            .into_owned())
    }
    assert!(build().is_err());
}

#[test]
fn a_builder_can_be_kept_in_a_variable() -> Result<(), PostError> {
    let mut builder = PostBuilder::new().title("t");
    for n in 0..3 {
        builder = builder.line(|line| line.text(n.to_string()));
    }
    let mut maybe = Some("x".to_owned());
    builder = builder.line(|line| line.text(maybe.take().unwrap_or_default()));
    assert_eq!(lines(&builder.build()?).as_array().unwrap().len(), 4);
    Ok(())
}
