/// An image, video or file that came with a message.
///
/// ```
/// use feishu_post::{Attachment, Received};
///
/// let received = Received::from_content(
///     "post",
///     r#"{"content":[[{"tag":"media","file_key":"file_1","image_key":"img_1"}]]}"#,
/// )?;
/// let [Attachment::Video { file_key, cover_key }] = received.attachments() else { panic!() };
/// assert_eq!((file_key.as_str(), cover_key.as_deref()), ("file_1", Some("img_1")));
/// # Ok::<(), feishu_post::ReceivedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Attachment {
    /// An image.
    Image {
        /// Its key.
        image_key: String,
    },
    /// A video.
    Video {
        /// Its key.
        file_key: String,
        /// The key of its cover image.
        cover_key: Option<String>,
    },
    /// A file, a recording or a sticker.
    File {
        /// Its key.
        file_key: String,
        /// Its name.
        name: Option<String>,
    },
}

impl Attachment {
    /// Returns the key for downloading it.
    ///
    /// ```
    /// use feishu_post::Attachment;
    ///
    /// assert_eq!(Attachment::Image { image_key: "img_1".to_owned() }.key(), "img_1");
    /// ```
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Image { image_key } => image_key,
            Self::Video { file_key, .. } | Self::File { file_key, .. } => file_key,
        }
    }

    /// Returns the name, if it is a file with one.
    ///
    /// ```
    /// use feishu_post::Attachment;
    ///
    /// let file = Attachment::File { file_key: "file_1".to_owned(), name: Some("a.txt".to_owned()) };
    /// assert_eq!(file.name(), Some("a.txt"));
    /// ```
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::File { name, .. } => name.as_deref(),
            Self::Image { .. } | Self::Video { .. } => None,
        }
    }
}

/// The images of a Markdown source, `![alt](img_…)`, recognized by the form of the platform's keys.
pub(super) fn of_markdown(source: &str) -> impl Iterator<Item = Attachment> {
    let after_marks = source.split("![").skip(1);
    let keys = after_marks.filter_map(|image| {
        let (_, target) = image.split_once("](")?;
        let target = target.strip_prefix('<').unwrap_or(target);
        let (key, _) = target.split_once(|c: char| matches!(c, ')' | '>') || c.is_whitespace())?;
        key.starts_with("img_").then(|| key.to_owned())
    });
    keys.map(|image_key| Attachment::Image { image_key })
}
