//! What becomes of each construct of Markdown.

#![allow(clippy::unwrap_used, reason = "in a test it is the assertion")]

use feishu_post::markdown::Importer;
use feishu_post::{
    CodeBlock, Hr, Image, Language, Line, Locale, Post, PostBuilder, PostError, Stylize,
};

#[track_caller]
fn converts<'a>(markdown: &'a str, build: impl FnOnce(PostBuilder<'a>) -> PostBuilder<'a>) {
    let expected = build(PostBuilder::new()).build().unwrap();
    assert_eq!(Post::from_markdown(markdown), expected);
}

/// Each line as `Importer::lines` makes it, all of plain text.
#[track_caller]
fn reads(markdown: &str, expected: &[&str]) {
    let expected: Vec<Line> = expected.iter().map(Line::from).collect();
    assert_eq!(Importer::new().lines(markdown), expected);
}

#[track_caller]
fn codes(markdown: &str, expected: CodeBlock<'_>) {
    assert_eq!(Importer::new().lines(markdown), [expected.into()]);
}

#[test]
fn nothing_makes_an_empty_post() {
    for nothing in ["", "\n\n", "   ", "[a]: https://example.com", "```\n```"] {
        assert!(Post::from_markdown(nothing).is_empty(), "{nothing:?}");
    }
}

#[test]
fn headings() {
    converts("# 标题\n\n正文", |post| {
        post.title("标题").line(|line| line.text("正文"))
    });
    converts("标题\n===\n", |post| post.title("标题"));
    converts("# a **b** `c`", |post| post.title("a b c"));
    converts("## 二级", |post| {
        post.line(|line| line.text("二级".bold()))
    });
    converts("# 一\n# 二", |post| {
        post.title("一").line(|line| line.text("二".bold()))
    });
    converts("前言\n\n# 标题", |post| {
        post.lines(["前言".into(), "标题".bold()], |line, text| {
            line.text(text)
        })
    });
    converts("- # 条目", |post| {
        post.line(|line| line.text("• ").text("条目".bold()))
    });
    converts("# 见 [文档](https://open.feishu.cn)", |post| {
        post.line(|line| {
            line.text("见 ".bold())
                .link("文档".bold(), "https://open.feishu.cn")
        })
    });
}

#[test]
fn styles() {
    converts("**粗** *斜* ~~删~~ ***粗斜***", |post| {
        post.line(|line| {
            line.text("粗".bold())
                .text(" ")
                .text("斜".italic())
                .text(" ")
                .text("删".line_through())
                .text(" ")
                .text("粗斜".italic().bold())
        })
    });
    reads(
        "用 `cargo test` 与 \\*星号\\*,&lt;b&gt;",
        &["用 cargo test 与 *星号*,<b>"],
    );
}

#[test]
fn links() {
    converts("[**粗**体](https://open.feishu.cn/工单)", |post| {
        post.line(|line| {
            line.link("粗".bold(), "https://open.feishu.cn/工单")
                .link("体", "https://open.feishu.cn/工单")
        })
    });
    converts("<https://open.feishu.cn>", |post| {
        post.line(|line| line.link("https://open.feishu.cn", "https://open.feishu.cn"))
    });
    converts("见https://open.feishu.cn/a?b=1。再见", |post| {
        let url = "https://open.feishu.cn/a?b=1";
        post.line(|line| line.text("见").link(url, url).text("。再见"))
    });
    converts("[](https://open.feishu.cn)", |post| {
        post.line(|line| line.link("https://open.feishu.cn", "https://open.feishu.cn"))
    });
    converts("[a](https://a.cn)[b](https://a.cn)", |post| {
        post.line(|line| line.link("a", "https://a.cn").link("b", "https://a.cn"))
    });
}

#[test]
fn links_that_would_be_refused_become_text() {
    reads("[密码](file:///etc/passwd)", &["密码 (file:///etc/passwd)"]);
    reads("[说明](docs/README.md)", &["说明 (docs/README.md)"]);
    reads(
        "[邮件](mailto:a@b.cn) <a@b.cn>",
        &["邮件 (mailto:a@b.cn) a@b.cn"],
    );
    reads(
        "[执行](javascript:alert\\(1\\))",
        &["执行 (javascript:alert(1))"],
    );
    reads("[a]() ftp://a.cn/", &["a ftp://a.cn/"]);
}

#[test]
fn line_breaks() {
    reads("第一行\n第二行", &["第一行第二行"]);
    reads("one\ntwo", &["one two"]);
    reads("한국\n어", &["한국 어"]);
    reads("中文\nEnglish\n中文", &["中文 English 中文"]);
    reads("一  \n二\\\n三", &["一", "二", "三"]);
    converts("one\n[two\nthree](https://a.cn)\nfour", |post| {
        post.line(|line| {
            line.text("one ")
                .link("two three", "https://a.cn")
                .text(" four")
        })
    });
    converts("one\n**two**", |post| {
        post.line(|line| line.text("one ").text("two".bold()))
    });
}

#[test]
fn lists() {
    reads(
        "- 一\n- 二\n  - 三\n    - 四\n      - 五",
        &[
            "• 一",
            "• 二",
            "\u{3000}◦ 三",
            "\u{3000}\u{3000}▪ 四",
            "\u{3000}\u{3000}\u{3000}• 五",
        ],
    );
    reads(
        "3. 一\n4. 二\n\n   接着\n5. 三",
        &["3. 一", "4. 二", "\u{3000}\u{3000}接着", "5. 三"],
    );
    reads(
        "- [ ] 待办\n- [x] 完成\n\n1. [x] 首项",
        &["☐ 待办", "☑ 完成", "1. ☑ 首项"],
    );
    reads("-\n- 二", &["•", "• 二"]);
    reads("1. - 一", &["1. • 一"]);
}

#[test]
fn quotes() {
    reads("> 一\n>\n> 二\n>> 三", &["▎ 一", "▎ 二", "▎ ▎ 三"]);
    reads("> - 一\n>   - 二", &["▎ • 一", "▎ \u{3000}◦ 二"]);
    reads("- 一\n\n  > 二", &["• 一", "\u{3000}▎ 二"]);
}

#[test]
fn code() {
    codes(
        "```rust\nfn main() {}\n```",
        CodeBlock::new(Language::RUST, "fn main() {}"),
    );
    codes(
        "~~~ c++ title=a\na\n\n~~~",
        CodeBlock::new(Language::CPP, "a\n"),
    );
    codes(
        "```rust,ignore\n1\n```",
        CodeBlock::new(Language::RUST, "1"),
    );
    codes(
        "```zig\n1\n```",
        CodeBlock::new(Language::other("zig"), "1"),
    );
    codes("```\n**a** <b>\n```", CodeBlock::plain("**a** <b>"));
    codes(
        "    indented\n      more",
        CodeBlock::plain("indented\n  more"),
    );
}

#[test]
fn code_in_an_item_stands_below_its_marker() {
    let lines = Importer::new().lines("1. ```sh\n   ls\n   ```\n2. 二");
    let block = CodeBlock::new(Language::SHELL, "ls");
    assert_eq!(lines, ["1.".into(), block.into(), "2. 二".into()]);
}

#[test]
fn rules() {
    let lines = Importer::new().lines("一\n\n---\n二");
    assert_eq!(lines, ["一".into(), Hr.into(), "二".into()]);
}

#[test]
fn tables() {
    let markdown = "\
        | 名称 | 数量 | 说明 |\n\
        |:-----|-----:|:----:|\n\
        | 螺丝 | 12 | `M3` |\n\
        | nut | 1,000 | [图](https://a.cn/b) |\n\
        | a\\|b | | <b> |";
    codes(
        markdown,
        CodeBlock::plain(
            "名称 |  数量 |        说明\n\
             -----|-------|--------------------\n\
             螺丝 |    12 |         M3\n\
             nut  | 1,000 | 图 (https://a.cn/b)\n\
             a|b  |       |         <b>",
        ),
    );
}

#[test]
fn raw_html_shows_as_written() {
    reads(
        "<script>alert(1)</script>\n\na<br>b <at user_id=\"all\"></at>",
        &[
            "<script>alert(1)</script>",
            "a<br>b <at user_id=\"all\"></at>",
        ],
    );
    reads("<div>\n  **a**\n</div>", &["<div>", "  **a**", "</div>"]);
}

#[test]
fn images_are_links_without_a_finder() {
    converts(
        "![图](https://a.cn/b.png) ![](https://a.cn/c.png)",
        |post| {
            post.line(|line| {
                line.link("图", "https://a.cn/b.png")
                    .text(" ")
                    .link("https://a.cn/c.png", "https://a.cn/c.png")
            })
        },
    );
    reads("![图](b.png)", &["图 (b.png)"]);
    converts("[![徽章](https://a.cn/b.svg)](https://a.cn)", |post| {
        post.line(|line| line.link("徽章", "https://a.cn"))
    });
    converts("![a [b](https://a.cn) ![c](d)](https://a.cn/e)", |post| {
        post.line(|line| line.link("a b c", "https://a.cn/e"))
    });
}

#[test]
fn images_are_found_by_url_and_alternative_text() {
    let mut asked = Vec::new();
    let mut import = Importer::new().images(|url, alt| {
        asked.push(format!("{url} {alt}"));
        match url {
            "a.png" => Some(Image::new("img_a").size(30, 20)),
            "blank.png" => Some(Image::new(" ")),
            _ => None,
        }
    });
    let lines = import.lines("前 ![图 *一*](a.png) 后\n\n![](blank.png)\n\n- ![](a.png)");
    let image = || Line::from(Image::new("img_a").size(30, 20));
    assert_eq!(
        lines,
        [
            "前 ".into(),
            image(),
            " 后".into(),
            "blank.png".into(),
            "•".into(),
            image()
        ]
    );
    drop(import);
    assert_eq!(asked, ["a.png 图 一", "blank.png ", "a.png "]);
}

#[test]
fn an_image_within_a_link_leaves_the_link() {
    let mut import = Importer::new().images(|_, _| Some("img_a"));
    let lines = import.lines("[![徽章](b.svg)](https://a.cn)");
    let link = PostBuilder::new()
        .line(|line| line.link("https://a.cn", "https://a.cn"))
        .build();
    let link = link.unwrap().content(&Locale::ZhCn).unwrap().lines()[0].clone();
    assert_eq!(lines, [Image::new("img_a").into(), link]);
}

#[test]
fn images_in_tables_stay_links() {
    let mut import = Importer::new().images(|_, _| Some("img_a"));
    assert_eq!(
        import.lines("|a|\n|-|\n|![b](https://a.cn)|"),
        [CodeBlock::plain("a\n----------------\nb (https://a.cn)").into()]
    );
}

#[test]
fn basic_elements_are_texts_links_and_images() {
    let markdown = "---\n\n```rust\nfn main() {\n}\n```\n\n|a|b|\n|-|-|\n|一|二|\n\n* ---";
    let lines = Importer::new().basic_elements().lines(markdown);
    assert_eq!(
        lines,
        [
            "———",
            "fn main() {",
            "}",
            "a  | b",
            "---|---",
            "一 | 二",
            "• ———"
        ]
        .map(Line::from)
    );
}

#[test]
fn lines_extend_a_builder_in_its_locale() -> Result<(), PostError> {
    let post = PostBuilder::new()
        .title("标题")
        .locale(Locale::EnUs)
        .title("Title")
        .extend_markdown("# Heading\n\n*done*")
        .build()?;
    let lines = post.content(&Locale::EnUs).unwrap().lines();
    assert_eq!(lines, ["Heading".bold().into(), "done".italic().into()]);
    Ok(())
}
