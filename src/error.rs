//! Errors in building a post.

use std::fmt;

use feishu_post_core::display::{MOST_ROWS, write_rows};

use crate::model::{Locale, Location};

pub use feishu_post_core::ProblemKind;

/// An error that occurred while building a post, with a list of the problems.
///
/// `Display` writes one line per problem.
///
/// ```
/// use feishu_post::PostBuilder;
///
/// let error = PostBuilder::new()
///     .line(|line| line.emotion("SMIEL"))
///     .line(|line| line.link("密码", "file:///etc/passwd"))
///     .build()
///     .unwrap_err();
/// assert_eq!(error.problems().len(), 2);
/// assert_eq!(
///     error.to_string().lines().last(),
///     Some(
///         r#"zh_cn line 2 element 1: link "file:///etc/passwd" is refused: scheme "file" is not http or https"#
///     )
/// );
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PostError {
    problems: Vec<Problem>,
    omitted: usize,
}

impl PostError {
    /// The maximum number of problems listed; the others are only counted.
    pub const MAX_PROBLEMS: usize = MOST_ROWS;

    pub(crate) const NONE: Self = Self {
        problems: Vec::new(),
        omitted: 0,
    };

    /// Adds a problem to the list, or to the count once the list is full.
    pub(crate) fn push_with(&mut self, problem: impl FnOnce() -> Problem) {
        if self.problems.len() < Self::MAX_PROBLEMS {
            self.problems.push(problem());
        } else {
            self.omitted += 1;
        }
    }

    /// Returns the problems in the order in which they were found; there is at least one. Only the first
    /// [`MAX_PROBLEMS`](Self::MAX_PROBLEMS) are listed, and [`omitted`](Self::omitted) counts the others.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let error = PostBuilder::new().image("").media("").build().unwrap_err();
    /// assert_eq!(error.problems().len(), 2);
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the number of problems that are not listed.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let error = PostBuilder::new().lines(0..102, |line, _| line.at("")).build().unwrap_err();
    /// assert_eq!((error.problems().len(), error.omitted()), (100, 2));
    /// assert_eq!(error.to_string().lines().last(), Some("and 2 more problems"));
    /// ```
    #[must_use]
    pub const fn omitted(&self) -> usize {
        self.omitted
    }
}

impl fmt::Display for PostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_rows(f, &self.problems, self.omitted)
    }
}

/// Same as `Display`.
impl fmt::Debug for PostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for PostError {}

/// A problem in a post, with its location.
///
/// ```
/// use feishu_post::{Locale, PostBuilder, ProblemKind};
///
/// let error = PostBuilder::new().line(|line| line.text("请 ").at("")).build().unwrap_err();
/// let problem = &error.problems()[0];
/// assert_eq!(problem.locale(), &Locale::ZhCn);
/// assert_eq!((problem.line(), problem.element()), (Some(1), Some(2)));
/// assert_eq!(problem.kind(), &ProblemKind::MissingUserId);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{location}: {kind}")]
pub struct Problem {
    location: Location<'static>,
    kind: ProblemKind,
}

impl Problem {
    pub(crate) fn new(location: Location<'_>, kind: ProblemKind) -> Self {
        Self {
            location: location.into_owned(),
            kind,
        }
    }

    /// Returns the locale of the problem.
    #[must_use]
    pub const fn locale(&self) -> &Locale<'static> {
        self.location.locale()
    }

    /// Returns the line of the problem, counted from 1, or `None` for the entire locale.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.location.line()
    }

    /// Returns the element of the problem within its line, counted from 1, or `None` for the entire locale or line.
    #[must_use]
    pub const fn element(&self) -> Option<usize> {
        self.location.element()
    }

    /// Returns what is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ProblemKind {
        &self.kind
    }
}
