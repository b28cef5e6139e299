//! Why a post cannot be made: all wording in one file.

use std::fmt;

use feishu_post_core::HrefError;
use feishu_post_core::names::UnknownName;

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

/// What can be wrong with a post.
///
/// ```
/// use feishu_post::{PostBuilder, ProblemKind};
///
/// let error = PostBuilder::new().build().unwrap_err();
/// assert_eq!(error.problems()[0].kind(), &ProblemKind::Empty);
/// assert_eq!(error.to_string(), "zh_cn: nothing to show: neither a title nor a line");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A link that the platform would refuse, and with it the whole message.
    #[error(transparent)]
    Href(#[from] HrefError),
    /// An emoji or a language that the platform does not list.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// A mention of nobody.
    #[error(r#"mention without a user id: write at("ou_…"), or at_all() for everyone"#)]
    MissingUserId,
    /// An emoji without a name.
    #[error("emotion without emoji_type: write the name of an emoji, such as SMILE")]
    MissingEmoji,
    /// An image, video or cover without the key that its upload gave.
    #[error("{element} without {key}: write the key that the upload returned")]
    MissingKey {
        /// `image`, `media` or `cover`.
        element: &'static str,
        /// The platform's name of the key: `image_key` or `file_key`.
        key: &'static str,
    },
    /// Neither a title nor a line in the locale.
    #[error("nothing to show: neither a title nor a line")]
    Empty,
    /// A locale whose name cannot be one.
    #[error("{0:?} is no name of a locale: expected one such as zh_hk")]
    LocaleName(String),
    /// In JSON: a tag that no element has.
    #[error("unknown tag {0:?}: expected text, a, at, emotion, img, media, hr, code_block or md")]
    UnknownTag(String),
    /// In JSON: an element without a field that it needs.
    #[error("{tag:?} without {field:?}")]
    MissingField {
        /// The element's tag.
        tag: &'static str,
        /// The missing field.
        field: &'static str,
    },
    /// In JSON: an element that stands alone, beside others.
    #[error("{tag:?} stands beside other elements: it must be alone in its line")]
    NotStandalone {
        /// The element's tag.
        tag: &'static str,
    },
}
