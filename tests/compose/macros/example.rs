//! The examples of the documentation, and a long post.

#![deny(warnings, clippy::pedantic)]

use std::error::Error;

use feishu_post::{Content, Href, Post, post};
use serde_json::json;

use super::{Step, footer, lines, steps, texts};

#[derive(Clone, Copy)]
enum Severity {
    High,
    Low,
}

#[expect(clippy::ref_option, reason = "the example borrows it inside")]
fn update<'a>(
    id: u64,
    agent: &'a str,
    status: &'a str,
    source: &str,
    steps: &'a [Step],
    doc: &'a Option<String>,
    severity: Severity,
) -> Result<Post<'a>, Box<dyn Error>> {
    let update = post![
        title = "工单 {id} 已更新",
        ["处理人:", at(agent), " 状态:", status.bold()],
        for step in steps {
            let n = step.number;
            [
                "{n}. ",
                step.name.as_str(),
                if step.done { " ✓".bold() } else { " …" },
            ];
        },
        if let Some(doc) = &doc {
            [link("相关文档", Href::parse(doc)?)]
        },
        match severity {
            Severity::High => ["请立即处理 ".bold(), emotion("Alarm")],
            Severity::Low => hr(),
        },
        [link(
            "查看工单",
            "https://example.com/tickets/{id}?from={source}"
        )],
        image("img_7ea74629"),
        code_block("RUST", "fn main() {}"),
        ..footer(),
    ];
    Ok(update)
}

#[test]
fn the_documented_example() {
    let steps = steps();
    let doc = Some("https://example.com/doc".to_owned());
    let post = update(
        7,
        "ou_1",
        "处理中",
        "bot & co",
        &steps,
        &doc,
        Severity::High,
    )
    .unwrap();
    assert_eq!(
        serde_json::to_value(&post).unwrap(),
        json!({"zh_cn": {"title": "工单 7 已更新", "content": [
            [{"tag": "text", "text": "处理人:"}, {"tag": "at", "user_id": "ou_1"},
             {"tag": "text", "text": " 状态:"}, {"tag": "text", "text": "处理中", "style": ["bold"]}],
            [{"tag": "text", "text": "1. "}, {"tag": "text", "text": "收集日志"}, {"tag": "text", "text": " ✓", "style": ["bold"]}],
            [{"tag": "text", "text": "2. "}, {"tag": "text", "text": "定位"}, {"tag": "text", "text": " …"}],
            [{"tag": "a", "text": "相关文档", "href": "https://example.com/doc"}],
            [{"tag": "text", "text": "请立即处理 ", "style": ["bold"]}, {"tag": "emotion", "emoji_type": "Alarm"}],
            [{"tag": "a", "text": "查看工单", "href": "https://example.com/tickets/7?from=bot%20%26%20co"}],
            [{"tag": "img", "image_key": "img_7ea74629"}],
            [{"tag": "code_block", "language": "RUST", "text": "fn main() {}"}],
            [{"tag": "text", "text": "— "}, {"tag": "text", "text": "服务台", "style": ["italic"]}],
        ]}})
    );
    let quiet = update(7, "ou_1", "x", "web", &[], &None, Severity::Low).unwrap();
    assert_eq!(lines(&quiet)[1], json!([{"tag": "hr"}]));
    let bad = Some("javascript:alert(1)".to_owned());
    assert!(update(7, "ou_1", "x", "web", &[], &bad, Severity::Low).is_err());
}

#[test]
fn the_documented_example_in_several_locales() {
    let prebuilt: Content<'_> = serde_json::from_value(
        json!({"title": "題", "content": [[{"tag": "text", "text": "行"}]]}),
    )
    .unwrap();
    let both = post![
        zh_cn = [
            title = "标题",
            ["第一行 :", link("超链接", "http://www.feishu.cn")]
        ],
        en_us = [
            title = "Title",
            ["First line: ", link("link", "https://www.feishu.cn")]
        ],
        ja_jp = prebuilt,
    ];
    assert_eq!(
        serde_json::to_value(&both).unwrap(),
        json!({
            "zh_cn": {"title": "标题", "content": [[{"tag": "text", "text": "第一行 :"}, {"tag": "a", "text": "超链接", "href": "http://www.feishu.cn"}]]},
            "en_us": {"title": "Title", "content": [[{"tag": "text", "text": "First line: "}, {"tag": "a", "text": "link", "href": "https://www.feishu.cn"}]]},
            "ja_jp": {"title": "題", "content": [[{"tag": "text", "text": "行"}]]},
        })
    );
}

#[test]
fn long_posts_compile() {
    macro_rules! repeat {
        ($($line:literal)*) => { post![$([$line, " ", link($line, "https://example.com/x"), if true { $line.bold() }]),*] };
    }
    let post = repeat!(
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
        "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
    );
    assert_eq!(texts(&post).len(), 120);
}
