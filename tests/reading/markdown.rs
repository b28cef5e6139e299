//! What becomes of each construct of Markdown.

use feishu_post::markdown::Importer;
use feishu_post::{
    At, CodeBlock, Hr, Image, Language, Line, LineBuilder, Locale, Post, PostBuilder, PostError,
    Stylize, Text,
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
fn empty_markdown_is_an_empty_post() {
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
    reads("\\*星号\\*,&lt;b&gt;", &["*星号*,<b>"]);
    assert_eq!(
        Post::from_markdown("用 `cargo test`").to_json(),
        r#"{"zh_cn":{"content":[[{"tag":"text","text":"用 "},{"tag":"text","text":"cargo test","style":["codeInline"]}]]}}"#
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
fn a_single_line_break_begins_a_new_line() {
    reads("第一行\n第二行", &["第一行", "第二行"]);
    reads("一  \n二\\\n三", &["一", "二", "三"]);
    reads(
        "标题 A\n链接：正文\n\n> 第一句\n> 第二句\n\n- 条目\n  续行",
        &[
            "标题 A",
            "链接：正文",
            "▎ 第一句",
            "▎ 第二句",
            "• 条目",
            "\u{3000}续行",
        ],
    );
    reads(
        "ERROR: build failed\n  at step 1\n  at step 2",
        &["ERROR: build failed", "at step 1", "at step 2"],
    );
    converts(
        "标题 A\n链接：https://example.com/a\n详细摘要：\n正文。",
        |post| {
            let link = "https://example.com/a";
            post.push("标题 A")
                .line(|line| line.text("链接：").link(link, link))
                .push("详细摘要：")
                .push("正文。")
        },
    );
    converts("[one\ntwo](https://a.cn)\n**three\nfour**", |post| {
        post.lines(["one", "two"], |line, text| line.link(text, "https://a.cn"))
            .lines(["three", "four"], |line, text| line.text(text.bold()))
    });
    converts("一\n二\n===\n三", |post| {
        post.title("一二").line(|line| line.text("三"))
    });
}

#[test]
fn lines_are_joined_if_asked_for() {
    #[track_caller]
    fn joins(markdown: &str, expected: &str) {
        assert_eq!(
            Importer::new().join_lines().lines(markdown),
            [Line::from(expected)]
        );
    }
    joins("第一行\n第二行", "第一行第二行");
    joins("one\ntwo", "one two");
    joins("한국\n어", "한국 어");
    joins("中文\nEnglish\n中文", "中文 English 中文");
    let linked = Importer::new()
        .join_lines()
        .post("one\n[two\nthree](https://a.cn)\n**four**");
    let expected = PostBuilder::new()
        .line(|line| {
            line.text("one ")
                .link("two three", "https://a.cn")
                .text(" ")
                .text("four".bold())
        })
        .build();
    assert_eq!(linked, expected.unwrap());
}

#[test]
fn emphasis_beside_chinese_punctuation_is_emphasis() {
    #[track_caller]
    fn emphasises(markdown: &str, before: &'static str, strong: &'static str, after: &'static str) {
        let post = Post::from_markdown(markdown);
        let mut line = PostBuilder::new();
        line = line.line(|line| {
            let parts = [before.into(), strong.bold(), after.into()];
            line.extend(
                parts
                    .into_iter()
                    .filter(|text: &Text| !text.as_str().is_empty()),
            )
        });
        assert_eq!(post, line.build().unwrap());
    }
    emphasises("**具体：**与其说", "", "具体：", "与其说");
    emphasises("前文**「测试」**后文", "前文", "「测试」", "后文");
    emphasises(
        "这是**我想做的事。**所以继续。",
        "这是",
        "我想做的事。",
        "所以继续。",
    );
    emphasises(
        "**该星号不会被识别，而是直接显示。**这是因为…",
        "",
        "该星号不会被识别，而是直接显示。",
        "这是因为…",
    );
    emphasises("你好**Rust，**很好", "你好", "Rust，", "很好");
    converts("*重点：*后面", |post| {
        post.line(|line| line.text("重点：".italic()).text("后面"))
    });
    assert_eq!(
        Post::from_markdown("**`code`：**后").to_json(),
        r#"{"zh_cn":{"content":[[{"tag":"text","text":"code","style":["bold","codeInline"]},{"tag":"text","text":"：","style":["bold"]},{"tag":"text","text":"后"}]]}}"#
    );
}

#[test]
fn bare_urls_end_where_chinese_begins() {
    #[track_caller]
    fn finds(markdown: &str, before: &'static str, url: &'static str, after: &'static str) {
        converts(markdown, |post| {
            post.line(|line| {
                let line = if before.is_empty() {
                    line
                } else {
                    line.text(before)
                };
                let line = line.link(url, url);
                if after.is_empty() {
                    line
                } else {
                    line.text(after)
                }
            })
        });
    }
    finds(
        "工单https://a.example/t/1已由admin处理",
        "工单",
        "https://a.example/t/1",
        "已由admin处理",
    );
    finds(
        "见 https://a.example/pull/2217（commit 说明）",
        "见 ",
        "https://a.example/pull/2217",
        "（commit 说明）",
    );
    finds(
        "见 https://a.example/a?b=1，按F5",
        "见 ",
        "https://a.example/a?b=1",
        "，按F5",
    );
    finds(
        "(https://a.example/x_(y).)",
        "(",
        "https://a.example/x_(y)",
        ".)",
    );
    finds(
        "https://a.example/path(说明)",
        "",
        "https://a.example/path",
        "(说明)",
    );
    finds(
        "[\"https://a.example/a\",1]",
        "[\"",
        "https://a.example/a",
        "\",1]",
    );
    finds("HTTPS://a.example!", "", "HTTPS://a.example", "!");
    converts(
        "见 http://my_service:8080/health 与 https://cdn_1.example.org/x",
        |post| {
            post.line(|line| {
                line.text("见 ")
                    .link(
                        "http://my_service:8080/health",
                        "http://my_service:8080/health",
                    )
                    .text(" 与 ")
                    .link("https://cdn_1.example.org/x", "https://cdn_1.example.org/x")
            })
        },
    );
    let grafana = r#"https://g.example/explore?orgId=1&left=["now-1h","now","Prom",{"expr":"up"}]"#;
    finds(grafana, "", grafana, "");
}

/// As on GitHub, where URLs take precedence over emphasis.
#[test]
fn marks_of_emphasis_in_a_bare_url_belong_to_it() {
    for url in [
        "https://github.com/o/r/blob/main/pkg/__init__.py",
        "https://github.com/facebook/react/tree/main/src/__tests__/A-test.js",
        "https://a.cn/search?q=a*b*c",
        "https://a.cn/~wang/docs~old/x",
        "https://a.cn/**bold**/x?a=1&b=~~2~~#_c_d",
        "https://a.cn/x_(*a*)",
    ] {
        converts(url, |post| post.line(|line| line.link(url, url)));
        converts(&format!("*见 {url}*，**完**"), |post| {
            post.line(|line| {
                let line = line.text("见 ".italic()).link(url.italic(), url);
                line.text("，").text("完".bold())
            })
        });
        let rule = "-".repeat(url.len());
        codes(
            &format!("|a|\n|-|\n|{url}|"),
            CodeBlock::plain(format!("a\n{rule}\n{url}")),
        );
    }
    let cut_off = r#"https://g.example/explore?a=*b*["now - 1h"]"#;
    reads(cut_off, &[cut_off]);
    let other = "\u{e000}\u{e001}\u{e002}";
    converts(&format!("{other} https://a.cn/_a_b {other}"), |post| {
        post.line(|line| {
            let line = line.text(format!("{other} "));
            let line = line.link("https://a.cn/_a_b", "https://a.cn/_a_b");
            line.text(format!(" {other}"))
        })
    });
}

#[test]
fn emphasis_ends_a_bare_url_that_it_surrounds_or_that_ends_before_it() {
    for after in ["", "，说明", "-说明", "(note)", "/", ",b"] {
        converts(&format!("**见 https://a.cn/x**{after}"), |post| {
            post.line(|line| {
                let line = line
                    .text("见 ".bold())
                    .link("https://a.cn/x".bold(), "https://a.cn/x");
                line.extend((!after.is_empty()).then_some(after))
            })
        });
    }
    converts("~~https://a.cn/old~~/https://a.cn/new_1_2", |post| {
        post.line(|line| {
            let line = line.link("https://a.cn/old".line_through(), "https://a.cn/old");
            let new = "https://a.cn/new_1_2";
            line.text("/").link(new, new)
        })
    });
    converts("见https://a.cn/**重点**", |post| {
        post.line(|line| {
            let line = line.text("见").link("https://a.cn/", "https://a.cn/");
            line.text("重点".bold())
        })
    });
}

#[test]
fn marks_in_other_urls_are_unchanged() {
    let url = "https://a.cn/_a_*b*/__c__.py?~d~e";
    for markdown in [
        format!("[{url}]({url})"),
        format!("<{url}>"),
        format!("[{url}][1]\n\n[1]: {url} \"{url}\""),
        format!("<a href=\"{url}\">{url}</a>"),
        format!("![{url}]({url})"),
    ] {
        converts(&markdown, |post| post.line(|line| line.link(url, url)));
    }
    for html in ["<font face=\"URL\">", "<div>\nURL\n</div>"] {
        let html = html.replace("URL", url);
        let linked: Vec<_> = html.lines().collect();
        reads(&html, &linked);
    }
    let code = CodeBlock::new(Language::other(url), url);
    codes(&format!("```{url}\n{url}\n```"), code);
    assert_eq!(Post::from_markdown(&format!("`{url}`")).to_text(), url);
}

#[test]
fn ambiguous_urls_are_not_links() {
    for text in [
        "[console](http://ci.example/job/My Job/1/console)",
        "<https://a.example/a b>",
        r#"https://g.example/explore?left=["now - 1h","now"]"#,
        "xhttps://a.example",
        "https://",
        "git+https://a.example/b",
    ] {
        reads(text, &[text]);
    }
    converts("[x](<https://a.cn/a b>)", |post| {
        post.line(|line| line.link("x", "https://a.cn/a%20b"))
    });
}

#[test]
fn references_to_private_characters_are_kept() {
    for (source, text) in [
        ("&#xE001;&#xE002;", "\u{e001}\u{e002}"),
        (
            "\u{e000}&#xE001; https://a.cn/x_y",
            "\u{e000}\u{e001} https://a.cn/x_y",
        ),
    ] {
        assert_eq!(Post::from_markdown(source).to_text(), text);
    }
}

#[test]
fn an_unquoted_url_keeps_its_last_slash() {
    converts("<a href=https://a.cn/b/>目录</a>", |post| {
        post.line(|line| line.link("目录", "https://a.cn/b/"))
    });
}

#[test]
fn supported_html_is_converted() {
    reads("a<br>b", &["a", "b"]);
    reads("<br>", &[]);
    converts("<b>x</b> <u>y</u> <del>z</del> <i>w</i>", |post| {
        post.line(|line| {
            line.text("x".bold())
                .text(" ")
                .text("y".underline())
                .text(" ")
                .text("z".line_through())
                .text(" ")
                .text("w".italic())
        })
    });
    converts("<!-- c -->\n\n## Foo\nbar", |post| {
        post.lines(["Foo".bold(), "bar".into()], LineBuilder::text)
    });
    converts("见 <a class=\"x\" href='https://a.cn'>文档</a>", |post| {
        post.line(|line| line.text("见 ").link("文档", "https://a.cn"))
    });
    reads(
        "<font color=green>成功</font>",
        &["<font color=green>成功</font>"],
    );
    reads("<think>\n想\n</think>", &["<think>", "想", "</think>"]);
    reads(
        "<details>\n<summary>详情</summary>\n内容\n</details>",
        &["<details>", "<summary>详情</summary>", "内容", "</details>"],
    );
    codes(
        "|a|b|\n|-|-|\n|1<br>2|3|",
        CodeBlock::plain("a | b\n--|--\n1 | 3\n2 |"),
    );
}

#[test]
fn only_names_that_the_caller_knows_become_mentions() {
    let known = |name: &str| (name == "小王").then(|| At::new("ou_1").name("小王"));
    let expected = PostBuilder::new()
        .line(|line| line.at(At::new("ou_1").name("小王")).text(" 请处理"))
        .build()
        .unwrap();
    for text in ["<at user_id=\"ou_9\">小王</at> 请处理", "@小王 请处理"] {
        reads(text, &[text]);
        assert_eq!(Importer::new().mentions(known).post(text), expected);
    }
    for text in [
        "<at user_id=\"all\">所有人</at>",
        "<at user_id=\"all\">没有结尾",
        "@小李",
        "a@小王",
    ] {
        assert_eq!(
            Importer::new().mentions(known).lines(text),
            [Line::from(text)]
        );
    }
}

#[test]
fn an_image_in_a_mention_that_is_not_one_leaves_its_text() {
    for (text, after) in [
        (
            "<at user_id=\"x\">小王 ![图](https://a.cn/i.png) 请处理",
            " 请处理",
        ),
        (
            "<at user_id=\"x\">小王 ![图](https://a.cn/i.png)</at> 请处理",
            "</at> 请处理",
        ),
    ] {
        let post = Importer::new().mentions(|_| None).post(text);
        let expected = PostBuilder::new().line(|line| {
            let line = line.text("<at user_id=\"x\">小王 ");
            line.link("图", "https://a.cn/i.png").text(after)
        });
        assert_eq!(post, expected.build().unwrap());
    }
}

#[test]
fn a_link_that_html_leaves_open_keeps_its_url() {
    reads(
        "<a href=\"file:///etc/x\">日志 后面\n\n后",
        &["日志 后面 (file:///etc/x)", "后"],
    );
    reads(
        "<div><a href=\"file:///etc/x\">日志</div>",
        &["<div>日志</div> (file:///etc/x)"],
    );
    codes(
        "|a|\n|-|\n|<a href=\"x\">b|",
        CodeBlock::plain("a\n-----\nb (x)"),
    );
    converts("<a href=\"file:///x\">a[b](https://b.cn)c</a>", |post| {
        post.line(|line| {
            let line = line.text("a (file:///x)");
            line.link("b", "https://b.cn").text("c")
        })
    });
}

#[test]
fn a_link_of_html_in_a_link_is_text() {
    for markdown in [
        "[x <a href=\"https://b.cn\">y</a> z](https://a.cn)后",
        "<a href=\"https://a.cn\">x <a href=\"https://b.cn\">y</a> z</a>后",
    ] {
        converts(markdown, |post| {
            post.line(|line| {
                let label = "x <a href=\"https://b.cn\">y</a> z";
                line.link(label, "https://a.cn").text("后")
            })
        });
    }
}

#[test]
fn an_open_mention_in_a_heading_belongs_to_it() {
    let mut import = Importer::new().mentions(|_| None);
    let text = "<at user_id=\"x\">小王";
    assert_eq!(import.content(&format!("# {text}")).title(), Some(text));
    assert_eq!(import.lines(&format!("# {text}")), [text.bold().into()]);
}

#[test]
fn an_empty_heading_is_nothing() {
    converts("#\n\n# 标题\n\n正文", |post| {
        post.title("标题").push("正文")
    });
    converts("#\n\n正文\n\n##", |post| post.push("正文"));
}

#[test]
fn html_in_an_alternative_text_is_read_as_text() {
    converts(
        "![a<!-- x -->b<br>c<b>d</b> <a href=\"x\">e</a> <f>](https://a.cn)",
        |post| post.line(|line| line.link("ab cd e <f>", "https://a.cn")),
    );
}

#[test]
fn an_open_mention_ends_with_its_line() {
    let known = |name: &str| (name == "小王").then(|| At::new("ou_1").name("小王"));
    for line_break in ["\n", "  \n", "<br>"] {
        let text = format!("<at user_id=\"x\">小李 @小王{line_break}见 https://a.cn @小王");
        let expected = PostBuilder::new()
            .line(|line| {
                let line = line.text("<at user_id=\"x\">小李 ");
                line.at(At::new("ou_1").name("小王"))
            })
            .line(|line| {
                let line = line.text("见 ").link("https://a.cn", "https://a.cn");
                line.text(" ").at(At::new("ou_1").name("小王"))
            });
        let post = Importer::new().mentions(known).post(&text);
        assert_eq!(post, expected.build().unwrap());
    }
    assert_eq!(
        Importer::new()
            .join_lines()
            .mentions(known)
            .lines("<at user_id=\"x\">a\nb"),
        ["<at user_id=\"x\">a b".into()]
    );
}

#[test]
fn a_byte_order_mark_is_skipped() {
    converts("\u{feff}# 标题", |post| post.title("标题"));
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
fn code_in_an_item_follows_its_marker() {
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
        | a\\|b | | <x> |";
    codes(
        markdown,
        CodeBlock::plain(
            "名称 |  数量 |        说明\n\
             -----|-------|--------------------\n\
             螺丝 |    12 |         M3\n\
             nut  | 1,000 | 图 (https://a.cn/b)\n\
             a|b  |       |         <x>",
        ),
    );
}

#[test]
fn columns_are_aligned_up_to_a_width() {
    let (long, longer) = ("a".repeat(80), "b".repeat(100));
    codes(
        &format!("|x|y|\n|-|-|\n|{long}|1|\n|{longer}|2|"),
        CodeBlock::plain(format!(
            "x{} | y\n{}-|--\n{long} | 1\n{longer} | 2",
            " ".repeat(79),
            "-".repeat(80)
        )),
    );
}

#[test]
fn other_html_shows_as_written() {
    reads(
        "<script>alert(1)</script>\n\nb <at user_id=\"all\"></at>",
        &["<script>alert(1)</script>", "b <at user_id=\"all\"></at>"],
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
