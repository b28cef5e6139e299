//! Laws of the previews, for any text in any place.

use feishu_post::preview::{self, Terminal};
use feishu_post::{At, CodeBlock, Emoji, Image, Language, Media, Post, PostBuilder, Stylize};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

const PIECES: &[&str] = &[
    "\x1b[31m",
    "\x1b]8;;",
    "\x07",
    "\u{9b}",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{2028}",
    "\r",
    "\n",
    "\t",
    "\0",
    "<b>",
    "\"",
    "'",
    "&",
    "&lt;",
    "&#x1b;",
    "&#x202e;",
    "**",
    "~",
    "`",
    "<at user_id=\"x\">",
    "</at>",
    "[a](https://a.cn)",
    "工单",
    ",",
    "word",
    " ",
    "🎉",
    "👩‍👩‍👧",
    "e\u{301}",
    "\u{200d}",
    "\u{fe0f}",
    "א",
    "한",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..25).prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// The text in every place that takes one.
fn everywhere(text: &str) -> Post<'_> {
    elements(text).markdown(text).build().unwrap()
}

fn elements(text: &str) -> PostBuilder<'_> {
    PostBuilder::new()
        .title(text)
        .line(|line| {
            line.text(text.un_escape())
                .text(text.bold())
                .link(text, "https://a.cn/b")
        })
        .line(|line| {
            line.at(text)
                .at(At::new("ou_1").name(text))
                .emotion(Emoji::other(text))
        })
        .image(Image::new(text))
        .media(Media::new(text).cover(text))
        .push(CodeBlock::new(Language::other(text), text))
}

/// What is left when the sequences that a preview writes are taken out.
fn without_escapes(mut ansi: &str) -> String {
    let mut text = String::new();
    while let Some((before, sequence)) = ansi.split_once('\x1b') {
        text.push_str(before);
        let end = match sequence.as_bytes()[0] {
            b'[' => sequence.find('m').unwrap() + 1,
            b']' => sequence.find("\x1b\\").unwrap() + 2,
            other => panic!("ESC {other:?}"),
        };
        ansi = &sequence[end..];
    }
    text + ansi
}

fn steers(character: char) -> bool {
    let bidi = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    (character.is_control() && character != '\n') || bidi.contains(character)
}

proptest! {
    #[test]
    fn rows_fit_the_width_and_hold_no_control_characters(text in text(), width in Terminal::MIN_WIDTH..60) {
        let plain = Terminal::new().width(width).plain().render(&everywhere(&text));
        prop_assert!(!plain.contains(steers), "{plain:?}");
        for row in plain.lines() {
            prop_assert!(row.width() <= width, "{} > {width}: {row:?}", row.width());
        }
    }

    #[test]
    fn only_the_preview_writes_escape_sequences(text in text()) {
        let post = everywhere(&text);
        let rest = without_escapes(&Terminal::new().hyperlinks(false).render(&post));
        prop_assert_eq!(&rest, &Terminal::new().plain().render(&post));
        prop_assert!(!without_escapes(&preview::ansi(&post)).contains(steers));
    }

    #[test]
    fn wrapping_loses_only_trailing_spaces(text in "[a-z一-龥,。🎉 -]{1,80}", width in Terminal::MIN_WIDTH..40) {
        let post = PostBuilder::new().line(|line| line.text(&text)).build().unwrap();
        let plain = Terminal::new().width(width).plain().render(&post);
        let inside = plain.lines().filter_map(|row| row.strip_prefix('│'));
        let shown: String = inside.collect::<String>().split_whitespace().collect();
        prop_assert_eq!(shown, text.split_whitespace().collect::<String>());
    }

    #[test]
    fn a_message_adds_no_tag_to_the_page(text in text()) {
        let page = preview::html(&elements(&text).build().unwrap());
        let harmless = preview::html(&elements("x").build().unwrap());
        prop_assert_eq!(page.matches('<').count(), harmless.matches('<').count());
        prop_assert_eq!(page.matches('"').count(), harmless.matches('"').count());
        prop_assert!(!preview::html(&everywhere(&text)).contains(steers));
    }
}
