use super::Emoji;

/// An emoji in a line; the platform's `emotion`.
///
/// ```
/// use feishu_post::{Emoji, Emotion};
///
/// assert_eq!(Emotion::new(Emoji::DONE).emoji().name(), "DONE");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Emotion<'a> {
    pub(crate) emoji: Emoji<'a>,
}

impl<'a> Emotion<'a> {
    pub(crate) const TAG: &'static str = "emotion";

    /// The element that shows `emoji`.
    #[must_use]
    pub const fn new(emoji: Emoji<'a>) -> Self {
        Self { emoji }
    }

    /// Which emoji it shows.
    #[must_use]
    pub const fn emoji(&self) -> &Emoji<'a> {
        &self.emoji
    }

    /// The same element, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Emotion<'static> {
        Emotion {
            emoji: self.emoji.into_owned(),
        }
    }
}

impl<'a> From<Emoji<'a>> for Emotion<'a> {
    fn from(emoji: Emoji<'a>) -> Self {
        Self::new(emoji)
    }
}
