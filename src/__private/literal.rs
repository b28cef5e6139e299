//! Posts, lines and texts made only of literals: constants, which allocate nothing.

use std::borrow::Cow;

use feishu_post_core::Href;

use super::style::style_methods;
use crate::model::{At, Content, Element, Line, Link, Locale, Paragraph, Post, Seq, Style, Text};

/// A string literal with its styles.
#[derive(Clone, Copy)]
pub struct LiteralText<'a> {
    text: &'a str,
    style: Style,
    un_escape: bool,
}

/// A link; the macro has checked its URL.
#[derive(Clone, Copy)]
pub struct LiteralLink<'a> {
    pub(super) text: LiteralText<'a>,
    pub(super) href: &'a str,
}

/// A mention.
#[derive(Clone, Copy)]
pub struct LiteralAt<'a> {
    user_id: &'a str,
    name: Option<&'a str>,
    style: Style,
}

#[must_use]
pub const fn text(text: &str) -> LiteralText<'_> {
    LiteralText {
        text,
        style: Style::PLAIN,
        un_escape: false,
    }
}

#[must_use]
pub const fn plain(text: &str) -> Element<'_> {
    self::text(text).into_element()
}

impl<'a> LiteralText<'a> {
    style_methods!(const);

    const fn styled(mut self, style: Style) -> Self {
        self.style = self.style.with(style);
        self
    }

    /// Decodes HTML character references in the text once for display: `&nbsp;` becomes a non-breaking
    /// space.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert_eq!(post!["&lt;".un_escape()].to_text(), "<");
    /// ```
    #[must_use]
    pub const fn un_escape(mut self) -> Self {
        self.un_escape = true;
        self
    }

    const fn into_text(self) -> Text<'a> {
        Text {
            text: Cow::Borrowed(self.text),
            style: self.style,
            un_escape: self.un_escape,
        }
    }

    #[must_use]
    pub const fn into_element(self) -> Element<'a> {
        Element::Text(self.into_text())
    }
}

impl<'a> LiteralLink<'a> {
    style_methods!(const);

    const fn styled(mut self, style: Style) -> Self {
        self.text = self.text.styled(style);
        self
    }

    /// Decodes HTML character references in the text once for display: `&nbsp;` becomes a non-breaking
    /// space.
    #[must_use]
    pub const fn un_escape(mut self) -> Self {
        self.text = self.text.un_escape();
        self
    }

    #[must_use]
    pub const fn into_element(self) -> Element<'a> {
        Element::Link(Link {
            text: self.text.into_text(),
            href: Href::from_checked(self.href),
        })
    }
}

impl<'a> LiteralAt<'a> {
    style_methods!(const);

    pub(super) const fn new(user_id: &'a str) -> Self {
        Self {
            user_id,
            name: None,
            style: Style::PLAIN,
        }
    }

    const fn styled(mut self, style: Style) -> Self {
        self.style = self.style.with(style);
        self
    }

    /// Sets the name to show if the platform does not look it up.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert_eq!(post![at("ou_1").name("王小明")].to_text(), "@王小明");
    /// ```
    #[must_use]
    pub const fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    #[must_use]
    pub const fn into_element(self) -> Element<'a> {
        Element::At(At {
            user_id: Cow::Borrowed(self.user_id),
            user_name: borrowed(self.name),
            style: self.style,
        })
    }
}

#[must_use]
pub const fn line_of_one(element: Element<'_>) -> Line<'_> {
    Line::Paragraph(Paragraph(Seq::One([element])))
}

#[must_use]
pub const fn line<'a>(elements: &'a [Element<'a>]) -> Line<'a> {
    Line::Paragraph(Paragraph(Seq::Borrowed(elements)))
}

/// The title of a post or of one of its locales: at most once, and before all lines.
///
/// ```
/// use feishu_post::post;
///
/// assert_eq!(post![title = "工单", "已收到"].to_text(), "工单\n已收到");
/// ```
#[must_use]
pub const fn title(title: &str) -> Option<&str> {
    Some(title)
}

#[must_use]
pub const fn content<'a>(title: Option<&'a str>, lines: &'a [Line<'a>]) -> Content<'a> {
    Content {
        title: borrowed(title),
        lines: Seq::Borrowed(lines),
    }
}

/// `json` must be the JSON of `contents`.
pub const fn post<'a>(contents: &'a [(Locale<'a>, Content<'a>)], json: &'static str) -> Post<'a> {
    Post {
        contents: Seq::Borrowed(contents),
        json: Some(json),
    }
}

pub(super) const fn borrowed(text: Option<&str>) -> Option<Cow<'_, str>> {
    match text {
        Some(text) => Some(Cow::Borrowed(text)),
        None => None,
    }
}
