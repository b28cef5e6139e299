//! `serde_json::json!`, which checks no URL.

use feishu_post::ContentForm;
use serde_json::{Value, json};

use super::Contender;
use super::input::{LABEL, Row};

pub(crate) const CONTENDER: Contender = Contender {
    name: "`serde_json::json!`",
    page: |form| {
        body(
            &json!({"post": {"zh_cn": {"title": "this is title", "content": [
                [
                    {"tag": "text", "un_escape": true, "text": "第一行 :"},
                    {"tag": "a", "text": "超链接", "href": "http://www.feishu.cn"}
                ],
                [{"tag": "text", "text": "第二行 :"}, {"tag": "text", "text": "文本测试"}]
            ]}}}),
            form,
        )
    },
    report: |report, form| {
        let lines: Vec<_> = report.rows.iter().map(line).collect();
        body(
            &json!({"post": {"zh_cn": {"title": report.title, "content": lines}}}),
            form,
        )
    },
};

fn line(row: &Row) -> Value {
    match &row.url {
        Some(url) => json!([
            {"tag": "text", "text": row.text},
            {"tag": "a", "text": LABEL, "href": url}
        ]),
        None => json!([{"tag": "text", "text": row.text}]),
    }
}

fn body(content: &Value, form: ContentForm) -> String {
    match form {
        ContentForm::String => json!({"msg_type": "post", "content": content.to_string()}),
        _ => json!({"msg_type": "post", "content": content}),
    }
    .to_string()
}
