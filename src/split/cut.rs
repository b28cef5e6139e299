//! Cutting one locale into pieces.

use std::fmt;

use thiserror::Error;

use super::Limit;
use super::fit::{Fit, Place, Prose};
use crate::json::Measure;
use crate::model::{CodeBlock, Content, Element, Line, Locale, Location, Markdown, Text};

/// An error returned by [`Post::split`](crate::Post::split): something that cannot be split exceeds the limit.
///
/// ```
/// use feishu_post::{Limit, post};
///
/// let error = post![["见 ", link("文档", "https://example.com")]].split(Limit::bytes(70)).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "zh_cn line 1 element 2: a link cannot be split and needs a message of 82 bytes; the limit is 70"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Error)]
#[error(
    "{location}: {what} cannot be split and needs a message of {bytes} bytes; the limit is {limit}"
)]
pub struct SplitError {
    what: &'static str,
    location: Location<'static>,
    bytes: usize,
    limit: usize,
}

impl SplitError {
    /// Returns the location of what cannot be split: an element or, if the location has no line, the title.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let error = post!["一", image("img_7ea74629")].split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.location().line(), Some(2));
    /// ```
    #[must_use]
    pub const fn location(&self) -> &Location<'static> {
        &self.location
    }

    /// Returns the size in bytes of the smallest message that contains it.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let picture = post![image("img_7ea74629")];
    /// let error = picture.split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.needed_bytes(), picture.json_len());
    /// ```
    #[must_use]
    pub const fn needed_bytes(&self) -> usize {
        self.bytes
    }

    /// Returns the maximum size of a part in bytes.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let error = post![image("img_7ea74629")].split(Limit::bytes(60)).unwrap_err();
    /// assert_eq!(error.max_bytes(), 60);
    /// ```
    #[must_use]
    pub const fn max_bytes(&self) -> usize {
        self.limit
    }
}

/// Same as `Display`.
impl fmt::Debug for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Cuts the content of a locale into pieces that take at most `share` bytes of a part each.
pub(super) fn cut<'a>(
    measure: Measure,
    limit: Limit,
    locale: &Locale<'a>,
    share: usize,
    content: &Content<'a>,
) -> Result<Vec<Content<'a>>, SplitError> {
    let title = content.title.clone();
    let mut cutter = Cutter {
        measure,
        limit,
        locale,
        share,
        room: 0,
        pieces: Vec::new(),
        current: Content::default(),
        at: (0, 0),
    };
    let frame = cutter.frame(title.as_deref());
    cutter.room = share.checked_sub(frame).ok_or_else(|| {
        let location = Location::locale_only(locale.clone());
        cutter.too_large("the title", location, frame)
    })?;
    cutter.current = Content::default().with_title(title.unwrap_or_default());
    for (line, number) in content.lines().iter().zip(1..) {
        cutter.at = (number, 1);
        cutter.add(line)?;
    }
    cutter.pieces.push(cutter.current);
    Ok(cutter.pieces)
}

struct Cutter<'p, 'a> {
    measure: Measure,
    limit: Limit,
    locale: &'p Locale<'a>,
    share: usize,
    /// The bytes left for further lines in the current piece.
    room: usize,
    pieces: Vec<Content<'a>>,
    current: Content<'a>,
    /// The line and the element being added, counted from 1.
    at: (usize, usize),
}

impl<'a> Cutter<'_, 'a> {
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
            Line::CodeBlock(block) => self.add_rows(block.text(), Prose::Code, |code| {
                let language = block.language().cloned();
                let text = code.to_owned().into();
                CodeBlock { language, text }.into()
            }),
            Line::Markdown(markdown) => {
                let prose = Prose::Markdown(Place::default());
                let block = |rows: &str| Markdown::raw(rows.to_owned()).into();
                self.add_rows(markdown.source(), prose, block)
            }
            Line::Image(_) => Err(self.element_too_large("an image", size)),
            Line::Media(_) => Err(self.element_too_large("a video", size)),
            Line::Hr(_) => Err(self.element_too_large("a rule", size)),
        }
    }

    /// Adds a paragraph, cutting it into as many pieces as necessary.
    fn add_elements(&mut self, elements: &[Element<'a>]) -> Result<(), SplitError> {
        let mut line = Unfinished::default();
        for (element, number) in elements.iter().zip(1..) {
            self.at.1 = number;
            match element {
                Element::Text(text) => self.add_text(&mut line, text)?,
                Element::Link(_) => self.add_whole(&mut line, element, "a link")?,
                Element::At(_) => self.add_whole(&mut line, element, "a mention")?,
                Element::Emotion(_) => self.add_whole(&mut line, element, "an emoji")?,
            }
        }
        self.finish(&mut line);
        Ok(())
    }

    fn add_whole(
        &mut self,
        line: &mut Unfinished<'a>,
        element: &Element<'a>,
        what: &'static str,
    ) -> Result<(), SplitError> {
        let size = self.measure.element(element);
        while size > self.free(line) {
            if self.is_fresh(line) {
                return Err(self.element_too_large(what, line.size() + size));
            }
            self.finish(line);
            self.begin_piece();
        }
        line.push(element.clone(), size);
        Ok(())
    }

    fn add_text(&mut self, line: &mut Unfinished<'a>, text: &Text<'a>) -> Result<(), SplitError> {
        let &Text {
            style, un_escape, ..
        } = text;
        let piece = |piece: &str| -> Element<'a> {
            let text = piece.to_owned().into();
            let piece = Text {
                text,
                style,
                un_escape,
            };
            piece.into()
        };
        let prose = Prose::Text { un_escape };
        let around = self.measure.element(&piece(""));
        let mut rest = text.as_str();
        loop {
            let room = self.free(line).checked_sub(around);
            let fit = room.map(|room| prose.fit(rest, rest.len(), room, self.measure));
            let Fit { len, size, .. } = fit.unwrap_or_default();
            if len > 0 || (rest.is_empty() && room.is_some()) {
                line.push(piece(&rest[..len]), around + size);
                rest = &rest[len..];
                if rest.is_empty() {
                    return Ok(());
                }
            } else if self.is_fresh(line) {
                let unit = self.measure.text(prose.first_unit(rest));
                return Err(self.element_too_large("a character", line.size() + around + unit));
            }
            self.finish(line);
            self.begin_piece();
        }
    }

    /// Adds a block of rows, cutting it into as many pieces as necessary. The line break at a cut is dropped.
    fn add_rows(
        &mut self,
        rows: &str,
        mut prose: Prose,
        block: impl Fn(&str) -> Line<'a>,
    ) -> Result<(), SplitError> {
        let around = self.measure.line(&block(""));
        let last = last_shown(rows);
        let mut rest = rows;
        loop {
            let room = self.room.checked_sub(around + self.comma());
            let last = last.saturating_sub(rows.len() - rest.len());
            let fit = room.map(|room| prose.fit(rest, last, room, self.measure));
            let is_fitting = fit.is_some_and(|fit| fit.len > 0 || rest.is_empty());
            let fit = fit.unwrap_or_default();
            let (head, tail) = rest.split_at(fit.len);
            if is_fitting {
                self.push(block(head), around + fit.size);
                if tail.is_empty() {
                    return Ok(());
                }
                let next_line = tail.strip_prefix('\n');
                rest = next_line.unwrap_or(tail);
                if let Prose::Markdown(place) = &mut prose {
                    *place = fit.place;
                    place.is_in_line &= next_line.is_none();
                }
            } else if self.current.is_empty() {
                let unit = self.measure.text(prose.first_unit(rest));
                return Err(self.element_too_large("a character", around + unit));
            }
            self.begin_piece();
        }
    }

    /// The bytes left for elements of the line.
    fn free(&self, line: &Unfinished<'a>) -> usize {
        let comma = usize::from(!line.elements.is_empty());
        self.room.saturating_sub(line.size() + comma + self.comma())
    }

    /// Whether the piece is empty, so that there will never be more room.
    fn is_fresh(&self, line: &Unfinished<'a>) -> bool {
        self.current.is_empty() && line.elements.is_empty()
    }

    fn finish(&mut self, line: &mut Unfinished<'a>) {
        if !line.elements.is_empty() {
            let size = line.size();
            self.push(std::mem::take(line).elements.into_iter().collect(), size);
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

    /// The size of the locale without lines, and of the brace or comma before it.
    fn frame(&self, title: Option<&str>) -> usize {
        1 + self.measure.frame(self.locale.as_str(), title)
    }

    fn fresh_room(&self) -> usize {
        self.share.saturating_sub(self.frame(None))
    }

    fn element_too_large(&self, what: &'static str, size: usize) -> SplitError {
        let (line, element) = self.at;
        let location = Location::at_element(self.locale.clone(), line, element);
        self.too_large(what, location, self.frame(None) + size)
    }

    fn too_large(&self, what: &'static str, location: Location<'a>, size: usize) -> SplitError {
        let limit = self.limit.max_bytes();
        SplitError {
            what,
            location: location.into_owned(),
            bytes: limit - self.share.min(limit) + size,
            limit,
        }
    }
}

/// Where the last character that shows something begins.
fn last_shown(text: &str) -> usize {
    let shows = |(_, character): &(usize, char)| !character.is_whitespace();
    text.char_indices()
        .rfind(shows)
        .map_or(0, |(start, _)| start)
}

/// A paragraph that is being added.
#[derive(Default)]
struct Unfinished<'a> {
    elements: Vec<Element<'a>>,
    /// The bytes of the elements and the commas between them.
    inside: usize,
}

impl<'a> Unfinished<'a> {
    fn push(&mut self, element: Element<'a>, size: usize) {
        self.inside += size + usize::from(!self.elements.is_empty());
        self.elements.push(element);
    }

    fn size(&self) -> usize {
        "[]".len() + self.inside
    }
}
