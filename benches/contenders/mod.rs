//! Ways to make the same request body. `compose.rs` times them alone, `peers/` beside other crates.

pub(crate) mod builder;
pub(crate) mod hand;
pub(crate) mod input;
pub(crate) mod json;
pub(crate) mod literal;
pub(crate) mod structs;

use std::fmt;

use feishu_post::ContentForm;
use input::Report;

/// One way, for the page's message and for reports.
#[derive(Clone, Copy)]
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) page: fn(ContentForm) -> String,
    pub(crate) report: fn(&Report, ContentForm) -> String,
}

pub(crate) const ALL: [Contender; 5] = [
    hand::CONTENDER,
    structs::CONTENDER,
    json::CONTENDER,
    builder::CONTENDER,
    literal::CONTENDER,
];

impl fmt::Display for Contender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Panics unless both bodies mean the same.
pub(crate) fn assert_same(name: &str, body: &str, expected: &str) {
    assert_eq!(value(body), value(expected), "{name} makes another body");
}

/// The body, a `content` string read as well.
fn value(body: &str) -> serde_json::Value {
    let mut value: serde_json::Value = serde_json::from_str(body).expect("a body is JSON");
    if let Some(content) = value["content"].as_str() {
        value["content"] = serde_json::from_str(content).expect("a content is JSON");
    }
    value
}
