//! The elements under their names in the macros, with their documentation: as functions, which editors
//! suggest; as methods of [`Vocabulary`], which expansions call so that the compiler and editors see only
//! the caller's token; and as constant functions, for literals.

use std::borrow::Cow;

use feishu_post_core::json::EVERYONE;

use super::into::{
    IntoAt, IntoEmoji, IntoHref, IntoImage, IntoLanguage, IntoMarkdown, IntoMedia, IntoText,
    IntoUrl, MarkupFree,
};
use super::literal::{LiteralAt, LiteralLink, LiteralText, borrowed};
use super::style::Styled;
use crate::builder;
use crate::model::{
    At, CodeBlock, Element, Emoji, Emotion, Hr, Image, Language, Line, Link, Markdown, Media,
};

/// Has a method for each element.
pub struct Vocabulary;

/// Used instead if an argument cannot be parsed, so that the compiler reports only the syntax error. Its name and
/// the `&` before that argument are together as long as `Vocabulary`.
pub struct Unchecked;

impl Vocabulary {
    /// Returns a value captured by a Markdown literal.
    pub const fn capture<T: MarkupFree + ?Sized>(self, value: &T) -> &T {
        value
    }
}

macro_rules! elements {
    ($(
        $(#[$doc:meta])*
        $visibility:vis fn $name:ident($($arg:ident: $type:ty),*) -> $element:ty $body:block
        literal($($literal_arg:ident: $literal_type:ty),*) -> $literal:ty $literal_body:block
    )*) => {
        /// Functions that editors suggest where an element can be written.
        pub mod names {
            use super::*;

            $(
                $(#[$doc])*
                $visibility fn $name<'a>($($arg: $type),*) -> $element $body
            )*
        }

        impl Vocabulary {
            $(
                $(#[$doc])*
                #[inline]
                $visibility fn $name<'a>(self, $($arg: $type),*) -> $element $body
            )*
        }

        impl Unchecked {
            $(
                $(#[$doc])*
                #[allow(non_camel_case_types, reason = "a type for each argument")]
                $visibility fn $name<'a, $($arg),*>(self, $(_: $arg),*) -> $element {
                    unreachable!("it does not compile")
                }
            )*
        }

        /// Elements made of literals, which the macro has checked.
        pub mod literals {
            use super::*;

            $(
                $(#[$doc])*
                pub const fn $name<'a>($($literal_arg: $literal_type),*) -> $literal $literal_body
            )*
        }
    };
}

elements! {
    /// A link: its text and URL.
    ///
    /// The URL is a literal, which is checked at compile time and can capture values, or an [`Href`](crate::Href),
    /// checked at run time.
    ///
    /// ```
    /// use feishu_post::{Href, post};
    ///
    /// let (id, docs) = (42, Href::parse("https://open.feishu.cn")?);
    /// let post = post![[link("工单", "https://example.com/tickets/{id}"), link("文档".bold(), docs)]];
    /// assert_eq!(post.to_text(), "工单 (https://example.com/tickets/42)文档 (https://open.feishu.cn)");
    /// # Ok::<(), feishu_post::HrefError>(())
    /// ```
    pub fn link(text: impl IntoText<'a>, href: impl IntoHref<'a>) -> Styled<Link<'a>> {
        Styled(Link::new(text.into_text(), href.into_href()))
    }
    literal(text: LiteralText<'a>, href: &'a str) -> LiteralLink<'a> { LiteralLink { text, href } }

    /// A link, or the text `text (url)` if the URL is rejected at run time.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let url = String::from("file:///etc/passwd");
    /// assert_eq!(post![link_or_text("密码", url)].to_text(), "密码 (file:///etc/passwd)");
    /// ```
    pub fn link_or_text(text: impl IntoText<'a>, url: impl IntoUrl<'a>) -> Styled<Element<'a>> {
        Styled(match url.into_url() {
            Ok(href) => Link::new(text.into_text(), href).into(),
            Err(url) => builder::link_or_text(text.into_text(), url),
        })
    }
    literal(text: LiteralText<'a>, href: &'a str) -> LiteralLink<'a> { LiteralLink { text, href } }

    /// A mention of one person, by `user_id`, `open_id` (`ou_…`) or `union_id` (`on_…`); `.name("…")` sets the
    /// name to show.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let agent = "ou_1";
    /// assert_eq!(post![["处理人:", at(agent).name("王小明")]].to_text(), "处理人:@王小明");
    /// ```
    pub fn at(user: impl IntoAt<'a>) -> Styled<At<'a>> { Styled(user.into_at()) }
    literal(user_id: &'a str) -> LiteralAt<'a> { LiteralAt::new(user_id) }

    /// A mention of everyone in the chat.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert!(post![at_all()].to_json().contains(r#""user_id":"all""#));
    /// ```
    pub fn at_all() -> Styled<At<'a>> { Styled(At::all()) }
    literal() -> LiteralAt<'a> { LiteralAt::new(EVERYONE) }

    /// An emoji: one of the platform's names, checked at compile time, or an [`Emoji`](crate::Emoji).
    ///
    /// ```
    /// use feishu_post::{Emoji, post};
    ///
    /// let mood = Emoji::THUMBSUP;
    /// assert_eq!(post![[emotion("SMILE"), emotion(mood)]].to_text(), "[SMILE][THUMBSUP]");
    /// ```
    pub fn emotion(emoji: impl IntoEmoji<'a>) -> Emotion<'a> { Emotion::new(emoji.into_emoji()) }
    literal(name: &'a str) -> Element<'a> {
        Element::Emotion(Emotion::new(Emoji(Cow::Borrowed(name))))
    }

    /// An image block: the key of the upload; `.size(300, 200)` sets the width and height in pixels.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert_eq!(post![image("img_1").size(300, 200)].to_text(), "[image: img_1]");
    /// ```
    pub fn image(image: impl IntoImage<'a>) -> Image<'a> { image.into_image() }
    literal(image_key: &'a str) -> Image<'a> {
        Image { image_key: Cow::Borrowed(image_key), size: None }
    }

    /// A video block: the key of the upload and, optionally, the key of the cover.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert_eq!(post![media("file_1"), media("file_2", "img_2")].to_text(), "[video: file_1]\n[video: file_2]");
    /// ```
    pub fn media(media: impl IntoMedia<'a>) -> Media<'a> { media.into_media() }
    literal(file_key: &'a str, cover_key: Option<&'a str>) -> Line<'a> {
        Line::Media(Media {
            file_key: Cow::Borrowed(file_key),
            image_key: borrowed(cover_key),
        })
    }

    /// A horizontal rule, which is a block.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert_eq!(post!["一", hr(), "二"].to_text(), "一\n---\n二");
    /// ```
    pub fn hr() -> Hr { Hr }
    literal() -> Line<'a> { Line::Hr(Hr) }

    /// A code block: the language and the code, in which braces are not captures. The language is one of the
    /// platform's names, in any case, checked at compile time, or a [`Language`](crate::Language).
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// assert_eq!(post![code_block("RUST", "fn main() {}")].to_text(), "fn main() {}");
    /// ```
    pub fn code_block(language: impl IntoLanguage<'a>, code: impl Into<Cow<'a, str>>) -> CodeBlock<'a> {
        CodeBlock::new(language.into_language(), code)
    }
    literal(language: &'a str, code: &'a str) -> Line<'a> {
        Line::CodeBlock(CodeBlock {
            language: Some(Language(Cow::Borrowed(language))),
            text: Cow::Borrowed(code),
        })
    }

    /// A block of Markdown that the platform renders. A literal captures only numbers, `bool` and
    /// [`Markdown`](crate::Markdown), because any text could mention everyone.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let count = 3;
    /// assert_eq!(post![markdown("**{count}** 个")].to_text(), "**3** 个");
    /// ```
    pub fn markdown(source: impl IntoMarkdown<'a>) -> Markdown<'a> { source.into_markdown() }
    literal(source: &'a str) -> Line<'a> {
        Line::Markdown(Markdown { source: Cow::Borrowed(source) })
    }
}
