//! Derived structs of `&str`, which check no URL.

use feishu_post::ContentForm;
use serde::Serialize;

use super::Contender;
use super::input::{LABEL, Row};

pub(crate) const CONTENDER: Contender = Contender {
    name: "derived structs of `&str`",
    page: |form| {
        let first = Element::Text {
            un_escape: true,
            text: "第一行 :",
        };
        let link = Element::A {
            text: "超链接",
            href: "http://www.feishu.cn",
        };
        let lines = vec![vec![first, link], vec![text("第二行 :"), text("文本测试")]];
        post("this is title", lines, form)
    },
    report: |report, form| post(&report.title, report.rows.iter().map(line).collect(), form),
};

#[derive(Serialize)]
#[serde(tag = "tag", rename_all = "lowercase")]
enum Element<'a> {
    Text {
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        un_escape: bool,
        text: &'a str,
    },
    A {
        text: &'a str,
        href: &'a str,
    },
}

#[derive(Serialize)]
struct Content<'a> {
    title: &'a str,
    content: Vec<Vec<Element<'a>>>,
}

#[derive(Serialize)]
struct Locales<'a> {
    zh_cn: Content<'a>,
}

#[derive(Serialize)]
pub(crate) struct Envelope<P> {
    pub(crate) post: P,
}

#[derive(Serialize)]
pub(crate) struct Body<C> {
    msg_type: &'static str,
    content: C,
}

fn text(text: &str) -> Element<'_> {
    Element::Text {
        un_escape: false,
        text,
    }
}

fn line(row: &Row) -> Vec<Element<'_>> {
    let link = row
        .url
        .as_ref()
        .map(|href| Element::A { text: LABEL, href });
    [text(&row.text)].into_iter().chain(link).collect()
}

fn post(title: &str, content: Vec<Vec<Element<'_>>>, form: ContentForm) -> String {
    body(
        &Envelope {
            post: Locales {
                zh_cn: Content { title, content },
            },
        },
        form,
    )
}

/// The body around any `content`; the string form takes serde two passes.
pub(crate) fn body(content: &impl Serialize, form: ContentForm) -> String {
    let msg_type = "post";
    let body = match form {
        ContentForm::String => serde_json::to_string(content)
            .and_then(|content| serde_json::to_string(&Body { msg_type, content })),
        _ => serde_json::to_string(&Body { msg_type, content }),
    };
    body.expect("strings are JSON")
}
