//! Elements, lines and posts of literals alone: constants, for which nothing is allocated.
//!
//! Each function has the name that the element has in the macros.

use std::borrow::Cow;

use feishu_post_core::Href;

use crate::model::{
    At, CodeBlock, Content, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Locale,
    Markdown, Media, Paragraph, Post, Seq, Style, Text,
};

/// Styles and flags of a literal.
#[derive(Clone, Copy)]
pub struct Format {
    style: Style,
    un_escape: bool,
}

/// The styles and flags, under the names that they have in the macros.
#[expect(non_upper_case_globals, reason = "they are named as the methods are")]
pub mod format {
    use super::{Format, Style};

    pub const plain: Format = of(Style::PLAIN);
    pub const bold: Format = of(Style::BOLD);
    pub const italic: Format = of(Style::ITALIC);
    pub const underline: Format = of(Style::UNDERLINE);
    pub const line_through: Format = of(Style::LINE_THROUGH);
    pub const un_escape: Format = Format {
        style: Style::PLAIN,
        un_escape: true,
    };

    const fn of(style: Style) -> Format {
        Format {
            style,
            un_escape: false,
        }
    }
}

impl Format {
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            style: self.style.with(other.style),
            un_escape: self.un_escape || other.un_escape,
        }
    }
}

const fn label(format: Format, text: &str) -> Text<'_> {
    Text {
        text: Cow::Borrowed(text),
        style: format.style,
        un_escape: format.un_escape,
    }
}

#[must_use]
pub const fn text(format: Format, text: &str) -> Element<'_> {
    Element::Text(label(format, text))
}

/// The macro has checked `href`.
#[must_use]
pub const fn link<'a>(format: Format, text: &'a str, href: &'a str) -> Element<'a> {
    Element::Link(Link {
        text: label(format, text),
        href: Href::from_checked(href),
    })
}

/// The macro has checked `href`, so that a link it is.
#[must_use]
pub const fn link_or_text<'a>(format: Format, text: &'a str, href: &'a str) -> Element<'a> {
    link(format, text, href)
}

#[must_use]
pub const fn at<'a>(format: Format, user_id: &'a str, name: Option<&'a str>) -> Element<'a> {
    Element::At(At {
        user_id: Cow::Borrowed(user_id),
        user_name: borrowed(name),
        style: format.style,
    })
}

#[must_use]
pub const fn at_all(format: Format, name: Option<&str>) -> Element<'_> {
    at(format, "all", name)
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
pub const fn line_of_one(element: Element<'_>) -> Line<'_> {
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

/// `json` says what `contents` say.
#[must_use]
pub const fn post<'a>(contents: &'a [(Locale<'a>, Content<'a>)], json: &'static str) -> Post<'a> {
    Post {
        contents: Seq::Borrowed(contents),
        json: Some(json),
    }
}

const fn borrowed(text: Option<&str>) -> Option<Cow<'_, str>> {
    match text {
        Some(text) => Some(Cow::Borrowed(text)),
        None => None,
    }
}
