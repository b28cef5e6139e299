//! Messages that are larger than an endpoint takes.

use std::collections::BTreeSet;

use feishu_post::{
    At, CodeBlock, ContentForm, Element, Emoji, Emotion, Href, Image, Limit, Line, Link, Locale,
    Markdown, Message, Post, PostBuilder, Text, post,
};
use proptest::collection::vec;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn joined(parts: &[Post<'_>]) -> String {
    parts
        .iter()
        .map(Post::to_text)
        .collect::<Vec<_>>()
        .join("\n")
}

#[track_caller]
fn splits(post: &Post<'_>, limit: usize, expected: &[Post<'_>]) {
    let parts = post.split(Limit::bytes(limit)).unwrap();
    assert_eq!(parts, expected);
    assert!(parts.iter().all(|part| part.json_len() <= limit));
}

#[test]
fn a_post_that_fits_is_not_split() {
    let whole = post![title = "标题", ["一"], image("img_1")];
    splits(&whole, whole.json_len(), std::slice::from_ref(&whole));
}

#[test]
fn lines_are_kept_whole_and_the_first_part_has_the_title() {
    let whole = post![title = "标题", "一", "二", "三"];
    let two = post![title = "标题", "一", "二"];
    splits(&whole, two.json_len(), &[two.clone(), post!["三"]]);
    splits(
        &whole,
        two.json_len() - 1,
        &[post![title = "标题", "一"], post!["二", "三"]],
    );
}

#[test]
fn a_line_that_is_too_long_is_cut_between_graphemes() {
    let family = "👨‍👩‍👧";
    let text = format!("{family}{family}{family}");
    let whole = PostBuilder::new().push(Text::new(text)).build().unwrap();
    let two = PostBuilder::new()
        .push(format!("{family}{family}"))
        .build()
        .unwrap();
    let one = PostBuilder::new().push(family).build().unwrap();
    splits(&whole, two.json_len(), &[two, one]);
}

#[test]
fn pieces_of_a_text_keep_its_style() {
    let whole = post![["一二".bold()]];
    let one = |text: &'static str| post![[text.bold()]];
    splits(&whole, one("一").json_len(), &[one("一"), one("二")]);
}

#[test]
fn a_text_is_cut_after_a_line_break_or_a_space_that_is_near() {
    #[track_caller]
    fn cuts(text: &'static str, parts: &[&'static str]) {
        let of = |text| PostBuilder::new().push(Text::new(text)).build().unwrap();
        let parts: Vec<_> = parts.iter().copied().map(of).collect();
        splits(&of(text), of("12345678").json_len(), &parts);
    }
    cuts("1234 6789", &["1234 ", "6789"]);
    cuts("123 56789", &["123 5678", "9"]);
    cuts("12345\n8 x", &["12345\n", "8 x"]);
    cuts("1234567 x", &["1234567 ", "x"]);
    // The accent stands on the space.
    cuts("1234567 \u{301}", &["1234567", " \u{301}"]);
}

#[test]
fn a_link_is_never_cut() {
    let whole = post![["一", link("二三", "https://a.cn"), "四"]];
    let link = post![[link("二三", "https://a.cn")]];
    splits(
        &whole,
        link.json_len(),
        &[post!["一"], link.clone(), post!["四"]],
    );
}

#[test]
fn a_character_reference_is_not_cut() {
    let whole = post![["&nbsp;&nbsp;".un_escape()]];
    let one = post![["&nbsp;".un_escape()]];
    splits(&whole, whole.json_len() - 1, &[one.clone(), one]);
}

#[test]
fn code_is_cut_between_lines_and_keeps_its_language() {
    let whole = post![code_block("RUST", "let a = 1;\nlet b = 2;\nlet c = 3;")];
    let two = post![code_block("RUST", "let a = 1;\nlet b = 2;")];
    splits(
        &whole,
        two.json_len(),
        &[two.clone(), post![code_block("RUST", "let c = 3;")]],
    );
}

#[test]
fn no_part_has_only_the_end_of_the_last_line() {
    for (code, parts) in [
        ("aaaa\nbbbb\n", ["aaaa", "bbbb\n"]),
        ("aaaa\nbbbb\n ", ["aaaa", "bbbb\n "]),
        ("aaaabbbb\n", ["aaaabbb", "b\n"]),
        ("\naaaa\n", ["\naaa", "a\n"]),
        // Where there is nothing else, a part of blank lines is all that is left.
        ("a\n\n\n", ["a\n\n", ""]),
        ("\n\n\n", ["\n\n", ""]),
    ] {
        let code_of = |code: &str| PostBuilder::new().push(CodeBlock::plain(code.to_owned()));
        let parts_of = |of: &dyn Fn(&str) -> Post<'static>| {
            splits(&of(code), of(code).json_len() - 1, &parts.map(of));
        };
        parts_of(&|code| code_of(code).build().unwrap());
        parts_of(&|source| {
            PostBuilder::new()
                .markdown(source.to_owned())
                .build()
                .unwrap()
        });
    }
}

#[track_caller]
fn cuts_markdown(source: &'static str, limit: &'static str, parts: &[&'static str]) {
    let of = |source| PostBuilder::new().markdown(source).build().unwrap();
    let parts: Vec<_> = parts.iter().copied().map(of).collect();
    splits(&of(source), of(limit).json_len(), &parts);
}

#[test]
fn markdown_is_cut_between_its_lines_and_outside_of_fences() {
    cuts_markdown("# 一\n- 二\n- 三", "# 一\n- 二", &["# 一\n- 二", "- 三"]);
    cuts_markdown("一\n```c\na\n```", "一\n```c\na", &["一", "```c\na\n```"]);
    // What follows the end of a fence is outside of it.
    cuts_markdown(
        "```\na\nb\nc\n```\n一\n```\nd\n```",
        "```\na\nb\n",
        &["```\na\nb", "c\n```\n一", "```\nd\n```"],
    );
}

/// Each is one byte too long, and cut at the last line break outside of a fence.
#[test]
fn a_fence_ends_where_markdown_ends_it() {
    for (before, after) in [
        // Only with its own mark, as often as it began, and nothing else.
        ("~~~\n```\na\nb\n~~~\nx\ny", "z"),
        ("````\n```\na\n```\n````\nx", "z"),
        ("```\n```c\n```\nx\ny", "z"),
        ("x", "```\n``\na\nb"),
        ("x", "````\na\n```\nb"),
        ("x", "```\na\n    ```\nb"),
        ("```\na\n  ````  \nx", "z"),
        // Code within a line, and code that is indented, begin no fence.
        ("```a``` x\nb\nc", "z"),
        ("``\na\nb", "z"),
        ("x\n\n    ```\ny\nb", "z"),
        // One in a list ends with the list, however deep it is.
        ("10. a", "    ```\n    b\n\n    c\n    ```"),
        ("10. a\n    ```\n    b\n    ```\nx", "z"),
        ("- a\n\t```\n\tb\ny", "z"),
    ] {
        let of = |source: &str| {
            PostBuilder::new()
                .markdown(source.to_owned())
                .build()
                .unwrap()
        };
        let whole = of(&format!("{before}\n{after}"));
        splits(&whole, whole.json_len() - 1, &[of(before), of(after)]);
    }
}

#[test]
fn what_is_cut_within_a_line_begins_no_fence() {
    cuts_markdown(
        "一二三四```\n```\nb\nc",
        "一二三四",
        &["一二三四", "```", "```\nb\nc"],
    );
}

/// Of the size at which a look at what follows for each part would take minutes.
#[test]
fn blanks_are_split_in_one_pass() {
    let blanks = || " ".repeat(400_000);
    for line in [
        Line::from(Text::new(blanks())),
        CodeBlock::plain(blanks()).into(),
        Markdown::raw(blanks()).into(),
    ] {
        let whole = PostBuilder::new().push(line).build().unwrap();
        let parts = whole.split(Limit::bytes(100)).unwrap();
        assert_eq!(joined(&parts).replace('\n', ""), blanks());
    }
}

#[test]
fn each_part_has_a_piece_of_each_locale() {
    let whole = post![zh_cn = ["一", "二"], en_us = ["1", "2"]];
    let part = post![zh_cn = ["一"], en_us = ["1"]];
    splits(
        &whole,
        part.json_len() + 4,
        &[part.clone(), post![zh_cn = ["二"], en_us = ["2"]]],
    );
    let lopsided = post![zh_cn = ["一", "二", "三"], en_us = ["1"]];
    let parts = lopsided
        .split(Limit::bytes(lopsided.json_len() - 1))
        .unwrap();
    assert_eq!(parts.len(), 2);
    assert!(parts[0].content(&Locale::EnUs).is_some() && parts[1].content(&Locale::EnUs).is_none());
}

#[test]
fn locales_that_do_not_fit_side_by_side_have_parts_of_their_own() {
    let (zh, en) = (
        post![zh_cn = [image("img_7ea74629")]],
        post![en_us = [image("img_7ea74629")]],
    );
    let whole = post![
        zh_cn = [image("img_7ea74629")],
        en_us = [image("img_7ea74629")]
    ];
    splits(&whole, whole.json_len() - 1, &[zh, en]);

    let (zh, en) = (
        post![zh_cn = [code_block("RUST", "")]],
        post![en_us = [markdown("")]],
    );
    let whole = post![zh_cn = [code_block("RUST", "")], en_us = [markdown("")]];
    splits(&whole, zh.json_len(), &[zh, en]);
}

#[test]
fn an_element_that_cannot_be_cut_is_an_error() {
    #[track_caller]
    fn fails(post: &Post<'_>, place: &str, smallest: &Post<'_>) {
        let needed = smallest.json_len();
        let limit = needed - 1;
        let error = post.split(Limit::bytes(limit)).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "{place} cannot be split and needs a message of {needed} bytes; the limit is {limit}"
            )
        );
    }
    let one = post!["一"];
    let picture = post![image("img_7ea74629")];
    let mention = post![[at("ou_7ea74629")]];
    let link = post![[link("文档", "https://example.com/wiki")]];
    let first = |what: &str| format!("zh_cn line 1 element 1: {what}");
    fails(
        &post![image("img_7ea74629"), "一"],
        &first("an image"),
        &picture,
    );
    fails(
        &post![media("file_7ea74629")],
        &first("a video"),
        &post![media("file_7ea74629")],
    );
    fails(&post![hr()], &first("a rule"), &post![hr()]);
    fails(
        &post![[at("ou_7ea74629"), "一"]],
        &first("a mention"),
        &mention,
    );
    fails(
        &post![[emotion("SMILE")]],
        &first("an emoji"),
        &post![[emotion("SMILE")]],
    );
    fails(
        &post!["一", ["二", link("文档", "https://example.com/wiki")]],
        "zh_cn line 2 element 2: a link",
        &link,
    );
    fails(
        &post![title = "标题"],
        "zh_cn: the title",
        &post![title = "标题"],
    );
    fails(&post!["一二"], &first("a character"), &one);
    fails(
        &post![code_block("C", "一二")],
        &first("a character"),
        &post![code_block("C", "一")],
    );
    for empty in [post![code_block("RUST", "")], post![markdown("")]] {
        fails(&empty, &first("a character"), &empty);
    }
}

#[test]
fn parts_for_a_chat_fit_with_quotes_escaped_twice() {
    let line = "\"引号\"\\\n".repeat(20_000);
    let whole = PostBuilder::new().title("标题").push(line).build().unwrap();
    let parts = whole.split(Limit::CHAT).unwrap();
    for part in &parts {
        let body = Message::from(part).ticket_body(ContentForm::String);
        assert!(body.len() <= 30_000, "{}", body.len());
    }
    assert!(parts.len() > 1);
    assert_eq!(
        joined(&parts).replace('\n', ""),
        whole.to_text().replace('\n', "")
    );
}

#[test]
fn to_basic_leaves_only_basic_elements() {
    let whole = post![
        title = "标题",
        [
            "好 ".bold(),
            emotion("SMILE"),
            link("文档", "https://a.cn"),
            at("ou_1")
        ],
        image("img_1"),
        media("file_1"),
        hr(),
        code_block("RUST", "fn main() {\n}"),
        markdown("**一**\n二"),
    ];
    let basic = whole.to_basic();
    assert_eq!(basic.to_text(), whole.to_text());
    assert_eq!(
        basic,
        post![
            title = "标题",
            [
                "好 ".bold(),
                "[SMILE]",
                link("文档", "https://a.cn"),
                at("ou_1")
            ],
            image("img_1"),
            "[video: file_1]",
            "---",
            "fn main() {{",
            "}}",
            "**一**",
            "二",
        ]
    );
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        vec(
            prop::sample::select(vec![
                "飞书",
                "👨‍👩‍👧",
                "🇨🇳",
                "e\u{301}",
                "\"",
                "\\",
                "\n",
                "\n```",
                "~~~",
                "    ",
                "a",
                " "
            ]),
            0..40
        )
        .prop_map(|parts| parts.concat()),
        "[a-z]{0,200}",
    ]
}

fn element() -> impl Strategy<Value = Element<'static>> {
    let href = Href::parse("https://example.com/a?b=1").unwrap();
    prop_oneof![
        4 => words().prop_map(|text| Text::new(text).into()),
        1 => "[飞书]{0,9}".prop_map(move |text| Link::new(text, href.clone()).into()),
        1 => Just(At::new("ou_1").into()),
        1 => Just(Emotion::new(Emoji::SMILE).into()),
    ]
}

fn line() -> impl Strategy<Value = Line<'static>> {
    let rows = || vec(words(), 1..6).prop_map(|rows| rows.join("\n"));
    prop_oneof![
        4 => vec(element(), 1..5).prop_map(Line::from_iter),
        1 => rows().prop_map(|rows| CodeBlock::plain(rows).into()),
        1 => rows().prop_map(|rows| Markdown::raw(rows).into()),
        1 => Just(Image::new("img_1").into()),
    ]
}

/// The parts' texts are the whole's, in order, with one line break left out where a cut is between lines. Where a
/// part shows nothing, either cut beside it may be the one.
fn check_texts(parts: &[Post<'_>], whole: &str) -> Result<(), TestCaseError> {
    let mut rests = BTreeSet::from([whole]);
    for text in parts.iter().map(Post::to_text) {
        let starts = rests
            .iter()
            .flat_map(|rest| [Some(*rest), rest.strip_prefix('\n')]);
        let next = starts
            .flatten()
            .filter_map(|start| start.strip_prefix(&*text));
        let next: BTreeSet<_> = next.collect();
        prop_assert!(!next.is_empty(), "none of {rests:?} begins with {text:?}");
        rests = next;
    }
    prop_assert!(rests.contains(""), "{rests:?} is left");
    Ok(())
}

proptest! {
    #[test]
    fn parts_fit_and_their_text_joins_to_the_whole(lines in vec(line(), 1..12), title in "[a-z飞书]{0,20}", limit in 200..2000usize) {
        let whole = PostBuilder::new().title(title.clone()).extend(lines).build().unwrap();
        let parts = whole.split(Limit::bytes(limit)).unwrap();
        for part in &parts {
            prop_assert!(part.json_len() <= limit);
            prop_assert!(!part.is_empty());
        }
        let title_of = |part: &Post<'_>| part.contents().next().unwrap().1.title().map(str::to_owned);
        prop_assert_eq!(title_of(&parts[0]).unwrap_or_default(), title);
        prop_assert!(parts[1..].iter().all(|part| title_of(part).is_none()));
        check_texts(&parts, &whole.to_text())?;
    }

    #[test]
    fn no_grapheme_is_cut(text in words(), limit in 120..300usize) {
        let whole = PostBuilder::new().push(Text::new(text.clone())).build().unwrap();
        let Ok(parts) = whole.split(Limit::bytes(limit)) else { return Ok(()) };
        let texts: Vec<_> = parts.iter().map(Post::to_text).collect();
        let pieces: Vec<_> = texts.iter().flat_map(|text| text.graphemes(true)).collect();
        prop_assert_eq!(pieces, text.graphemes(true).collect::<Vec<_>>());
    }

    #[test]
    fn to_basic_keeps_the_text(lines in vec(line(), 1..6)) {
        let whole = PostBuilder::new().extend(lines).build().unwrap();
        prop_assert_eq!(whole.to_basic().to_text(), whole.to_text());
    }
}
