use std::fmt;

/// The id of a message that was sent, `om_…`.
///
/// ```
/// use feishu_post::MessageId;
///
/// let reply = http::Response::new(r#"{"code":0,"msg":"success","data":{"message_id":"om_8baa36"}}"#);
/// let id = MessageId::from_response(&reply)?;
/// assert_eq!(id.to_string(), "om_8baa36");
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(String);

impl MessageId {
    pub(crate) fn new(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// As the platform wrote it.
    ///
    /// ```
    /// use feishu_post::MessageId;
    ///
    /// let reply = http::Response::new(r#"{"code":0,"msg":"success","data":{"message_id":"om_8baa36"}}"#);
    /// assert_eq!(MessageId::from_response(&reply)?.as_str(), "om_8baa36");
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As the platform wrote it.
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
