//! Markdown out, and back in.

use feishu_post::{
    CodeBlock, Content, Element, Hr, Href, Image, Language, Line, Link, Media, Post, PostBuilder,
    Stylize, Text, post,
};
use proptest::collection::vec;
use proptest::prelude::*;

#[track_caller]
fn writes(post: &Post<'_>, expected: &str) {
    let markdown = post.to_markdown();
    assert_eq!(markdown, expected);
    assert_eq!(&Post::from_markdown(&markdown), post);
}

#[test]
fn only_necessary_characters_are_escaped() {
    for (text, expected) in [
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("a_b_c [x] (y) a < b & c", "a_b_c [x] (y) a < b & c"),
        ("*星号*", "\\*星号\\*"),
        ("[a](https://a.cn)", "\\[a\\](https:<!-- -->//a.cn)"),
        ("- 条目", "\\- 条目"),
        ("1. 条目", "1\\. 条目"),
        ("2026年", "2026年"),
        ("# 标题", "\\# 标题"),
        ("---", "\\---"),
        ("`code`", "\\`code\\`"),
        ("<b>", "\\<b>"),
        ("&nbsp;", "\\&nbsp;"),
        (" 前后 ", "&#32;前后&#32;"),
        ("第一\n第二", "第一&#10;第二"),
        ("https://a.cn/b", "https:<!-- -->//a.cn/b"),
    ] {
        let post = PostBuilder::new().push(text).build().unwrap();
        writes(&post, expected);
    }
}

#[test]
fn styles_are_marked_so_that_they_are_read_back() {
    writes(
        &post![["粗".bold(), "普通", "斜".italic(), " ", "删".line_through()]],
        "**粗**普通*斜* ~~删~~",
    );
    writes(&post![["结论：".bold(), "磁盘"]], "**结论：**磁盘");
    writes(&post![["a", "，b".bold(), "c"]], "a**，b**c");
    writes(&post![["a", " b ".bold(), "c"]], "a<b> b </b>c");
    writes(&post![["粗斜".bold().italic()]], "***粗斜***");
    writes(&post![["线".underline()]], "<u>线</u>");
}

#[test]
fn inline_code_is_a_code_span() {
    for (code, expected) in [("ls -l", "`ls -l`"), ("a`b", "``a`b``"), ("`", "`` ` ``")] {
        let json = serde_json::json!({"zh_cn": {"content": [[
            {"tag": "text", "text": "运行 "},
            {"tag": "text", "text": code, "style": ["codeInline"]},
        ]]}});
        let post: Post = serde_json::from_value(json).unwrap();
        writes(&post, &format!("运行 {expected}"));
    }
}

#[test]
fn links_with_brackets_and_parentheses_are_read_back() {
    writes(
        &post![[link("文档", "https://a.cn/x")]],
        "[文档](https://a.cn/x)",
    );
    writes(
        &post![[link("[1]", "https://a.cn/x_(y)")]],
        "[[1]](<https://a.cn/x_(y)>)",
    );
    writes(
        &post![["见 ", link("https://a.cn/x", "https://a.cn/x"), "。"]],
        "见 https://a.cn/x。",
    );
    writes(
        &post![[link("粗".bold(), "https://a.cn")]],
        "[**粗**](https://a.cn)",
    );
    writes(
        &post![[link("a", "https://a.cn"), link("b", "https://a.cn")]],
        "[a](https://a.cn)[b](https://a.cn)",
    );
}

#[test]
fn character_references_in_links_are_read_back() {
    for (url, written) in [
        ("https://a.cn/?a=1&b=2", "https://a.cn/?a=1&b=2"),
        ("https://a.cn/?a=1&amp;b=2", "https://a.cn/?a=1&amp;amp;b=2"),
        ("https://a.cn/?a=1&copy;=2", "https://a.cn/?a=1&amp;copy;=2"),
        ("https://a.cn/&#42;(b)", "<https://a.cn/&amp;#42;(b)>"),
    ] {
        let href = Href::parse(url).unwrap();
        let post = PostBuilder::new()
            .push(Link::new("文档", href))
            .build()
            .unwrap();
        writes(&post, &format!("[文档]({written})"));
    }
}

#[test]
fn blocks() {
    writes(
        &post![
            title = "标题",
            "一",
            hr(),
            code_block("RUST", "let a = 1;"),
            "二"
        ],
        "# 标题\n\n一\n\n---\n\n```RUST\nlet a = 1;\n```\n\n二",
    );
    let fence = post![code_block("JSON", "```\n````\n")];
    writes(&fence, "`````JSON\n```\n````\n\n`````");
}

#[test]
fn posts_beyond_markdown_stay_readable() {
    let post = post![
        [
            at("ou_1").name("小王"),
            " ",
            at("ou_2"),
            " ",
            emotion("SMILE"),
            " ",
            "&lt;".un_escape()
        ],
        image("img_1"),
        media("file_1"),
        markdown("**原样**"),
    ];
    assert_eq!(
        post.to_markdown(),
        "@小王 @ou_2 [SMILE] <\n\n![image](img_1)\n\n![video](file_1)\n\n**原样**"
    );
    let both = post![zh_cn = ["一"], en_us = ["one"]];
    assert_eq!(both.to_markdown(), "一");
    assert_eq!(Content::default().to_markdown(), "");
}

#[test]
fn names_from_others_stay_on_their_line() {
    let post = PostBuilder::new()
        .push(CodeBlock::new(Language::other("a\n```\r\nx"), "b"))
        .push(Image::new("img_1\n\n# a"))
        .push(Media::new("file_1\r# a"))
        .build()
        .unwrap();
    assert_eq!(
        post.to_markdown(),
        "~~~a ```  x\nb\n~~~\n\n![image](<img_1  # a>)\n\n![video](<file_1 # a>)"
    );
}

/// Texts that mean something to a Markdown parser, and any others. A NUL is none of them: CommonMark
/// replaces it.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "*", "**", "_", "~", "~~", "`", "``", "[", "]", "](", "(", ")", "<", ">", "<b>", "</b>", "<!--",
            "-->", "<pre>", "<script>", "&", "&amp;", "&#10;", "\\", "#", "# ", "- ", "+ ", "> ", "1. ", "1) ",
            "---", "===", "|", "|-|", ":", "!", "![", "://", "https://a.cn", "http://a_b/c", "www.a.cn", "@a",
            " ", "  ", "    ", "\t", "\n", "\r", "\u{b}", "\u{c}", "\u{feff}", "\u{a0}", "\u{3000}", "\u{2028}",
            "，", "。", "：", "「", "」", "（", "飞书", "한국", "a", "1", "é", "👨‍👩‍👧", "\u{fe0f}", "…", "—",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("no NUL", |c| *c != '\0').prop_map(String::from),
        1 => "\\PC{0,8}",
    ];
    let words = vec(piece, 1..8).prop_map(|pieces| pieces.concat());
    words.prop_filter("something to show", |words| !words.is_empty())
}

fn text() -> impl Strategy<Value = Text<'static>> {
    (words(), any::<[bool; 4]>()).prop_map(|(text, [bold, italic, line_through, underline])| {
        let mut text = Text::new(text);
        if bold {
            text = text.bold();
        }
        if italic {
            text = text.italic();
        }
        if line_through {
            text = text.line_through();
        }
        if underline {
            text = text.underline();
        }
        text
    })
}

fn element() -> impl Strategy<Value = Element<'static>> {
    let url = prop::sample::select(vec![
        "https://a.cn",
        "https://a.cn/x_(y)?a=b*c",
        "http://飞书.cn/工单",
    ]);
    prop_oneof![
        3 => text().prop_map(Into::into),
        1 => (text(), url).prop_map(|(text, url)| Link::new(text, Href::parse(url).unwrap().into_owned()).into()),
    ]
}

fn line() -> impl Strategy<Value = Line<'static>> {
    let languages = prop::sample::select(Language::ALL.to_vec());
    prop_oneof![
        6 => vec(element(), 1..5).prop_map(|elements| Line::from_iter(merged(elements))),
        1 => Just(Hr.into()),
        1 => (prop::option::of(languages), words())
            .prop_filter("no line break that is normalised", |(_, code)| !code.contains('\r'))
            .prop_map(|(language, code)| match language {
                Some(language) => CodeBlock::new(language, code).into(),
                None => CodeBlock::plain(code).into(),
            }),
    ]
}

/// Neighbours that look the same are one text.
fn merged(elements: Vec<Element<'static>>) -> Vec<Element<'static>> {
    let mut merged: Vec<Element<'static>> = Vec::new();
    for element in elements {
        let joined = match (merged.last(), &element) {
            (Some(Element::Text(last)), Element::Text(text)) if last.style() == text.style() => {
                format!("{}{}", last.as_str(), text.as_str())
            }
            _ => {
                merged.push(element);
                continue;
            }
        };
        let style = element.style();
        let mut text = Text::new(joined);
        if style.contains(feishu_post::Style::BOLD) {
            text = text.bold();
        }
        if style.contains(feishu_post::Style::ITALIC) {
            text = text.italic();
        }
        if style.contains(feishu_post::Style::LINE_THROUGH) {
            text = text.line_through();
        }
        if style.contains(feishu_post::Style::UNDERLINE) {
            text = text.underline();
        }
        merged.pop();
        merged.push(text.into());
    }
    merged
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 1_000_000, ..ProptestConfig::default() })]

    #[test]
    fn written_markdown_is_read_back(title in prop::option::of(words()), lines in vec(line(), 1..5)) {
        let post = PostBuilder::new().title(title.unwrap_or_default()).extend(lines).build().unwrap();
        let markdown = post.to_markdown();
        prop_assert_eq!(&Post::from_markdown(&markdown), &post, "{}", markdown);
    }
}
