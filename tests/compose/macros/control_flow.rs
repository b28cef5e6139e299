//! `if`, `match`, loops and blocks in posts and lines, and the jumps out of them.

#![deny(warnings, clippy::pedantic)]

use std::error::Error;

use feishu_post::{Href, Post, line, post};
use serde_json::json;

use super::{footer, lines, ready, steps, texts};

fn nested(rows: &[Vec<Option<&str>>], loud: bool) -> Post<'static> {
    post![for (i, row) in rows.iter().enumerate() {
        let count = row.iter().flatten().count();
        if count == 0 {
            continue;
        }
        "第 {i} 行";
        for cell in row {
            match cell {
                Some(text) if text.starts_with('!') => {
                    if loud {
                        let text = &text[1..];
                        [
                            "{text}".bold(),
                            for _ in 0..2 {
                                "!"
                            },
                        ];
                        hr();
                    } else if i > 0 {
                        [emotion("SHHH")]
                    } else {
                    }
                }
                Some("stop") => break,
                Some("a" | "b") => "字母",
                Some(text) => ["{text}"],
                None => {}
            }
        }
    },]
}

#[test]
fn control_flow_nests() {
    let rows = vec![
        vec![Some("!喂"), None, Some("a")],
        vec![None],
        vec![Some("x"), Some("!y"), Some("stop"), Some("z")],
    ];
    assert_eq!(
        texts(&nested(&rows, true)),
        ["第 0 行", "喂!!", "", "字母", "第 2 行", "x", "y!!", ""].map(|t| if t.is_empty() {
            "·"
        } else {
            t
        })
    );
    assert_eq!(
        texts(&nested(&rows, false)),
        ["第 0 行", "字母", "第 2 行", "x", "·"]
    );
    let nothing = nested(&[], true);
    assert!(nothing.is_empty());
}

#[test]
fn control_flow_works_inside_a_line() {
    let tags = ["紧急", "网络"];
    let level = Some(3);
    let line = line![
        "标签:",
        for (i, tag) in tags.into_iter().enumerate() {
            if i > 0 {
                "、"
            }
            let n = i + 1;
            "{n}";
            tag.bold();
        },
        if let Some(level) = level {
            " 级别 {level}"
        },
        match level {
            Some(3..) => emotion("Fire"),
            Some(_) | None => {}
        },
        {
            let end = "。";
            end
        },
    ];
    let post = post![line];
    assert_eq!(texts(&post), ["标签:1紧急、2网络 级别 3·。"]);
    assert_eq!(
        lines(&post)[0][2],
        json!({"tag": "text", "text": "紧急", "style": ["bold"]})
    );
}

#[test]
fn control_flow_works_inside_a_locale() {
    let steps = steps();
    let n = steps.len();
    let post = post![
        zh_cn = [
            title = "步骤",
            for step in &steps {
                "{step.number}. {step.name}"
            },
            ..footer()
        ],
        en_us = [
            title = "Steps",
            if steps.is_empty() {
                "none"
            } else {
                ["many: ", "{n}".bold()]
            },
            {
                let x = 1;
                "{x}";
                hr();
            },
        ],
    ];
    let value = serde_json::to_value(&post).unwrap();
    assert_eq!(value["zh_cn"]["content"].as_array().unwrap().len(), 3);
    assert_eq!(value["en_us"]["content"].as_array().unwrap().len(), 3);
}

#[test]
fn question_mark_return_break_and_continue_reach_the_caller() {
    fn option(value: Option<&str>) -> Option<Post<'_>> {
        Some(post![["值:", value?]])
    }
    fn early(value: &str) -> Result<Post<'_>, String> {
        Ok(post![
            if value.is_empty() {
                return Err("leer".to_owned());
            },
            [
                value,
                link("x", Href::parse(value).map_err(|error| error.to_string())?)
            ],
        ])
    }
    assert!(option(None).is_none());
    assert_eq!(texts(&option(Some("1")).unwrap()), ["值:1"]);
    assert_eq!(early("").unwrap_err(), "leer");
    assert!(early("ftp://x").is_err());
    assert_eq!(texts(&early("http://x").unwrap()), ["http://xx"]);

    let mut posts = Vec::new();
    'tickets: for id in 0..6 {
        posts.push(post![
            if id == 1 {
                continue;
            },
            for step in 0..3 {
                if id == 4 && step == 1 {
                    break 'tickets;
                }
                if step == 1 {
                    continue;
                }
                let Some(half) = Some(step / 2) else { break };
                "{id}/{step}/{half}";
            },
        ]);
    }
    assert_eq!(
        posts
            .iter()
            .map(|post| texts(post).join(" "))
            .collect::<Vec<_>>(),
        ["0/0/0 0/2/1", "2/0/0 2/2/1", "3/0/0 3/2/1"]
    );
}

#[test]
fn await_works_in_an_async_caller() {
    async fn name(id: u32) -> String {
        std::future::ready(format!("用户 {id}")).await
    }
    async fn address(ok: bool) -> Result<Href<'static>, feishu_post::HrefError> {
        std::future::ready(()).await;
        Ok(Href::parse(if ok { "https://example.com" } else { "x" })?.into_owned())
    }
    async fn message(ok: bool) -> Result<Post<'static>, Box<dyn Error + Send + Sync>> {
        let owner = name(1).await;
        Ok(post![
            title = "{owner}",
            ["处理人:", name(2).await, link("x", address(ok).await?)],
            for id in 3..5 {
                let name = name(id).await;
                ["{name}".bold(), name];
            },
        ])
    }
    assert_eq!(
        texts(&ready(message(true)).unwrap()),
        ["处理人:用户 2x", "用户 3用户 3", "用户 4用户 4"]
    );
    assert!(ready(message(false)).is_err());
}
