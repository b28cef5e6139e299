//! Conversions of the values in a macro, each with a compiler message for values that cannot be converted.

use std::borrow::Cow;

use feishu_post_core::Href;
use url::Url;

use super::compose::{
    ComposedContent, ComposedLine, ElementsOf, IntoContent, IntoElement, IntoLine, IntoTitle,
    LinesOf, Statement,
};
use crate::model::{
    At, Content, Element, Emoji, Emotion, Image, Language, Line, Link, Markdown, Media, Text,
    push_with,
};

/// A type that can be the URL of a `link`.
#[diagnostic::on_unimplemented(
    message = "a run-time URL must be checked before it becomes a link",
    label = "`{Self}` is not an `Href`",
    note = "write `Href::parse(url)?`, or `link_or_text(…)`, which shows a refused URL as text"
)]
pub trait IntoHref<'a> {
    fn into_href(self) -> Href<'a>;
}

/// A type that can be the URL of a `link_or_text`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a URL",
    label = "expected text, or an `Href`"
)]
pub trait IntoUrl<'a> {
    /// Returns the checked link, or the text that still has to be checked.
    fn into_url(self) -> Result<Href<'a>, Cow<'a, str>>;
}

/// A type that a Markdown literal can capture: values that cannot contain markup, and [`Markdown`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` may contain markup, so a Markdown literal cannot capture it",
    label = "captured text could mention everyone",
    note = "numbers, bool and `Markdown` may be captured; `Markdown::raw(value)` allows markup in the value"
)]
pub trait MarkupFree {}

/// Implementations that the compiler should not suggest, because the messages of the traits are clearer.
macro_rules! unrecommended {
    ($($implementation:item)*) => {$(
        #[diagnostic::do_not_recommend]
        $implementation
    )*};
}

/// Conversions with `Into`, with a message for users of the macros if there is no such conversion.
macro_rules! conversions {
    ($(
        $(#[$wording:meta])*
        $trait:ident, $method:ident => $target:ident;
    )*) => {$(
        $(#[$wording])*
        pub trait $trait<'a> {
            fn $method(self) -> $target<'a>;
        }

        unrecommended! {
            impl<'a, T: Into<$target<'a>>> $trait<'a> for T {
                fn $method(self) -> $target<'a> {
                    self.into()
                }
            }

            impl<'a> $trait<'a> for &$target<'a> {
                fn $method(self) -> $target<'a> {
                    self.clone()
                }
            }
        }
    )*};
}

conversions! {
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be the text of a link",
        label = "not text",
        note = "write the value in a string: \"{{value}}\""
    )]
    IntoText, into_text => Text;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be mentioned",
        label = "expected a user id as text, or an `At`",
        note = "write the value in a string: at(\"{{value}}\")"
    )]
    IntoAt, into_at => At;

    #[diagnostic::on_unimplemented(
        message = "an emoji name that is not a literal must be looked up",
        label = "`{Self}` is not an `Emoji`",
        note = "write `Emoji::try_from(name)?`, or `Emoji::other(name)` for one that is not listed"
    )]
    IntoEmoji, into_emoji => Emoji;

    #[diagnostic::on_unimplemented(
        message = "a language name that is not a literal must be looked up",
        label = "`{Self}` is not a `Language`",
        note = "write `Language::try_from(name)?`, or `Language::other(name)` for one that is not listed"
    )]
    IntoLanguage, into_language => Language;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not an image",
        label = "expected an image_key as text, or an `Image`"
    )]
    IntoImage, into_image => Image;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not a video",
        label = "expected a file_key as text, or a `Media`"
    )]
    IntoMedia, into_media => Media;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not Markdown",
        label = "expected the source as text, or a `Markdown`"
    )]
    IntoMarkdown, into_markdown => Markdown;
}

unrecommended! {
    impl<'a, P, T: Into<Element<'a>>> IntoElement<'a, P> for T {
        fn push_to(self, line: &mut ComposedLine<'a>) {
            push_with(&mut line.0, || self.into());
        }
    }

    impl<'a, P, T: IntoElement<'a, P>> IntoElement<'a, P> for Option<T> {
        fn push_to(self, line: &mut ComposedLine<'a>) {
            if let Some(element) = self {
                element.push_to(line);
            }
        }
    }

    impl<'a, 'v, P, T> IntoElement<'a, P> for &'v Option<T>
    where
        &'v T: IntoElement<'a, P>,
    {
        fn push_to(self, line: &mut ComposedLine<'a>) {
            self.as_ref().push_to(line);
        }
    }

    impl<'a> IntoElement<'a, Statement> for () {
        fn push_to(self, _: &mut ComposedLine<'a>) {}
    }

    impl<'a, P, T: Into<Line<'a>>> IntoLine<'a, P> for T {
        fn push_to(self, lines: &mut ComposedContent<'a>) {
            lines.content.push(self.into());
        }
    }

    impl<'a, P, T: IntoLine<'a, P>> IntoLine<'a, P> for Option<T> {
        fn push_to(self, lines: &mut ComposedContent<'a>) {
            if let Some(line) = self {
                line.push_to(lines);
            }
        }
    }

    impl<'a, P> IntoLine<'a, P> for &Line<'a> {
        fn push_to(self, lines: &mut ComposedContent<'a>) {
            lines.content.push(self.clone());
        }
    }

    impl<'a> IntoLine<'a, Statement> for () {
        fn push_to(self, _: &mut ComposedContent<'a>) {}
    }

    impl<'a, T: IntoIterator<Item: IntoLine<'a>>> LinesOf<'a> for T {
        fn push_to(self, lines: &mut ComposedContent<'a>) {
            self.into_iter().for_each(|line| lines.push(line));
        }
    }

    impl<'a, T: IntoIterator<Item: IntoElement<'a>>> ElementsOf<'a> for T {
        fn push_to(self, line: &mut ComposedLine<'a>) {
            self.into_iter().for_each(|element| line.push(element));
        }
    }

    impl<'a> IntoContent<'a> for Content<'a> {
        fn into_content(self) -> Self {
            self
        }
    }

    impl<'a> IntoContent<'a> for &Content<'a> {
        fn into_content(self) -> Content<'a> {
            self.clone()
        }
    }

    impl<'a, T: IntoContent<'a>> IntoContent<'a> for Option<T> {
        fn into_content(self) -> Content<'a> {
            self.map_or(Content::EMPTY, IntoContent::into_content)
        }
    }

    impl<'a> IntoUrl<'a> for Url {
        fn into_url(self) -> Result<Href<'a>, Cow<'a, str>> {
            Err(String::from(self).into())
        }
    }

    impl<T: MarkupFree + ?Sized> MarkupFree for &T {}
}

macro_rules! inline_by_reference {
    ($($element:ident),*) => {
        unrecommended! {$(
            impl<'a, P> IntoElement<'a, P> for &$element<'a> {
                fn push_to(self, line: &mut ComposedLine<'a>) {
                    line.0.push(self.clone().into());
                }
            }
        )*}
    };
}

inline_by_reference!(Element, Text, Link, At, Emotion, Emoji);

/// Types that are already checked links.
macro_rules! links {
    ($($link:ty: $href:ident => $checked:expr;)*) => {
        unrecommended! {$(
            impl<'a> IntoHref<'a> for $link {
                fn into_href(self) -> Href<'a> {
                    let $href = self;
                    $checked
                }
            }

            impl<'a> IntoUrl<'a> for $link {
                fn into_url(self) -> Result<Href<'a>, Cow<'a, str>> {
                    Ok(self.into_href())
                }
            }
        )*}
    };
}

links! {
    Href<'a>: href => href;
    &'a Href<'_>: href => href.into();
}

/// One by one rather than with `Into`, because a styled text would silently lose its style.
macro_rules! strings {
    ($($string:ty: $text:ident => $plain:expr;)*) => {
        unrecommended! {$(
            impl<'a> IntoTitle<'a> for $string {
                fn into_title(self) -> Cow<'a, str> {
                    let $text = self;
                    $plain.into()
                }
            }

            impl<'a> IntoUrl<'a> for $string {
                fn into_url(self) -> Result<Href<'a>, Cow<'a, str>> {
                    Err(self.into_title())
                }
            }
        )*}
    };
}

strings! {
    String: text => text;
    &'a str: text => text;
    &&'a str: text => *text;
    &'a String: text => text;
    Cow<'a, str>: text => text;
    &'a Cow<'_, str>: text => &**text;
}

macro_rules! markup_free {
    ($($value:ty)*) => { unrecommended! {$(impl MarkupFree for $value {})*} };
}

markup_free! { bool u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 Markdown<'_> }
