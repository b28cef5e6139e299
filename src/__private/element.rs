//! Elements that hold values; each function has the name that the element has in the macros.

use std::borrow::Cow;

use super::{IntoHref, IntoUrl};
use crate::builder;
use crate::model::{
    At, CodeBlock, Element, Emoji, Emotion, Hr, Image, Language, Link, Markdown, Media, Text,
};

#[must_use]
pub fn link<'a>(text: impl IntoText<'a>, href: impl IntoHref<'a>) -> Link<'a> {
    Link::new(text.into_text(), href.into_href())
}

#[must_use]
pub fn link_or_text<'a>(text: impl IntoText<'a>, url: impl IntoUrl<'a>) -> Element<'a> {
    match url.into_url() {
        Ok(href) => Link::new(text.into_text(), href).into(),
        Err(url) => builder::link_or_text(text.into_text(), url),
    }
}

#[must_use]
pub fn at<'a>(user: impl IntoAt<'a>) -> At<'a> {
    user.into_at()
}

#[must_use]
pub const fn at_all() -> At<'static> {
    At::all()
}

#[must_use]
pub fn emotion<'a>(emoji: impl IntoEmoji<'a>) -> Emotion<'a> {
    Emotion::new(emoji.into_emoji())
}

#[must_use]
pub fn image<'a>(image: impl IntoImage<'a>) -> Image<'a> {
    image.into_image()
}

#[must_use]
pub fn media<'a>(media: impl IntoMedia<'a>) -> Media<'a> {
    media.into_media()
}

#[must_use]
pub const fn hr() -> Hr {
    Hr
}

#[must_use]
pub fn code_block<'a>(
    language: impl IntoLanguage<'a>,
    code: impl Into<Cow<'a, str>>,
) -> CodeBlock<'a> {
    CodeBlock::new(language.into_language(), code)
}

#[must_use]
pub fn markdown<'a>(source: impl IntoMarkdown<'a>) -> Markdown<'a> {
    source.into_markdown()
}

/// A conversion by `Into` whose failure to exist is worded for the reader of a macro.
macro_rules! conversions {
    ($(
        $(#[$wording:meta])*
        $trait:ident, $method:ident => $target:ident;
    )*) => {$(
        $(#[$wording])*
        pub trait $trait<'a> {
            fn $method(self) -> $target<'a>;
        }

        #[diagnostic::do_not_recommend]
        impl<'a, T: Into<$target<'a>>> $trait<'a> for T {
            fn $method(self) -> $target<'a> {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a> $trait<'a> for &$target<'a> {
            fn $method(self) -> $target<'a> {
                self.clone()
            }
        }
    )*};
}

conversions! {
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be the text of a link",
        label = "not text",
        note = "a value is written inside a string: \"{{value}}\""
    )]
    IntoText, into_text => Text;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` mentions nobody",
        label = "expected a user id as text, or an `At`",
        note = "a value is written inside a string: at(\"{{value}}\")"
    )]
    IntoAt, into_at => At;

    #[diagnostic::on_unimplemented(
        message = "the name of an emoji must be looked up at run time",
        label = "`{Self}` is not an `Emoji`",
        note = "write `Emoji::try_from(name)?`, or `Emoji::other(name)` for one that is not listed"
    )]
    IntoEmoji, into_emoji => Emoji;

    #[diagnostic::on_unimplemented(
        message = "the name of a language must be looked up at run time",
        label = "`{Self}` is not a `Language`",
        note = "write `Language::try_from(name)?`, or `Language::other(name)` for one that is not listed"
    )]
    IntoLanguage, into_language => Language;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` is no image",
        label = "expected an image_key as text, or an `Image`"
    )]
    IntoImage, into_image => Image;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` is no video",
        label = "expected a file_key as text, or a `Media`"
    )]
    IntoMedia, into_media => Media;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` is no Markdown",
        label = "expected the source as text, or a `Markdown`"
    )]
    IntoMarkdown, into_markdown => Markdown;
}
