//! Every element of `post!`, and the resulting JSON: `cargo run --example post`.

use feishu_post::{At, CodeBlock, Content, Emoji, Href, HrefError, Line, Post, line, post};

/// Made only of literals: a constant, with no work at run time.
const RECEIVED: Post = post![
    title = "工单已收到",
    ["你好 ", at_all(), " ", emotion("SMILE")],
    image("img_7ea74629-9191-4176-998c-2e603c9c5e8g").size(300, 200),
    media(
        "file_v2_0dcdd7d9-28b8-4f12-b8ff-a9b3f3b8e8f1",
        "img_7ea74629"
    ),
    hr(),
    code_block("RUST", "fn main() {}"),
    markdown("**已收到**,请稍候"),
];

struct Ticket<'a> {
    id: u64,
    agent: Option<&'a str>,
    steps: &'a [(&'a str, bool)],
}

fn updated<'a>(ticket: &Ticket<'a>, doc: &'a str) -> Result<Post<'a>, HrefError> {
    let log = format!("ticket {} updated", ticket.id);
    Ok(post![
        zh_cn = [
            title = "工单 {ticket.id} 已更新",
            [
                "处理人:",
                if let Some(agent) = ticket.agent {
                    at(agent).name("王小明")
                } else {
                    "无".italic()
                },
            ],
            for (name, is_done) in ticket.steps {
                [
                    "{name} ",
                    emotion(if *is_done { Emoji::DONE } else { Emoji::TYPING }),
                ];
            },
            [
                "第一行&nbsp;:".un_escape(),
                link("查看工单", "https://example.com/tickets/{ticket.id}")
            ],
            [
                link("相关文档", Href::parse(doc)?).bold(),
                " ",
                link_or_text("原文", doc)
            ],
            CodeBlock::plain(log),
            ..footer(),
        ],
        en_us = Content::new([line![
            "Ticket {ticket.id} was updated by ",
            ticket.agent.map(At::new)
        ]]),
    ])
}

fn footer() -> [Line<'static>; 1] {
    [line!["— ", "服务台".underline()]]
}

fn main() -> Result<(), HrefError> {
    let ticket = Ticket {
        id: 42,
        agent: Some("ou_18eac85d35a26f989317ad4f02e8bbbb"),
        steps: &[("重启", true), ("重试", false)],
    };
    println!("{}", RECEIVED.to_json());
    println!(
        "{}",
        updated(&ticket, "https://open.feishu.cn/document")?.to_json()
    );
    Ok(())
}
