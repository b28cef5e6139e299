use std::borrow::Cow;
use std::fmt;

use feishu_post_core::display::{LONGEST, one_line, shortened};
use feishu_post_core::names::MAX_LOCALES;

use super::element::{Element, Link};
use super::line::{Line, Paragraph};
use super::names::Locale;
use super::seq::Seq;
use super::strings::owned;

/// A message with a title and lines, in one or more locales.
///
/// It borrows its texts where it can. Use [`into_owned`](Self::into_owned) to return it from the function
/// that owns its data, to store it, or to move it into a spawned task.
///
/// ```
/// use feishu_post::{Post, post};
///
/// fn receipt(ticket: u64) -> Post<'static> {
///     let title = format!("工单 {ticket}");
///     post![title = title.as_str(), "已收到"].into_owned() // returned
/// }
///
/// let agent = String::from("ou_1");
/// let mut outbox: Vec<Post<'static>> = vec![receipt(42)];
/// outbox.push(post![["处理人:", at(&agent)]].into_owned()); // stored
///
/// let post = post![["处理人:", at(&agent)]].into_owned();
/// let sender = std::thread::spawn(move || post.to_json().len()); // moved into a thread or a task
/// assert_eq!(sender.join().unwrap(), outbox[1].json_len());
/// ```
///
/// Create posts with [`post!`](crate::post) or [`PostBuilder`](crate::PostBuilder), or from JSON. A
/// `Post<'static>` can be used as any `Post<'a>`. Two posts are equal if they have the same content in the
/// same locales, regardless of the locales' order, because JSON objects are unordered.
#[derive(Debug, Clone)]
#[must_use = "a post does nothing until it is sent"]
pub struct Post<'a> {
    pub(crate) contents: Seq<'a, (Locale<'a>, Content<'a>)>,
    /// The JSON of a constant, written at compile time; it matches the contents.
    pub(crate) json: Option<&'static str>,
}

impl<'a> Post<'a> {
    /// The maximum number of locales in a post: more than the platform supports, few enough for linear search.
    pub const MAX_LOCALES: usize = MAX_LOCALES;

    /// Creates a post from content without a named locale.
    pub(crate) fn from_content(content: Content<'a>) -> Self {
        let contents = if content.is_empty() {
            Seq::EMPTY
        } else {
            Seq::One([(Locale::ZhCn, content)])
        };
        Self {
            contents,
            json: None,
        }
    }

    /// Creates a post from contents, omitting empty ones.
    pub(crate) fn from_contents(mut contents: Vec<(Locale<'a>, Content<'a>)>) -> Self {
        contents.retain(|(_, content)| !content.is_empty());
        Self {
            contents: contents.into(),
            json: None,
        }
    }

    /// Returns the locales and their contents, in the order in which they were named.
    ///
    /// ```
    /// use feishu_post::{Locale, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("标题").locale(Locale::EnUs).title("Title").build()?;
    /// assert!(post.contents().map(|(locale, _)| locale.as_str()).eq(["zh_cn", "en_us"]));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn contents(&self) -> impl ExactSizeIterator<Item = (&Locale<'a>, &Content<'a>)> {
        self.contents
            .iter()
            .map(|(locale, content)| (locale, content))
    }

    /// Returns the title and lines of one locale.
    ///
    /// ```
    /// use feishu_post::{Locale, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("标题").build()?;
    /// assert!(post.content(&Locale::ZhCn).is_some());
    /// assert!(post.content(&Locale::EnUs).is_none());
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn content(&self, locale: &Locale<'_>) -> Option<&Content<'a>> {
        self.contents()
            .find(|(named, _)| *named == locale)
            .map(|(_, content)| content)
    }

    /// Returns every link in the post with its location.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new()
    ///     .line(|line| line.text("见 ").link("文档", "https://open.feishu.cn"))
    ///     .build()?;
    /// let (location, link) = post.links().next().unwrap();
    /// assert_eq!(location.to_string(), "zh_cn line 1 element 2");
    /// assert_eq!(link.href().as_str(), "https://open.feishu.cn");
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn links(&self) -> impl Iterator<Item = (Location<'_>, &Link<'a>)> {
        self.contents().flat_map(|(locale, content)| {
            let lines = content.lines().iter().zip(1..);
            lines.flat_map(move |(line, number)| links_of(locale, number, line))
        })
    }

    /// Returns whether the post has no content. A builder never builds an empty post, but a `post!` is empty
    /// if its control flow adds nothing; `send` rejects it.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let steps: [&str; 0] = [];
    /// assert!(post![for step in steps { step }].is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contents.as_slice().is_empty()
    }

    /// Converts into an owned value, which borrows nothing.
    ///
    /// ```
    /// use feishu_post::{Post, post};
    ///
    /// fn receipt(ticket: &str) -> Post<'static> {
    ///     post![["工单 ", ticket, " 已收到"]].into_owned()
    /// }
    ///
    /// assert!(!receipt("6948728206392295444").is_empty());
    /// ```
    pub fn into_owned(self) -> Post<'static> {
        Post {
            contents: self
                .contents
                .map_owned(|(locale, content)| (locale.into_owned(), content.into_owned())),
            json: self.json,
        }
    }
}

impl PartialEq for Post<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(locale, content)| other.content(locale) == Some(content);
        self.contents.len() == other.contents.len() && self.contents().all(same)
    }
}

impl Eq for Post<'_> {}

fn links_of<'p, 'a>(
    locale: &'p Locale<'a>,
    line_number: usize,
    of: &'p Line<'a>,
) -> impl Iterator<Item = (Location<'p>, &'p Link<'a>)> {
    of.elements()
        .iter()
        .zip(1..)
        .filter_map(move |(element, number)| match element {
            Element::Link(link) => Some((
                Location::at_element(locale.clone(), line_number, number),
                link,
            )),
            _ => None,
        })
}

/// The title and lines of one locale.
///
/// ```
/// use feishu_post::{Content, Hr, Line};
///
/// let content = Content::new([Line::from("第一行"), Hr.into()]).with_title("标题");
/// assert_eq!(content.title(), Some("标题"));
/// assert_eq!(content.lines().len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Content<'a> {
    pub(crate) title: Option<Cow<'a, str>>,
    pub(crate) lines: Seq<'a, Line<'a>>,
}

impl<'a> Content<'a> {
    pub(crate) const EMPTY: Self = Self {
        title: None,
        lines: Seq::EMPTY,
    };

    /// Creates content from lines, without a title. Empty lines are omitted.
    ///
    /// ```
    /// use feishu_post::Content;
    ///
    /// assert_eq!(Content::new(["第一行", "第二行"]).lines().len(), 2);
    /// ```
    #[must_use]
    pub fn new(lines: impl IntoIterator<Item = impl Into<Line<'a>>>) -> Self {
        let mut content = Self::EMPTY;
        content.extend(lines);
        content
    }

    /// Sets the title above the lines. An empty string removes it.
    ///
    /// ```
    /// use feishu_post::Content;
    ///
    /// assert_eq!(Content::default().with_title("标题").title(), Some("标题"));
    /// assert_eq!(Content::default().with_title("").title(), None);
    /// ```
    #[must_use = "it returns the titled content"]
    pub fn with_title(mut self, title: impl Into<Cow<'a, str>>) -> Self {
        self.title = Some(title.into()).filter(|title| !title.is_empty());
        self
    }

    /// Returns the title, if there is one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Returns the lines, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line<'a>] {
        self.lines.as_slice()
    }

    /// Returns whether there is neither a title nor a line.
    ///
    /// ```
    /// assert!(feishu_post::Content::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && self.lines.as_slice().is_empty()
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Content<'static> {
        Content {
            title: self.title.map(owned),
            lines: self.lines.map_owned(Line::into_owned),
        }
    }

    pub(crate) fn push(&mut self, line: Line<'a>) {
        if !line.is_empty() {
            self.push_with(|| line);
        }
    }

    /// Adds the buffer's elements as a line.
    #[inline]
    pub(crate) fn push_elements(&mut self, buffer: &mut Vec<Element<'a>>) {
        if !buffer.is_empty() {
            self.push_with(|| Line::Paragraph(Paragraph(Seq::take(buffer))));
        }
    }

    #[inline]
    fn push_with(&mut self, line: impl FnOnce() -> Line<'a>) {
        // Where there is a second line, more will follow: one allocation for the first eight.
        if self.lines.len() == 1 {
            self.lines.reserve(7);
        }
        self.lines.push_with(line);
    }
}

impl Default for Content<'_> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<'a, L: Into<Line<'a>>> Extend<L> for Content<'a> {
    fn extend<I: IntoIterator<Item = L>>(&mut self, lines: I) {
        lines.into_iter().for_each(|line| self.push(line.into()));
    }
}

impl<'a> IntoIterator for Content<'a> {
    type Item = Line<'a>;
    type IntoIter = std::vec::IntoIter<Line<'a>>;

    /// Returns the lines in order, without the title.
    fn into_iter(self) -> Self::IntoIter {
        self.lines.into_vec().into_iter()
    }
}

/// A location in a post: the locale, and within it the line and the element, counted from 1.
///
/// ```
/// use feishu_post::{PostBuilder, Locale};
///
/// let post = PostBuilder::new()
///     .line(|line| line.text("见 ").link("文档", "https://open.feishu.cn"))
///     .build()?;
/// let (location, link) = post.links().next().unwrap();
/// assert_eq!(location.to_string(), "zh_cn line 1 element 2");
/// assert_eq!((location.locale(), location.line(), location.element()), (&Locale::ZhCn, Some(1), Some(2)));
/// assert_eq!(link.text().as_str(), "文档");
/// # Ok::<(), feishu_post::PostError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Location<'a> {
    locale: Locale<'a>,
    line: Option<usize>,
    element: Option<usize>,
}

impl<'a> Location<'a> {
    pub(crate) const fn locale_only(locale: Locale<'a>) -> Self {
        Self {
            locale,
            line: None,
            element: None,
        }
    }

    pub(crate) const fn at_element(locale: Locale<'a>, line: usize, element: usize) -> Self {
        Self {
            locale,
            line: Some(line),
            element: Some(element),
        }
    }

    /// Returns the locale.
    #[must_use]
    pub const fn locale(&self) -> &Locale<'a> {
        &self.locale
    }

    /// Returns the line, counted from 1, or `None` for the entire locale.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }

    /// Returns the element in the line, counted from 1, or `None` for the entire line or locale.
    #[must_use]
    pub const fn element(&self) -> Option<usize> {
        self.element
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Location<'static> {
        Location {
            locale: self.locale.into_owned(),
            line: self.line,
            element: self.element,
        }
    }
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&shortened(self.locale.as_str(), LONGEST)))?;
        if let Some(line) = self.line {
            write!(f, " line {line}")?;
        }
        if let Some(element) = self.element {
            write!(f, " element {element}")?;
        }
        Ok(())
    }
}
