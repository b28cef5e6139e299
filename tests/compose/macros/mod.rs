//! `post!` and `line!`, feature by feature, and what the posts of these tests show.

mod captures;
mod constants;
mod control_flow;
mod example;
mod links;
mod names;
mod parity;
mod rust;
mod values;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use feishu_post::{Line, Post, line};
use serde_json::Value;

/// The lines of the post's one locale, `zh_cn`.
#[track_caller]
pub(crate) fn lines(post: &Post<'_>) -> Value {
    let value = serde_json::to_value(post).unwrap();
    assert_eq!(
        value.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["zh_cn"],
        "{value}"
    );
    value["zh_cn"]["content"].clone()
}

/// What a line shows, texts and link texts joined.
pub(crate) fn shown(line: &Value) -> String {
    line.as_array()
        .unwrap()
        .iter()
        .map(|element| element["text"].as_str().unwrap_or("·"))
        .collect()
}

/// What each line shows.
#[track_caller]
pub(crate) fn texts(post: &Post<'_>) -> Vec<String> {
    lines(post).as_array().unwrap().iter().map(shown).collect()
}

/// Runs a future that never waits for anything outside.
pub(crate) fn ready<F: Future + Send>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

pub(crate) struct Step {
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) done: bool,
}

pub(crate) fn steps() -> Vec<Step> {
    vec![
        Step {
            number: 1,
            name: "收集日志".into(),
            done: true,
        },
        Step {
            number: 2,
            name: "定位".into(),
            done: false,
        },
    ]
}

pub(crate) fn footer() -> [Line<'static>; 1] {
    [line!["— ", "服务台".italic()]]
}
