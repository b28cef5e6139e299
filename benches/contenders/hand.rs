//! One hand-written pass into a buffer sized beforehand, which checks no URL: what a careful
//! programmer writes for this one message, and the yardstick for a general writer.

use std::fmt::Write as _;

use feishu_post::ContentForm;

use super::Contender;
use super::input::{LABEL, Report};

pub(crate) const CONTENDER: Contender = Contender {
    name: "hand-written pass, no URL check",
    page: |form| match form {
        ContentForm::String => page::<true>(),
        _ => page::<false>(),
    },
    report: |report, form| match form {
        ContentForm::String => self::report::<true>(report),
        _ => self::report::<false>(report),
    },
};

/// A quote of the JSON in `content`, escaped in a string.
macro_rules! json {
    ($quoted:ident, $json:literal, $escaped:literal) => {
        if $quoted { $escaped } else { $json }
    };
}

fn page<const QUOTED: bool>() -> String {
    let mut out = String::with_capacity(400);
    open::<QUOTED>(&mut out, "this is title");
    out.push_str(json!(
        QUOTED,
        r#"[{"tag":"text","un_escape":true,"text":""#,
        r#"[{\"tag\":\"text\",\"un_escape\":true,\"text\":\""#
    ));
    escape::<QUOTED>(&mut out, "第一行 :");
    link::<QUOTED>(&mut out, "超链接", "http://www.feishu.cn");
    out.push_str(json!(
        QUOTED,
        r#""}],[{"tag":"text","text":""#,
        r#"\"}],[{\"tag\":\"text\",\"text\":\""#
    ));
    escape::<QUOTED>(&mut out, "第二行 :");
    out.push_str(json!(
        QUOTED,
        r#""},{"tag":"text","text":""#,
        r#"\"},{\"tag\":\"text\",\"text\":\""#
    ));
    escape::<QUOTED>(&mut out, "文本测试");
    out.push_str(json!(QUOTED, r#""}]"#, r#"\"}]"#));
    close::<QUOTED>(&mut out);
    out
}

fn report<const QUOTED: bool>(report: &Report) -> String {
    let rows = report.rows.iter();
    let texts: usize = rows
        .map(|row| row.text.len() + row.url.as_ref().map_or(0, |url| url.len() + 80) + 48)
        .sum();
    let mut out = String::with_capacity(texts + report.title.len() + 128);
    open::<QUOTED>(&mut out, &report.title);
    for (index, row) in report.rows.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(json!(
            QUOTED,
            r#"[{"tag":"text","text":""#,
            r#"[{\"tag\":\"text\",\"text\":\""#
        ));
        escape::<QUOTED>(&mut out, &row.text);
        if let Some(url) = &row.url {
            link::<QUOTED>(&mut out, LABEL, url);
        }
        out.push_str(json!(QUOTED, r#""}]"#, r#"\"}]"#));
    }
    close::<QUOTED>(&mut out);
    out
}

fn link<const QUOTED: bool>(out: &mut String, label: &str, url: &str) {
    out.push_str(json!(
        QUOTED,
        r#""},{"tag":"a","text":""#,
        r#"\"},{\"tag\":\"a\",\"text\":\""#
    ));
    escape::<QUOTED>(out, label);
    out.push_str(json!(QUOTED, r#"","href":""#, r#"\",\"href\":\""#));
    escape::<QUOTED>(out, url);
}

fn open<const QUOTED: bool>(out: &mut String, title: &str) {
    out.push_str(json!(
        QUOTED,
        r#"{"msg_type":"post","content":{"post":{"zh_cn":{"title":""#,
        r#"{"msg_type":"post","content":"{\"post\":{\"zh_cn\":{\"title\":\""#
    ));
    escape::<QUOTED>(out, title);
    out.push_str(json!(QUOTED, r#"","content":["#, r#"\",\"content\":["#));
}

fn close<const QUOTED: bool>(out: &mut String) {
    out.push_str(json!(QUOTED, "]}}}}", r#"]}}}"}"#));
}

/// Copies runs of clean bytes whole and looks for their end eight bytes at a time.
fn escape<const QUOTED: bool>(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first_special(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        special::<QUOTED>(out, rest.as_bytes()[at]);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn first_special(bytes: &[u8]) -> Option<usize> {
    let is_special = |byte: &u8| matches!(byte, 0..=0x1f | b'"' | b'\\');
    let words = bytes.chunks_exact(8);
    let clean = 8 * words.take_while(|word| !holds_special(word)).count();
    let rest = bytes[clean..].iter();
    rest.clone().position(is_special).map(|at| clean + at)
}

/// Whether one of eight bytes needs an escape; see "Determine if a word has a byte less than n"
/// in the Bit Twiddling Hacks of Sean Eron Anderson.
fn holds_special(word: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let word = u64::from_le_bytes(word.try_into().expect("a chunk of eight"));
    let below = |limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let zero_where = |byte: u8| {
        let differs = word ^ (ONES * u64::from(byte));
        differs.wrapping_sub(ONES) & !differs
    };
    (below(0x20) | zero_where(b'"') | zero_where(b'\\')) & (ONES << 7) != 0
}

fn special<const QUOTED: bool>(out: &mut String, byte: u8) {
    out.push_str(json!(QUOTED, "\\", "\\\\"));
    match byte {
        b'"' => out.push_str(json!(QUOTED, "\"", "\\\"")),
        b'\\' => out.push_str(json!(QUOTED, "\\", "\\\\")),
        b'\n' => out.push('n'),
        b'\r' => out.push('r'),
        b'\t' => out.push('t'),
        0x08 => out.push('b'),
        0x0c => out.push('f'),
        control => write!(out, "u{control:04x}").expect("a string takes all"),
    }
}
