use std::borrow::Cow;
use std::fmt;

use feishu_post_core::names::is_locale_name;
use serde_core::de::value::SeqAccessDeserializer;
use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::element::LineJson;
use super::object::from_object;
use crate::builder::PostBuilder;
use crate::error::{PostError, ProblemKind};
use crate::model::{Locale, Post};

from_object! {
    struct ContentJson, "the content of a locale: an object with a title and content", needs [] {
        title: Option<String>,
        content: Vec<LineJson>,
    }
}

impl ContentJson {
    pub(super) fn added_to(self, post: PostBuilder<'static>) -> PostBuilder<'static> {
        let titled = post.title(self.title.unwrap_or_default());
        let lines = self.content.into_iter();
        lines.fold(titled, |post, line| line.added_to(post))
    }
}

pub(super) type Locales = Vec<(Locale<'static>, ContentJson)>;

pub(super) fn built(locales: Locales) -> Result<Post<'static>, PostError> {
    let locales = locales.into_iter();
    let post = locales.fold(PostBuilder::new(), |post, (locale, content)| {
        content.added_to(post.locale(locale))
    });
    post.build()
}

/// Reads the locales of a post in any form, inside any of the envelopes.
#[derive(Clone, Copy)]
pub(super) struct PostVisitor {
    /// Whether JSON in a string, the form of the platform's SDKs, may still occur. Only one level is
    /// allowed, because nested strings would cost their length at each level.
    may_be_string: bool,
    envelopes: u8,
}

/// How deeply `content` and `post` may be nested. The platform's pages nest two; this leaves room for more.
const MOST_ENVELOPES: u8 = 8;

impl PostVisitor {
    pub(super) const OUTERMOST: Self = Self {
        may_be_string: true,
        envelopes: 0,
    };

    /// Inside a string.
    pub(super) const UNWRAPPED: Self = Self {
        may_be_string: false,
        envelopes: 0,
    };

    fn inner<E: Error>(self) -> Result<Self, E> {
        if self.envelopes == MOST_ENVELOPES {
            return Err(E::custom(
                "recursion limit exceeded: too many envelopes around a post",
            ));
        }
        Ok(Self {
            envelopes: self.envelopes + 1,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for PostVisitor {
    type Value = Locales;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Locales, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PostVisitor {
    type Value = Locales;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a post: an object of locales, or its title and content")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Locales, A::Error> {
        let mut locales = Locales::new();
        let mut title = None;
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            match &*key {
                "title" => title = map.next_value()?,
                "post" | "content" => locales.extend(map.next_value_seed(self.inner()?)?),
                name if is_locale_name(name) => {
                    let locale = Locale::other(key.into_owned());
                    check_locale(&locales, &locale)?;
                    locales.push((locale, map.next_value()?));
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(with_title(locales, title))
    }

    /// Reads the lines of a received post; its title is a sibling field.
    fn visit_seq<A: SeqAccess<'de>>(self, lines: A) -> Result<Locales, A::Error> {
        let content = Vec::deserialize(SeqAccessDeserializer::new(lines))?;
        Ok(vec![(
            Locale::default(),
            ContentJson {
                title: None,
                content,
            },
        )])
    }

    fn visit_str<E: Error>(self, json: &str) -> Result<Locales, E> {
        if !self.may_be_string {
            return Err(E::custom(
                "invalid type: a string inside a string, expected a post",
            ));
        }
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let forms = Self {
            may_be_string: false,
            ..self
        };
        let locales = forms.deserialize(&mut deserializer);
        let whole = locales.and_then(|locales| deserializer.end().map(|()| locales));
        whole.map_err(E::custom)
    }
}

/// Rejects a duplicate locale, because one of the two would be lost, and more locales than allowed.
fn check_locale<E: Error>(locales: &Locales, new: &Locale<'_>) -> Result<(), E> {
    if locales.iter().any(|(locale, _)| locale == new) {
        return Err(E::custom(format_args!("duplicate locale {new}")));
    }
    if locales.len() == Post::MAX_LOCALES {
        return Err(E::custom(ProblemKind::TooManyLocales));
    }
    Ok(())
}

/// Moves a title that was a sibling of `content` into the content.
fn with_title(mut locales: Locales, title: Option<String>) -> Locales {
    match (locales.as_mut_slice(), title) {
        ([(_, content)], Some(title)) if content.title.is_none() => content.title = Some(title),
        ([], Some(title)) => locales.push((
            Locale::default(),
            ContentJson {
                title: Some(title),
                ..ContentJson::default()
            },
        )),
        _ => {}
    }
    locales
}
