//! lark-channel 0.6, whose builder takes `String`s and parses each URL, again in `build`.

use lark_channel::{PostContent, PostDocument, PostElement};

use crate::contenders::Contender;
use crate::contenders::input::{LABEL, Report, Row};
use crate::contenders::structs::{Envelope, body};

pub(crate) const CONTENDER: Contender = Contender {
    name: "lark-channel 0.6",
    page: |form| body(&Envelope { post: page() }, form),
    report: |report, form| {
        let post = compose(report);
        body(&Envelope { post }, form)
    },
};

fn page() -> PostContent {
    let first = PostElement::text("第一行 :").with_unescape(true);
    let link = PostElement::link("超链接", "http://www.feishu.cn");
    PostContent::builder()
        .title("this is title")
        .paragraph([first.expect("a text"), link.expect("a URL")])
        .paragraph([PostElement::text("第二行 :"), PostElement::text("文本测试")])
        .build()
        .expect("nothing is refused")
}

pub(crate) fn compose(report: &Report) -> PostContent {
    let document = PostDocument::new().with_title(&report.title);
    let rows = report.rows.iter();
    PostContent::new(rows.fold(document, |document, row| document.paragraph(elements(row))))
        .expect("nothing is refused")
}

fn elements(row: &Row) -> impl Iterator<Item = PostElement> {
    let link = row
        .url
        .as_ref()
        .map(|url| PostElement::link(LABEL, url).expect("a URL"));
    [PostElement::text(&row.text)].into_iter().chain(link)
}
