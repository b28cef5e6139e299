use thiserror::Error;

use crate::display::{LONGEST, shortened};
use crate::error::HrefError;
use crate::json::Tag;
use crate::names::{MAX_LOCALES, UnknownName, listed};

/// A kind of problem in a post, with what to write instead.
///
/// ```
/// use feishu_post::{PostBuilder, ProblemKind};
///
/// let error = PostBuilder::new().build().unwrap_err();
/// assert_eq!(error.problems()[0].kind(), &ProblemKind::Empty);
/// assert_eq!(error.to_string(), "zh_cn: nothing to show: neither a title nor a line");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A link that would make the platform reject the entire message.
    #[error(transparent)]
    Href(#[from] HrefError),
    /// An emoji or a language that is not on the platform's list.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// A mention without a user ID.
    #[error(r#"mention without a user id: write at("ou_…"), or at_all() for everyone"#)]
    MissingUserId,
    /// An emoji without a name.
    #[error("emotion without emoji_type: write the name of an emoji, such as SMILE")]
    MissingEmoji,
    /// An image, video or cover without the key of its upload.
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
    /// More locales than a post can have.
    #[error("a post has at most {MAX_LOCALES} locales")]
    TooManyLocales,
    /// An invalid locale name.
    #[error("{:?} is not a locale name: expected one such as zh_hk", shortened(.0, LONGEST))]
    LocaleName(String),
    /// In JSON: an unknown tag.
    #[error("unknown tag {:?}: expected {known}", shortened(.0, LONGEST), known = listed(Tag::names()))]
    UnknownTag(String),
    /// In JSON: an element without a required field.
    #[error("{tag:?} without {field:?}")]
    MissingField {
        /// The element's tag.
        tag: &'static str,
        /// The missing field.
        field: &'static str,
    },
    /// In JSON: a block that shares its line with other elements.
    #[error("{tag:?} is a block: it must be the only element of its line")]
    NotStandalone {
        /// The element's tag.
        tag: &'static str,
    },
}
