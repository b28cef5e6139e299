use std::fmt;
use std::ops::BitOr;

/// The style of a text, a link or a mention: any combination of bold, italic, underline and strikethrough.
///
/// The platform's names are `bold`, `underline`, `lineThrough` and `italic`; it ignores others.
/// Webhooks ignore all styles.
///
/// ```
/// use feishu_post::Style;
///
/// let style = Style::BOLD | Style::LINE_THROUGH;
/// assert!(style.contains(Style::BOLD));
/// assert!(style.names().eq(["bold", "lineThrough"]));
/// assert!(Style::PLAIN.is_plain());
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Style(u8);

impl Style {
    /// No style.
    pub const PLAIN: Self = Self(0);
    /// `bold`
    pub const BOLD: Self = Self(1);
    /// `underline`
    pub const UNDERLINE: Self = Self(2);
    /// `lineThrough`
    pub const LINE_THROUGH: Self = Self(4);
    /// `italic`
    pub const ITALIC: Self = Self(8);
    /// `codeInline`, inline code. It occurs in received messages but is not documented, so it is read,
    /// kept and written, but no method sets it.
    pub const CODE: Self = Self(16);

    /// Each style with the platform's name, in the order of the platform's page.
    #[doc(hidden)]
    pub const NAMED: [(Self, &'static str); 5] = [
        (Self::BOLD, "bold"),
        (Self::UNDERLINE, "underline"),
        (Self::LINE_THROUGH, "lineThrough"),
        (Self::ITALIC, "italic"),
        (Self::CODE, "codeInline"),
    ];

    /// The methods that set a style, by their names in builders and macros.
    #[doc(hidden)]
    pub const METHODS: [(&'static str, Self); 4] = [
        ("bold", Self::BOLD),
        ("italic", Self::ITALIC),
        ("underline", Self::UNDERLINE),
        ("line_through", Self::LINE_THROUGH),
    ];

    /// Returns the combination of both styles.
    ///
    /// ```
    /// use feishu_post::Style;
    ///
    /// assert_eq!(Style::BOLD.with(Style::ITALIC), Style::BOLD | Style::ITALIC);
    /// ```
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether all styles in `other` are set.
    ///
    /// ```
    /// use feishu_post::Style;
    ///
    /// assert!(!Style::BOLD.contains(Style::BOLD | Style::ITALIC));
    /// ```
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Returns whether no style is set.
    ///
    /// ```
    /// use feishu_post::Style;
    ///
    /// assert!(Style::default().is_plain());
    /// ```
    #[must_use]
    pub const fn is_plain(self) -> bool {
        self.0 == 0
    }

    /// Returns the platform's names of the styles that are set, in the order of its page.
    ///
    /// ```
    /// use feishu_post::Style;
    ///
    /// assert!((Style::ITALIC | Style::UNDERLINE).names().eq(["underline", "italic"]));
    /// ```
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMED
            .into_iter()
            .filter(move |(style, _)| self.contains(*style))
            .map(|(_, name)| name)
    }

    /// Returns the style with the platform's name. Other names are ignored, as on the platform.
    #[doc(hidden)]
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let named = Self::NAMED.into_iter().find(|(_, known)| *known == name);
        named.map_or(Self::PLAIN, |(style, _)| style)
    }
}

impl BitOr for Style {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl fmt::Debug for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
