use feishu_post_core::json::{self, Counter, Estimate, Fields, Key, Label, Output, Tag, Writer};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::model::{Content, Element, Language, Line, Post, Style, Text};

impl Post<'_> {
    /// Returns the post as JSON, `{"zh_cn":{"title":"…","content":[[…],[…]]}}`, as im/v1 expects it
    /// in `content`. For the request body of a ticket message, see
    /// [`Message::ticket_body`](crate::Message::ticket_body).
    ///
    /// The keys `title`, `style` and `un_escape` are omitted if they are not set. Non-ASCII
    /// characters are written as UTF-8, not escaped.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().line(|line| line.text("引号 \" 与换行\n")).build()?;
    /// assert_eq!(
    ///     post.to_json(),
    ///     r#"{"zh_cn":{"content":[[{"tag":"text","text":"引号 \" 与换行\n"}]]}}"#
    /// );
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.written()
    }

    /// Returns the length of [`to_json`](Self::to_json) in bytes, without creating the string.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let post = post![["引号 \" 与换行\n"]];
    /// assert_eq!(post.json_len(), post.to_json().len());
    /// ```
    #[must_use]
    pub fn json_len(&self) -> usize {
        self.len()
    }
}

/// Types that are written as JSON.
pub(super) trait Json {
    fn write<O: Output>(&self, out: &mut O);

    /// The number of bytes written.
    fn len(&self) -> usize {
        let mut counter = Counter::default();
        self.write(&mut counter);
        counter.0
    }

    /// The JSON, in one allocation unless more than one byte in 32 is escaped.
    fn written(&self) -> String {
        let mut estimate = Estimate::default();
        self.write(&mut estimate);
        let mut json = String::with_capacity(estimate.0 + estimate.0 / 32);
        self.write(&mut json);
        json
    }
}

impl Json for Post<'_> {
    fn write<O: Output>(&self, out: &mut O) {
        post(&mut Writer::<_, false>(out), self);
    }
}

/// The object of locales.
#[inline]
pub(super) fn post<O: Output, const ESCAPED: bool>(
    out: &mut Writer<'_, O, ESCAPED>,
    post: &Post<'_>,
) {
    match post.json {
        Some(json) if !ESCAPED => out.0.push(json),
        _ => out.post(
            post.contents()
                .map(|(locale, content)| self::content(locale.as_str(), content)),
        ),
    }
}

/// Counts the bytes that parts of a post take, as a value or, if `escaped`, inside a JSON string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    pub(crate) escaped: bool,
}

impl Measure {
    /// The object of one locale with its content, without the enclosing braces.
    pub(crate) fn content(self, locale: &str, content: &Content<'_>) -> usize {
        self.len(self::content(locale, content))
    }

    /// The same without any line.
    pub(crate) fn frame(self, locale: &str, title: Option<&str>) -> usize {
        let lines = std::iter::empty::<std::iter::Empty<_>>();
        self.len(json::Content {
            locale,
            title,
            lines,
        })
    }

    /// The array of a line.
    pub(crate) fn line(self, line: &Line<'_>) -> usize {
        self.array(elements(line))
    }

    /// The object of an element.
    pub(crate) fn element(self, element: &Element<'_>) -> usize {
        self.array(std::iter::once(inline(element))) - "[]".len()
    }

    /// The inside of a string.
    pub(crate) fn text(self, text: &str) -> usize {
        self.frame(text, None) - self.frame("", None)
    }

    fn array<'p>(self, elements: impl Iterator<Item = json::Element<'p>>) -> usize {
        let lines = std::iter::once(elements);
        let with_line = json::Content {
            locale: "",
            title: None,
            lines,
        };
        self.len(with_line) - self.frame("", None)
    }

    fn len<'p, L: Iterator<Item: Iterator<Item = json::Element<'p>>>>(
        self,
        content: json::Content<'p, L>,
    ) -> usize {
        let mut counter = Counter::default();
        let contents = std::iter::once(content);
        if self.escaped {
            Writer::<_, true>(&mut counter).post(contents);
        } else {
            Writer::<_, false>(&mut counter).post(contents);
        }
        counter.0 - "{}".len()
    }
}

fn content<'p>(
    locale: &'p str,
    content: &'p Content<'_>,
) -> json::Content<'p, impl Iterator<Item = impl Iterator<Item = json::Element<'p>>>> {
    json::Content {
        locale,
        title: content.title(),
        lines: content.lines().iter().map(elements),
    }
}

/// The elements of a line; a block is one.
#[inline]
fn elements<'p>(line: &'p Line<'_>) -> impl Iterator<Item = json::Element<'p>> {
    block(line)
        .into_iter()
        .chain(line.elements().iter().map(inline))
}

#[inline]
fn block<'p>(line: &'p Line<'_>) -> Option<json::Element<'p>> {
    Some(match line {
        Line::Paragraph(_) => return None,
        Line::Image(image) => json::Element::Image {
            image_key: image.image_key(),
            size: image.dimensions(),
        },
        Line::Media(media) => json::Element::Media {
            file_key: media.file_key(),
            image_key: media.cover_key(),
        },
        Line::Hr(_) => json::Element::Hr,
        Line::CodeBlock(block) => json::Element::CodeBlock {
            language: block.language().map(Language::name),
            text: block.text(),
        },
        Line::Markdown(markdown) => json::Element::Markdown {
            text: markdown.source(),
        },
    })
}

#[inline]
fn inline<'p>(element: &'p Element<'_>) -> json::Element<'p> {
    match element {
        Element::Text(text) => json::Element::Text(label(text)),
        Element::Link(link) => json::Element::Link {
            text: label(link.text()),
            href: link.href().as_str(),
        },
        Element::At(at) => json::Element::At {
            user_id: at.user_id(),
            user_name: at.user_name(),
            style: at.style(),
        },
        Element::Emotion(emotion) => json::Element::Emotion {
            emoji_type: emotion.emoji().name(),
        },
    }
}

#[inline]
fn label<'p>(text: &'p Text<'_>) -> Label<'p> {
    Label {
        text: text.as_str(),
        style: text.style(),
        un_escape: text.un_escape(),
    }
}

/// Serializes the object of locales that im/v1 expects in `content`; see [`Post::to_json`].
impl Serialize for Post<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.contents()
                .map(|(locale, content)| (locale.as_str(), content)),
        )
    }
}

/// Serializes `{"title":"…","content":[[…]]}`, omitting the key of a missing title.
impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(title) = self.title() {
            map.serialize_entry("title", title)?;
        }
        map.serialize_entry("content", self.lines())?;
        map.end()
    }
}

/// Serializes an array of elements.
impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(elements(self).map(ElementJson))
    }
}

struct ElementJson<'p>(json::Element<'p>);

impl Serialize for ElementJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = MapFields(serializer.serialize_map(None)?);
        self.0.fields(&mut map)?;
        map.0.end()
    }
}

struct MapFields<M>(M);

impl<M: SerializeMap> Fields for MapFields<M> {
    type Error = M::Error;

    fn tag(&mut self, tag: Tag) -> Result<(), M::Error> {
        self.0.serialize_entry("tag", tag.name())
    }

    fn string(&mut self, key: Key, value: &str) -> Result<(), M::Error> {
        self.0.serialize_entry(key.name(), value)
    }

    fn number(&mut self, key: Key, value: u32) -> Result<(), M::Error> {
        self.0.serialize_entry(key.name(), &value)
    }

    fn flag(&mut self, key: Key) -> Result<(), M::Error> {
        self.0.serialize_entry(key.name(), &true)
    }

    fn style(&mut self, key: Key, style: Style) -> Result<(), M::Error> {
        let names: Vec<_> = style.names().collect();
        self.0.serialize_entry(key.name(), &names)
    }
}
