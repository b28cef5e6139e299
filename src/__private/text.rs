//! Styles on the text of a link; each function has the name of its method.

use super::IntoText;
use crate::model::{Style, Stylize, Text};

#[must_use]
pub fn bold<'a>(text: impl IntoText<'a>) -> Text<'a> {
    text.into_text().styled(Style::BOLD)
}

#[must_use]
pub fn italic<'a>(text: impl IntoText<'a>) -> Text<'a> {
    text.into_text().styled(Style::ITALIC)
}

#[must_use]
pub fn underline<'a>(text: impl IntoText<'a>) -> Text<'a> {
    text.into_text().styled(Style::UNDERLINE)
}

#[must_use]
pub fn line_through<'a>(text: impl IntoText<'a>) -> Text<'a> {
    text.into_text().styled(Style::LINE_THROUGH)
}

#[must_use]
pub fn un_escape<'a>(text: impl IntoText<'a>) -> Text<'a> {
    text.into_text().un_escape()
}
