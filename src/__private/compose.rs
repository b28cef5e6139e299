use std::borrow::Cow;

use feishu_post_core::for_each_locale;

use crate::model::{Content, Element, Line, Locale, Paragraph, Post, Seq};

/// Marks a position where an expression must have a value.
pub struct List;

/// Marks a position where an expression may be a statement, which has no value.
pub struct Statement;

/// A type that can be part of a line: an [`Element`], text, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a line",
    label = "neither text nor an inline element",
    note = "write the value in a string: \"{{value}}\"",
    note = "to insert the elements of a `Line`, write `..line.elements()`"
)]
pub trait IntoElement<'a, Position = List> {
    fn push_to(self, line: &mut ComposedLine<'a>);
}

/// A type that can be a line of a post: anything that converts into a [`Line`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a line of a post",
    label = "expected a line, text or an element",
    note = "write the value in a string: \"{{value}}\"",
    note = "to insert lines from an iterator, write `..lines`; from a `Content`, `..content.lines()`"
)]
pub trait IntoLine<'a, Position = List> {
    fn push_to(self, lines: &mut ComposedContent<'a>);
}

/// A type that can be the content of a locale, besides a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the content of a locale",
    label = "expected a `Content`",
    note = "write the title and lines in [ ], or create a `Content` from them"
)]
pub trait IntoContent<'a> {
    fn into_content(self) -> Content<'a>;
}

/// Lines from an iterator.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not yield lines",
    label = "expected an iterator of lines",
    note = "to insert the lines of a `Content`, write `..content.lines()`",
    note = "to insert the lines of a `Post`, write `..post.contents().flat_map(|(_, content)| content.lines())`"
)]
pub trait LinesOf<'a> {
    fn push_to(self, lines: &mut ComposedContent<'a>);
}

/// Elements from an iterator.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not yield elements",
    label = "expected an iterator of texts or elements",
    note = "to insert the elements of a `Line`, write `..line.elements()`"
)]
pub trait ElementsOf<'a> {
    fn push_to(self, line: &mut ComposedLine<'a>);
}

/// A title: text without a style.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a title",
    label = "a title is plain text",
    note = "write the value in a string: title = \"{{value}}\""
)]
pub trait IntoTitle<'a> {
    fn into_title(self) -> Cow<'a, str>;
}

/// Takes a value that cannot be parsed, in place of `title`, `push`, `push_statement` or `extend`, so that the
/// compiler reports only the syntax error. With the `&` before the value, the names are as long as those: an
/// editor completes half-typed code only if everything before it keeps its position.
macro_rules! unfinished {
    ($($name:ident),*) => {$(
        pub fn $name<T>(&mut self, _: &T) {}
    )*};
}

/// A line composed statement by statement, because an expansion contains the caller's control flow, and a
/// builder that was moved would be lost at a `continue`.
#[must_use]
pub struct ComposedLine<'a>(pub(super) Vec<Element<'a>>);

impl<'a> ComposedLine<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub fn push(&mut self, element: impl IntoElement<'a>) {
        element.push_to(self);
    }

    /// Adds the value of an expression in braces.
    pub fn push_statement(&mut self, element: impl IntoElement<'a, Statement>) {
        element.push_to(self);
    }

    pub fn extend(&mut self, elements: impl ElementsOf<'a>) {
        elements.push_to(self);
    }

    unfinished!(put, put_statement, waste);

    #[must_use]
    pub fn finish(self) -> Line<'a> {
        Line::Paragraph(Paragraph(Seq::from(self.0)))
    }
}

/// The title and lines of one locale, composed statement by statement.
#[must_use]
pub struct ComposedContent<'a> {
    pub(super) content: Content<'a>,
    /// The line in progress.
    line: ComposedLine<'a>,
}

impl<'a> ComposedContent<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self {
            content: Content::EMPTY,
            line: ComposedLine::new(),
        }
    }

    /// The title of a post or of one of its locales: at most once, and before all lines. It is a text without a
    /// style, and can use control flow.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let (id, is_urgent) = (42, true);
    /// let post = post![title = if is_urgent { "紧急:{id}" } else { "工单 {id}" }, "已收到"];
    /// assert_eq!(post.to_text(), "紧急:42\n已收到");
    /// ```
    pub fn title(&mut self, title: impl IntoTitle<'a>) {
        let content = std::mem::take(&mut self.content);
        self.content = content.with_title(title.into_title());
    }

    pub fn push(&mut self, line: impl IntoLine<'a>) {
        line.push_to(self);
    }

    /// Adds the value of an expression in braces.
    pub fn push_statement(&mut self, line: impl IntoLine<'a, Statement>) {
        line.push_to(self);
    }

    pub fn extend(&mut self, lines: impl LinesOf<'a>) {
        lines.push_to(self);
    }

    unfinished!(head, put, put_statement, waste);

    /// Begins an empty line, discarding the elements of a line that was never ended.
    #[inline]
    pub fn begin(&mut self) -> &mut ComposedLine<'a> {
        self.line.0.clear();
        &mut self.line
    }

    /// Adds the line in progress.
    #[inline]
    pub fn end(&mut self) {
        self.content.push_elements(&mut self.line.0);
    }

    #[must_use]
    pub fn finish(self) -> Content<'a> {
        self.content
    }

    /// Returns a post with the content in the default locale.
    pub fn into_post(self) -> Post<'a> {
        Post::from_content(self.content)
    }
}

/// The contents of several locales.
#[must_use]
pub struct ComposedPost<'a>(Vec<(Locale<'a>, Content<'a>)>);

impl<'a> ComposedPost<'a> {
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub fn finish(self) -> Post<'a> {
        Post::from_contents(self.0)
    }
}

macro_rules! locales {
    ($($variant:ident = $name:ident,)*) => {
        impl<'a> ComposedPost<'a> {
            $(
                #[doc = concat!("The title and lines in `", stringify!($name), "`: a list, or a")]
                /// [`Content`](crate::Content).
                ///
                /// ```
                /// use feishu_post::{Content, post};
                ///
                /// let prebuilt = Content::new(["第一行"]);
                #[doc = concat!("let post = post![", stringify!($name), " = prebuilt];")]
                /// assert_eq!(post.to_text(), "第一行");
                /// ```
                pub fn $name(&mut self, content: impl IntoContent<'a>) {
                    self.0.push((Locale::$variant, content.into_content()));
                }
            )*
        }
    };
}

for_each_locale!(locales);
