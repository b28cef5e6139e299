//! The messages to send.

use std::fs;
use std::path::Path;

use feishu_post::{Message, Post};
use serde::Deserialize;

/// A message and the ticket that it is for.
#[derive(Deserialize)]
#[serde(try_from = "Line")]
pub(crate) struct Letter {
    pub(crate) ticket_id: String,
    body: Body,
}

enum Body {
    Text(String),
    Post(Post<'static>),
}

/// A letter as written in the file.
#[derive(Deserialize)]
struct Line {
    ticket_id: String,
    text: Option<String>,
    post: Option<Post<'static>>,
}

impl TryFrom<Line> for Letter {
    type Error = &'static str;

    fn try_from(line: Line) -> Result<Self, Self::Error> {
        let body = match (line.text, line.post) {
            (Some(text), None) => Body::Text(text),
            (None, Some(post)) => Body::Post(post),
            _ => return Err("give the message either a \"text\" or a \"post\""),
        };
        Ok(Self {
            ticket_id: line.ticket_id,
            body,
        })
    }
}

/// Letters with their line numbers, counted from 1, and a heading that identifies the list.
pub(crate) struct Letters {
    pub(crate) numbered: Vec<(usize, Letter)>,
    pub(crate) heading: String,
}

impl Letter {
    pub(crate) fn message(&self) -> Message<'_> {
        match &self.body {
            Body::Text(text) => Message::text(text),
            Body::Post(post) => post.into(),
        }
    }
}

impl Letters {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path);
        let text = text.map_err(|cause| format!("cannot read {}: {cause}", path.display()))?;
        Self::parse(&text).map_err(|sentence| format!("{} {sentence}", path.display()))
    }

    /// Generates a number of messages to made-up tickets.
    pub(crate) fn made_up(count: usize) -> Result<Self, String> {
        let lines = (1..=count).map(|number| {
            let ticket_id = 6_948_728_206_392_290_000 + number;
            format!("{{\"ticket_id\":\"{ticket_id}\",\"text\":\"通知 {number}\"}}\n")
        });
        Self::parse(&lines.collect::<String>())
    }

    fn parse(text: &str) -> Result<Self, String> {
        let lines = (1..).zip(text.lines());
        let lines = lines.filter(|(_, line)| !line.trim().is_empty());
        let numbered = lines.map(|(number, line)| match serde_json::from_str(line) {
            Ok(letter) => Ok((number, letter)),
            Err(cause) => Err(format!("line {number}: {cause}")),
        });
        let numbered = numbered.collect::<Result<Vec<_>, _>>()?;
        let heading = format!("{} messages {:016x}", numbered.len(), digest(text));
        Ok(Self { numbered, heading })
    }
}

/// Distinguishes lists, to protect against mistakes rather than malice: 64-bit FNV-1a, which stays the same from
/// one release of Rust to the next, unlike the standard library's hasher.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
