use std::fmt;
use std::str::FromStr;

use feishu_post_core::display::shortened;
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use super::failure::debug_as_sentence;

/// The longest accepted ID, in bytes; the platform's have 35.
const LIMIT: usize = 128;

/// The ID of a message, `om_…`.
///
/// It serializes as a string, so a program can store it to reply to the message or edit it later.
///
/// ```
/// use feishu_post::MessageId;
///
/// let response = http::Response::new(r#"{"code":0,"msg":"success","data":{"message_id":"om_8baa36"}}"#);
/// let id = MessageId::from_response(&response)?;
/// assert_eq!(id.to_string(), "om_8baa36");
/// assert_eq!("om_8baa36".parse(), Ok(id));
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// The required format, which is safe in URL paths.
    pub(crate) const EXPECTED: &str = "a message id is om_ followed by letters, digits, - and _";

    /// Validates a stored ID.
    ///
    /// # Errors
    /// Returns [`InvalidMessageId`] if it does not begin with `om_`, is longer than 128 bytes, or contains
    /// anything but ASCII letters, digits, `-` and `_`.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// assert_eq!(MessageId::new("om_8baa36")?.as_str(), "om_8baa36");
    /// assert_eq!(
    ///     MessageId::new("oc_8baa36").unwrap_err().to_string(),
    ///     "invalid message id \"oc_8baa36\": a message id is om_ followed by letters, digits, - and _"
    /// );
    /// # Ok::<(), feishu_post::InvalidMessageId>(())
    /// ```
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidMessageId> {
        let id = id.into();
        if Self::is_valid(&id) {
            return Ok(Self(id));
        }
        Err(InvalidMessageId(shortened(&id, LIMIT)))
    }

    pub(crate) fn is_valid(id: &str) -> bool {
        let is_taken = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let rest = id.strip_prefix("om_").unwrap_or_default();
        !rest.is_empty() && id.len() <= LIMIT && rest.bytes().all(is_taken)
    }

    /// Returns the ID as a string slice.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// assert_eq!(MessageId::new("om_8baa36")?.as_str(), "om_8baa36");
    /// # Ok::<(), feishu_post::InvalidMessageId>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Converts into a `String`.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for MessageId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<MessageId> for String {
    fn from(id: MessageId) -> Self {
        id.0
    }
}

impl FromStr for MessageId {
    type Err = InvalidMessageId;

    fn from_str(id: &str) -> Result<Self, InvalidMessageId> {
        Self::new(id)
    }
}

impl Serialize for MessageId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MessageId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// The error returned for a string that is not a message ID.
///
/// ```
/// use feishu_post::MessageId;
///
/// assert!("../users".parse::<MessageId>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid message id {0:?}: {expected}", expected = MessageId::EXPECTED)]
pub struct InvalidMessageId(String);

debug_as_sentence!(InvalidMessageId);
