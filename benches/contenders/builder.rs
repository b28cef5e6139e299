//! This crate's builder.

use feishu_post::{LineBuilder, Message, Post, PostBuilder, Stylize as _};

use super::Contender;
use super::input::{LABEL, Report, Row};

pub(crate) const CONTENDER: Contender = Contender {
    name: "PostBuilder",
    page: |form| Message::from(page()).ticket_body(form),
    report: |report, form| Message::from(compose(report)).ticket_body(form),
};

pub(crate) fn page() -> Post<'static> {
    PostBuilder::new()
        .title("this is title")
        .line(|line| {
            line.text("第一行 :".un_escape())
                .link("超链接", "http://www.feishu.cn")
        })
        .line(|line| line.text("第二行 :").text("文本测试"))
        .build()
        .expect("nothing is refused")
}

pub(crate) fn compose(report: &Report) -> Post<'_> {
    PostBuilder::new()
        .title(&report.title)
        .lines(&report.rows, fill)
        .build()
        .expect("nothing is refused")
}

fn fill<'a>(line: LineBuilder<'a>, row: &'a Row) -> LineBuilder<'a> {
    let line = line.text(&row.text);
    match &row.url {
        Some(url) => line.link(LABEL, url),
        None => line,
    }
}
