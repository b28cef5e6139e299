//! The forms that content can have, and collecting what they contain.

use std::collections::HashSet;

use feishu_post_core::ProblemKind;
use feishu_post_core::names::{MAX_LOCALES, is_locale_name, locale_names};

use super::element::{self, Found, Piece};
use super::json::{Fields, Json};
use super::message::{Attachment, Mention, People};
use super::problem::{Change, ChangeKind, ReceivedError};
use crate::model::{At, Content, Element, Line, Locale, Location, Post};

/// How deeply `post` and `content` may be nested: at least as deeply as in a stored post.
const MAX_ENVELOPES: usize = 8;

/// Reads contents into a post, and collects everything else.
pub(super) struct Collector<'m> {
    people: People<'m>,
    contents: Vec<(Locale<'static>, Content<'static>)>,
    attachments: Vec<Attachment>,
    /// The keys of the attachments, because `files` repeats some that are also in a line.
    keys: HashSet<String>,
    changes: Vec<Change>,
    /// The locale being read, its content so far, and the number of the line in the input.
    locale: Locale<'static>,
    content: Content<'static>,
    line: usize,
}

impl<'m> Collector<'m> {
    pub(super) fn new(mentions: &'m [Mention]) -> Self {
        Self {
            people: People::new(mentions),
            contents: Vec::new(),
            attachments: Vec::new(),
            keys: HashSet::new(),
            changes: Vec::new(),
            locale: Locale::default(),
            content: Content::default(),
            line: 0,
        }
    }

    pub(super) fn finish(self) -> (Post<'static>, Vec<Attachment>, Vec<Change>) {
        let post = Post::from_contents(self.contents);
        (post, self.attachments, self.changes)
    }

    /// Reads `{title, content}`, one of those per locale, either of them inside `post` or `content`, or bare lines.
    pub(super) fn post(&mut self, value: Json) -> Result<(), ReceivedError> {
        if let lines @ Json::Array(_) = value {
            self.content(Locale::default(), lines);
            return Ok(());
        }
        let fields = value.into_object("an object with title and content")?;
        self.locales(fields, 0);
        Ok(())
    }

    /// Reads the content of each locale, also inside envelopes. All other fields belong to the first locale.
    fn locales(&mut self, fields: Fields, envelopes: usize) {
        let mut others = Fields::default();
        for (name, value) in fields.0 {
            if envelopes < MAX_ENVELOPES && matches!(name.as_str(), "post" | "content") {
                match value.unwrapped() {
                    Json::Object(inner) if inner.get("tag").is_none() => {
                        self.locales(inner, envelopes + 1);
                    }
                    lines if name == "post" => self.content(Locale::default(), lines),
                    lines => others.0.push((name, lines)),
                }
                continue;
            }
            match as_content(&name, value) {
                Ok(content) => self.content(Locale::other(name), content),
                Err(value) => others.0.push((name, value)),
            }
        }
        let first = self.contents.first();
        let locale = first.map_or_else(Locale::default, |(locale, _)| locale.clone());
        self.content(locale, Json::Object(others));
    }

    /// Reads a text message, line by line.
    pub(super) fn text(&mut self, value: Json) -> Result<(), ReceivedError> {
        let content = value.into_object("an object with text")?;
        let text = content.text("text").unwrap_or_default();
        let lines = text.lines().map(|line| self.text_line(line));
        let content = Content::new(lines);
        self.contents.push((Locale::default(), content));
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
            keys(placeholder).into_iter().find_map(|key| {
                let at = self.people.find(key)?;
                Some((before, at, &placeholder[key.len()..]))
            })
        })
    }

    fn content(&mut self, locale: Locale<'static>, value: Json) {
        (self.locale, self.line) = (locale, 0);
        match value {
            Json::Object(fields) => self.fields(fields),
            lines => self.lines(lines),
        }
        let content = std::mem::take(&mut self.content);
        if !content.is_empty() {
            self.add(content);
        }
    }

    /// Adds to the locale's content. If there are too many locales, the last one gets the lines.
    fn add(&mut self, content: Content<'static>) {
        let mut locales = self.contents.iter().map(|(locale, _)| locale);
        let known = locales.position(|locale| *locale == self.locale);
        if known.is_none() && self.contents.len() < MAX_LOCALES {
            return self.contents.push((self.locale.clone(), content));
        }
        if known.is_none() {
            self.change(None, ProblemKind::TooManyLocales.into());
        }
        let index = known.unwrap_or(MAX_LOCALES - 1);
        let (_, existing) = &mut self.contents[index];
        let title = content.title().map(str::to_owned);
        match title {
            Some(title) if existing.title().is_none() => {
                *existing = std::mem::take(existing).with_title(title);
            }
            title => existing.extend(title),
        }
        existing.extend(content);
    }

    fn fields(&mut self, mut fields: Fields) {
        let title = fields.text("title").unwrap_or_default();
        self.field_of_lines(&mut fields, "content");
        if !self.content.lines().iter().any(shows) {
            let blank = std::mem::take(&mut self.content);
            self.line = 0;
            self.field_of_lines(&mut fields, "content_v2");
            if !self.content.lines().iter().any(shows) {
                self.content = blank;
            }
        }
        let files = fields.take("files").unwrap_or(Json::Null);
        if self.content.lines().is_empty() && fields.text("text").is_some() {
            self.elements(&[&Json::Object(fields)]);
        }
        self.files(files.items());
        self.content = std::mem::take(&mut self.content).with_title(title);
    }

    fn field_of_lines(&mut self, fields: &mut Fields, name: &str) {
        if let Some(lines) = fields.take(name) {
            self.lines(lines.unwrapped());
        }
    }

    /// Reads a list of lines. Consecutive elements in it form one line, and a value that is not a list is a line,
    /// too.
    fn lines(&mut self, lines: Json) {
        let Json::Array(items) = lines else {
            return self.elements(&[&lines]);
        };
        for items in items.chunk_by(|one, next| !is_list(one) && !is_list(next)) {
            let mut elements = Vec::new();
            for item in items {
                flatten(item, &mut elements);
            }
            self.elements(&elements);
        }
    }

    fn elements(&mut self, elements: &[&Json]) {
        self.line += 1;
        let mut paragraph = Vec::new();
        for (element, number) in elements.iter().zip(1..) {
            let found = element::read(element, elements.len() == 1, &self.people);
            match self.take_down(found, Some(number)) {
                Some(Piece::Inline(inline)) => paragraph.push(inline),
                Some(Piece::Block(block, _)) => {
                    self.content.push_elements(&mut paragraph);
                    self.content.extend([block]);
                }
                None => {}
            }
        }
        self.content.push_elements(&mut paragraph);
    }

    fn files(&mut self, files: &[Json]) {
        for file in files {
            let Json::Object(fields) = file else {
                continue;
            };
            let found = element::file(fields, "file");
            let mut keys = found.attachments.iter().map(Attachment::key);
            if !keys.any(|key| self.keys.contains(key))
                && let Some(Piece::Inline(name)) = self.take_down(found, None)
            {
                self.content.extend([name]);
            }
        }
    }

    /// Records everything except what the post shows, and returns that.
    fn take_down(&mut self, found: Found, element: Option<usize>) -> Option<Piece> {
        for kind in found.changes {
            self.change(element, kind);
        }
        let keys = found.attachments.iter().map(|one| one.key().to_owned());
        self.keys.extend(keys);
        self.attachments.extend(found.attachments);
        found.piece
    }

    fn change(&mut self, element: Option<usize>, kind: ChangeKind) {
        let locale = self.locale.clone();
        let location = match element {
            Some(element) => Location::at_element(locale, self.line, element),
            None => Location::locale_only(locale),
        };
        self.changes.push(Change::new(location, kind));
    }
}

/// Returns the content of a locale, or else the value as an error: other fields, such as `at_list`, have names that
/// look like a locale's.
fn as_content(name: &str, value: Json) -> Result<Json, Json> {
    if !is_locale_name(name) {
        return Err(value);
    }
    let is_documented = locale_names().any(|known| known == name);
    match value.unwrapped() {
        value @ (Json::Object(_) | Json::Array(_) | Json::String(_)) if is_documented => Ok(value),
        value if looks_like_content(&value) => Ok(value),
        value => Err(value),
    }
}

fn looks_like_content(value: &Json) -> bool {
    let names = ["title", "content", "content_v2", "files"];
    match value {
        Json::Object(fields) => names.iter().any(|name| fields.get(name).is_some()),
        Json::Array(items) => items.iter().any(|item| match item {
            Json::Object(fields) => fields.get("tag").is_some(),
            item => item
                .items()
                .iter()
                .any(|element| matches!(element, Json::Object(_))),
        }),
        _ => false,
    }
}

/// Whether the line shows anything but whitespace.
fn shows(line: &Line<'_>) -> bool {
    let is_blank = |element: &Element<'_>| matches!(element, Element::Text(text) if text.as_str().trim().is_empty());
    match line {
        Line::Paragraph(paragraph) => !paragraph.elements().iter().all(is_blank),
        Line::Markdown(markdown) => !markdown.source().trim().is_empty(),
        _ => true,
    }
}

fn is_list(value: &Json) -> bool {
    matches!(value, Json::Array(_))
}

/// Flattens nested lists, which are part of their line.
fn flatten<'j>(value: &'j Json, elements: &mut Vec<&'j Json>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| flatten(item, elements)),
        element => elements.push(element),
    }
}

fn text_element(text: &str) -> Option<Element<'static>> {
    (!text.is_empty()).then(|| text.to_owned().into())
}

/// The keys that a text may begin with: `@_user_1` is a prefix of `@_user_10`, so all digits belong to it, but those
/// after `@_all` do not.
fn keys(text: &str) -> [&str; 2] {
    let rest = text.trim_start_matches('@');
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    [after, rest].map(|rest| &text[..text.len() - rest.len()])
}
