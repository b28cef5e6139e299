//! Elements, lines and posts of literals alone: constants, for which nothing is allocated.
//!
//! Each function has the name that the element has in the macros.

use std::borrow::Cow;

use feishu_post_core::Href;

pub use crate::__feishu_post_constant as constant;
pub use crate::json::fixed::text as json;

/// With room for the JSON of most posts.
pub type Draft = crate::json::fixed::Draft<4096>;

use crate::model::{
    At, CodeBlock, Content, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Locale,
    Markdown, Media, Paragraph, Post, Seq, Style, Text,
};

/// Styles and flags of a literal.
#[derive(Clone, Copy)]
pub struct Set {
    style: Style,
    un_escape: bool,
}

/// The styles and flags, under the names that they have in the macros.
#[expect(non_upper_case_globals, reason = "they are named as the methods are")]
pub mod set {
    use super::{Set, Style};

    pub const plain: Set = of(Style::PLAIN);
    pub const bold: Set = of(Style::BOLD);
    pub const italic: Set = of(Style::ITALIC);
    pub const underline: Set = of(Style::UNDERLINE);
    pub const line_through: Set = of(Style::LINE_THROUGH);
    pub const un_escape: Set = Set {
        style: Style::PLAIN,
        un_escape: true,
    };

    const fn of(style: Style) -> Set {
        Set {
            style,
            un_escape: false,
        }
    }
}

impl Set {
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            style: self.style.with(other.style),
            un_escape: self.un_escape || other.un_escape,
        }
    }
}

const fn set_text(set: Set, text: &str) -> Text<'_> {
    Text {
        text: Cow::Borrowed(text),
        style: set.style,
        un_escape: set.un_escape,
    }
}

#[must_use]
pub const fn text(set: Set, text: &str) -> Element<'_> {
    Element::Text(set_text(set, text))
}

/// The macro has checked `href`.
#[must_use]
pub const fn link<'a>(set: Set, text: &'a str, href: &'a str) -> Element<'a> {
    Element::Link(Link {
        text: set_text(set, text),
        href: Href::from_checked(href),
    })
}

/// The macro has checked `href`, so that a link it is.
#[must_use]
pub const fn link_or_text<'a>(set: Set, text: &'a str, href: &'a str) -> Element<'a> {
    link(set, text, href)
}

#[must_use]
pub const fn at<'a>(set: Set, user_id: &'a str, name: Option<&'a str>) -> Element<'a> {
    Element::At(At {
        user_id: Cow::Borrowed(user_id),
        user_name: borrowed(name),
        style: set.style,
    })
}

#[must_use]
pub const fn at_all(set: Set, name: Option<&str>) -> Element<'_> {
    at(set, "all", name)
}

/// The macro has looked the name up.
#[must_use]
pub const fn emotion(name: &str) -> Element<'_> {
    Element::Emotion(Emotion::new(Emoji(Cow::Borrowed(name))))
}

#[must_use]
pub const fn image(image_key: &str, size: Option<(u32, u32)>) -> Line<'_> {
    Line::Image(Image {
        image_key: Cow::Borrowed(image_key),
        size,
    })
}

#[must_use]
pub const fn media<'a>(file_key: &'a str, cover: Option<&'a str>) -> Line<'a> {
    Line::Media(Media {
        file_key: Cow::Borrowed(file_key),
        image_key: borrowed(cover),
    })
}

#[must_use]
pub const fn hr() -> Line<'static> {
    Line::Hr(Hr)
}

/// The macro has looked the language up.
#[must_use]
pub const fn code_block<'a>(language: &'a str, text: &'a str) -> Line<'a> {
    Line::CodeBlock(CodeBlock {
        language: Some(self::language(language)),
        text: Cow::Borrowed(text),
    })
}

/// A language that the macro has looked up, beside code that is known at run time.
#[must_use]
pub const fn language(name: &str) -> Language<'_> {
    Language(Cow::Borrowed(name))
}

#[must_use]
pub const fn markdown(source: &str) -> Line<'_> {
    Line::Markdown(Markdown {
        source: Cow::Borrowed(source),
    })
}

/// A line of one element.
#[must_use]
pub const fn single(element: Element<'_>) -> Line<'_> {
    Line::Paragraph(Paragraph(Seq::One([element])))
}

#[must_use]
pub const fn line<'a>(elements: &'a [Element<'a>]) -> Line<'a> {
    Line::Paragraph(Paragraph(Seq::Borrowed(elements)))
}

#[must_use]
pub const fn content<'a>(title: Option<&'a str>, lines: &'a [Line<'a>]) -> Content<'a> {
    Content {
        title: borrowed(title),
        lines: Seq::Borrowed(lines),
    }
}

#[must_use]
pub const fn post<'a>(contents: &'a [(Locale<'a>, Content<'a>)]) -> Post<'a> {
    Post {
        contents: Seq::Borrowed(contents),
        json: None,
    }
}

/// The same post with its JSON at hand.
#[must_use]
pub const fn with_json(post: &'static Post<'static>, json: &'static str) -> Post<'static> {
    Post {
        contents: Seq::Borrowed(post.contents.as_slice()),
        json: Some(json),
    }
}

/// A post whose JSON is written while compiling, so that the body of a request only copies it.
#[doc(hidden)]
#[macro_export]
macro_rules! __feishu_post_constant {
    ($contents:expr) => {{
        use $crate::__private::literal;
        const POST: &$crate::Post<'static> = &literal::post($contents);
        const DRAFT: literal::Draft = literal::Draft::post(POST);
        const JSON: &str = literal::json(&DRAFT.cut::<{ DRAFT.len() }>(POST));
        literal::with_json(POST, JSON)
    }};
}

const fn borrowed(text: Option<&str>) -> Option<Cow<'_, str>> {
    match text {
        Some(text) => Some(Cow::Borrowed(text)),
        None => None,
    }
}
