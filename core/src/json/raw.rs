/// A fixed piece of JSON in each content form.
#[derive(Debug, Clone, Copy)]
pub struct Raw {
    /// As a value.
    pub plain: &'static str,
    /// Inside a JSON string.
    pub escaped: &'static str,
}

/// Creates a fixed piece of JSON from literals, with `q` for each quote and `b` for each backslash:
/// `raw!("," q "text" q ":")`.
#[doc(hidden)]
#[macro_export]
macro_rules! __feishu_post_raw {
    (@plain q) => { "\"" };
    (@plain b) => { "\\" };
    (@plain $json:literal) => { $json };
    (@escaped q) => { "\\\"" };
    (@escaped b) => { "\\\\" };
    (@escaped $json:literal) => { $json };
    ($($part:tt)*) => {
        $crate::json::Raw {
            plain: concat!($($crate::json::raw!(@plain $part)),*),
            escaped: concat!($($crate::json::raw!(@escaped $part)),*),
        }
    };
}

pub use __feishu_post_raw as raw;

macro_rules! tags {
    ($($(#[$doc:meta])* $tag:ident = $name:literal,)*) => {
        /// The kind of an element.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Tag {
            $($(#[$doc])* $tag,)*
        }

        impl Tag {
            const ALL: &'static [Self] = &[$(Self::$tag),*];

            /// The platform's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$tag => $name,)*
                }
            }

            /// The beginning of an element.
            #[inline]
            pub(super) const fn raw(self) -> Raw {
                match self {
                    $(Self::$tag => raw!("{" q "tag" q ":" q $name q),)*
                }
            }
        }
    };
}

tags! {
    /// A text.
    Text = "text",
    /// A link.
    Link = "a",
    /// A mention.
    At = "at",
    /// An emoji.
    Emotion = "emotion",
    /// An image.
    Image = "img",
    /// A video.
    Media = "media",
    /// A rule.
    Hr = "hr",
    /// A code block.
    CodeBlock = "code_block",
    /// Markdown.
    Markdown = "md",
}

impl Tag {
    /// The platform's names, in the order of its page.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|tag| tag.name())
    }

    /// The tag with the platform's name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|tag| tag.name() == name)
    }
}

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident = $name:literal $(: $value:tt)?;)*) => {
        /// A field of an element.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Key {
            $($(#[$doc])* $key,)*
        }

        impl Key {
            /// The platform's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name,)*
                }
            }

            /// What comes before its value, with the quote if it is a string.
            #[inline]
            pub(super) const fn raw(self) -> Raw {
                match self {
                    $(Self::$key => raw!("," q $name q ":" $($value)?),)*
                }
            }
        }
    };
}

keys! {
    /// Whether HTML references are decoded.
    UnEscape = "un_escape": "true";
    /// The text shown.
    Text = "text": q;
    /// The URL of a link.
    Href = "href": q;
    /// Who is mentioned.
    UserId = "user_id": q;
    /// The name of the person mentioned.
    UserName = "user_name": q;
    /// The name of an emoji.
    EmojiType = "emoji_type": q;
    /// The key of an image, or of a video's cover.
    ImageKey = "image_key": q;
    /// The key of a video.
    FileKey = "file_key": q;
    /// Pixels.
    Width = "width";
    /// Pixels.
    Height = "height";
    /// The language of code.
    Language = "language": q;
    /// The names of styles.
    Style = "style": "[";
}
