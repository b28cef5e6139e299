//! Rows of a terminal: where they break, and what they hold.

use feishu_post::preview::{self, Terminal};
use feishu_post::{At, CodeBlock, Emoji, LineBuilder, Locale, Post, PostBuilder, Stylize};

const WIDTH: usize = 22;

fn post<'a>(build: impl FnOnce(PostBuilder<'a>) -> PostBuilder<'a>) -> Post<'a> {
    build(PostBuilder::new()).build().unwrap()
}

/// The rows inside the frame, which leaves them 20 columns.
#[track_caller]
fn rows(post: &Post<'_>, expected: &[&str]) {
    let plain = Terminal::new().width(WIDTH).plain().render(post);
    let rows: Vec<_> = plain
        .lines()
        .filter_map(|row| row.strip_prefix('│'))
        .collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| row.strip_prefix(' ').unwrap_or(row))
        .collect();
    assert_eq!(rows, expected);
}

#[track_caller]
fn wraps(text: &str, expected: &[&str]) {
    rows(&post(|post| post.line(|line| line.text(text))), expected);
}

#[test]
fn rows_fill_the_width() {
    wraps("一二三四五六七八九十", &["一二三四五六七八九十"]);
    wraps("一二三四五六七八九十一", &["一二三四五六七八九十", "一"]);
    wraps("a一二三四五六七八九十", &["a一二三四五六七八九", "十"]);
    wraps("abcdefghijklmnopqrst", &["abcdefghijklmnopqrst"]);
    wraps("abcdefghijklmnopqrstu", &["abcdefghijklmnopqrst", "u"]);
    wraps("🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉", &["🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉", "🎉"]);
}

#[test]
fn rows_break_at_unicode_line_breaks() {
    wraps(
        "一二三四五六七八九十\u{ff0c}一",
        &["一二三四五六七八九", "十\u{ff0c}一"],
    );
    wraps(
        "一二三四五六七八九十。一",
        &["一二三四五六七八九", "十。一"],
    );
    wraps(
        "一二三四五六七八九「十」",
        &["一二三四五六七八九", "「十」"],
    );
    wraps("一二三四五六七八九十,一", &["一二三四五六七八九", "十,一"]);
    wraps("一二三四五六七八九(十)", &["一二三四五六七八九", "(十)"]);
    wraps(
        "lorem ipsum dolor sit amet",
        &["lorem ipsum dolor", "sit amet"],
    );
    wraps(
        "lorem ipsum dolor si amet",
        &["lorem ipsum dolor si", "amet"],
    );
    wraps(
        "lorem a-very-long-word-indeed",
        &["lorem a-very-long-", "word-indeed"],
    );
    wraps(
        "a aaaaaaaaaaaaaaaaaaaaaaaaa",
        &["a", "aaaaaaaaaaaaaaaaaaaa", "aaaaa"],
    );
}

#[test]
fn graphemes_stay_whole() {
    let family = "👩‍👩‍👧";
    wraps(&family.repeat(11), &[&family.repeat(10), family]);
    let accented = "e\u{301}";
    wraps(&accented.repeat(21), &[&accented.repeat(20), accented]);
}

#[test]
fn line_breaks_of_the_message_are_kept() {
    wraps("一\n二", &["一", "二"]);
    wraps("一\r\n二\r三\u{2028}四", &["一", "二", "三", "四"]);
    wraps("一\n\n二\n", &["一", "", "二", ""]);
    wraps("", &[""]);
    wraps("a\tb", &["a    b"]);
}

/// Of the size at which a pass for each of them would take minutes.
#[test]
fn many_line_breaks_are_rendered_in_one_pass() {
    const LINES: usize = 500_000;
    let text = "行\n".repeat(LINES);
    for post in [
        post(|post| post.line(|line| line.text(&text))),
        post(|post| post.push(CodeBlock::plain(&text))),
    ] {
        let plain = Terminal::new().plain().render(&post);
        assert_eq!(plain.matches('行').count(), LINES);
    }
}

#[test]
fn spans_wrap_as_one_text() {
    let post = post(|post| {
        post.line(|line| {
            line.text("一二三四")
                .text("五六七八".bold())
                .text("九十")
                .text(",一".italic())
        })
    });
    rows(&post, &["一二三四五六七八九", "十,一"]);
    let ansi = Terminal::new().width(WIDTH).render(&post);
    assert!(
        ansi.contains("一二三四\x1b[1m五六七八\x1b[0m九\n"),
        "{ansi:?}"
    );
    assert!(ansi.contains("十\x1b[3m,一\x1b[0m\n"), "{ansi:?}");
}

#[test]
fn a_wrapped_link_is_a_link_in_both_rows() {
    let post = post(|post| post.line(|line| line.link("一二三四五六七八九十一", "https://a.cn")));
    let ansi = Terminal::new().width(WIDTH).render(&post);
    let link =
        |text| format!("\x1b]8;;https://a.cn\x1b\\\x1b[4m\x1b[34m{text}\x1b[0m\x1b]8;;\x1b\\\n");
    assert!(ansi.contains(&link("一二三四五六七八九十")), "{ansi:?}");
    assert!(ansi.contains(&link("一")), "{ansi:?}");
}

#[test]
fn references_are_decoded_once_and_only_under_un_escape() {
    let escaped = "&lt;&amp;lt;&nbsp;&#39;&#x4e2d;";
    rows(
        &post(|post| post.line(|line| line.text(escaped.un_escape()))),
        &["<&lt;\u{a0}'中"],
    );
    wraps("&lt;&amp;", &["&lt;&amp;"]);
    rows(&post(|post| post.title("&lt;")), &["&lt;"]);
}

#[test]
fn control_characters_are_shown() {
    wraps("\x1b[31m", &["␛[31m"]);
    wraps("\u{7f}\u{0}\u{7}", &["␡␀␇"]);
    wraps("\u{9b}1m", &["<U+009B>1m"]);
    wraps("\u{202e}abc", &["<U+202E>abc"]);
    rows(
        &post(|post| post.line(|line| line.text("&#x202e;".un_escape()))),
        &["<U+202E>"],
    );
    rows(
        &post(|post| post.line(|line| line.at("\x1b[1m"))),
        &["@␛[1m"],
    );
    rows(
        &post(|post| post.line(|line| line.emotion(Emoji::other("\x07")))),
        &["[␇]"],
    );
    rows(&post(|post| post.title("\x1b]0;x\x07")), &["␛]0;x␇"]);
}

#[track_caller]
fn renders(source: &str, expected: &[&str]) {
    let post = post(|post| post.markdown(source));
    let plain = Terminal::new().width(60).plain().render(&post);
    let inside = plain
        .lines()
        .skip(2)
        .filter_map(|row| row.strip_prefix("│ │ "));
    assert_eq!(inside.collect::<Vec<_>>(), expected);
}

/// One tilde underlines and two strike through, wherever they are; code is green.
#[test]
fn styles_of_markdown_are_those_of_the_platform() {
    let cases = [
        ("~下~", "\x1b[4m下\x1b[0m"),
        ("~~删~~", "\x1b[9m删\x1b[0m"),
        ("> 引\n> - 一\n>   ~下~", "\x1b[4m下\x1b[0m"),
        ("一\n中文 ~~*删*~~ 文", "\x1b[3m\x1b[9m删\x1b[0m"),
        ("| a |\n|---|\n| b |\n\n~`c`~", "\x1b[4m\x1b[32mc\x1b[0m"),
    ];
    for (source, expected) in cases {
        let shown = Terminal::new().render(&post(|post| post.markdown(source)));
        assert!(shown.contains(expected), "{source:?}: {shown:?}");
    }
}

#[test]
fn documented_markdown_is_rendered() {
    renders("**粗** *斜* ~下~ ~~删~~", &["粗 斜 下 删"]);
    renders("第一行\n第二行", &["第一行 第二行"]);
    renders(
        "找 <at user_id=\"ou_1\">李雷</at>、<at user_id=ou_2></at>",
        &["找 @李雷、@ou_2"],
    );
    renders("<at user_id=\"all\"></at>", &["@所有人"]);
    renders(
        "[文档](https://a.cn) [坏](file:///etc)",
        &["文档 (https://a.cn) 坏"],
    );
    renders(
        "- 一\n    - 二\n        - 三\n1. 四",
        &["• 一", "\u{3000}◦ 二", "\u{3000}\u{3000}▪ 三", "1. 四"],
    );
    renders(
        "> 引\n\n上\n --- \n下",
        &["▎ 引", "上", &"─".repeat(56), "下"],
    );
    renders("一\n---", &["一", &"─".repeat(56)]);
}

#[test]
fn unclosed_markdown_is_shown() {
    renders("<at user_id=\"ou_1\">李雷", &["@李雷"]);
    renders(
        "<at user_id=\"ou_1\">[a](https://a.cn)</at>",
        &["@ou_1a (https://a.cn)</at>"],
    );
    renders(
        "[<at user_id=\"ou_1\">](https://a.cn)",
        &["@ou_1https://a.cn"],
    );
    renders(
        "<at>a</at> <at user_id=\"\">b</at>",
        &["<at>a</at> <at user_id=\"\">b</at>"],
    );
    renders("![图](https://a.cn/b.png)", &["图 (https://a.cn/b.png)"]);
    renders(
        "![a [b](https://b.cn) ![c](https://c.cn)  \nd](https://a.cn)",
        &["a b c d (https://a.cn)"],
    );
    renders(
        "<at user_id=\"ou_1\">李雷![图](https://a.cn)",
        &["@李雷图 (https://a.cn)"],
    );
}

#[test]
fn at_all_is_named_in_the_locale_of_the_message() {
    let all = |locale| post(|post| post.locale(locale).line(LineBuilder::at_all));
    rows(&all(Locale::ZhCn), &["@所有人"]);
    rows(&all(Locale::other("zh_hk")), &["@所有人"]);
    rows(&all(Locale::EnUs), &["@All"]);
    rows(&all(Locale::JaJp), &["@全員"]);
    rows(&all(Locale::other("ko_kr")), &["@All"]);
    let named = At::new("ou_1").name("王小明");
    rows(&post(|post| post.line(|line| line.at(named))), &["@王小明"]);
}

#[test]
fn an_empty_post_shows_nothing() {
    let empty = Post::from_markdown("");
    assert_eq!(preview::ansi(&empty), "");
    assert_eq!(Terminal::new().plain().render(&empty), "");
}

#[test]
fn the_width_is_clamped() {
    let post = post(|post| post.markdown("```rust\n一二三四五六七八九十\n```"));
    let least = Terminal::new()
        .width(Terminal::MIN_WIDTH)
        .plain()
        .render(&post);
    assert_eq!(Terminal::new().width(0).plain().render(&post), least);
    let most = Terminal::new().width(Terminal::MAX_WIDTH).render(&post);
    assert_eq!(Terminal::new().width(usize::MAX).render(&post), most);
    assert_ne!(
        Terminal::new()
            .width(Terminal::MIN_WIDTH + 1)
            .plain()
            .render(&post),
        least
    );
}

#[test]
fn every_listed_emoji_shows_as_emoji_or_by_name() {
    let table = Emoji::ALL.iter().map(|emoji| {
        let post = post(|post| post.line(|line| line.emotion(emoji.clone())));
        let plain = Terminal::new().plain().render(&post);
        let shown = plain
            .lines()
            .nth(1)
            .and_then(|row| row.strip_prefix("│ "))
            .unwrap()
            .to_owned();
        let name = format!("[{}]", emoji.name());
        assert!(shown == name || !shown.is_ascii(), "{shown}");
        format!("{} {shown}\n", emoji.name())
    });
    insta::assert_snapshot!(table.collect::<String>());
}
