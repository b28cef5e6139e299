use thiserror::Error;

use crate::display::{LONGEST, shortened};
use crate::error::HrefError;
use crate::json::Tag;
use crate::names::{MAX_LOCALES, UnknownName, listed};

/// What can be wrong with a post, and what to write instead.
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
    /// More locales than a post may have.
    #[error("a post has at most {MAX_LOCALES} locales")]
    TooManyLocales,
    /// A locale whose name cannot be one.
    #[error("{:?} is not a locale name: expected one such as zh_hk", shortened(.0, LONGEST))]
    LocaleName(String),
    /// In JSON: a tag that no element has.
    #[error("unknown tag {:?}: expected {known}", shortened(.0, LONGEST), known = listed(Tag::names()))]
    UnknownTag(String),
    /// In JSON: an element without a field that it needs.
    #[error("{tag:?} without {field:?}")]
    MissingField {
        /// The element's tag.
        tag: &'static str,
        /// The missing field.
        field: &'static str,
    },
    /// In JSON: a block beside other elements of its line.
    #[error("{tag:?} is a block: it must be the only element of its line")]
    NotStandalone {
        /// The element's tag.
        tag: &'static str,
    },
}
