//! Generated posts.

use feishu_post::{
    At, CodeBlock, Content, Element, Emoji, Emotion, Hr, Href, Image, Language, Line, Link, Locale,
    Markdown, Media, Post, PostBuilder, Style, Stylize as _, Text,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Any post that can be built: every element, style and locale, any text.
pub fn post() -> impl Strategy<Value = Post<'static>> {
    vec((locale(), content()), 1..4).prop_map(|contents| {
        let post = contents
            .into_iter()
            .fold(PostBuilder::new(), |post, (locale, content)| {
                let titled = post
                    .locale(locale)
                    .title(content.title().unwrap_or("题").to_owned());
                titled.extend(content)
            });
        post.build().unwrap()
    })
}

fn content() -> impl Strategy<Value = Content<'static>> {
    (option::of(any::<String>()), vec(line(), 0..6))
        .prop_map(|(title, lines)| Content::new(lines).with_title(title.unwrap_or_default()))
}

fn line() -> impl Strategy<Value = Line<'static>> {
    prop_oneof![
        6 => vec(element(), 1..5).prop_map(Line::from_iter),
        1 => (key(), option::of(any::<(u32, u32)>())).prop_map(|(key, size)| image(key, size).into()),
        1 => (key(), option::of(key())).prop_map(|(key, cover)| media(key, cover).into()),
        1 => Just(Hr.into()),
        1 => (option::of(key()), any::<String>()).prop_map(|(name, text)| code(name, text).into()),
        1 => any::<String>().prop_map(|source| Markdown::raw(source).into()),
    ]
}

fn image(key: String, size: Option<(u32, u32)>) -> Image<'static> {
    size.map_or(Image::new(key.clone()), |(width, height)| {
        Image::new(key).size(width, height)
    })
}

fn media(key: String, cover: Option<String>) -> Media<'static> {
    cover.map_or(Media::new(key.clone()), |cover| {
        Media::new(key).cover(cover)
    })
}

fn code(language: Option<String>, text: String) -> CodeBlock<'static> {
    language.map_or(CodeBlock::plain(text.clone()), |name| {
        CodeBlock::new(Language::other(name), text)
    })
}

fn element() -> impl Strategy<Value = Element<'static>> {
    prop_oneof![
        4 => text().prop_map(Element::from),
        2 => (text(), href()).prop_map(|(text, href)| Link::new(text, href).into()),
        1 => (key(), option::of(any::<String>()), style())
            .prop_map(|(id, name, style)| at(id, name).styled(style).into()),
        1 => key().prop_map(|name| Emotion::new(Emoji::other(name)).into()),
    ]
}

fn at(id: String, name: Option<String>) -> At<'static> {
    name.map_or(At::new(id.clone()), |name| At::new(id).name(name))
}

fn text() -> impl Strategy<Value = Text<'static>> {
    (any::<String>(), style(), any::<bool>()).prop_map(|(text, style, un_escape)| {
        let text = Text::new(text).styled(style);
        if un_escape { text.un_escape() } else { text }
    })
}

fn style() -> impl Strategy<Value = Style> {
    let bit = |style| any::<bool>().prop_map(move |set| if set { style } else { Style::PLAIN });
    (
        bit(Style::BOLD),
        bit(Style::ITALIC),
        bit(Style::UNDERLINE),
        bit(Style::LINE_THROUGH),
        bit(Style::CODE),
    )
        .prop_map(|(bold, italic, under, through, code)| bold | italic | under | through | code)
}

fn href() -> impl Strategy<Value = Href<'static>> {
    "https?://[a-z]{1,9}\\.(cn|com)(/[a-z0-9%20]{0,5}){0,3}(\\?q=[a-z&=\"\\\\]{0,6})?(#[a-z]{0,4})?"
        .prop_filter_map("a valid URL", |url| {
            Href::parse(&url).ok().map(Href::into_owned)
        })
}

fn key() -> impl Strategy<Value = String> {
    "[a-zA-Z_0-9\"\\\\中\\n]{1,12}".prop_filter("not blank", |key| !key.trim().is_empty())
}

fn locale() -> impl Strategy<Value = Locale<'static>> {
    prop_oneof![
        Just(Locale::ZhCn),
        Just(Locale::EnUs),
        Just(Locale::JaJp),
        Just(Locale::other("zh_hk")),
    ]
}
