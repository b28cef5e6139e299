use std::borrow::Cow;

use super::Style;

/// A mention; the platform's `at`.
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
    pub(crate) const TAG: &'static str = "at";

    /// Mentions one person by `user_id`, `open_id` (`ou_…`) or `union_id` (`on_…`). The platform takes
    /// the id `all` for everyone, as [`At::all`] does: look at ids that come from data.
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
            user_id: Cow::Borrowed("all"),
            user_name: None,
            style: Style::PLAIN,
        }
    }

    /// The name to show, where the platform does not look it up itself.
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

    /// Who is mentioned; `all` is everyone.
    #[must_use]
    pub const fn user_id(&self) -> &str {
        super::as_str(&self.user_id)
    }

    /// The name that was given.
    #[must_use]
    pub const fn user_name(&self) -> Option<&str> {
        super::as_opt_str(self.user_name.as_ref())
    }

    /// Whether everyone is mentioned.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.user_id == "all"
    }

    /// How it is set.
    #[must_use]
    pub const fn style(&self) -> Style {
        self.style
    }

    /// The same mention, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> At<'static> {
        At {
            user_id: super::owned(self.user_id),
            user_name: self.user_name.map(super::owned),
            style: self.style,
        }
    }
}

super::from_strings!(At);
