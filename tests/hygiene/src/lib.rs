//! Posts of a crate that renames `feishu-post`, has no prelude and denies every lint.

#![no_implicit_prelude]
#![deny(warnings, clippy::all, clippy::pedantic)]
#![allow(missing_docs)]

/// A facade, as libraries of a company have it.
pub mod facade {
    pub use ::courier::{line, post};
}

use ::courier::{Content, Href, HrefError, Line, Post};
use ::std::option::Option::{self, None, Some};
use ::std::primitive::{bool, str, u32};
use ::std::result::Result::{self, Err, Ok};

pub const WELCOME: Post = facade::post!["你好,工单已收到"];

pub static EVERYTHING: Post = ::courier::post![
    zh_cn = [
        title = "标题",
        [
            "第一行&nbsp;:".un_escape().bold(),
            link("超链接".italic(), "https://飞书.cn"),
            link_or_text("又", "https://open.feishu.cn"),
            at("ou_1").name("王小明").underline(),
            at_all(),
            emotion("SMILE"),
        ],
        image("img_1").size(300, 200),
        media("file_1", "img_1"),
        hr(),
        code_block("rust", "fn main() {}"),
        markdown("**已解决**"),
    ],
    en_us = ["one", ["two"]],
];

pub const SIGNATURE: Line = ::courier::line!["— ", "服务台".italic()];

pub struct Step {
    pub name: &'static str,
    pub is_done: bool,
}

/// `?`, loops with jumps, `match`, captures of every kind.
///
/// # Errors
///
/// If the link is refused.
pub fn update<'a>(
    id: u32,
    agent: Option<&'a str>,
    doc: &'a str,
    steps: &'a [Step],
) -> Result<Post<'a>, HrefError> {
    let post = facade::post![
        title = "工单 {id}",
        [
            "处理人:",
            if let Some(agent) = agent {
                at(agent).bold()
            } else {
                "无"
            }
        ],
        for step in steps {
            if step.name.is_empty() {
                continue;
            }
            let mark = if step.is_done { "✓" } else { "…" };
            [
                "{step.name} {mark}",
                mark.bold(),
                "&lt;{step.name}".un_escape(),
            ];
        },
        match id {
            0 => return Ok(WELCOME),
            1 | 2 => hr(),
            _ => markdown("**{id}**"),
        },
        [
            link("文档", Href::parse(doc)?),
            link("{id}", "https://example.com/{id}?from={doc}")
        ],
        ["{id}", link_or_text("原文", doc)],
        ..[SIGNATURE],
    ];
    Ok(post)
}

/// Names of the caller's, which are the expansion's names too.
pub fn same_names<'a>(line: &'a str, lines: &'a str, post: &'a str, value: &'a str) -> Post<'a> {
    facade::post![
        zh_cn = [[line, lines, post, value], "{line}{lines}{post}{value}"],
        en_us = Content::new([line]),
    ]
}

/// # Errors
///
/// If the link is refused.
pub async fn later(url: &str) -> Result<Post<'static>, HrefError> {
    let post = facade::post![
        title = fetched("标题").await,
        [
            "甲:",
            fetched("乙").await,
            link(fetched("丙").await, checked(url).await?)
        ],
        for n in 0..2 {
            ["{n}", fetched("丁").await.bold()];
        },
    ];
    Ok(post.into_owned())
}

async fn fetched(text: &str) -> &str {
    ::std::future::ready(text).await
}

async fn checked(url: &str) -> Result<Href<'_>, HrefError> {
    match ::std::future::ready(Href::parse(url)).await {
        Ok(href) => Ok(href),
        Err(error) => Err(error),
    }
}

/// A future that executors may move between threads.
pub fn spawnable(url: &str) -> impl ::std::future::Future + ::std::marker::Send {
    later(url)
}

#[must_use]
pub fn none() -> Option<Post<'static>> {
    let missing: Option<&str> = None;
    Some(facade::post![["甲", missing?]])
}
