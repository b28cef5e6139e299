//! URL literals with captures: what they may be, and what becomes of their values.

use std::fmt::Display;

use feishu_post_core::Href;
use feishu_post_core::template::{Place, Template, TemplateError, assemble};

/// A template as a macro reads it: `{name}` is a capture.
fn template(literal: &str) -> Result<Template, TemplateError> {
    let mut parts = vec![];
    let mut captures = vec![];
    let mut rest = literal;
    while let Some((start, end)) = rest.find('{').zip(rest.find('}')) {
        parts.push(&rest[..start]);
        captures.push(&rest[start..=end]);
        rest = &rest[end + 1..];
    }
    parts.push(rest);
    Template::parse(&parts, &captures)
}

#[track_caller]
fn places(literal: &str, expected: &[Place]) {
    assert_eq!(template(literal).expect(literal).places(), expected);
}

#[track_caller]
fn refuses(literal: &str, message: &str) {
    assert_eq!(template(literal).expect_err(literal).to_string(), message);
}

#[track_caller]
fn fills<const N: usize>(literal: &str, values: [&dyn Display; N], expected: &str) {
    let href = assemble(template(literal).expect(literal).parts(), &values);
    assert_eq!(href.as_str(), expected);
    assert_eq!(
        Href::parse(&href).unwrap().as_str(),
        expected,
        "parsed again"
    );
}

#[test]
fn a_capture_is_in_path_query_or_fragment() {
    use Place::{Fragment, Query, Segment};
    places("https://a.com/{x}", &[Segment]);
    places("https://a.com/a/{x}-{y}/b", &[Segment, Segment]);
    places("https://a.com/..//{x}/../", &[Segment]);
    places("https://a.com?{x}", &[Query]);
    places(
        "https://a.com/{x}?{y}={z}#{w}",
        &[Segment, Query, Query, Fragment],
    );
    places("https://a.com#{x}?{y}", &[Fragment, Fragment]);
    places("https://a.com/?a#?{x}", &[Fragment]);
    places("https://a.com/@{x}:80", &[Segment]);
    places("https://a.com/", &[]);
}

#[test]
fn a_capture_before_the_path_is_misplaced() {
    let says = |start: &str| {
        format!(
            "{start} of this URL: only the path, query and fragment can contain captures; \
             for an entire URL, pass a checked Href"
        )
    };
    refuses("{url}", &says("{url} is all"));
    refuses("{base}/x", &says("{base} is at the start"));
    refuses("{base}{path}", &says("{base} is at the start"));
    refuses("{scheme}://a.com/", &says("{scheme} is in the scheme"));
    refuses("http{s}://a.com/", &says("{s} is in the scheme"));
    refuses("https://{host}/", &says("{host} is in the host"));
    refuses("https://{host}", &says("{host} is in the host"));
    refuses(
        "https://{tenant}.feishu.cn/",
        &says("{tenant} is in the host"),
    );
    refuses("https://a.com{rest}", &says("{rest} is in the host"));
    refuses("https://a.com{rest}/b", &says("{rest} is in the host"));
    refuses("https://[{v6}]/", &says("{v6} is in the host"));
    refuses("https://[::{v6}]/", &says("{v6} is in the host"));
    refuses("https://me@{host}/", &says("{host} is in the host"));
    refuses("https://a.com:{port}/", &says("{port} is in the port"));
    refuses("https://a.com:80{port}", &says("{port} is in the port"));
    refuses("https://[::1]:{port}/", &says("{port} is in the port"));
    refuses(
        "https://{user}@a.com/",
        &says("{user} is in the user name or password"),
    );
    refuses(
        "https://me:{pw}@a.com/",
        &says("{pw} is in the user name or password"),
    );
}

#[test]
fn a_misplaced_capture_is_reported_by_index() {
    let error = template("https://{host}/{x}").unwrap_err();
    assert!(matches!(error, TemplateError::Misplaced(misplaced) if misplaced.capture() == 0));
}

#[test]
fn a_literal_that_no_value_can_fix_is_refused() {
    refuses(
        "javascript:{x}",
        r#"link is refused: scheme "javascript" is not http or https"#,
    );
    refuses(
        "ftp://{host}/",
        r#"link is refused: scheme "ftp" is not http or https"#,
    );
    refuses(
        "www.feishu.cn/{id}?x={y}",
        r#"link is refused: no scheme; write "https://www.feishu.cn/{id}?x={y}""#,
    );
    refuses(
        "https:/a.com/{id}",
        r#"link is refused: no "//" after the scheme; write "https://a.com/{id}""#,
    );
    refuses(
        "https:{x}",
        r#"link is refused: no "//" after the scheme; write "https://" and a host"#,
    );
    refuses(
        "www.{x}.com/",
        r#"link is refused: no scheme; a link begins with "https://" and a host"#,
    );
    refuses(
        "https://https://a.com/{x}",
        r#"link is refused: duplicate scheme; write "https://a.com/{x}""#,
    );
    refuses(
        "https:///{x}",
        r#"link is refused: no host; write it after "://""#,
    );
    refuses(
        "https://?{x}",
        r#"link is refused: no host; write it after "://""#,
    );
    refuses(
        "https://me@a.com/{x}",
        r#"link is refused: a user name or password before the host; remove it together with the "@""#,
    );
    refuses(
        "https://1.2.3.256/{x}",
        r#"link is refused: host "1.2.3.256" is not valid: invalid IPv4 address"#,
    );
}

#[test]
fn a_position_counts_the_captures_as_written() {
    refuses(
        "https://a.com/{x}\u{3000}b",
        r#"link is refused: whitespace U+3000 at character 18; write "%E3%80%80""#,
    );
    refuses(
        "https://a.com/{x} ",
        "link is refused: space at character 18, outside the link; remove it",
    );
    refuses(
        "https://a.com\t/{x}",
        "link is refused: tab at character 14; remove it",
    );
    refuses(
        "https://a .com/{x}",
        "link is refused: space at character 10; remove it from the host",
    );
    refuses(
        " https://a.com/{x}",
        "link is refused: space at character 1, outside the link; remove it",
    );
    refuses(
        "https://a.com/{x}\t{y}",
        "link is refused: tab at character 18; remove it",
    );
}

#[test]
fn a_capture_completes_no_percent_triplet() {
    let says =
        r#"link is refused: "%" at character 15 is not followed by two hex digits; write "%25""#;
    refuses("https://a.com/%{x}", says);
    refuses("https://a.com/%4{x}", says);
    refuses("https://a.com/%{x}1", says);
    places("https://a.com/%41{x}", &[Place::Segment]);
}

#[test]
fn literal_text_is_sent_as_parse_sends_it() {
    fills(
        "https://a.com/a {x} b?c d={y}",
        [&"1 2", &3],
        "https://a.com/a%201%202%20b?c%20d=3",
    );
    fills(
        "https://飞书.cn/工单/{x}?查={y}#片{z}",
        [&1, &2, &3],
        "https://xn--1jq782p.cn/%E5%B7%A5%E5%8D%95/1?%E6%9F%A5=2#%E7%89%873",
    );
    fills(
        "HTTPS://A.com/|{x}[]?a[]={y}#[{z}#",
        [&1, &2, &3],
        "HTTPS://A.com/%7C1%5B%5D?a[]=2#%5B3%23",
    );
    fills("https://a.com/../{x}/./", [&1], "https://a.com/../1/./");
}

#[test]
fn values_are_encoded() {
    fills(
        "https://a.com/{x}/c",
        [&"a/b?c#d"],
        "https://a.com/a%2Fb%3Fc%23d/c",
    );
    fills(
        "https://a.com/{x}",
        [&"%2e%2E\\"],
        "https://a.com/%252e%252E%5C",
    );
    fills(
        "https://a.com/?x={y}&z=1",
        [&"1&z=2+3 4"],
        "https://a.com/?x=1%26z%3D2%2B3%204&z=1",
    );
    fills(
        "https://a.com/#{x}",
        [&"a#\u{0}\n"],
        "https://a.com/#a%23%00%0A",
    );
    fills(
        "https://a.com/{x}",
        [&"工😀"],
        "https://a.com/%E5%B7%A5%F0%9F%98%80",
    );
    fills(
        "https://a.com/{x}",
        [&"a-b_c.d~e"],
        "https://a.com/a-b_c.d~e",
    );
    fills(
        "https://a.com/{x}",
        [&"!'()*:@$,;"],
        "https://a.com/%21%27%28%29%2A%3A%40%24%2C%3B",
    );
}

#[test]
fn an_empty_value_keeps_the_segments() {
    fills("https://a.com/{x}", [&""], "https://a.com/");
    fills("https://a.com/{x}/{y}/z", [&"", &""], "https://a.com///z");
    fills(
        "https://a.com/?{x}={y}#{z}",
        [&"", &"", &""],
        "https://a.com/?=#",
    );
}

#[test]
fn dot_segments_are_encoded_twice() {
    fills("https://a.com/{x}", [&"."], "https://a.com/%252E");
    fills("https://a.com/{x}", [&".."], "https://a.com/%252E%252E");
    fills("https://a.com/{x}", [&"..."], "https://a.com/...");
    fills("https://a.com/{x}/b", [&".."], "https://a.com/%252E%252E/b");
    fills("https://a.com/{x}?y", [&".."], "https://a.com/%252E%252E?y");
    fills(
        "https://a.com/{x}{y}#z",
        [&".", &"."],
        "https://a.com/%252E%252E#z",
    );
    fills("https://a.com/.{x}/", [&"."], "https://a.com/%252E%252E/");
    fills("https://a.com/%2e{x}/", [&"."], "https://a.com/%252E%252E/");
    fills("https://a.com/%2E{x}/", [&""], "https://a.com/%252E/");
    fills("https://a.com/{x}../", [&""], "https://a.com/%252E%252E/");
    fills("https://a.com/.{x}/", [&"a"], "https://a.com/.a/");
}

#[test]
fn dots_outside_the_path_are_dots() {
    fills(
        "https://a.com/?{x}/{y}#/{z}/",
        [&"..", &".", &".."],
        "https://a.com/?../.#/../",
    );
}

#[test]
fn a_value_may_arrive_in_pieces() {
    fills(
        "https://a.com/{x}",
        [&format_args!("{}{}", ".", '.')],
        "https://a.com/%252E%252E",
    );
    fills(
        "https://a.com/{x}",
        [&format_args!("{:>3}|{:?}", 7, "é")],
        "https://a.com/%20%207%7C%22%C3%A9%22",
    );
}
