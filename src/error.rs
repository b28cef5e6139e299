//! Why a post cannot be made.

use std::fmt;

pub use feishu_post_core::ProblemKind;

use crate::model::{Locale, Location};

/// A post that cannot be made, with every problem it has.
///
/// `Display` has one row a problem.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostError {
    problems: Vec<Problem>,
}

impl PostError {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// Every problem, in the order of the post; there is at least one.
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
}

impl fmt::Display for PostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = self.problems.iter();
        if let Some(first) = rows.next() {
            write!(f, "{first}")?;
        }
        rows.try_for_each(|problem| write!(f, "\n{problem}"))
    }
}

impl std::error::Error for PostError {}

/// One thing that is wrong with a post, and where.
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
#[error("{place}: {kind}")]
pub struct Problem {
    place: Location<'static>,
    kind: ProblemKind,
}

impl Problem {
    pub(crate) fn new(place: Location<'_>, kind: ProblemKind) -> Self {
        Self {
            place: place.into_owned(),
            kind,
        }
    }

    /// In which locale it is.
    #[must_use]
    pub const fn locale(&self) -> &Locale<'static> {
        self.place.locale()
    }

    /// In which line, from 1; none if it concerns the locale as a whole.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.place.line()
    }

    /// At which element of the line, from 1; none if it concerns the locale or line as a whole.
    #[must_use]
    pub const fn element(&self) -> Option<usize> {
        self.place.element()
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ProblemKind {
        &self.kind
    }
}
