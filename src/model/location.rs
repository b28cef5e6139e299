use std::fmt;

use super::Locale;

/// Where in a post something stands: the locale, and in it the line and the element, counted
/// from 1.
///
/// ```
/// use feishu_post::{PostBuilder, Locale};
///
/// let post = PostBuilder::new()
///     .line(|line| line.text("见 ").link("文档", "https://open.feishu.cn"))
///     .build()?;
/// let (place, link) = post.links().next().unwrap();
/// assert_eq!(place.to_string(), "zh_cn line 1 element 2");
/// assert_eq!((place.locale(), place.line(), place.element()), (&Locale::ZhCn, Some(1), Some(2)));
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

    /// The locale.
    #[must_use]
    pub const fn locale(&self) -> &Locale<'a> {
        &self.locale
    }

    /// The line, from 1; none where the locale as a whole is meant.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }

    /// The element in the line, from 1; none where the line or the locale as a whole is meant.
    #[must_use]
    pub const fn element(&self) -> Option<usize> {
        self.element
    }

    /// The same place, borrowing nothing.
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
        write!(f, "{}", self.locale)?;
        if let Some(line) = self.line {
            write!(f, " line {line}")?;
        }
        if let Some(element) = self.element {
            write!(f, " element {element}")?;
        }
        Ok(())
    }
}
