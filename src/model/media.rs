use std::borrow::Cow;

/// A video, a line of its own; the platform's `media`.
///
/// ```
/// use feishu_post::Media;
///
/// let media = Media::new("file_v2_0dcdd7d9").cover("img_7ea74629");
/// assert_eq!(media.file_key(), "file_v2_0dcdd7d9");
/// assert_eq!(media.cover_key(), Some("img_7ea74629"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Media<'a> {
    pub(crate) file_key: Cow<'a, str>,
    pub(crate) image_key: Option<Cow<'a, str>>,
}

impl<'a> Media<'a> {
    pub(crate) const TAG: &'static str = "media";

    /// The video (mp4) that was uploaded under `file_key` (`file_…`).
    #[must_use]
    pub fn new(file_key: impl Into<Cow<'a, str>>) -> Self {
        Self {
            file_key: file_key.into(),
            image_key: None,
        }
    }

    /// The image (`img_…`) to show before it plays.
    ///
    /// ```
    /// use feishu_post::Media;
    ///
    /// assert_eq!(Media::new("file_1").cover("img_1").cover_key(), Some("img_1"));
    /// ```
    #[must_use = "it returns the video with its cover"]
    pub fn cover(mut self, image_key: impl Into<Cow<'a, str>>) -> Self {
        self.image_key = Some(image_key.into());
        self
    }

    /// The key that the video's upload gave.
    #[must_use]
    pub const fn file_key(&self) -> &str {
        super::as_str(&self.file_key)
    }

    /// The key of the cover, where there is one.
    #[must_use]
    pub const fn cover_key(&self) -> Option<&str> {
        super::as_opt_str(self.image_key.as_ref())
    }

    /// The same video, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Media<'static> {
        Media {
            file_key: super::owned(self.file_key),
            image_key: self.image_key.map(super::owned),
        }
    }
}

super::from_strings!(Media);
