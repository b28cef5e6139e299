//! Styles under their names in the macros. They are inherent methods, so that no trait of the caller with
//! methods of the same names can make them ambiguous.

use std::borrow::Cow;

use crate::model::{At, Style, Stylize, UnEscape};

macro_rules! style_methods {
    ($($constant:ident)?) => {
        /// Makes the text bold.
        ///
        /// ```
        /// use feishu_post::post;
        ///
        /// assert!(post!["紧急".bold()].to_json().contains(r#""style":["bold"]"#));
        /// ```
        #[must_use]
        pub $($constant)? fn bold(self) -> Self {
            self.styled(Style::BOLD)
        }

        /// Makes the text italic.
        ///
        /// ```
        /// use feishu_post::post;
        ///
        /// assert!(post!["服务台".italic()].to_json().contains(r#""style":["italic"]"#));
        /// ```
        #[must_use]
        pub $($constant)? fn italic(self) -> Self {
            self.styled(Style::ITALIC)
        }

        /// Underlines the text.
        ///
        /// ```
        /// use feishu_post::post;
        ///
        /// assert!(post!["今天".underline()].to_json().contains(r#""style":["underline"]"#));
        /// ```
        #[must_use]
        pub $($constant)? fn underline(self) -> Self {
            self.styled(Style::UNDERLINE)
        }

        /// Strikes the text through.
        ///
        /// ```
        /// use feishu_post::post;
        ///
        /// assert!(post!["已取消".line_through()].to_json().contains(r#""style":["lineThrough"]"#));
        /// ```
        #[must_use]
        pub $($constant)? fn line_through(self) -> Self {
            self.styled(Style::LINE_THROUGH)
        }
    };
}

pub(super) use style_methods;

/// An element with run-time values, and its styles.
pub struct Styled<T>(pub T);

impl<T: Stylize<Styled = T>> Styled<T> {
    style_methods!();

    fn styled(self, style: Style) -> Self {
        Self(self.0.styled(style))
    }

    /// Decodes HTML character references in the text once for display: `&nbsp;` becomes a non-breaking
    /// space. Captured values are displayed unchanged.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let name = "<王>";
    /// assert_eq!(post!["&lt;&nbsp;{name}".un_escape()].to_text(), "<\u{a0}<王>");
    /// ```
    #[must_use]
    pub fn un_escape(self) -> Self
    where
        T: UnEscape,
    {
        Self(self.0.un_escape())
    }
}

impl<'a> Styled<At<'a>> {
    /// Sets the name to show if the platform does not look it up.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert_eq!(post![at("ou_1").name("王小明")].to_text(), "@王小明");
    /// ```
    #[must_use]
    pub fn name(self, name: impl Into<Cow<'a, str>>) -> Self {
        Self(self.0.name(name))
    }
}
