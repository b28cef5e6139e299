//! Why a message could not be read, and what had to be changed in one that could.

use std::fmt;

use feishu_post_core::display::WithCauses;
use thiserror::Error;

use crate::error::ProblemKind;
use crate::model::Location;

/// Why a message could not be read.
///
/// ```
/// use feishu_post::{Received, ReceivedError};
///
/// let error = Received::from_content("image", "{}").unwrap_err();
/// assert!(matches!(error, ReceivedError::Unsupported { message_type } if message_type == "image"));
/// ```
#[derive(Error)]
#[non_exhaustive]
pub enum ReceivedError {
    /// The message's type is neither `post` nor `text`, for example `image` or `interactive`.
    #[error("message type {message_type:?} is not supported: expected post or text")]
    Unsupported {
        /// The platform's `message_type`.
        message_type: String,
    },
    /// The input is not JSON, or nested more than 128 levels deep. An unpaired surrogate (`\ud83d` alone) or a
    /// number beyond `f64` also counts as invalid JSON.
    #[error("the {part} is not JSON")]
    Json {
        /// The part that is not JSON: the message or its content.
        part: &'static str,
        /// The reason and the position.
        source: serde_json::Error,
    },
    /// The input is longer than [`Received::MAX_BYTES`](crate::Received::MAX_BYTES).
    #[error("the message has {bytes} bytes: expected at most {max}", max = crate::Received::MAX_BYTES)]
    TooLong {
        /// The input's length.
        bytes: usize,
    },
    /// The message was recalled: an item of `GET im/v1/messages` with `deleted` no longer has its
    /// content.
    #[error("the message was recalled")]
    Recalled,
    /// The message has no type or no content.
    #[error("the message has no {field}")]
    MissingField {
        /// The platform's name for the field.
        field: &'static str,
    },
    /// The JSON is not a message.
    #[error("{found} is not a message: expected {expected}")]
    NotAMessage {
        /// What kind of JSON value was found.
        found: &'static str,
        /// What was expected in its place.
        expected: &'static str,
    },
}

/// Prints the message and its causes.
impl fmt::Debug for ReceivedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&WithCauses(self), f)
    }
}

/// Something that had to be altered or left out.
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

    /// Returns the location in the input, whose line may differ from the post's.
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

    /// Returns what was changed.
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
    /// It could not be sent as it was. A block got its own line, an unusable link or mention or an
    /// unknown element became text, and an element without its only field was left out.
    #[error(transparent)]
    Problem(#[from] ProblemKind),
    /// A file, which a post cannot hold: it is an attachment, and its name in brackets is shown.
    #[error("file {name:?} is shown as text, and listed as an attachment")]
    File {
        /// Its name, or the kind of file if it has none.
        name: String,
    },
}
