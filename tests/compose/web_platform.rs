//! The URLs of the web platform tests: `docs/links.md` lists how each one that browsers accept is handled.

use std::collections::BTreeSet;
use std::fmt::Write;

use feishu_post::{Href, HrefErrorKind};
use serde_json::Value;
use url::Url;

const TABLE: &str = include_str!("web-platform/urltestdata.json");
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/links.md");

/// A URL from the table, and the address that browsers resolve it to, if they accept it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Case {
    given: String,
    opened: Option<String>,
}

impl Case {
    fn from_json(case: &Value) -> Option<Self> {
        let given = case.get("input")?.as_str()?.to_owned();
        let opened = case["href"].as_str().map(str::to_owned);
        Some(Self { given, opened })
    }

    /// Whether it uses one of the two schemes as browsers read it, ignoring tabs and line breaks.
    fn is_http(&self) -> bool {
        let read: String = self
            .given
            .chars()
            .filter(|c| !"\t\n\r".contains(*c))
            .collect();
        let read = read.trim_start_matches(|c| c <= ' ').to_ascii_lowercase();
        read.starts_with("http:") || read.starts_with("https:")
    }
}

fn cases() -> BTreeSet<Case> {
    let table: Vec<Value> = serde_json::from_str(TABLE).unwrap();
    table.iter().filter_map(Case::from_json).collect()
}

/// A section of the page: why links of this kind are accepted or rejected, and which.
struct Section {
    heading: &'static str,
    reason: &'static str,
    rows: BTreeSet<[String; 3]>,
}

impl Section {
    fn of((heading, reason): (&'static str, &'static str)) -> Self {
        let rows = BTreeSet::new();
        Self {
            heading,
            reason,
            rows,
        }
    }
}

const TAKEN: [(&str, &str); 2] = [
    (
        "Accepted: inner spaces",
        "People paste them, especially in file and job names. They become `%20`, as in browsers, and are unambiguous after the \
        host.",
    ),
    (
        "Accepted, but written differently",
        "The link is the same except for one character that browsers keep or read as a slash, but that RFC 3986 does not allow \
        in this position. After the host it is data, so it is encoded.",
    ),
];

const REFUSED: [(&str, &str); 8] = [
    (
        "Rejected: a user name or password, even an empty one",
        "It exposes a secret to everyone in the chat, or disguises the host, as in `https://www.feishu.cn@example.com`. \
        Messages never need it.",
    ),
    (
        "Rejected: no `//` after the scheme",
        "Browsers guess based on the current page: on a page with the same scheme, `http:example.com` is a file next to it. \
        A message has no such page. The error suggests the link with `//`.",
    ),
    (
        "Rejected: tabs, line breaks and other control characters",
        "They come from text that was cut or joined in the wrong place, so the link does not lead where its author intended, \
        or from someone disguising the target. Browsers remove tabs and line breaks even in the host and the scheme; \
        other clients do not.",
    ),
    (
        "Rejected: a broken scheme",
        "Tabs and line breaks again, but inside the scheme, which is therefore not recognized. The error reports a \
        missing scheme.",
    ),
    (
        "Rejected: leading or trailing spaces",
        "They come from the surrounding text. The author has to decide where the link ends.",
    ),
    (
        "Rejected: a backslash right after the host",
        "Browsers read it as a slash, other clients as part of the host, so they open different hosts.",
    ),
    (
        "Rejected: `%` without two hex digits",
        "It indicates a link that was cut in the middle of a character, or a value that was never encoded and in which other \
        characters are wrong, too. Servers interpret it differently. The error gives the position and suggests `%25`.",
    ),
    (
        "Rejected: an invalid host name",
        "Browsers try to resolve names that no DNS server can answer. Their empty labels and punctuation come from \
        the surrounding text.",
    ),
];

fn section_of(kind: &HrefErrorKind) -> usize {
    match kind {
        HrefErrorKind::Credentials => 0,
        HrefErrorKind::NoSlashes { .. } => 1,
        HrefErrorKind::Control { .. } => 2,
        HrefErrorKind::MissingScheme { .. } => 3,
        HrefErrorKind::SurroundingWhitespace { .. } => 4,
        HrefErrorKind::Backslash { .. } => 5,
        HrefErrorKind::InvalidPercentEncoding { .. } => 6,
        HrefErrorKind::HostName { .. } => 7,
        other => panic!("a reason without a section: {other}"),
    }
}

/// The text as a literal of Rust, in a table.
fn literal(text: &str) -> String {
    code(&format!("{text:?}"))
}

fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

fn page() -> String {
    let mut taken = TAKEN.map(Section::of);
    let mut refused = REFUSED.map(Section::of);
    let mut unchanged = 0;
    for case in cases().into_iter().filter(Case::is_http) {
        let Some(opened) = case.opened else { continue };
        let row = |here: String| [literal(&case.given), code(&opened), here];
        match Href::parse(&case.given) {
            Err(error) => {
                let rows = &mut refused[section_of(error.kind())].rows;
                rows.insert(row(code(&error.kind().to_string())));
            }
            Ok(href) if case.given.contains(' ') => {
                taken[0].rows.insert(row(code(href.as_str())));
            }
            Ok(href) if Url::parse(href.as_str()).unwrap().as_str() != opened => {
                taken[1].rows.insert(row(code(href.as_str())));
            }
            Ok(_) => unchanged += 1,
        }
    }
    let count = |sections: &[Section]| -> usize { sections.iter().map(|one| one.rows.len()).sum() };
    let mut page = format!(
        "# Links that browsers accept\n\n\
        Generated by `tests/compose/web_platform.rs` from the URLs in the [web platform tests]\
        (https://github.com/web-platform-tests/wpt/blob/876fe001f2279b96e7c6b9e8970dc92c484835ff/url/resources/urltestdata.json), \
        which browsers are tested against.\n\n\
        Of those that use the scheme `http` or `https` and that browsers accept, `Href` accepts {} and rejects {}, listed below \
        with the reason. {unchanged} of the accepted ones resolve exactly as in a browser, byte for byte. Every URL that browsers \
        reject is rejected here, too.\n",
        unchanged + count(&taken),
        count(&refused),
    );
    for Section {
        heading,
        reason,
        rows,
    } in taken.iter().chain(&refused)
    {
        writeln!(
            page,
            "\n## {heading}\n\n{reason}\n\n| URL | in browsers | here |\n|---|---|---|"
        )
        .unwrap();
        for row in rows {
            writeln!(page, "| {} |", row.join(" | ")).unwrap();
        }
    }
    page
}

/// `UPDATE_PAGES=1` regenerates the page.
#[test]
fn the_page_of_links_lists_what_browsers_take() {
    let page = page();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let committed = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert_eq!(committed, page, "run this test with UPDATE_PAGES=1");
}

#[test]
fn links_that_browsers_refuse_are_refused() {
    let refused = cases().into_iter().filter(|case| case.opened.is_none());
    let taken: Vec<_> = refused
        .map(|case| case.given)
        .filter(|given| Href::parse(given).is_ok())
        .collect();
    assert_eq!(taken, [""; 0]);
}
