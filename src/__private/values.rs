use std::borrow::Cow;

use feishu_post_core::Href;
use url::Url;

use super::{Elements, Lines};
use crate::model::{At, Content, Element, Emoji, Emotion, Line, Link, Text, push_with};

/// Where an expression stands that must give something.
pub struct List;

/// Where an expression may be a statement, which gives nothing.
pub struct Braces;

/// What a line takes: anything that is an [`Element`] or text, and an `Option` of such.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a line",
    label = "neither text nor an element",
    note = "a value is written inside a string: \"{{value}}\"",
    note = "the elements of a `Line` are written `..line.elements()`"
)]
pub trait InLine<'a, Place = List> {
    fn stand_in(self, line: &mut Elements<'a>);
}

/// What a post takes beside the lines that it spells out: anything that is a [`Line`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no line of a post",
    label = "neither a line nor text nor an element",
    note = "a value is written inside a string: \"{{value}}\"",
    note = "lines from an iterator are written `..lines`, those of a `Content` `..content.lines()`"
)]
pub trait InPost<'a, Place = List> {
    fn stand_in(self, lines: &mut Lines<'a>);
}

/// What a link opens.
#[diagnostic::on_unimplemented(
    message = "a run-time URL must be checked before it becomes a link",
    label = "`{Self}` is not an `Href`",
    note = "write `Href::parse(url)?`, or `link_or_text(…)`, which shows a refused URL as text"
)]
pub trait IntoHref<'a> {
    fn into_href(self) -> Href<'a>;
}

/// What `link_or_text` opens, if it may.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a URL",
    label = "expected text, or an `Href`"
)]
pub trait IntoUrl<'a> {
    /// A checked link, or what is yet to check.
    fn into_url(self) -> Result<Href<'a>, Cow<'a, str>>;
}

/// A title: text without a style.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a title",
    label = "a title is plain text",
    note = "a value is written inside a string: title = \"{{value}}\""
)]
pub trait IntoTitle<'a> {
    fn into_title(self) -> Cow<'a, str>;
}

/// What `zh_cn = …` takes beside a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the content of a locale",
    label = "expected a `Content`",
    note = "write the title and lines in [ ], or make a `Content` of them"
)]
pub trait InLocale<'a> {
    fn into_content(self) -> Content<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, P, T: Into<Element<'a>>> InLine<'a, P> for T {
    fn stand_in(self, line: &mut Elements<'a>) {
        push_with(&mut line.0, || self.into());
    }
}

#[diagnostic::do_not_recommend]
impl<'a, P, T: InLine<'a, P>> InLine<'a, P> for Option<T> {
    fn stand_in(self, line: &mut Elements<'a>) {
        if let Some(element) = self {
            element.stand_in(line);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<'a, 'v, P, T> InLine<'a, P> for &'v Option<T>
where
    &'v T: InLine<'a, P>,
{
    fn stand_in(self, line: &mut Elements<'a>) {
        self.as_ref().stand_in(line);
    }
}

macro_rules! in_line_by_reference {
    ($($element:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<'a, P> InLine<'a, P> for &$element<'a> {
            fn stand_in(self, line: &mut Elements<'a>) {
                line.0.push(self.clone().into());
            }
        }
    )*};
}

in_line_by_reference!(Element, Text, Link, At, Emotion, Emoji);

#[diagnostic::do_not_recommend]
impl<'a, P, T: Into<Line<'a>>> InPost<'a, P> for T {
    fn stand_in(self, lines: &mut Lines<'a>) {
        lines.content.push(self.into());
    }
}

#[diagnostic::do_not_recommend]
impl<'a, P, T: InPost<'a, P>> InPost<'a, P> for Option<T> {
    fn stand_in(self, lines: &mut Lines<'a>) {
        if let Some(line) = self {
            line.stand_in(lines);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<'a> InLine<'a, Braces> for () {
    fn stand_in(self, _: &mut Elements<'a>) {}
}

#[diagnostic::do_not_recommend]
impl<'a> InPost<'a, Braces> for () {
    fn stand_in(self, _: &mut Lines<'a>) {}
}

#[diagnostic::do_not_recommend]
impl<'a, P> InPost<'a, P> for &Line<'a> {
    fn stand_in(self, lines: &mut Lines<'a>) {
        lines.content.push(self.clone());
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoHref<'a> for Href<'a> {
    fn into_href(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoHref<'a> for &'a Href<'_> {
    fn into_href(self) -> Href<'a> {
        self.into()
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoUrl<'a> for Href<'a> {
    fn into_url(self) -> Result<Self, Cow<'a, str>> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoUrl<'a> for &'a Href<'_> {
    fn into_url(self) -> Result<Href<'a>, Cow<'a, str>> {
        Ok(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoUrl<'a> for Url {
    fn into_url(self) -> Result<Href<'a>, Cow<'a, str>> {
        Err(String::from(self).into())
    }
}

/// One by one and not by `Into`: a styled text would lose its style without a word.
macro_rules! strings {
    ($($string:ty: $text:ident => $plain:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<'a> IntoTitle<'a> for $string {
            fn into_title(self) -> Cow<'a, str> {
                let $text = self;
                $plain.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a> IntoUrl<'a> for $string {
            fn into_url(self) -> Result<Href<'a>, Cow<'a, str>> {
                Err(self.into_title())
            }
        }
    )*};
}

strings! {
    String: text => text;
    &'a str: text => text;
    &&'a str: text => *text;
    &'a String: text => text;
    Cow<'a, str>: text => text;
    &'a Cow<'_, str>: text => &**text;
}

#[diagnostic::do_not_recommend]
impl<'a> InLocale<'a> for Content<'a> {
    fn into_content(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'a> InLocale<'a> for &Content<'a> {
    fn into_content(self) -> Content<'a> {
        self.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: InLocale<'a>> InLocale<'a> for Option<T> {
    fn into_content(self) -> Content<'a> {
        self.map_or(Content::EMPTY, InLocale::into_content)
    }
}
