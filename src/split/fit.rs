//! How much of a text fits in a piece, and where to cut it.

use unicode_segmentation::UnicodeSegmentation;

use crate::json::Measure;

/// The kind of a text, which determines where best to cut it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Prose {
    /// After a line break or a space in its second half; otherwise at any grapheme.
    Text { un_escape: bool },
    /// At a line break; within a line that does not fit, at any grapheme.
    Code,
    /// Like code, and outside fences if possible.
    Markdown(Place),
}

impl Prose {
    /// As much of the text as fits in `room`: all of it, or up to the best cut. If possible, the cut is not after
    /// `last`, so that the rest shows something.
    pub(super) fn fit(self, text: &str, last: usize, room: usize, measure: Measure) -> Fit {
        let none = Fit::default();
        let place = match self {
            Self::Markdown(place) => place,
            Self::Text { .. } | Self::Code => Place::default(),
        };
        let mut walk = Walk {
            prose: self,
            last,
            room,
            measure,
            fit: Fit { place, ..none },
            unit: none,
            space: none,
            line: none,
            open_line: none,
            shows: false,
        };
        for unit in units(text, self.decodes()) {
            walk.begin_line(&text[walk.fit.len..]);
            if !walk.takes(unit) {
                return walk.best();
            }
        }
        walk.fit
    }

    /// The smallest possible piece of the text.
    pub(super) fn first_unit(self, text: &str) -> &str {
        units(text, self.decodes()).next().unwrap_or_default()
    }

    const fn decodes(self) -> bool {
        matches!(self, Self::Text { un_escape: true })
    }
}

/// The state of Markdown at a position: whether it is inside a line or a fence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) is_in_line: bool,
    fence: Option<Fence>,
}

impl Place {
    fn begin_line(&mut self, line: &str) {
        self.is_in_line = true;
        self.fence = match self.fence.filter(|fence| !fence.is_left_by(line)) {
            None => Fence::opened_by(line),
            Some(fence) => (!fence.is_closed_by(line)).then_some(fence),
        };
    }
}

/// An open [code fence](https://spec.commonmark.org/0.31.2/#fenced-code-blocks): its marker, and how often that is
/// repeated.
#[derive(Debug, Clone, Copy)]
struct Fence {
    mark: char,
    len: usize,
    /// Whether it is part of a list item or is indented code: a line without indentation ends either.
    is_indented: bool,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let (is_indented, text) = without_indent(line);
        let mark = text
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let len = text.len() - info.len();
        let is_code_span = mark == '`' && info.contains('`');
        (len >= 3 && !is_code_span).then_some(Self {
            mark,
            len,
            is_indented,
        })
    }

    fn is_closed_by(self, line: &str) -> bool {
        let (is_indented, text) = without_indent(line);
        let after = text.trim_start_matches(self.mark);
        let is_long_enough = text.len() - after.len() >= self.len;
        is_long_enough && after.trim().is_empty() && (self.is_indented || !is_indented)
    }

    fn is_left_by(self, line: &str) -> bool {
        self.is_indented && !line.is_empty() && !line.starts_with(INDENT)
    }
}

const INDENT: [char; 2] = [' ', '\t'];

/// Whether the line is indented like code, and what follows the indent.
fn without_indent(line: &str) -> (bool, &str) {
    let text = line.trim_start_matches(INDENT);
    let indent = &line[..line.len() - text.len()];
    (indent.len() >= 4 || indent.contains('\t'), text)
}

/// The beginning of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fit {
    pub(super) len: usize,
    /// The number of bytes it takes as JSON.
    pub(super) size: usize,
    pub(super) place: Place,
}

impl Fit {
    fn with(self, unit: &str, measure: Measure) -> Self {
        Self {
            len: self.len + unit.len(),
            size: self.size + measure.text(unit),
            ..self
        }
    }
}

/// A walk through a text that remembers the last positions for a cut.
struct Walk {
    prose: Prose,
    last: usize,
    room: usize,
    measure: Measure,
    fit: Fit,
    /// The last position for a cut, at any unit.
    unit: Fit,
    space: Fit,
    line: Fit,
    /// The end of the last line outside a fence.
    open_line: Fit,
    /// Whether there was anything other than whitespace.
    shows: bool,
}

impl Walk {
    fn begin_line(&mut self, rest: &str) {
        let place = &mut self.fit.place;
        if !place.is_in_line && matches!(self.prose, Prose::Markdown(_)) {
            place.begin_line(rest.lines().next().unwrap_or_default());
        }
    }

    /// Advances by a unit, if it fits.
    fn takes(&mut self, unit: &str) -> bool {
        let next = self.fit.with(unit, self.measure);
        let is_blank = unit.chars().all(char::is_whitespace);
        match unit.strip_suffix('\n') {
            // The line break at a cut is dropped from both pieces.
            Some(before) if !matches!(self.prose, Prose::Text { .. }) => {
                self.end_line(self.fit.with(before, self.measure));
            }
            Some(_) => self.end_line(next),
            None if is_blank && next.size <= self.room => self.space = next,
            None => {}
        }
        let fits = next.size <= self.room;
        if fits {
            self.fit = next;
            self.fit.place.is_in_line &= !unit.ends_with('\n');
            self.shows |= !is_blank;
            if self.fit.len <= self.last {
                self.unit = self.fit;
            }
        }
        fits
    }

    fn end_line(&mut self, end: Fit) {
        // A piece of blank lines would show nothing.
        if self.shows && end.len <= self.last && end.size <= self.room {
            self.line = end;
            if end.place.fence.is_none() {
                self.open_line = end;
            }
        }
    }

    fn best(&self) -> Fit {
        let (places, shortest) = match self.prose {
            Prose::Text { .. } => ([self.line, self.space, self.fit], self.fit.len / 2),
            Prose::Code => ([self.line, self.line, self.unit], 0),
            Prose::Markdown(_) => ([self.open_line, self.line, self.unit], 0),
        };
        let long_enough = places.into_iter().find(|place| place.len > shortest);
        long_enough.unwrap_or(self.fit)
    }
}

/// The units that are never cut: graphemes and, if they are decoded, references such as `&nbsp;`.
fn units(text: &str, decodes: bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let reference = if decodes { reference_len(rest) } else { 0 };
        let mut len = 0;
        for grapheme in rest.graphemes(true) {
            len += grapheme.len();
            if len >= reference {
                break;
            }
        }
        let (unit, tail) = rest.split_at(len);
        rest = tail;
        (len > 0).then_some(unit)
    })
}

fn reference_len(text: &str) -> usize {
    /// Longer than any name in HTML.
    const MAX: usize = 40;

    if !text.starts_with('&') {
        return 0;
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let mut rest = text.bytes().skip(1).take(MAX);
    match rest.position(|byte| !is_name(byte)) {
        Some(end) if text.as_bytes()[end + 1] == b';' => end + 2,
        _ => 0,
    }
}
