use std::borrow::Cow;

use super::{Element, Line, Paragraph, Seq};

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

    /// Lines without a title. Lines with nothing in them are left out.
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

    /// Puts a title above the lines; an empty one is none.
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

    /// The title, if there is one.
    #[must_use]
    pub const fn title(&self) -> Option<&str> {
        super::as_opt_str(self.title.as_ref())
    }

    /// The lines, in order.
    #[must_use]
    pub const fn lines(&self) -> &[Line<'a>] {
        self.lines.as_slice()
    }

    /// Whether there is nothing to show: neither title nor line.
    ///
    /// ```
    /// assert!(feishu_post::Content::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && self.lines.as_slice().is_empty()
    }

    /// The same content, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Content<'static> {
        Content {
            title: self.title.map(super::owned),
            lines: self.lines.map_owned(Line::into_owned),
        }
    }

    pub(crate) fn push(&mut self, line: Line<'a>) {
        if !line.is_empty() {
            self.push_with(|| line);
        }
    }

    /// Adds what the buffer holds as a line.
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

    /// The lines, in order; the title is left behind.
    fn into_iter(self) -> Self::IntoIter {
        self.lines.into_vec().into_iter()
    }
}
