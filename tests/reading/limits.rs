//! What hostile input costs: a bounded error, and no more than its size.

use feishu_post::markdown::Importer;
use feishu_post::{Emoji, Language, Locale, Post, PostBuilder, PostError, ProblemKind};
use serde_json::{Value, json};

#[track_caller]
fn refused(json: &str) -> String {
    serde_json::from_str::<Post>(json).unwrap_err().to_string()
}

/// `content` in a string in `content` in a string, and so on.
fn strings_in_strings(depth: usize) -> String {
    let innermost = json!({"zh_cn": {"title": "标题"}});
    let wrap = |inner: Value, _| json!({"content": inner.to_string()});
    (0..depth).fold(innermost, wrap).to_string()
}

#[test]
fn a_json_string_is_unwrapped_once() {
    let post: Post = serde_json::from_str(&strings_in_strings(1)).unwrap();
    assert_eq!(post.to_json(), r#"{"zh_cn":{"title":"标题","content":[]}}"#);
    assert!(
        refused(&strings_in_strings(2))
            .starts_with("invalid type: a string inside a string, expected a post")
    );
    assert!(
        refused(&strings_in_strings(12))
            .starts_with("invalid type: a string inside a string, expected a post")
    );
}

#[test]
fn nested_envelopes_are_limited() {
    let nested =
        |depth| r#"{"post":"#.repeat(depth) + r#"{"zh_cn":{"title":"标题"}}"# + &"}".repeat(depth);
    assert!(serde_json::from_str::<Post>(&nested(2)).is_ok());
    assert!(refused(&nested(50)).starts_with("recursion limit exceeded: too many envelopes"));
}

#[test]
fn more_than_a_hundred_locales_are_refused() {
    let names = || (0..).map(|number| format!("zh_{number:04}"));
    let builder = |count| {
        let post = PostBuilder::new();
        names().take(count).fold(post, |post, name| {
            post.locale(Locale::other(name)).title("标题")
        })
    };
    assert!(builder(Post::MAX_LOCALES).build().is_ok());
    let error = builder(Post::MAX_LOCALES + 1).build().unwrap_err();
    assert_eq!(error.to_string(), "zh_0100: a post has at most 100 locales");
    assert_eq!(error.problems()[0].kind(), &ProblemKind::TooManyLocales);

    let json = |count| -> String {
        let locales = names()
            .take(count)
            .map(|name| (name, json!({"title": "标题"})));
        Value::Object(locales.collect()).to_string()
    };
    assert!(serde_json::from_str::<Post>(&json(100)).is_ok());
    assert!(refused(&json(10_000)).starts_with("a post has at most 100 locales"));
}

#[test]
fn a_duplicate_locale_in_json_is_refused() {
    assert!(
        refused(r#"{"zh_cn":{"title":"一"},"zh_cn":{"title":"二"}}"#)
            .starts_with("duplicate locale zh_cn")
    );
}

#[test]
fn an_error_lists_the_first_hundred_problems() {
    let error = PostBuilder::new()
        .lines(0..1_000, |line, _| line.at(""))
        .build()
        .unwrap_err();
    assert_eq!(error.problems().len(), PostError::MAX_PROBLEMS);
    assert_eq!(error.omitted(), 900);
    let shown = error.to_string();
    assert_eq!(shown.lines().count(), 101);
    assert_eq!(shown.lines().last(), Some("and 900 more problems"));
    assert_eq!(format!("{error:?}"), shown);

    let line = vec![json!({"tag": "at", "user_id": ""}); 100_000];
    let shown = refused(&json!({"content": [line]}).to_string());
    assert_eq!(shown.lines().last(), Some("and 99900 more problems"));
    assert!(shown.len() < 20_000);
}

#[test]
fn a_single_omitted_problem_is_counted_in_the_singular() {
    let error = PostBuilder::new()
        .lines(0..101, |line, _| line.at(""))
        .build()
        .unwrap_err();
    assert_eq!(error.to_string().lines().last(), Some("and 1 more problem"));
}

#[test]
fn a_long_name_is_shortened_only_in_messages() {
    let long = "长".repeat(1_000_000);
    let shown = format!("{}…", "长".repeat(120));
    let emoji = Emoji::try_from(&long).unwrap_err();
    assert_eq!(emoji.name(), long);
    assert_eq!(
        emoji.to_string(),
        format!("unknown emoji {shown:?}: Emoji::other takes unlisted names")
    );
    assert!(Language::try_from(&long).unwrap_err().to_string().len() < 500);
    assert!(long.parse::<Locale>().unwrap_err().to_string().len() < 500);

    let error = PostBuilder::new()
        .locale(Locale::other(&long))
        .line(|line| line.at(""))
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "{shown} line 1 element 1: mention without a user id: write at(\"ou_…\"), or at_all() for everyone\n\
             {shown}: {shown:?} is not a locale name: expected one such as zh_hk"
        )
    );
    assert_eq!(
        refused(&json!({"content": [[{"tag": long}]]}).to_string()),
        format!(
            "zh_cn line 1 element 1: unknown tag {shown:?}: \
             expected text, a, at, emotion, img, media, hr, code_block or md"
        )
    );
}

/// Of a size at which reading to the end from each of them would take minutes.
#[test]
fn urls_before_an_open_bracket_are_read_in_one_pass() {
    let markdown = ";http://a".repeat(Importer::MAX_BYTES / 16) + "(\"";
    assert_eq!(Post::from_markdown(&markdown).to_text(), markdown);
}

/// Each piece has a copy of the URL, so the pieces of one link are counted.
#[test]
fn a_link_of_markdown_has_at_most_a_hundred_pieces() {
    let post = |words| {
        let words = "*a* ".repeat(words);
        Post::from_markdown(&format!("[{}](https://a.cn)", words.trim_end()))
    };
    assert_eq!(post(50).links().count(), 99);
    assert_eq!(post(500).links().count(), 100);
    let text = post(500).to_text();
    assert!(text.ends_with("a a a (https://a.cn)"), "{text}");
}

/// Of the size at which a pass for each of them would take half an hour.
#[test]
fn many_lists_in_a_line_are_read_in_one_pass() {
    let markdown = "1. ".repeat(Importer::MAX_BYTES / 3);
    let post = Post::from_markdown(&markdown);
    assert_eq!(post.to_text(), markdown.trim_end());
}

/// As deep as strings nest in 4 MB, on a stack on which a call for each level does not fit.
#[test]
fn strings_in_strings_need_no_stack() {
    let mut json = r#"{"zh_cn":{"title":"标题"}}"#.to_owned();
    while json.len() < 4_000_000 {
        json = json!({"content": json}).to_string();
    }
    let small = std::thread::Builder::new().stack_size(64 * 1024);
    let refused = small.spawn(move || refused(&json)).unwrap().join().unwrap();
    assert!(refused.starts_with("invalid type: a string inside a string, expected a post"));
}

/// Each line is indented as the items around it, at most by three spaces for each.
#[test]
fn long_numbers_of_markdown_indent_little() {
    let nested = "999999999. ".repeat(16) + "a\nb";
    let post = Post::from_markdown(&nested);
    let indented = format!("{}b", "\u{3000}".repeat(3 * 16));
    assert_eq!(post.to_text().lines().last(), Some(&*indented));
    let post = Post::from_markdown("999. a\n\n     b");
    assert_eq!(post.to_text(), "999. a\n\u{3000}\u{3000}\u{3000}b");
}

/// One long cell, or one with many lines, is not paid for in every line or column.
#[test]
fn a_table_of_markdown_grows_with_its_source() {
    let wide = "a".repeat(10_000);
    let many = |head: &str, columns| {
        let head = format!("|{head}").repeat(columns);
        format!("{head}|\n{}|\n", "|-".repeat(columns))
    };
    for table in [
        format!("|{wide}|b|\n|-|-|\n{}", "|a|b|\n".repeat(4_000)),
        format!("|a|{wide}|\n|-:|-:|\n{}", "|a|b|\n".repeat(4_000)),
        many(&wide[..100], 100) + &"|a|\n".repeat(1_000),
        many("a", 2_000) + &format!("|a{}|\n", "<br>a".repeat(4_000)),
    ] {
        let json = Post::from_markdown(&table).to_json();
        let times = json.len() / table.len();
        assert!(times < 64, "{times} times: {}", &table[..20]);
    }
}
