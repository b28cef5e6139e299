//! The macros are sugar: for each feature, `post!`, the builder and the JSON agree.

use feishu_post::{
    At, CodeBlock, Content, Element, Emoji, Href, Image, Language, Line, Link, Locale, Markdown,
    Media, Post, PostBuilder, Stylize, Text, line, post,
};

/// The post of both, and the lines of its one locale as JSON.
#[track_caller]
fn same(written: &Post<'_>, built: PostBuilder<'_>, lines: &str) {
    let json = format!(r#"{{"zh_cn":{{"content":[{lines}]}}}}"#);
    same_post(written, built, &json);
}

/// The same, for whole posts.
#[track_caller]
fn same_post(written: &Post<'_>, built: PostBuilder<'_>, json: &str) {
    assert_eq!(Ok(written), built.build().as_ref());
    assert_eq!(written.to_json(), json);
}

fn builder() -> PostBuilder<'static> {
    PostBuilder::new()
}

#[test]
fn text() {
    let name = String::from("王小明");
    let cow = std::borrow::Cow::Borrowed("客服");
    same(
        &post!["你好"],
        builder().line(|line| line.text("你好")),
        r#"[{"tag":"text","text":"你好"}]"#,
    );
    same(
        &post![[
            "你好,",
            name.as_str(),
            &name,
            name.clone(),
            &&*name,
            cow.clone(),
            &cow
        ]],
        builder().line(|line| line.text("你好,").extend([&*name; 4]).extend([&*cow; 2])),
        r#"[{"tag":"text","text":"你好,"},{"tag":"text","text":"王小明"},{"tag":"text","text":"王小明"},{"tag":"text","text":"王小明"},{"tag":"text","text":"王小明"},{"tag":"text","text":"客服"},{"tag":"text","text":"客服"}]"#,
    );
    same(
        &post!["{{}} 一个 {{name}}"],
        builder().line(|line| line.text("{} 一个 {name}")),
        r#"[{"tag":"text","text":"{} 一个 {name}"}]"#,
    );
    same(
        &post!["", r#"C:\"{name}""#],
        builder().push("").push(r#"C:\"王小明""#),
        r#"[{"tag":"text","text":""}],[{"tag":"text","text":"C:\\\"王小明\""}]"#,
    );
}

#[test]
fn captures() {
    struct Ticket {
        id: u64,
        owner: (&'static str, f32),
    }
    impl Ticket {
        fn head(&self) -> Post<'static> {
            post!["工单 {self.id:>4}"].into_owned()
        }
    }
    let ticket = Ticket {
        id: 42,
        owner: ("王小明", 0.5),
    };
    let (n, width, name) = (7, 3, "a\"b");
    same(
        &post!["{n}|{n:>3}|{n:>width$}|{name:?}|{n}"],
        builder().push(r#"7|  7|  7|"a\"b"|7"#),
        r#"[{"tag":"text","text":"7|  7|  7|\"a\\\"b\"|7"}]"#,
    );
    same(
        &post!["{ticket.id}{{{n}}}{ticket.owner.0} {ticket.owner.1:.2} {n:>width$}"],
        builder().push("42{7}王小明 0.50   7"),
        r#"[{"tag":"text","text":"42{7}王小明 0.50   7"}]"#,
    );
    same(
        &ticket.head(),
        builder().push("工单   42"),
        r#"[{"tag":"text","text":"工单   42"}]"#,
    );
    same(
        &post![
            at("ou_{n}"),
            image("img_{ticket.id}"),
            [at("ou_{n}").name("客服 {n}")]
        ],
        builder()
            .line(|line| line.at("ou_7"))
            .image("img_42")
            .line(|line| line.at(At::new("ou_7").name("客服 7"))),
        r#"[{"tag":"at","user_id":"ou_7"}],[{"tag":"img","image_key":"img_42"}],[{"tag":"at","user_id":"ou_7","user_name":"客服 7"}]"#,
    );
}

#[test]
fn styles() {
    let status = "已解决";
    same(
        &post![[
            "一".bold(),
            "二".italic().underline(),
            "三".line_through().bold()
        ]],
        builder().line(|line| {
            line.text("一".bold())
                .text("二".italic().underline())
                .text("三".line_through().bold())
        }),
        r#"[{"tag":"text","text":"一","style":["bold"]},{"tag":"text","text":"二","style":["underline","italic"]},{"tag":"text","text":"三","style":["bold","lineThrough"]}]"#,
    );
    same(
        &post![[
            status.bold(),
            "{status}".italic(),
            status.to_owned().bold().underline(),
            at("ou_1").bold(),
            Text::new("文").line_through(),
        ]],
        builder().line(|line| {
            line.text(status.bold())
                .text(status.italic())
                .text(status.bold().underline())
                .at(At::new("ou_1").bold())
                .text(Text::new("文").line_through())
        }),
        r#"[{"tag":"text","text":"已解决","style":["bold"]},{"tag":"text","text":"已解决","style":["italic"]},{"tag":"text","text":"已解决","style":["bold","underline"]},{"tag":"at","user_id":"ou_1","style":["bold"]},{"tag":"text","text":"文","style":["lineThrough"]}]"#,
    );
}

#[test]
fn un_escape() {
    let name = r#"<b> & "c" 'd' &nbsp;"#;
    same(
        &post!["第一行&nbsp;:".un_escape()],
        builder().line(|line| line.text("第一行&nbsp;:".un_escape())),
        r#"[{"tag":"text","un_escape":true,"text":"第一行&nbsp;:"}]"#,
    );
    let escaped = "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; &amp;nbsp;";
    same(
        &post!["&nbsp;{name}".un_escape().bold()],
        builder().push(format!("&nbsp;{escaped}").bold().un_escape()),
        r#"[{"tag":"text","un_escape":true,"text":"&nbsp;&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; &amp;nbsp;","style":["bold"]}]"#,
    );
    let href = Href::parse("https://a.cn").unwrap();
    let link = Link::new(escaped.un_escape(), href.clone());
    same(
        &post![
            link("{name}".un_escape(), "https://a.cn"),
            link("{name}", &href).un_escape(),
            link(name.un_escape(), &href),
            // A value of its own is shown as it is: only what a literal captures is escaped.
            name.un_escape(),
        ],
        builder().extend([
            Line::from(link.clone()),
            link.into(),
            Link::new(name.un_escape(), href.clone()).into(),
            name.un_escape().into(),
        ]),
        r#"[{"tag":"a","un_escape":true,"text":"&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; &amp;nbsp;","href":"https://a.cn"}],[{"tag":"a","un_escape":true,"text":"&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; &amp;nbsp;","href":"https://a.cn"}],[{"tag":"a","un_escape":true,"text":"<b> & \"c\" 'd' &nbsp;","href":"https://a.cn"}],[{"tag":"text","un_escape":true,"text":"<b> & \"c\" 'd' &nbsp;"}]"#,
    );
}

#[test]
fn links() {
    let (id, source, text) = (42, "群 & 人", String::from("文档"));
    let doc = Href::parse("https://open.feishu.cn").unwrap();
    same(
        &post![
            [
                link("超链接", "http://www.feishu.cn"),
                link("国", "https://飞书.cn/工单")
            ],
            link(&text, doc.clone()).bold(),
            link(text.as_str().italic(), &doc),
        ],
        builder()
            .line(|line| {
                line.link("超链接", "http://www.feishu.cn")
                    .link("国", "https://飞书.cn/工单")
            })
            .push(Link::new(&text, doc.clone()).bold())
            .push(Link::new(text.as_str().italic(), doc.clone())),
        r#"[{"tag":"a","text":"超链接","href":"http://www.feishu.cn"},{"tag":"a","text":"国","href":"https://xn--1jq782p.cn/%E5%B7%A5%E5%8D%95"}],[{"tag":"a","text":"文档","href":"https://open.feishu.cn","style":["bold"]}],[{"tag":"a","text":"文档","href":"https://open.feishu.cn","style":["italic"]}]"#,
    );
    same(
        &post![[link(
            "工单 {id}",
            "https://example.com/tickets/{id}?from={source}#{id:>3}"
        )]],
        builder().line(|line| {
            line.link(
                "工单 42",
                "https://example.com/tickets/42?from=%E7%BE%A4%20%26%20%E4%BA%BA#%2042",
            )
        }),
        r#"[{"tag":"a","text":"工单 42","href":"https://example.com/tickets/42?from=%E7%BE%A4%20%26%20%E4%BA%BA#%2042"}]"#,
    );
}

#[test]
fn link_or_text() {
    let (good, bad) = (String::from("https://a.cn"), "file:///etc/passwd");
    same(
        &post![
            [link_or_text("一", &good), link_or_text("二", bad).bold()],
            link_or_text("三", "https://a.cn"),
            link_or_text("四", "https://a.cn/{bad}").italic(),
        ],
        builder()
            .line(|line| {
                line.link_or_text("一", &good)
                    .link_or_text("二".bold(), bad)
            })
            .line(|line| line.link_or_text("三", "https://a.cn"))
            .line(|line| {
                line.link_or_text("四".italic(), "https://a.cn/file%3A%2F%2F%2Fetc%2Fpasswd")
            }),
        r#"[{"tag":"a","text":"一","href":"https://a.cn"},{"tag":"text","text":"二 (file:///etc/passwd)","style":["bold"]}],[{"tag":"a","text":"三","href":"https://a.cn"}],[{"tag":"a","text":"四","href":"https://a.cn/file%3A%2F%2F%2Fetc%2Fpasswd","style":["italic"]}]"#,
    );
    let bad = "file:///?a=<b>&lt;'";
    same(
        &post![
            link_or_text("五&nbsp;", bad).un_escape(),
            link_or_text("五&nbsp;".un_escape(), bad),
            link_or_text("六&nbsp;", bad),
        ],
        builder()
            .line(|line| line.link_or_text("五&nbsp;".un_escape(), bad))
            .line(|line| line.link_or_text("五&nbsp;".un_escape(), bad))
            .line(|line| line.link_or_text("六&nbsp;", bad)),
        r#"[{"tag":"text","un_escape":true,"text":"五&nbsp; (file:///?a=&lt;b&gt;&amp;lt;&#39;)"}],[{"tag":"text","un_escape":true,"text":"五&nbsp; (file:///?a=&lt;b&gt;&amp;lt;&#39;)"}],[{"tag":"text","text":"六&nbsp; (file:///?a=<b>&lt;')"}]"#,
    );
}

#[test]
fn mentions_and_emotions() {
    let user = String::from("ou_2");
    same(
        &post![[
            at("ou_1"),
            at(&user),
            at(At::new("ou_3").name("王小明")),
            at("ou_4").name(&user).bold(),
            at_all(),
            at_all().name("大家"),
            emotion("SMILE"),
            emotion(Emoji::DONE),
            emotion(&Emoji::other("Newest")),
        ]],
        builder().line(|line| {
            line.at("ou_1")
                .at(&user)
                .at(At::new("ou_3").name("王小明"))
                .at(At::new("ou_4").name("ou_2").bold())
                .at_all()
                .at(At::all().name("大家"))
                .emotion("SMILE")
                .emotion(Emoji::DONE)
                .emotion(Emoji::other("Newest"))
        }),
        r#"[{"tag":"at","user_id":"ou_1"},{"tag":"at","user_id":"ou_2"},{"tag":"at","user_id":"ou_3","user_name":"王小明"},{"tag":"at","user_id":"ou_4","user_name":"ou_2","style":["bold"]},{"tag":"at","user_id":"all"},{"tag":"at","user_id":"all","user_name":"大家"},{"tag":"emotion","emoji_type":"SMILE"},{"tag":"emotion","emoji_type":"DONE"},{"tag":"emotion","emoji_type":"Newest"}]"#,
    );
}

#[test]
fn blocks() {
    let (key, width, code, language) = ("img_1", 300, String::from("{x}"), Language::RUST);
    same(
        &post![
            image("img_1"),
            image(key).size(width, 200),
            image(Image::new(key)),
            media("file_1"),
            media("file_1", "img_1"),
            media(Media::new("file_1"), key),
            hr(),
            code_block("rust", "fn main() {}"),
            code_block("JSON", &code),
            code_block(language, code.as_str()),
            CodeBlock::plain("$ ls"),
        ],
        builder()
            .image("img_1")
            .image(Image::new("img_1").size(300, 200))
            .image("img_1")
            .media("file_1")
            .media_with_cover("file_1", "img_1")
            .media_with_cover("file_1", "img_1")
            .hr()
            .code_block("RUST", "fn main() {}")
            .code_block("JSON", "{x}")
            .code_block("RUST", "{x}")
            .push(CodeBlock::plain("$ ls")),
        r#"[{"tag":"img","image_key":"img_1"}],[{"tag":"img","image_key":"img_1","width":300,"height":200}],[{"tag":"img","image_key":"img_1"}],[{"tag":"media","file_key":"file_1"}],[{"tag":"media","file_key":"file_1","image_key":"img_1"}],[{"tag":"media","file_key":"file_1","image_key":"img_1"}],[{"tag":"hr"}],[{"tag":"code_block","language":"RUST","text":"fn main() {}"}],[{"tag":"code_block","language":"JSON","text":"{x}"}],[{"tag":"code_block","language":"RUST","text":"{x}"}],[{"tag":"code_block","text":"$ ls"}]"#,
    );
}

#[test]
fn markdown() {
    let (n, share, all) = (3, 0.256, true);
    let note = Markdown::raw("<at user_id=\"all\"></at>");
    same(
        &post![
            markdown("**已解决** {{n}}"),
            markdown("共 {n:>3} 个,{share:.1},{all} {note}"),
            markdown(note.clone()),
        ],
        builder()
            .markdown("**已解决** {n}")
            .markdown("共   3 个,0.3,true <at user_id=\"all\"></at>")
            .markdown(note),
        r#"[{"tag":"md","text":"**已解决** {n}"}],[{"tag":"md","text":"共   3 个,0.3,true <at user_id=\"all\"></at>"}],[{"tag":"md","text":"<at user_id=\"all\"></at>"}]"#,
    );
}

#[test]
fn titles() {
    let (id, urgent) = (42, true);
    same_post(
        &post![title = "工单", "已更新"],
        builder().title("工单").push("已更新"),
        r#"{"zh_cn":{"title":"工单","content":[[{"tag":"text","text":"已更新"}]]}}"#,
    );
    same_post(
        &post![title = "工单 {id}"],
        builder().title("工单 42"),
        r#"{"zh_cn":{"title":"工单 42","content":[]}}"#,
    );
    same_post(
        &post![title = String::from("工单"), "已更新"],
        builder().title("工单").push("已更新"),
        r#"{"zh_cn":{"title":"工单","content":[[{"tag":"text","text":"已更新"}]]}}"#,
    );
    same_post(
        &post![title = if urgent { "紧急:{id}" } else { "工单" }, "已更新"],
        builder().title("紧急:42").push("已更新"),
        r#"{"zh_cn":{"title":"紧急:42","content":[[{"tag":"text","text":"已更新"}]]}}"#,
    );
}

#[test]
fn locales() {
    let prebuilt = Content::new(["一行目"]).with_title("題");
    let (name, nothing) = ("Lark", false);
    same_post(
        &post![
            zh_cn = [
                title = "标题",
                ["第一行 :", link("超链接", "http://www.feishu.cn")]
            ],
            en_us = [title = "Title", "Hello {name}"],
            ja_jp = prebuilt.clone(),
        ],
        builder()
            .title("标题")
            .line(|line| line.text("第一行 :").link("超链接", "http://www.feishu.cn"))
            .locale(Locale::EnUs)
            .title("Title")
            .push("Hello Lark")
            .locale(Locale::JaJp)
            .title("題")
            .push("一行目"),
        r#"{"zh_cn":{"title":"标题","content":[[{"tag":"text","text":"第一行 :"},{"tag":"a","text":"超链接","href":"http://www.feishu.cn"}]]},"en_us":{"title":"Title","content":[[{"tag":"text","text":"Hello Lark"}]]},"ja_jp":{"title":"題","content":[[{"tag":"text","text":"一行目"}]]}}"#,
    );
    let none: Option<Content<'_>> = None;
    same_post(
        &post![
            zh_cn = &prebuilt,
            en_us = none,
            ja_jp = [if nothing {
                "空"
            }]
        ],
        builder().title("題").push("一行目"),
        r#"{"zh_cn":{"title":"題","content":[[{"tag":"text","text":"一行目"}]]}}"#,
    );
}

#[test]
fn control_flow() {
    let steps = [("重启", true), ("重试", false)];
    let (doc, none): (_, Option<&str>) = (Some("https://a.cn"), None);
    same(
        &post![
            for (name, done) in &steps {
                let mark = if *done { "✓" } else { "…" };
                [
                    "{name} ",
                    mark,
                    if *done {
                        "完".bold()
                    },
                ];
            },
            if let Some(doc) = doc {
                "有 {doc}"
            } else {
                "没有"
            },
            if none.is_some() {
                "没有"
            },
            match steps.len() {
                0 => "空",
                n if n > 1 => ["共 {n} 步", emotion("OK")],
                _ => {}
            },
            {
                let last = steps[1].0;
                hr();
                last
            },
        ],
        builder()
            .line(|line| line.text("重启 ").text("✓").text("完".bold()))
            .line(|line| line.text("重试 ").text("…"))
            .push("有 https://a.cn")
            .line(|line| line.text("共 2 步").emotion("OK"))
            .hr()
            .push("重试"),
        r#"[{"tag":"text","text":"重启 "},{"tag":"text","text":"✓"},{"tag":"text","text":"完","style":["bold"]}],[{"tag":"text","text":"重试 "},{"tag":"text","text":"…"}],[{"tag":"text","text":"有 https://a.cn"}],[{"tag":"text","text":"共 2 步"},{"tag":"emotion","emoji_type":"OK"}],[{"tag":"hr"}],[{"tag":"text","text":"重试"}]"#,
    );
}

#[test]
fn loops_and_their_jumps() {
    let mut left = 3;
    same(
        &post![
            'outer: for row in 0..9 {
                for column in 0.. {
                    if column > row {
                        continue 'outer;
                    }
                    if row == 2 {
                        break 'outer;
                    }
                    ["{row}.", if column == 1 { continue } else { "{column}" }];
                }
            },
            while left > 0 {
                left -= 1;
                match left {
                    1 => continue,
                    2 => (),
                    _ => "{left}",
                }
            },
            loop {
                "一次";
                break;
            },
        ],
        builder()
            .line(|line| line.text("0.").text("0"))
            .line(|line| line.text("1.").text("0"))
            .push("0")
            .push("一次"),
        r#"[{"tag":"text","text":"0."},{"tag":"text","text":"0"}],[{"tag":"text","text":"1."},{"tag":"text","text":"0"}],[{"tag":"text","text":"0"}],[{"tag":"text","text":"一次"}]"#,
    );
}

#[test]
fn values_and_spreads() {
    let (some, none): (_, Option<At<'_>>) = (Some("有"), None);
    let element = Element::from("元素");
    let lines = [line!["— ", "服务台".italic()], line!["{some:?}"]];
    same(
        &post![
            [some, none, &some, &element, element.clone(), ..["一", "二"]],
            some,
            Some(line!["行"]),
            &lines[0],
            ..lines,
            ..Content::new(["内容"]),
        ],
        builder()
            .line(|line| line.extend(["有", "有", "元素", "元素", "一", "二"]))
            .push("有")
            .push("行")
            .line(|line| line.text("— ").text("服务台".italic()))
            .line(|line| line.text("— ").text("服务台".italic()))
            .push(r#"Some("有")"#)
            .push("内容"),
        r#"[{"tag":"text","text":"有"},{"tag":"text","text":"有"},{"tag":"text","text":"元素"},{"tag":"text","text":"元素"},{"tag":"text","text":"一"},{"tag":"text","text":"二"}],[{"tag":"text","text":"有"}],[{"tag":"text","text":"行"}],[{"tag":"text","text":"— "},{"tag":"text","text":"服务台","style":["italic"]}],[{"tag":"text","text":"— "},{"tag":"text","text":"服务台","style":["italic"]}],[{"tag":"text","text":"Some(\"有\")"}],[{"tag":"text","text":"内容"}]"#,
    );
}

#[test]
fn own_types_convert_by_into() {
    struct Agent(&'static str);
    impl From<Agent> for Element<'static> {
        fn from(agent: Agent) -> Self {
            At::new(agent.0).into()
        }
    }
    impl From<Agent> for Line<'static> {
        fn from(agent: Agent) -> Self {
            Element::from(agent).into()
        }
    }
    same(
        &post![
            ["处理人:", Agent("ou_1")],
            Agent("ou_2"),
            Some(Agent("ou_3"))
        ],
        builder()
            .line(|line| line.text("处理人:").at("ou_1"))
            .line(|line| line.at("ou_2"))
            .line(|line| line.at("ou_3")),
        r#"[{"tag":"text","text":"处理人:"},{"tag":"at","user_id":"ou_1"}],[{"tag":"at","user_id":"ou_2"}],[{"tag":"at","user_id":"ou_3"}]"#,
    );
}

#[test]
fn lines_left_empty_are_omitted() {
    let (nothing, steps, none) = (false, [""; 0], None::<&str>);
    same(
        &post![
            "一",
            [none],
            [if nothing {
                "二"
            }],
            [for step in steps {
                step
            }],
            for _ in steps {
                "三"
            },
            "四",
        ],
        builder().push("一").line(|line| line).push("四"),
        r#"[{"tag":"text","text":"一"}],[{"tag":"text","text":"四"}]"#,
    );
    let empty = post![
        [none],
        if nothing {
            "一"
        }
    ];
    assert!(empty.is_empty());
    assert_eq!(empty.to_json(), "{}");
    let titled = post![
        title = "只有标题",
        if nothing {
            "一"
        }
    ];
    assert!(!titled.is_empty());
    let line = line![if nothing {
        "一"
    }];
    assert!(line.is_empty());
}

#[test]
fn delimiters_and_trailing_commas() {
    let expected = post!["一", "二"];
    assert_eq!(post!("一", "二",), expected);
    assert_eq!(post! { "一", "二" }, expected);
    assert_eq!(post![["一",], "二",], expected);
    assert_eq!(line!("一"), Line::from("一"));
    assert_eq!(line! { "一", }, Line::from("一"));
}

#[test]
fn items_take_attributes() {
    assert_eq!(
        post![
            "一",
            #[cfg(any())]
            "二",
            [
                #[cfg(all())]
                "三",
                #[cfg(any())]
                "四"
            ],
        ],
        post!["一", "三"]
    );
}
