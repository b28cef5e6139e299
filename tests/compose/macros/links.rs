//! Captured values are data: they change nothing of a URL but the text where they stand.

use feishu_post::{Element, Href, Line, line};
use proptest::prelude::*;
use url::Url;

/// Texts that mean something to URLs, or might to somebody who splices them in.
fn values() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "",
        ".",
        "..",
        "...",
        "%2e",
        "%2E%2e",
        ".%2e",
        "/",
        "//",
        "../..",
        "?",
        "#",
        "&",
        "=",
        "@",
        ":",
        "\\",
        "%",
        "%zz",
        "%00",
        "\0",
        "\t",
        "\n",
        "\r\n",
        " ",
        "+",
        ";",
        "🦀",
        "工单",
        "\u{7f}",
        "\u{2028}",
        "javascript:alert(1)",
        "https://evil.example/",
        "<script>",
        "\"",
        "'",
    ])
    .prop_map(str::to_owned);
    let mixed = prop::collection::vec(special.clone(), 1..4).prop_map(|parts| parts.concat());
    prop_oneof![2 => special, 2 => mixed, 3 => any::<String>()]
}

fn href<'l>(line: &'l Line<'_>) -> &'l str {
    match line.elements() {
        [Element::Link(link)] => link.href().as_str(),
        elements => panic!("expected one link, found {elements:?}"),
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let triplet = tail.get(..2).filter(|_| *first == b'%');
        let value =
            triplet.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap()
}

/// A segment of its own that would be `.` or `..` is encoded twice, since clients resolve `%2e%2e`.
fn decoded_segment(segment: &str) -> String {
    let once = decoded(segment);
    if ["%2E", "%2E%2E"].contains(&&*once) {
        decoded(&once)
    } else {
        once
    }
}

proptest! {
    #[test]
    fn a_captured_value_stays_in_its_place(
        id in values(), part in values(), from in values(), key in values(), top in values(),
    ) {
        let line = line![link(
            "工单",
            "https://example.com:8080/tickets/{id}/a-{part}.html?from={from}&b=1&key={key}#s-{top}",
        )];
        let href = href(&line);
        prop_assert_eq!(Href::parse(href).unwrap().to_string(), href);

        let url = Url::parse(href).unwrap();
        prop_assert_eq!(url.as_str(), href, "nothing is left for a client to resolve");
        prop_assert_eq!(url.scheme(), "https");
        prop_assert_eq!((url.host_str(), url.port()), (Some("example.com"), Some(8080)));
        prop_assert_eq!((url.username(), url.password()), ("", None));

        let segments: Vec<_> = url.path_segments().unwrap().collect();
        prop_assert_eq!(segments.len(), 3);
        prop_assert_eq!(segments[0], "tickets");
        // A value that itself reads `%2E` decodes to that; only dots were encoded twice.
        let twice = id == "." || id == "..";
        let id_back = if twice { decoded_segment(segments[1]) } else { decoded(segments[1]) };
        prop_assert_eq!(id_back, id);
        prop_assert_eq!(decoded(segments[2]), format!("a-{part}.html"));

        let query: Vec<_> = url.query().unwrap().split('&').collect();
        let pairs: Vec<_> = query.iter().map(|pair| pair.split_once('=').unwrap()).collect();
        let keys: Vec<_> = pairs.iter().map(|(key, _)| *key).collect();
        prop_assert_eq!(keys, ["from", "b", "key"]);
        prop_assert_eq!(decoded(pairs[0].1), from);
        prop_assert_eq!(decoded(pairs[2].1), key);
        prop_assert_eq!(decoded(url.fragment().unwrap()), format!("s-{top}"));
    }

    #[test]
    fn two_values_in_a_segment_are_not_dots(one in values(), two in values()) {
        let line = line![link("工单", "https://example.com/a/{one}{two}/b")];
        let url = Url::parse(href(&line)).unwrap();
        prop_assert_eq!(url.as_str(), href(&line));
        prop_assert_eq!(url.path_segments().unwrap().count(), 3);
    }

    #[test]
    fn an_escaped_value_reads_back_as_itself(value in values()) {
        let line = line!["&nbsp;{value}".un_escape()];
        let [Element::Text(text)] = line.elements() else { panic!("expected one text") };
        let shown = text.as_str().strip_prefix("&nbsp;").unwrap();
        prop_assert!(!shown.contains(['<', '>', '"', '\'']));
        let back = shown
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        prop_assert_eq!(back, value);
    }
}

#[track_caller]
fn goes_to(line: &Line<'_>, expected: &str) {
    assert_eq!(href(line), expected);
}

#[test]
fn captured_values_are_encoded_for_their_place() {
    struct Ticket {
        id: u64,
        tags: (&'static str, i8),
    }
    let ticket = Ticket {
        id: 42,
        tags: ("a/b", -7),
    };
    let (dots, empty) = ("..", "");
    goes_to(
        &line![link(
            "工单",
            "https://example.com/{ticket.id}/{ticket.tags.0}#{ticket.tags.1:+04}"
        )],
        "https://example.com/42/a%2Fb#-007",
    );
    goes_to(
        &line![link(
            "工单",
            "https://例子.cn/工单/{dots}/{empty}?路={dots}"
        )],
        "https://xn--fsqu00a.cn/%E5%B7%A5%E5%8D%95/%252E%252E/?%E8%B7%AF=..",
    );
    goes_to(
        &line![link("{{}}", "https://example.com/?a={{{ticket.id}}}")],
        "https://example.com/?a=%7B42%7D",
    );
}

#[track_caller]
fn stays_below_a_b(lines: &[Line<'_>]) {
    for line in lines {
        let url = Url::parse(href(line)).unwrap();
        assert!(url.path().starts_with("/a/b/"), "{url}");
    }
}

#[test]
fn dots_beside_captured_dots_do_not_climb() {
    let dots = [
        (".", "."),
        (".", ""),
        ("", "."),
        ("%2e", "."),
        ("..", ""),
        ("", ".."),
    ];
    for (a, b) in dots {
        stays_below_a_b(&[
            line![link("x", "https://example.com/a/b/{a}{b}/c")],
            line![link("x", "https://example.com/a/b/{a}{b}")],
            line![link("x", "https://example.com/a/b/{a}{b}?q")],
            line![link("x", "https://example.com/a/b/.{a}/c")],
            line![link("x", "https://example.com/a/b/{a}./c")],
            line![link("x", "https://example.com/a/b/%2e{a}/c")],
            line![link("x", "https://example.com/a/b/.{b}")],
        ]);
    }
}

#[test]
fn a_query_or_fragment_may_follow_the_host_at_once() {
    let (q, f) = ("a&b", "#");
    goes_to(
        &line![link("x", "https://example.com?q={q}")],
        "https://example.com?q=a%26b",
    );
    goes_to(
        &line![link("x", "https://example.com#{f}")],
        "https://example.com#%23",
    );
    goes_to(
        &line![link("x", "HTTPS://例子.中国/{q}")],
        "HTTPS://xn--fsqu00a.xn--fiqs8s/a%26b",
    );
}

#[test]
fn format_specs_apply_in_urls() {
    let (n, t) = (7, (1, "a b"));
    goes_to(
        &line![link(
            "x",
            "https://example.com/{n:03}/{n:>3}?{t.1}={t.0}&d={t.1:?}"
        )],
        "https://example.com/007/%20%207?a%20b=1&d=%22a%20b%22",
    );
}
