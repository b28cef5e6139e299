//! The forms of a content, and what is gathered from them.

use feishu_post_core::names::is_locale_name;
use serde_json::{Map, Value};

use super::change::{Change, ChangeKind};
use super::element::{self, Piece};
use super::parts::People;
use super::{Attachment, Mention, ReceivedError, json};
use crate::model::{At, Content, Element, Line, Locale, Location, Post};

/// Reads contents into a post, and takes down the rest.
pub(super) struct Collector<'m> {
    people: People<'m>,
    contents: Vec<(Locale<'static>, Content<'static>)>,
    attachments: Vec<Attachment>,
    changes: Vec<Change>,
}

impl<'m> Collector<'m> {
    pub(super) fn new(mentions: &'m [Mention]) -> Self {
        Self {
            people: People::new(mentions),
            contents: Vec::new(),
            attachments: Vec::new(),
            changes: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> (Post<'static>, Vec<Attachment>, Vec<Change>) {
        let post = Post::from_contents(self.contents);
        (post, self.attachments, self.changes)
    }

    /// `{title, content}`, one for each locale, either of them in `post`, or the lines alone.
    pub(super) fn post(&mut self, value: Value) -> Result<(), ReceivedError> {
        let content = match value {
            lines @ Value::Array(_) => {
                self.content(Locale::ZhCn, lines, None);
                return Ok(());
            }
            value => json::object(value, "an object with title and content")?,
        };
        let mut content = in_post(content);
        let title = title(&content);
        let locales: Vec<_> = locales(&mut content).collect();
        if locales.is_empty() {
            self.content(Locale::ZhCn, Value::Object(content), None);
        }
        let mut titles = title.into_iter();
        for (locale, content) in locales {
            self.content(locale, content, titles.next());
        }
        Ok(())
    }

    /// A text message, with a line for each of its lines.
    pub(super) fn text(&mut self, value: Value) -> Result<(), ReceivedError> {
        let content = json::object(value, "an object with text")?;
        let text = json::text(content.get("text")).unwrap_or_default();
        let lines = text.lines().map(|line| self.text_line(line));
        let content = Content::new(lines);
        self.contents.push((Locale::ZhCn, content));
        Ok(())
    }

    fn text_line(&self, mut rest: &str) -> Line<'static> {
        let mut elements = Vec::new();
        while let Some((before, at, after)) = self.next_mention(rest) {
            elements.extend(text_element(before));
            elements.push(at.into());
            rest = after;
        }
        elements.extend(text_element(rest));
        Line::from_iter(elements)
    }

    fn next_mention<'t>(&self, text: &'t str) -> Option<(&'t str, At<'static>, &'t str)> {
        text.match_indices("@_").find_map(|(start, _)| {
            let (before, placeholder) = text.split_at(start);
            let (key, after) = placeholder.split_at(placeholder_len(placeholder));
            Some((before, self.people.find(key)?, after))
        })
    }

    fn content(&mut self, locale: Locale<'static>, value: Value, outer_title: Option<String>) {
        let mut sheet = Sheet {
            collector: self,
            locale,
            content: Content::default(),
            line: 0,
        };
        match json::decoded_or_text(value) {
            Value::Object(mut content) => {
                sheet.lines(content.remove("content"));
                if sheet.content.lines().is_empty() {
                    sheet.line = 0;
                    sheet.lines(content.remove("content_v2"));
                }
                sheet.files(content.get("files"));
                let title = title(&content).or(outer_title);
                sheet.content = sheet.content.with_title(title.unwrap_or_default());
            }
            lines => {
                sheet.lines(Some(lines));
                sheet.content = sheet.content.with_title(outer_title.unwrap_or_default());
            }
        }
        let Sheet {
            locale, content, ..
        } = sheet;
        self.contents.push((locale, content));
    }
}

/// The content of one locale while it is read.
struct Sheet<'s, 'm> {
    collector: &'s mut Collector<'m>,
    locale: Locale<'static>,
    content: Content<'static>,
    /// The number of the line, as it came.
    line: usize,
}

impl Sheet<'_, '_> {
    fn lines(&mut self, lines: Option<Value>) {
        let lines = match json::decoded_or_text(lines.unwrap_or_default()) {
            Value::Array(items) => items,
            Value::Null => return,
            one => vec![one],
        };
        let mut flat = Vec::new();
        for item in lines {
            match item {
                Value::Array(line) => {
                    self.line_of(std::mem::take(&mut flat));
                    self.line += 1;
                    self.elements(line);
                }
                item => flat.push(item),
            }
        }
        self.line_of(flat);
    }

    /// Elements that stand where lines should.
    fn line_of(&mut self, elements: Vec<Value>) {
        if !elements.is_empty() {
            self.line += 1;
            self.elements(elements);
        }
    }

    fn elements(&mut self, elements: Vec<Value>) {
        let elements = flat(elements);
        let is_alone = elements.len() == 1;
        let mut paragraph = Vec::new();
        for (value, number) in elements.into_iter().zip(1..) {
            let mut found = element::read(value, is_alone, &self.collector.people);
            for kind in found.changes.drain(..) {
                self.change(Some(number), kind);
            }
            self.collector.attach(found.attachment);
            match found.piece {
                Some(Piece::Inline(inline)) => paragraph.push(inline),
                Some(Piece::Block(block, _)) => {
                    self.paragraph(&mut paragraph);
                    self.content.extend([block]);
                }
                None => {}
            }
        }
        self.paragraph(&mut paragraph);
    }

    fn paragraph(&mut self, elements: &mut Vec<Element<'static>>) {
        self.content.push_elements(elements);
    }

    fn files(&mut self, files: Option<&Value>) {
        for file in files.and_then(Value::as_array).into_iter().flatten() {
            let Some(file) = file.as_object() else {
                continue;
            };
            let found = element::file(file, "file");
            let is_new = found.attachment.as_ref().is_none_or(|file| {
                let mut known = self.collector.attachments.iter();
                known.all(|one| one.key() != file.key())
            });
            if is_new {
                self.collector.attach(found.attachment);
                self.content.extend(found.piece.map(Line::from));
                found
                    .changes
                    .into_iter()
                    .for_each(|kind| self.change(None, kind));
            }
        }
    }

    fn change(&mut self, element: Option<usize>, kind: ChangeKind) {
        let locale = self.locale.clone();
        let location = match element {
            Some(element) => Location::at_element(locale, self.line, element),
            None => Location::locale_only(locale),
        };
        self.collector.changes.push(Change::new(location, kind));
    }
}

impl Collector<'_> {
    fn attach(&mut self, attachment: Option<Attachment>) {
        self.attachments.extend(attachment);
    }
}

/// Lists within a line are part of it.
fn flat(values: Vec<Value>) -> Vec<Value> {
    let flatten = |value| match value {
        Value::Array(inner) => flat(inner),
        one => vec![one],
    };
    values.into_iter().flat_map(flatten).collect()
}

/// The content of the field `post`, if it has one.
fn in_post(mut content: Map<String, Value>) -> Map<String, Value> {
    match content.remove("post").map(json::decoded_or_text) {
        Some(Value::Object(inner)) => inner,
        Some(Value::Array(lines)) => Map::from_iter([("content".to_owned(), lines.into())]),
        _ => content,
    }
}

fn locales(content: &mut Map<String, Value>) -> impl Iterator<Item = (Locale<'static>, Value)> {
    let is_locale = |name: &str, value: &Value| {
        is_locale_name(name) && (value.is_object() || value.is_array() || value.is_string())
    };
    let fields = std::mem::take(content).into_iter();
    let (locales, others): (Vec<_>, Vec<_>) =
        fields.partition(|(name, value)| is_locale(name, value));
    content.extend(others);
    locales
        .into_iter()
        .map(|(name, content)| (Locale::other(name), content))
}

fn title(content: &Map<String, Value>) -> Option<String> {
    json::text(content.get("title")).filter(|title| !title.is_empty())
}

fn text_element(text: &str) -> Option<Element<'static>> {
    (!text.is_empty()).then(|| text.to_owned().into())
}

/// `@_user_1` is the beginning of `@_user_10`, so all digits belong to the placeholder.
fn placeholder_len(placeholder: &str) -> usize {
    let rest = placeholder.trim_start_matches("@_");
    let name = placeholder.len() - rest.len();
    let letters = rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_')
            .len();
    let digits = &rest[letters..];
    name + letters + digits.len()
        - digits
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len()
}
