//! Messages that are larger than an endpoint takes.

use feishu_post::{
    CodeBlock, ContentForm, Element, Href, Limit, Line, Link, Locale, Message, Post, PostBuilder,
    Text, post,
};
use proptest::collection::vec;
use proptest::prelude::*;

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
fn pieces_of_a_text_keep_its_style_and_pieces_of_a_link_its_url() {
    let whole = post![["一二".bold(), link("三四", "https://a.cn")]];
    let text_and_a_half = post![["一二".bold(), link("三", "https://a.cn")]];
    splits(
        &whole,
        text_and_a_half.json_len(),
        &[text_and_a_half.clone(), post![[link("四", "https://a.cn")]]],
    );
    let one = post![[link("三", "https://a.cn")]];
    splits(
        &whole,
        one.json_len(),
        &[
            post![["一".bold()]],
            post![["二".bold()]],
            one.clone(),
            post![[link("四", "https://a.cn")]],
        ],
    );
}

#[test]
fn a_character_reference_is_not_cut() {
    let whole = post![["&nbsp;&nbsp;".un_escape()]];
    let one = post![["&nbsp;".un_escape()]];
    splits(&whole, whole.json_len() - 1, &[one.clone(), one]);
}

#[test]
fn code_is_cut_between_its_lines_and_keeps_its_language() {
    let whole = post![code_block("RUST", "let a = 1;\nlet b = 2;\nlet c = 3;")];
    let two = post![code_block("RUST", "let a = 1;\nlet b = 2;")];
    splits(
        &whole,
        two.json_len(),
        &[two.clone(), post![code_block("RUST", "let c = 3;")]],
    );
    let markdown = post![markdown("# 一\n- 二\n- 三")];
    let first = post![markdown("# 一\n- 二")];
    splits(
        &markdown,
        first.json_len(),
        &[first.clone(), post![markdown("- 三")]],
    );
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
fn an_element_that_cannot_be_cut_is_an_error() {
    #[track_caller]
    fn fails(post: &Post<'_>, place: &str, smallest: &Post<'_>) {
        let needed = smallest.json_len();
        let limit = needed - 1;
        let error = post.split(Limit::bytes(limit)).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{place}: it takes a message of {needed} bytes, the limit is {limit}")
        );
    }
    let one = post!["一"];
    let picture = post![image("img_7ea74629")];
    let mention = post![[at("ou_7ea74629")]];
    fails(
        &post![image("img_7ea74629"), "一"],
        "zh_cn line 1 element 1",
        &picture,
    );
    fails(
        &post![[at("ou_7ea74629"), "一"]],
        "zh_cn line 1 element 1",
        &mention,
    );
    fails(&post![title = "标题"], "zh_cn", &post![title = "标题"]);
    fails(&post!["一二"], "zh_cn line 1 element 1", &one);
    fails(
        &post![code_block("C", "一二")],
        "zh_cn line 1 element 1",
        &post![code_block("C", "一")],
    );
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
fn a_basic_post_has_no_other_elements_and_shows_the_same() {
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
            prop::sample::select(vec!["飞书", "👨‍👩‍👧", "é", "\"", "\\", "\n", "a", " "]),
            0..40
        )
        .prop_map(|parts| parts.concat()),
        "[a-z]{0,200}",
    ]
}

fn element() -> impl Strategy<Value = Element<'static>> {
    prop_oneof![
        words().prop_map(|text| Text::new(text).into()),
        words().prop_map(|text| {
            let href = Href::parse("https://example.com/a?b=1")
                .unwrap()
                .into_owned();
            Link::new(text, href).into()
        }),
        Just(feishu_post::At::new("ou_1").into()),
    ]
}

fn line() -> impl Strategy<Value = Line<'static>> {
    prop_oneof![
        4 => vec(element(), 1..5).prop_map(Line::from_iter),
        1 => vec(words(), 1..6).prop_map(|rows| CodeBlock::plain(rows.join("\n")).into()),
        1 => Just(feishu_post::Image::new("img_1").into()),
    ]
}

proptest! {
    #[test]
    fn parts_fit_and_show_the_whole(lines in vec(line(), 1..12), title in "[a-z飞书]{0,20}", limit in 200..2000usize) {
        let whole = PostBuilder::new().title(title.clone()).extend(lines).build().unwrap();
        let parts = whole.split(Limit::bytes(limit)).unwrap();
        for part in &parts {
            prop_assert!(part.json_len() <= limit);
            prop_assert!(!part.is_empty());
        }
        let title_of = |part: &Post<'_>| part.contents().next().unwrap().1.title().map(str::to_owned);
        prop_assert_eq!(title_of(&parts[0]).unwrap_or_default(), title);
        prop_assert!(parts[1..].iter().all(|part| title_of(part).is_none()));
        // A link shows its URL once for each piece.
        let shown = |text: String| text.replace(" (https://example.com/a?b=1)", "").replace('\n', "");
        prop_assert_eq!(shown(joined(&parts)), shown(whole.to_text()));
    }

    #[test]
    fn basic_posts_show_the_same(lines in vec(line(), 1..6)) {
        let whole = PostBuilder::new().extend(lines).build().unwrap();
        prop_assert_eq!(whole.to_basic().to_text(), whole.to_text());
    }
}
