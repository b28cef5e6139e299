//! Posts as rustfmt leaves them: the input of the macros is made of Rust expressions.

use feishu_post::{Content, Href, HrefError, Line, Post, line, post};

pub(crate) const RECEIVED: Post = post!["你好,工单已收到"];

pub(crate) static OPENING_HOURS: Post = post![
    title = "服务时间",
    ["周一至周五 ", "9:00–18:00".bold(), " ", emotion("OnIt")],
    hr(),
    markdown("**节假日**休息"),
];

pub(crate) struct Ticket<'a> {
    pub(crate) id: u64,
    pub(crate) title: &'a str,
    pub(crate) agent: Option<&'a str>,
    pub(crate) steps: &'a [Step],
    pub(crate) severity: Severity,
}

pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) is_done: bool,
}

pub(crate) enum Severity {
    High,
    Low,
}

pub(crate) fn updated<'a>(ticket: &'a Ticket<'a>, doc: &'a str) -> Result<Post<'a>, HrefError> {
    Ok(post![
        title = "工单 {ticket.id}:{ticket.title}",
        [
            "处理人:",
            if let Some(agent) = ticket.agent {
                at(agent)
            } else {
                "无"
            }
        ],
        for (index, step) in ticket.steps.iter().enumerate() {
            let n = index + 1;
            if step.name.is_empty() {
                continue;
            }
            [
                "{n}. ",
                step.name.as_str(),
                if step.is_done { " ✓".bold() } else { " …" },
            ];
        },
        match ticket.severity {
            Severity::High => ["请立即处理 ".bold().underline(), emotion("Alarm"), at_all()],
            Severity::Low => hr(),
        },
        {
            let href = Href::parse(doc)?;
            [link("相关文档", href)]
        },
        [
            link(
                "查看工单",
                "https://example.com/tickets/{ticket.id}?from=群"
            ),
            " ",
            signature()
        ],
        image("img_7ea74629").size(300, 200),
        media("file_v2_0dcdd7d9", "img_7ea74629"),
        code_block("RUST", "fn main() {\n    println!(\"你好\");\n}"),
        ..footer(),
    ])
}

pub(crate) fn bilingual(name: &str) -> Post<'_> {
    let prebuilt = Content::new([line!["こんにちは、{name}"]]);
    post![
        zh_cn = [
            title = "标题",
            ["你好,{name}", link("超链接", "http://www.feishu.cn")]
        ],
        en_us = [
            title = "Title",
            ["Hello {name}", link("link", "https://www.feishu.cn")]
        ],
        ja_jp = prebuilt,
    ]
}

fn footer() -> [Line<'static>; 1] {
    [line!["— ", "服务台".italic()]]
}

fn signature() -> &'static str {
    "(自动发送)"
}
