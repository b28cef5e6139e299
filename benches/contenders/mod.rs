//! Ways to make the same request body. `compose.rs` times them alone, `peers/` beside other crates.

pub mod builder;
pub mod hand;
pub mod input;
pub mod json;
pub mod literal;
pub mod structs;

use feishu_post::ContentForm;
use input::Report;

/// One way, for the page's message and for reports.
#[derive(Clone, Copy)]
pub struct Contender {
    pub name: &'static str,
    pub page: fn(ContentForm) -> String,
    pub report: fn(&Report, ContentForm) -> String,
}

pub const ALL: [Contender; 5] = [
    hand::CONTENDER,
    structs::CONTENDER,
    json::CONTENDER,
    builder::CONTENDER,
    literal::CONTENDER,
];

/// Panics unless both bodies mean the same.
pub fn assert_same(name: &str, body: &str, expected: &str) {
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
