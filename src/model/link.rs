use feishu_post_core::Href;

use super::{Style, Text};

/// A text that opens a URL; the platform's `a`.
///
/// ```
/// use feishu_post::{Href, Link, Style, Stylize};
///
/// let link = Link::new("超链接", Href::parse("http://www.feishu.cn")?).bold();
/// assert_eq!(link.text().as_str(), "超链接");
/// assert_eq!(link.href().as_str(), "http://www.feishu.cn");
/// assert_eq!(link.style(), Style::BOLD);
/// # Ok::<(), feishu_post::HrefError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link<'a> {
    pub(crate) text: Text<'a>,
    pub(crate) href: Href<'a>,
}

impl<'a> Link<'a> {
    pub(crate) const TAG: &'static str = "a";

    /// A link that shows `text`, in its style, and opens `href`.
    ///
    /// ```
    /// use feishu_post::{Href, Link, Stylize};
    ///
    /// let href = Href::parse("https://open.feishu.cn")?;
    /// assert_eq!(Link::new("文档".bold(), href.clone()), Link::new("文档", href).bold());
    /// # Ok::<(), feishu_post::HrefError>(())
    /// ```
    #[must_use]
    pub fn new(text: impl Into<Text<'a>>, href: Href<'a>) -> Self {
        Self {
            text: text.into(),
            href,
        }
    }

    /// What is shown.
    #[must_use]
    pub const fn text(&self) -> &Text<'a> {
        &self.text
    }

    /// What it opens.
    #[must_use]
    pub const fn href(&self) -> &Href<'a> {
        &self.href
    }

    /// How it is set.
    #[must_use]
    pub const fn style(&self) -> Style {
        self.text.style
    }

    /// The same link, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Link<'static> {
        Link {
            text: self.text.into_owned(),
            href: self.href.into_owned(),
        }
    }
}
