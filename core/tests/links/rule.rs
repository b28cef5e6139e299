//! What a link may be, and what a refusal says.

use feishu_post_core::Href;

#[track_caller]
fn keeps(text: &str) {
    becomes(text, text);
}

#[track_caller]
fn becomes(text: &str, expected: &str) {
    let href = Href::parse(text).expect(text);
    assert_eq!(href.as_str(), expected);
    assert_eq!(
        Href::parse(href.as_str()).unwrap().as_str(),
        expected,
        "parsed again"
    );
}

#[track_caller]
fn refuses(text: &str, reason: &str) {
    refuses_as(text, text, reason);
}

#[track_caller]
fn refuses_as(text: &str, shown: &str, reason: &str) {
    let error = Href::parse(text).expect_err(text);
    assert_eq!(error.kind().to_string(), reason);
    assert_eq!(error.redacted(), shown);
    assert_eq!(
        error.to_string(),
        format!("link {shown:?} is refused: {reason}")
    );
}

const NO_SCHEME: &str = r#"no scheme; a link begins with "https://" and a host"#;
const NO_HOST: &str = r#"no host; write it after "://""#;
const CREDENTIALS: &str =
    r#"a user name or password before the host; remove it together with the "@""#;

#[test]
fn a_clean_link_is_kept_as_written() {
    keeps("http://www.feishu.cn");
    keeps("https://www.feishu.cn/");
    keeps("https://www.feishu.cn?x");
    keeps("https://www.feishu.cn#x");
    keeps("https://www.feishu.cn/?");
    keeps("https://www.feishu.cn/#");
    keeps("HTTPS://WWW.Feishu.CN/Wiki");
    keeps("https://a.com/.//../%2e%2E/x");
    keeps("https://a.com/'();,!*$&=+:@~-._");
    keeps("https://a.com/?a?b/c");
    keeps("https://applink.feishu.cn/client/chat/open?openChatId=oc_1");
}

#[test]
fn only_http_and_https_are_schemes() {
    keeps("http://a.com");
    keeps("hTTpS://a.com");
    refuses(
        "file:///etc/passwd",
        r#"scheme "file" is not http or https"#,
    );
    refuses(
        "javascript:alert(1)",
        r#"scheme "javascript" is not http or https"#,
    );
    refuses("data:text/html,hi", r#"scheme "data" is not http or https"#);
    refuses("ftp://a.com/", r#"scheme "ftp" is not http or https"#);
    refuses("lark://x", r#"scheme "lark" is not http or https"#);
    refuses("tel:10086", r#"scheme "tel" is not http or https"#);
    refuses("httpss://a.com", r#"scheme "httpss" is not http or https"#);
}

#[test]
fn a_missing_scheme_is_suggested() {
    refuses(
        "www.feishu.cn",
        r#"no scheme; write "https://www.feishu.cn""#,
    );
    refuses(
        "//www.feishu.cn/a",
        r#"no scheme; write "https://www.feishu.cn/a""#,
    );
    refuses(
        "localhost:3000",
        r#"no scheme; write "https://localhost:3000""#,
    );
    refuses(
        "example.com:80/x",
        r#"no scheme; write "https://example.com:80/x""#,
    );
    refuses("飞书.cn/工单", r#"no scheme; write "https://飞书.cn/工单""#);
    refuses("[::1]/x", r#"no scheme; write "https://[::1]/x""#);
}

#[test]
fn an_invalid_suggestion_is_not_made() {
    refuses("www.feishu.cn/a\tb", NO_SCHEME);
    refuses("www.feishu.cn/a\u{3000}b", NO_SCHEME);
    refuses("/wiki/a", NO_SCHEME);
    refuses("hello", NO_SCHEME);
    refuses("hello world", NO_SCHEME);
    refuses("请看 https://a.com", NO_SCHEME);
    refuses("https//a.com", NO_SCHEME);
    refuses("ht tps://a.com", NO_SCHEME);
    refuses("://a.com", NO_SCHEME);
}

#[test]
fn the_scheme_is_followed_by_two_slashes() {
    keeps("https://a.com");
    refuses(
        "https:/a.com",
        r#"no "//" after the scheme; write "https://a.com""#,
    );
    refuses(
        "https:a.com",
        r#"no "//" after the scheme; write "https://a.com""#,
    );
    refuses(
        r"https:\\a.com",
        r#"no "//" after the scheme; write "https://a.com""#,
    );
    refuses(
        "https:",
        r#"no "//" after the scheme; write "https://" and a host"#,
    );
    refuses("https:///a.com", NO_HOST);
}

#[test]
fn a_second_scheme_is_refused() {
    refuses(
        "https://https://a.com",
        r#"duplicate scheme; write "https://a.com""#,
    );
    refuses(
        "http://HTTPS://a.com/",
        r#"duplicate scheme; write "HTTPS://a.com/""#,
    );
    refuses("https://https://", "duplicate scheme; write it once");
    keeps("https://https/");
    let many = "https://".repeat(100_000);
    let error = Href::parse(&many).unwrap_err();
    assert_eq!(error.kind().to_string(), "duplicate scheme; write it once");
}

#[test]
fn an_empty_link_or_host_is_refused() {
    refuses("", r#"it is empty; write "https://" and a host"#);
    refuses(" \n", r#"it is empty; write "https://" and a host"#);
    refuses("https://", NO_HOST);
    refuses("https:///", NO_HOST);
    refuses("https://?x", NO_HOST);
    refuses("https://#x", NO_HOST);
    refuses("https://:80/", NO_HOST);
    refuses("https://%C2%AD/", NO_HOST);
    keeps("https://a");
}

#[test]
fn whitespace_is_refused_with_its_position_but_for_inner_spaces() {
    keeps("https://a.com/a%20b");
    becomes("https://a.com/a b", "https://a.com/a%20b");
    becomes(
        "https://a.com/中  b?c d#e f",
        "https://a.com/%E4%B8%AD%20%20b?c%20d#e%20f",
    );
    refuses("https://a.com/a\tb", "tab at character 16; remove it");
    becomes("https://a.com/中 b", "https://a.com/%E4%B8%AD%20b");
    becomes("https://a.com?a b#c  d", "https://a.com?a%20b#c%20%20d");
    becomes("https://a.com/ /b", "https://a.com/%20/b");
    refuses(
        "https://a.com/a\u{3000}b",
        r#"whitespace U+3000 at character 16; write "%E3%80%80""#,
    );
    refuses(
        "https://a b.com/",
        "space at character 10; remove it from the host",
    );
    refuses(
        " https://a.com/",
        "space at character 1, outside the link; remove it",
    );
    refuses(
        "https://a.com/ ",
        "space at character 15, outside the link; remove it",
    );
    refuses(
        "https://a.com/\u{3000} ",
        "whitespace U+3000 at character 15, outside the link; remove it",
    );
}

#[test]
fn control_characters_are_refused_with_their_position() {
    refuses("https://a.com/a\tb", "tab at character 16; remove it");
    refuses("https://a.com/\n", "line feed at character 15; remove it");
    refuses("\nhttps://a.com/", "line feed at character 1; remove it");
    refuses(
        "https://a.com/a\rb",
        "carriage return at character 16; remove it",
    );
    refuses(
        "https://a.com/\0",
        "control character U+0000 at character 15; remove it",
    );
    refuses(
        "https://a.com/\u{1f}",
        "control character U+001F at character 15; remove it",
    );
    refuses(
        "https://a.com/\u{7f}",
        "control character U+007F at character 15; remove it",
    );
    refuses(
        "https://a.com/\u{9f}",
        "control character U+009F at character 15; remove it",
    );
    becomes("https://a.com/\u{200b}", "https://a.com/%E2%80%8B");
}

#[test]
fn a_percent_sign_begins_a_triplet() {
    keeps("https://a.com/%41%fF");
    let at_15 = r#""%" at character 15 is not followed by two hex digits; write "%25""#;
    refuses("https://a.com/%", at_15);
    refuses("https://a.com/%4", at_15);
    refuses("https://a.com/%4g", at_15);
    refuses("https://a.com/%中", at_15);
    refuses("https://a.com?%中", at_15);
    refuses("https://a.com#%%41", at_15);
}

#[test]
fn what_a_component_does_not_allow_is_encoded() {
    becomes("https://a.com/工单", "https://a.com/%E5%B7%A5%E5%8D%95");
    becomes(
        "https://a.com?查=值#片",
        "https://a.com?%E6%9F%A5=%E5%80%BC#%E7%89%87",
    );
    becomes("https://a.com/😀", "https://a.com/%F0%9F%98%80");
    becomes(
        r#"https://a.com/a|b^c`d{e}"<f>"#,
        "https://a.com/a%7Cb%5Ec%60d%7Be%7D%22%3Cf%3E",
    );
    becomes("https://a.com/#a#b", "https://a.com/#a%23b");
    keeps("https://a.com/?a[]=1");
    becomes("https://a.com/[1]", "https://a.com/%5B1%5D");
    becomes("https://a.com/#[1]", "https://a.com/#%5B1%5D");
}

#[test]
fn a_backslash_is_data_after_the_host_and_refused_before() {
    becomes(r"https://a.com/a\b", "https://a.com/a%5Cb");
    becomes(r"https://a.com?a\b", "https://a.com?a%5Cb");
    becomes(r"https://a.com#a\b", "https://a.com#a%5Cb");
    refuses(
        r"https://a.com\b",
        r#"backslash at character 14; write "/""#,
    );
    refuses(
        r"https://a.com\@evil.com/",
        r#"backslash at character 14; write "/""#,
    );
    refuses(r"https://\a.com", r#"backslash at character 9; write "/""#);
}

#[test]
fn the_host_is_the_one_that_clients_connect_to() {
    becomes("https://飞书.cn", "https://xn--1jq782p.cn");
    becomes("https://飞书.cn:8080/a", "https://xn--1jq782p.cn:8080/a");
    becomes("https://faß.de/", "https://xn--fa-hia.de/");
    becomes("https://www。feishu。cn/", "https://www.feishu.cn/");
    becomes("https://%77ww.feishu.cn/", "https://www.feishu.cn/");
    becomes("https://a\u{200b}b.com/", "https://ab.com/");
    keeps("https://xn--1jq782p.cn/");
    keeps("https://a--b.com/");
    keeps("https://-a_b-.com./");
    refuses(
        "https://xn--a/",
        r#"host "xn--a" is not valid: invalid international domain name"#,
    );
    refuses(
        "https://a<b/",
        r#"host "a<b" is not valid: invalid international domain name"#,
    );
    refuses(
        "https://%zz.cn/",
        r#"host "%zz.cn" is not valid: invalid international domain name"#,
    );
}

#[test]
fn an_address_is_written_in_full() {
    keeps("https://127.0.0.1/");
    becomes("https://127.1/", "https://127.0.0.1/");
    becomes("https://0x7f.1/", "https://127.0.0.1/");
    becomes("https://2130706433:80/", "https://127.0.0.1:80/");
    keeps("https://255.255.255.255/");
    refuses(
        "https://256.0.0.1/",
        r#"host "256.0.0.1" is not valid: invalid IPv4 address"#,
    );
    refuses(
        "https://1.2.3.4.5/",
        r#"host "1.2.3.4.5" is not valid: invalid IPv4 address"#,
    );
    keeps("https://[::1]:8080/a");
    becomes("https://[0:0::1]/", "https://[::1]/");
    refuses(
        "https://[::1",
        r#"host "[::1" is not valid: invalid IPv6 address"#,
    );
}

#[test]
fn surrounding_text_is_not_part_of_the_host() {
    let reason = |host| {
        format!(r#"host "{host}" is not a name of letters, digits and "-" separated by dots"#)
    };
    refuses("https://www.feishu.cn,谢谢", &reason("www.feishu.cn,谢谢"));
    refuses("https://www.feishu.cn)", &reason("www.feishu.cn)"));
    refuses("https://www..feishu.cn", &reason("www..feishu.cn"));
    refuses("https://.", &reason("."));
}

#[test]
fn a_port_fits_16_bits() {
    keeps("https://localhost:3000/x");
    keeps("https://a.com:65535/");
    refuses(
        "https://a.com:65536/",
        r#"port "65536" is not a number up to 65535"#,
    );
    keeps("https://a.com:0/");
    refuses(
        "https://a.com:-1/",
        r#"port "-1" is not a number up to 65535"#,
    );
    refuses(
        "https://a.com:8o/",
        r#"port "8o" is not a number up to 65535"#,
    );
    keeps("https://a.com:/");
}

#[test]
fn credentials_are_refused_and_not_repeated() {
    refuses_as("https://me@a.com/", "https://***@a.com/", CREDENTIALS);
    refuses_as(
        "https://me:secret@a.com/",
        "https://***@a.com/",
        CREDENTIALS,
    );
    refuses_as(
        "https://me:se@cret@a.com/",
        "https://***@a.com/",
        CREDENTIALS,
    );
    refuses_as("https://@a.com/", "https://***@a.com/", CREDENTIALS);
    refuses_as(
        "https://me:sec/ret@a.com/",
        "https://***@a.com/",
        CREDENTIALS,
    );
    refuses_as(
        "https://me:sec?ret@a.com/",
        "https://***@a.com/",
        CREDENTIALS,
    );
    refuses_as(
        r"https://me:sec\ret@a.com/",
        "https://***@a.com/",
        CREDENTIALS,
    );
    keeps("https://a.com/@me");
    keeps("https://a.com:80/?to=me@a.com");
    keeps("https://[::1]/@me");
}

#[test]
fn credentials_are_redacted_in_every_error() {
    let ftp = r#"scheme "ftp" is not http or https"#;
    refuses_as("ftp://me:secret@a.com/", "ftp://***@a.com/", ftp);
    refuses_as("//me:secret@a.com/", "//***@a.com/", NO_SCHEME);
    let me = r#"scheme "me" is not http or https"#;
    refuses_as("me:sec/ret@a.com", "me:***@a.com", me);
    refuses_as("me:sec/ret@:x@a.com", "me:***@a.com", me);
    let lead = "space at character 1, outside the link; remove it";
    refuses_as(" https://me:secret@a.com/", " https://***@a.com/", lead);
    let next = "tab at character 43; remove it";
    let shown = "https://a.com/?next=https://***@b.com/abcd\te";
    refuses_as("https://a.com/?next=https://u:p@b.com/abcd\te", shown, next);
    refuses_as(
        "a.com/?next=https://u:p@b.com/",
        "a.com/?next=https://***@b.com/",
        NO_SCHEME,
    );
}

#[test]
fn a_long_link_is_shortened_in_messages_only() {
    let fits = format!("https://a.com/{} ", "中".repeat(105));
    let cut = format!("https://a.com/{}  ", "中".repeat(105));
    assert_eq!(Href::parse(&fits).unwrap_err().redacted(), fits);
    assert_eq!(
        Href::parse(&cut).unwrap_err().redacted(),
        format!("{fits}…")
    );
    keeps(&format!("https://a.com/{}", "a".repeat(100_000)));
}
