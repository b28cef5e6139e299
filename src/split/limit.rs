use std::fmt;

use thiserror::Error;

use crate::model::Location;

/// The maximum size of a message.
///
/// The platform documents limits for the request body in KB, but not whether a KB is 1000 or 1024 bytes, nor
/// whether the limit applies to the body as sent or as processed; larger messages were observed to pass. This
/// crate uses the stricter reading: a KB is 1000 bytes, and both the content and the entire body must fit.
///
/// ```
/// use feishu_post::{Limit, post};
///
/// let parts = post!["一", "二"].split(Limit::bytes(60))?.len();
/// assert_eq!((parts, Limit::CHAT.max_bytes()), (2, 30_000));
/// # Ok::<(), feishu_post::SplitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    bytes: usize,
    /// The most that the endpoint's body takes besides the post.
    envelope: usize,
    /// Whether the post is inside a JSON string, where its quotes are escaped.
    pub(super) escaped: bool,
}

impl Limit {
    /// The limit for a post to a chat or as a reply: a body of 30 KB.
    ///
    /// Source: the platform's page [send message](https://open.feishu.cn/document/server-docs/im-v1/message/create).
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::CHAT.max_bytes(), 30_000);
    /// ```
    pub const CHAT: Self = Self {
        bytes: 30_000,
        // The longest receiver is an email address of 254 bytes, the longest key has 50; the rest is for
        // their field names, the type and the braces.
        envelope: 512,
        escaped: true,
    };

    /// The limit for a text to a chat or as a reply: a body of 150 KB.
    ///
    /// Source: the platform's page [send message](https://open.feishu.cn/document/server-docs/im-v1/message/create).
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::CHAT_TEXT.max_bytes(), 150_000);
    /// ```
    pub const CHAT_TEXT: Self = Self {
        bytes: 150_000,
        ..Self::CHAT
    };

    /// The limit for a post to a webhook: a body of 20 KB.
    ///
    /// Source: the platform's page [custom bot](https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot).
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::WEBHOOK.max_bytes(), 20_000);
    /// ```
    pub const WEBHOOK: Self = Self {
        bytes: 20_000,
        // Timestamp, signature, type, and the `post` around the locales take about 150.
        envelope: 256,
        escaped: false,
    };

    /// Creates a limit on the length of [`to_json`](crate::Post::to_json) in bytes.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let post = post![["你好"]];
    /// assert_eq!(post.split(Limit::bytes(post.json_len()))?.len(), 1);
    /// # Ok::<(), feishu_post::SplitError>(())
    /// ```
    #[must_use]
    pub const fn bytes(bytes: usize) -> Self {
        Self {
            bytes,
            envelope: 0,
            escaped: false,
        }
    }

    /// Returns the maximum size of the body, in bytes of UTF-8.
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::bytes(512).max_bytes(), 512);
    /// ```
    #[must_use]
    pub const fn max_bytes(self) -> usize {
        self.bytes
    }

    /// The most that the post itself may take.
    pub(super) const fn room(self) -> usize {
        self.bytes.saturating_sub(self.envelope)
    }
}

/// An error returned by [`Post::split`](crate::Post::split): something that cannot be split exceeds the limit.
///
/// ```
/// use feishu_post::{Limit, post};
///
/// let error = post![["见 ", link("文档", "https://example.com")]].split(Limit::bytes(70)).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "zh_cn line 1 element 2: a link cannot be split and needs a message of 82 bytes; the limit is 70"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Error)]
#[error(
    "{location}: {what} cannot be split and needs a message of {bytes} bytes; the limit is {limit}"
)]
pub struct SplitError {
    pub(super) what: &'static str,
    pub(super) location: Location<'static>,
    pub(super) bytes: usize,
    pub(super) limit: usize,
}

impl SplitError {
    /// Returns the location of what cannot be split: an element, or the title if it has no line.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let error = post!["一", image("img_7ea74629")].split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.location().line(), Some(2));
    /// ```
    #[must_use]
    pub const fn location(&self) -> &Location<'static> {
        &self.location
    }

    /// Returns the size in bytes of the smallest message that contains it.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let picture = post![image("img_7ea74629")];
    /// let error = picture.split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.needed_bytes(), picture.json_len());
    /// ```
    #[must_use]
    pub const fn needed_bytes(&self) -> usize {
        self.bytes
    }

    /// Returns the maximum size of a part in bytes.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let error = post![image("img_7ea74629")].split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.max_bytes(), 60);
    /// ```
    #[must_use]
    pub const fn max_bytes(&self) -> usize {
        self.limit
    }
}

/// Same as `Display`.
impl fmt::Debug for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
