use feishu_post_core::for_each_locale;

use super::{ElementsOf, IntoContent, IntoElement, IntoLine, IntoTitle, LinesOf, Statement};
use crate::model::{Content, Element, Line, Locale, Paragraph, Post, Seq};

/// What takes a value that cannot be parsed, in the place of `title`, `push`, `push_statement` or
/// `extend`: the compiler says why, and nothing more is said of it. With the `&` before the value, the
/// names are as long as those: an editor completes what is half typed only if all before it stays where
/// it is.
macro_rules! unfinished {
    ($($name:ident),*) => {$(
        pub fn $name<T>(&mut self, _: &T) {}
    )*};
}

/// A line that is composed statement by statement: an expansion must stay on its caller's control flow,
/// where a builder that moves would be lost at a `continue`.
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

    /// In braces.
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
    /// The line that was begun.
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

    /// The title of a post, or of one of its locales: once, and before every line. It is a text without
    /// a style, and may be control flow.
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

    /// In braces.
    pub fn push_statement(&mut self, line: impl IntoLine<'a, Statement>) {
        line.push_to(self);
    }

    pub fn extend(&mut self, lines: impl LinesOf<'a>) {
        lines.push_to(self);
    }

    unfinished!(head, put, put_statement, waste);

    /// A line without elements. What a line that was never ended left is cleared.
    #[inline]
    pub fn begin(&mut self) -> &mut ComposedLine<'a> {
        self.line.0.clear();
        &mut self.line
    }

    /// Adds the line that was begun.
    #[inline]
    pub fn end(&mut self) {
        self.content.push_elements(&mut self.line.0);
    }

    #[must_use]
    pub fn finish(self) -> Content<'a> {
        self.content
    }

    /// The post of a locale that was not named.
    #[must_use]
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

    #[must_use]
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
