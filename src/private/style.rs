//! Styles on what an expression gives; each function has the name of its method.
//!
//! They give an [`Element`] and not what [`Stylize`] gives: a value that takes no style is then one
//! error of the compiler's, and not two.

use crate::model::{Element, Style, Stylize, UnEscape};

/// What takes a style.
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no style",
    label = "neither text nor a link nor a mention",
    note = "a value is written inside a string, and that is styled: \"{{value}}\".bold()"
)]
pub trait IntoStyled<'a> {
    fn into_styled(self, style: Style) -> Element<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, T: Stylize<Styled: Into<Element<'a>>>> IntoStyled<'a> for T {
    fn into_styled(self, style: Style) -> Element<'a> {
        self.styled(style).into()
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoStyled<'a> for Element<'a> {
    fn into_styled(self, style: Style) -> Self {
        match self {
            Self::Text(text) => text.styled(style).into(),
            Self::Link(link) => link.styled(style).into(),
            Self::At(at) => at.styled(style).into(),
            Self::Emotion(_) => self,
        }
    }
}

/// What has a text to decode.
#[diagnostic::on_unimplemented(
    message = "`un_escape` is for texts and links, not for `{Self}`",
    label = "this has no text to decode"
)]
pub trait IntoUnEscape<'a> {
    fn into_un_escape(self) -> Element<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, T> IntoUnEscape<'a> for T
where
    T: Stylize<Styled: UnEscape + Into<Element<'a>>> + Into<T::Styled>,
{
    fn into_un_escape(self) -> Element<'a> {
        self.un_escape().into()
    }
}

#[must_use]
pub fn bold<'a>(value: impl IntoStyled<'a>) -> Element<'a> {
    value.into_styled(Style::BOLD)
}

#[must_use]
pub fn italic<'a>(value: impl IntoStyled<'a>) -> Element<'a> {
    value.into_styled(Style::ITALIC)
}

#[must_use]
pub fn underline<'a>(value: impl IntoStyled<'a>) -> Element<'a> {
    value.into_styled(Style::UNDERLINE)
}

#[must_use]
pub fn line_through<'a>(value: impl IntoStyled<'a>) -> Element<'a> {
    value.into_styled(Style::LINE_THROUGH)
}

/// The innermost, wherever it was written: a styled value might be a mention.
#[must_use]
pub fn un_escape<'a>(value: impl IntoUnEscape<'a>) -> Element<'a> {
    value.into_un_escape()
}
