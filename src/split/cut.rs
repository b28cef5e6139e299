//! The pieces of one locale.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{Limit, SplitError};
use crate::json::Measure;
use crate::model::{CodeBlock, Content, Element, Line, Link, Locale, Location, Markdown, Text};

pub(super) struct Cutter<'p, 'a> {
    measure: Measure,
    limit: Limit,
    locale: &'p Locale<'a>,
    /// What the locale may take of a part.
    share: usize,
    /// What is left of it for further lines of the current piece.
    room: usize,
    pieces: Vec<Content<'a>>,
    current: Content<'a>,
    /// The line and the element that are being added, from 1.
    at: (usize, usize),
}

impl<'p, 'a> Cutter<'p, 'a> {
    pub(super) fn new(
        measure: Measure,
        limit: Limit,
        locale: &'p Locale<'a>,
        share: usize,
    ) -> Self {
        Self {
            measure,
            limit,
            locale,
            share,
            room: 0,
            pieces: Vec::new(),
            current: Content::default(),
            at: (0, 0),
        }
    }

    pub(super) fn cut(mut self, content: &Content<'a>) -> Result<Vec<Content<'a>>, SplitError> {
        let title = content.title.clone();
        let frame = self.frame(title.as_deref());
        self.room = self
            .share
            .checked_sub(frame)
            .ok_or_else(|| self.too_large(Location::locale_only(self.locale.clone()), frame))?;
        self.current = Content::default().with_title(title.unwrap_or_default());
        for (line, number) in content.lines().iter().zip(1..) {
            self.at = (number, 1);
            self.add(line)?;
        }
        self.pieces.push(self.current);
        Ok(self.pieces)
    }

    fn add(&mut self, line: &Line<'a>) -> Result<(), SplitError> {
        let size = self.measure.line(line);
        if !self.fits(size) && (size <= self.fresh_room() || !self.current.lines().is_empty()) {
            self.begin_piece();
        }
        if self.fits(size) {
            self.push(line.clone(), size);
            return Ok(());
        }
        match line {
            Line::Paragraph(paragraph) => self.add_elements(paragraph.elements()),
            Line::CodeBlock(block) => self.add_rows(block.text(), |code| {
                let language = block.language().cloned();
                let text = Cow::Owned(code.to_owned());
                CodeBlock { language, text }.into()
            }),
            Line::Markdown(markdown) => self.add_rows(markdown.source(), |rows| {
                Markdown::raw(rows.to_owned()).into()
            }),
            _ => Err(self.element_too_large(size)),
        }
    }

    /// A paragraph in as many pieces as it takes.
    fn add_elements(&mut self, elements: &[Element<'a>]) -> Result<(), SplitError> {
        let mut line = Unfinished::default();
        for (element, number) in elements.iter().zip(1..) {
            self.at.1 = number;
            match element {
                Element::Text(text) => self.add_text(&mut line, text, Element::from)?,
                Element::Link(link) => {
                    let piece = |text| Link::new(text, link.href().clone()).into();
                    self.add_text(&mut line, link.text(), piece)?;
                }
                whole => self.add_whole(&mut line, whole)?,
            }
        }
        self.finish(&mut line);
        Ok(())
    }

    fn add_whole(
        &mut self,
        line: &mut Unfinished<'a>,
        element: &Element<'a>,
    ) -> Result<(), SplitError> {
        let size = self.measure.element(element);
        while size > self.free(line) {
            if self.is_fresh(line) {
                return Err(self.element_too_large(line.size + size));
            }
            self.finish(line);
            self.begin_piece();
        }
        line.push(element.clone(), size);
        Ok(())
    }

    fn add_text(
        &mut self,
        line: &mut Unfinished<'a>,
        text: &Text<'a>,
        element: impl Fn(Text<'a>) -> Element<'a>,
    ) -> Result<(), SplitError> {
        let piece = |piece: &str| {
            element(Text {
                text: Cow::Owned(piece.to_owned()),
                style: text.style,
                un_escape: text.un_escape,
            })
        };
        let around = self.measure.element(&piece(""));
        let mut rest = text.as_str();
        loop {
            let room = self.free(line).checked_sub(around);
            let fitting = room.map(|room| self.prefix(rest, room, text.un_escape));
            let (fitting, size) = fitting.unwrap_or_default();
            if room.is_some() && fitting == rest.len() {
                line.push(piece(rest), around + size);
                return Ok(());
            }
            if fitting > 0 {
                line.push(piece(&rest[..fitting]), around + size);
                rest = &rest[fitting..];
            } else if self.is_fresh(line) {
                let unit = next_unit(rest, text.un_escape).unwrap_or_default();
                let size = line.size + around + self.measure.text(unit);
                return Err(self.element_too_large(size));
            }
            self.finish(line);
            self.begin_piece();
        }
    }

    /// A block of rows in as many pieces as it takes.
    fn add_rows(&mut self, rows: &str, block: impl Fn(&str) -> Line<'a>) -> Result<(), SplitError> {
        let around = self.measure.line(&block(""));
        let mut rest = rows;
        loop {
            let room = self.room.saturating_sub(around + self.comma());
            let (fitting, size) = self.prefix(rest, room, false);
            if fitting == rest.len() {
                self.push(block(rest), around + size);
                return Ok(());
            }
            if fitting == 0 && self.current.is_empty() {
                let unit = next_unit(rest, false).unwrap_or_default();
                return Err(self.element_too_large(around + self.measure.text(unit)));
            }
            if fitting > 0 {
                let (head, tail) = cut_at_row(rest, fitting);
                self.push(block(head), around + size);
                rest = tail;
            }
            self.begin_piece();
        }
    }

    /// How many bytes of the text, at a boundary of graphemes, take no more than `room`. A reference such as
    /// `&nbsp;` is not cut where it stands for a character. Also, how many bytes of JSON they take.
    fn prefix(&self, text: &str, room: usize, un_escape: bool) -> (usize, usize) {
        let (mut end, mut used) = (0, 0);
        while let Some(unit) = next_unit(&text[end..], un_escape) {
            let size = self.measure.text(unit);
            if used + size > room {
                break;
            }
            used += size;
            end += unit.len();
        }
        (end, used)
    }

    /// What is left for elements of the line.
    fn free(&self, line: &Unfinished<'a>) -> usize {
        let comma = usize::from(!line.elements.is_empty());
        self.room.saturating_sub(line.size + comma + self.comma())
    }

    /// Whether nothing stands in the piece, so that there will never be more room.
    fn is_fresh(&self, line: &Unfinished<'a>) -> bool {
        self.current.is_empty() && line.elements.is_empty()
    }

    fn finish(&mut self, line: &mut Unfinished<'a>) {
        if !line.elements.is_empty() {
            let Unfinished { elements, size } = std::mem::take(line);
            self.push(Line::from_iter(elements), size);
        }
    }

    fn fits(&self, size: usize) -> bool {
        size + self.comma() <= self.room
    }

    fn comma(&self) -> usize {
        usize::from(!self.current.lines().is_empty())
    }

    fn push(&mut self, line: Line<'a>, size: usize) {
        self.room = self.room.saturating_sub(size + self.comma());
        self.current.extend([line]);
    }

    /// Begins a new piece, unless the current one is still empty.
    fn begin_piece(&mut self) {
        if self.current.is_empty() {
            return;
        }
        self.pieces.push(std::mem::take(&mut self.current));
        self.room = self.fresh_room();
    }

    /// The locale without lines, and the brace or comma before it.
    fn frame(&self, title: Option<&str>) -> usize {
        1 + self.measure.frame(self.locale.as_str(), title)
    }

    fn fresh_room(&self) -> usize {
        self.share.saturating_sub(self.frame(None))
    }

    fn element_too_large(&self, size: usize) -> SplitError {
        let (line, element) = self.at;
        let location = Location::at_element(self.locale.clone(), line, element);
        self.too_large(location, self.frame(None) + size)
    }

    fn too_large(&self, location: Location<'a>, size: usize) -> SplitError {
        SplitError {
            location: location.into_owned(),
            bytes: self.limit.max_bytes() - self.share.min(self.limit.max_bytes()) + size,
            limit: self.limit.max_bytes(),
        }
    }
}

/// A paragraph that is being added.
struct Unfinished<'a> {
    elements: Vec<Element<'a>>,
    size: usize,
}

impl Default for Unfinished<'_> {
    fn default() -> Self {
        Self {
            elements: Vec::new(),
            size: "[]".len(),
        }
    }
}

impl<'a> Unfinished<'a> {
    fn push(&mut self, element: Element<'a>, size: usize) {
        self.size += size + usize::from(!self.elements.is_empty());
        self.elements.push(element);
    }
}

/// Cuts at the last line break up to `fitting`, which is left out; without one, there.
fn cut_at_row(rows: &str, fitting: usize) -> (&str, &str) {
    let (head, tail) = rows.split_at(fitting);
    if let Some(tail) = tail.strip_prefix('\n') {
        return (head, tail);
    }
    head.rfind('\n')
        .map_or((head, tail), |end| (&rows[..end], &rows[end + 1..]))
}

fn next_unit(text: &str, un_escape: bool) -> Option<&str> {
    /// Longer than any name of HTML.
    const MAX_REFERENCE: usize = 40;

    let grapheme = text.graphemes(true).next()?;
    if !un_escape || grapheme != "&" {
        return Some(grapheme);
    }
    let reference = text
        .bytes()
        .take(MAX_REFERENCE)
        .position(|byte| byte == b';');
    let is_name = |name: &str| {
        name.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    };
    let reference = reference.filter(|end| is_name(text.get(1..*end).unwrap_or("&")));
    Some(reference.map_or(grapheme, |end| &text[..=end]))
}
