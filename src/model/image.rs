use std::borrow::Cow;

/// An image, a line of its own; the platform's `img`.
///
/// ```
/// use feishu_post::Image;
///
/// let image = Image::new("img_7ea74629-9191-4176-998c-2e603c9c5e8g").size(300, 200);
/// assert_eq!(image.image_key(), "img_7ea74629-9191-4176-998c-2e603c9c5e8g");
/// assert_eq!(image.dimensions(), Some((300, 200)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Image<'a> {
    pub(crate) image_key: Cow<'a, str>,
    pub(crate) size: Option<(u32, u32)>,
}

impl<'a> Image<'a> {
    pub(crate) const TAG: &'static str = "img";

    /// The image that was uploaded under `image_key` (`img_…`).
    #[must_use]
    pub fn new(image_key: impl Into<Cow<'a, str>>) -> Self {
        Self {
            image_key: image_key.into(),
            size: None,
        }
    }

    /// Its width and height in pixels. The platform's legacy page of rich text, to which the
    /// ticket page refers, requires both; the current one has neither.
    ///
    /// ```
    /// use feishu_post::Image;
    ///
    /// assert_eq!(Image::new("img_1").dimensions(), None);
    /// assert_eq!(Image::new("img_1").size(300, 200).dimensions(), Some((300, 200)));
    /// ```
    #[must_use = "it returns the sized image"]
    pub const fn size(mut self, width: u32, height: u32) -> Self {
        self.size = Some((width, height));
        self
    }

    /// The key that the upload gave.
    #[must_use]
    pub const fn image_key(&self) -> &str {
        super::as_str(&self.image_key)
    }

    /// Width and height in pixels, where given.
    #[must_use]
    pub const fn dimensions(&self) -> Option<(u32, u32)> {
        self.size
    }

    /// The same image, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Image<'static> {
        Image {
            image_key: super::owned(self.image_key),
            size: self.size,
        }
    }
}

super::from_strings!(Image);
