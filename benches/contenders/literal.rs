//! `post!` of literals, whose JSON is written while compiling, and with control flow.

use feishu_post::{ContentForm, Href, Message, Post, post};

use super::Contender;
use super::input::{LABEL, Report};

pub const CONTENDER: Contender = Contender {
    name: "`post!`",
    page: |form| page(form),
    report: |report, form| Message::from(compose(report)).ticket_body(form),
};

const PAGE: Post = post![
    title = "this is title",
    [
        "第一行 :".un_escape(),
        link("超链接", "http://www.feishu.cn")
    ],
    ["第二行 :", "文本测试"],
];

fn page(form: ContentForm) -> String {
    Message::from(&PAGE).ticket_body(form)
}

fn compose(report: &Report) -> Post<'_> {
    post![
        title = report.title.as_str(),
        for row in &report.rows {
            [
                row.text.as_str(),
                if let Some(url) = &row.url {
                    link(LABEL, Href::parse(url).expect("nothing is refused"))
                },
            ];
        },
    ]
}
