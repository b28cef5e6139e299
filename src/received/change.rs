use thiserror::Error;

use crate::error::ProblemKind;
use crate::model::Location;

/// Something that does not stand in the post as it came.
///
/// ```
/// use feishu_post::{ChangeKind, ProblemKind, Received};
///
/// let received = Received::from_content("post", r#"{"content":[[{"tag":"emotion"}]]}"#)?;
/// let change = &received.changes()[0];
/// assert_eq!(change.to_string(), r#"zh_cn line 1 element 1: "emotion" without "emoji_type""#);
/// assert!(matches!(change.kind(), ChangeKind::Problem(ProblemKind::MissingField { .. })));
/// # Ok::<(), feishu_post::ReceivedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{location}: {kind}")]
pub struct Change {
    location: Location<'static>,
    kind: ChangeKind,
}

impl Change {
    pub(super) const fn new(location: Location<'static>, kind: ChangeKind) -> Self {
        Self { location, kind }
    }

    /// Where it stood in what came, which may be another line than in the post.
    ///
    /// ```
    /// use feishu_post::Received;
    ///
    /// let received = Received::from_content("post", r#"{"content":[[],[{"tag":"img"}]]}"#)?;
    /// assert_eq!(received.changes()[0].location().line(), Some(2));
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub const fn location(&self) -> &Location<'static> {
        &self.location
    }

    /// What was changed.
    ///
    /// ```
    /// use feishu_post::{ChangeKind, Received};
    ///
    /// let received = Received::from_content("post", r#"{"files":[{"file_key":"f","file_name":"a.txt"}]}"#)?;
    /// assert!(matches!(received.changes()[0].kind(), ChangeKind::File { .. }));
    /// # Ok::<(), feishu_post::ReceivedError>(())
    /// ```
    #[must_use]
    pub const fn kind(&self) -> &ChangeKind {
        &self.kind
    }
}

/// What was changed.
///
/// ```
/// use feishu_post::{ChangeKind, Received};
///
/// let received = Received::from_content("post", r#"{"content":[[{"tag":"sticker","file_key":"f"}]]}"#)?;
/// assert_eq!(received.changes()[0].kind(), &ChangeKind::File { name: "sticker".to_owned() });
/// # Ok::<(), feishu_post::ReceivedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChangeKind {
    /// It could not be sent like this. A block got a line of its own, an unusable link or mention and an
    /// unknown element became text, and what lacked its only field was left out.
    #[error(transparent)]
    Problem(#[from] ProblemKind),
    /// A file, which a post cannot hold: it is an attachment, and its name in brackets is shown.
    #[error("file {name:?} is shown as text, and listed as an attachment")]
    File {
        /// Its name, or the kind of file if it has none.
        name: String,
    },
}
