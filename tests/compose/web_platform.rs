//! The URLs of the web platform's tests: what becomes of each that browsers take is listed in `docs/links.md`.

use std::collections::BTreeSet;
use std::fmt::Write;

use feishu_post::{Href, HrefErrorKind};
use serde_json::Value;
use url::Url;

const TABLE: &str = include_str!("web-platform/urltestdata.json");
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/links.md");

/// A URL of the table, and the address that browsers make of it, if they make one.
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

    /// Whether it names one of the two schemes, by the reading of browsers, who leave out tabs and line breaks.
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

/// A section of the page: why such links are taken or refused, and which.
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
        "Taken: inner spaces",
        "People paste them, names of files and of jobs above all. They become `%20`, as in browsers, and can mean nothing else \
        after the host.",
    ),
    (
        "Taken, and written otherwise",
        "The link is the same but for a character that browsers leave or take for a slash, and RFC 3986 does not allow where \
        it stands. After the host it is data, and is encoded as such.",
    ),
];

const REFUSED: [(&str, &str); 8] = [
    (
        "Refused: a user name or password, even an empty one",
        "It is a secret that everybody in the chat would read, or it makes one host look like another, as in \
        `https://www.feishu.cn@example.com`. Nobody needs it in a message.",
    ),
    (
        "Refused: no `//` after the scheme",
        "Browsers guess, and guess by the page on which the link stands: on a page of the same scheme `http:example.com` is a file \
        beside it. A message is no page. The refusal suggests the link with `//`.",
    ),
    (
        "Refused: tabs, line breaks and other controls",
        "They come from text that was cut or joined in the wrong place, so that the link leads elsewhere than its author meant, \
        or from somebody who hides where it leads. Browsers leave out tabs and line breaks even in the host and the scheme; \
        other clients do not.",
    ),
    (
        "Refused: a scheme that is torn",
        "As above; of such a link nothing is recognised, so the refusal misses the scheme.",
    ),
    (
        "Refused: spaces at either end",
        "They come from the text around the link. Where it ends is for the author to say.",
    ),
    (
        "Refused: a backslash right after the host",
        "Browsers read a slash, other clients a part of the host, so that the two open different hosts.",
    ),
    (
        "Refused: `%` without two hex digits",
        "It is the trace of a link that was cut in the middle of a character, or of a value that was never encoded, in which \
        other characters are wrong, too. Servers differ in what they make of it. The refusal says where it is, and to write `%25`.",
    ),
    (
        "Refused: a host that is no name",
        "Browsers look up what no name server answers: empty labels and marks. They come from the text around the link.",
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
        "# Links that browsers take\n\n\
        Made by `tests/compose/web_platform.rs` from the URLs of the [web platform's tests]\
        (https://github.com/web-platform-tests/wpt/blob/876fe001f2279b96e7c6b9e8970dc92c484835ff/url/resources/urltestdata.json), \
        to which browsers are held.\n\n\
        Of those that name the scheme `http` or `https` and that browsers take, `Href` takes {} and refuses {}, listed below \
        with the reason. {unchanged} that it takes lead where a browser goes, byte for byte. What browsers refuse it refuses, too.\n",
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

/// `UPDATE_PAGES=1` writes it anew.
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
