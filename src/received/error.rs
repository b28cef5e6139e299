use std::fmt;

use feishu_post_core::display::WithCauses;
use thiserror::Error;

/// Why a message could not be read at all.
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
    /// A message of a type that shows no text, such as `image` or `interactive`.
    #[error("message type {message_type:?} is not supported: expected post or text")]
    Unsupported {
        /// The platform's `message_type`.
        message_type: String,
    },
    /// Not JSON, or nested more than 128 deep.
    #[error("the message is not JSON")]
    Json(#[from] serde_json::Error),
    /// A message without its type or its content.
    #[error("the message has no {field}")]
    MissingField {
        /// The platform's name of the field.
        field: &'static str,
    },
    /// JSON, but not what a message looks like.
    #[error("{found} is not a message: expected {expected}")]
    NotAMessage {
        /// What kind of JSON value was found.
        found: &'static str,
        /// What was expected in its place.
        expected: &'static str,
    },
}

/// The sentence and its causes.
impl fmt::Debug for ReceivedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&WithCauses(self), f)
    }
}
