use std::borrow::Cow;

use feishu_post_core::json::EVERYONE;
use feishu_post_core::{Href, Style};

use super::names::Emoji;
use super::strings::{from_strings, owned};

/// An inline element; a line holds one or more of them.
///
/// ```
/// use feishu_post::{At, Element};
///
/// let element = Element::from(At::all());
/// assert!(matches!(element, Element::At(at) if at.is_all()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Element<'a> {
    /// A run of text.
    Text(Text<'a>),
    /// A text that opens a URL.
    Link(Link<'a>),
    /// A mention.
    At(At<'a>),
    /// An emoji.
    Emotion(Emotion<'a>),
}

impl<'a> Element<'a> {
    /// Returns the style. An emoji has none.
    ///
    /// ```
    /// use feishu_post::{Element, Style, Stylize};
    ///
    /// assert_eq!(Element::from("a".bold()).style(), Style::BOLD);
    /// ```
    #[must_use]
    pub const fn style(&self) -> Style {
        match self {
            Self::Text(text) => text.style(),
            Self::Link(link) => link.style(),
            Self::At(at) => at.style(),
            Self::Emotion(_) => Style::PLAIN,
        }
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Element<'static> {
        match self {
            Self::Text(text) => Element::Text(text.into_owned()),
            Self::Link(link) => Element::Link(link.into_owned()),
            Self::At(at) => Element::At(at.into_owned()),
            Self::Emotion(emotion) => Element::Emotion(emotion.into_owned()),
        }
    }

    fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(Text::new(text))
    }
}

macro_rules! from_inline {
    ($($element:ident),*) => {$(
        impl<'a> From<$element<'a>> for Element<'a> {
            fn from(element: $element<'a>) -> Self {
                Self::$element(element)
            }
        }
    )*};
}

from_inline!(Text, Link, At, Emotion);

impl<'a> From<Emoji<'a>> for Element<'a> {
    fn from(emoji: Emoji<'a>) -> Self {
        Self::Emotion(emoji.into())
    }
}

from_strings!(Element);

/// An inline run of text; the platform's `text`.
///
/// ```
/// use feishu_post::{Stylize, Text};
///
/// let text = Text::new("第二行 :").bold();
/// assert_eq!(text.as_str(), "第二行 :");
/// assert!(!(&text).un_escape());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) style: Style,
    pub(crate) un_escape: bool,
}

impl<'a> Text<'a> {
    /// Creates an unstyled text.
    ///
    /// ```
    /// use feishu_post::Text;
    ///
    /// assert_eq!(Text::new("a"), Text::from(String::from("a")));
    /// ```
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            style: Style::PLAIN,
            un_escape: false,
        }
    }

    /// Returns the text as written, before any decoding.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the style.
    #[must_use]
    pub const fn style(&self) -> Style {
        self.style
    }

    /// Returns whether HTML character references in the text are decoded for display.
    #[must_use]
    pub const fn un_escape(&self) -> bool {
        self.un_escape
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        Text {
            text: owned(self.text),
            style: self.style,
            un_escape: self.un_escape,
        }
    }
}

from_strings!(Text);

/// Inline text that opens a URL; the platform's `a`.
///
/// ```
/// use feishu_post::{Href, Link, Style, Stylize};
///
/// let link = Link::new("超链接", Href::parse("http://www.feishu.cn")?).bold();
/// assert_eq!(link.text().as_str(), "超链接");
/// assert_eq!(link.href().as_str(), "http://www.feishu.cn");
/// assert_eq!(link.style(), Style::BOLD);
/// # Ok::<(), feishu_post::HrefError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link<'a> {
    pub(crate) text: Text<'a>,
    pub(crate) href: Href<'a>,
}

impl<'a> Link<'a> {
    /// Creates a link that shows the (optionally styled) `text` and opens `href`.
    ///
    /// ```
    /// use feishu_post::{Href, Link, Stylize};
    ///
    /// let href = Href::parse("https://open.feishu.cn")?;
    /// assert_eq!(Link::new("文档".bold(), href.clone()), Link::new("文档", href).bold());
    /// # Ok::<(), feishu_post::HrefError>(())
    /// ```
    #[must_use]
    pub fn new(text: impl Into<Text<'a>>, href: Href<'a>) -> Self {
        Self {
            text: text.into(),
            href,
        }
    }

    /// Returns the text that is shown.
    #[must_use]
    pub const fn text(&self) -> &Text<'a> {
        &self.text
    }

    /// Returns the URL that is opened.
    #[must_use]
    pub const fn href(&self) -> &Href<'a> {
        &self.href
    }

    /// Returns the style.
    #[must_use]
    pub const fn style(&self) -> Style {
        self.text.style
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Link<'static> {
        Link {
            text: self.text.into_owned(),
            href: self.href.into_owned(),
        }
    }
}

/// An inline mention; the platform's `at`.
///
/// ```
/// use feishu_post::{At, Stylize};
///
/// let at = At::new("ou_18eac85d35a26f989317ad4f02e8bbbb").name("王小明").bold();
/// assert_eq!(at.user_id(), "ou_18eac85d35a26f989317ad4f02e8bbbb");
/// assert_eq!(at.user_name(), Some("王小明"));
/// assert!(!at.is_all());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At<'a> {
    pub(crate) user_id: Cow<'a, str>,
    pub(crate) user_name: Option<Cow<'a, str>>,
    pub(crate) style: Style,
}

impl<'a> At<'a> {
    /// Mentions one person by `user_id`, `open_id` (`ou_…`) or `union_id` (`on_…`). The ID `all`
    /// mentions everyone, as [`At::all`] does, so check IDs that come from untrusted data.
    ///
    /// ```
    /// use feishu_post::At;
    ///
    /// assert_eq!(At::new("ou_1").user_id(), "ou_1");
    /// ```
    #[must_use]
    pub fn new(user_id: impl Into<Cow<'a, str>>) -> Self {
        Self {
            user_id: user_id.into(),
            user_name: None,
            style: Style::PLAIN,
        }
    }

    /// Mentions everyone in the chat.
    ///
    /// ```
    /// use feishu_post::At;
    ///
    /// assert!(At::all().is_all());
    /// ```
    #[must_use]
    pub const fn all() -> Self {
        Self {
            user_id: Cow::Borrowed(EVERYONE),
            user_name: None,
            style: Style::PLAIN,
        }
    }

    /// Sets the name to show if the platform does not look it up.
    ///
    /// ```
    /// use feishu_post::At;
    ///
    /// assert_eq!(At::new("ou_1").name("王小明").user_name(), Some("王小明"));
    /// ```
    #[must_use = "it returns the named mention"]
    pub fn name(mut self, name: impl Into<Cow<'a, str>>) -> Self {
        self.user_name = Some(name.into());
        self
    }

    /// Returns the ID of the person mentioned, or `all` for everyone.
    #[must_use]
    pub fn user_id(&self) -> &str {
        &self.user_id
    }

    /// Returns the name, if one was set.
    #[must_use]
    pub fn user_name(&self) -> Option<&str> {
        self.user_name.as_deref()
    }

    /// Returns whether everyone is mentioned.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.user_id == EVERYONE
    }

    /// Returns the style.
    #[must_use]
    pub const fn style(&self) -> Style {
        self.style
    }

    /// Converts into an owned value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> At<'static> {
        At {
            user_id: owned(self.user_id),
            user_name: self.user_name.map(owned),
            style: self.style,
        }
    }
}

from_strings!(At);

/// An inline emoji; the platform's `emotion`.
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
    /// Creates an element that shows `emoji`.
    #[must_use]
    pub const fn new(emoji: Emoji<'a>) -> Self {
        Self { emoji }
    }

    /// Returns the emoji.
    #[must_use]
    pub const fn emoji(&self) -> &Emoji<'a> {
        &self.emoji
    }

    /// Converts into an owned value, which borrows nothing.
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
