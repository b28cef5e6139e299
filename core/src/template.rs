//! A link with captured values in its path, query or fragment: `https://example.com/tickets/{id}?from={source}`.
//!
//! During macro expansion, [`Template::parse`] checks the literal; at run time, [`assemble`] fills in the values.
//!
//! ```
//! use feishu_post_core::template::{Place, Template, assemble};
//!
//! let literal = ["https://example.com/工单/", "?from=", ""];
//! let template = Template::parse(&literal, &["{id}", "{source}"])?;
//! assert_eq!(template.places(), [Place::Segment, Place::Query]);
//! assert_eq!(template.parts(), ["https://example.com/%E5%B7%A5%E5%8D%95/", "?from=", ""]);
//!
//! let href = assemble(template.parts(), &[&42, &"群 & 人"]);
//! assert_eq!(
//!     href.as_str(),
//!     "https://example.com/%E5%B7%A5%E5%8D%95/42?from=%E7%BE%A4%20%26%20%E4%BA%BA",
//! );
//! # Ok::<(), feishu_post_core::template::TemplateError>(())
//! ```

use std::fmt::{Display, Write};

use thiserror::Error;

use crate::error::HrefErrorKind;
use crate::grammar::{Component, DataWriter, authority_len, host_len, is_http, scheme_of};
use crate::href::Href;
use crate::redact::is_presentable;
use crate::rule::{Accepts, Piece, authority, split};

/// A checked URL literal with captures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    parts: Vec<String>,
    places: Vec<Place>,
}

/// The part of the URL that a capture is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In a segment of the path.
    Segment,
    /// In the query.
    Query,
    /// In the fragment.
    Fragment,
}

/// An error for a rejected URL literal with captures.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum TemplateError {
    /// A capture is before the path.
    #[error(transparent)]
    Misplaced(#[from] Misplaced),
    /// The literal is rejected regardless of the values.
    #[error("link is refused: {0}")]
    Refused(HrefErrorKind),
}

impl Template {
    /// Checks a URL literal: `parts` are the texts around its captures, one more than there are captures;
    /// `captures` are the captures as written, such as `{id}`, for use in messages only.
    ///
    /// # Errors
    ///
    /// Returns [`TemplateError::Misplaced`] if a capture is before the path, and [`TemplateError::Refused`] if the
    /// literal is rejected regardless of the values. Positions count the captures as written.
    ///
    /// # Panics
    ///
    /// Panics if there is not exactly one more part than captures.
    pub fn parse<T: AsRef<str>>(parts: &[T], captures: &[&str]) -> Result<Self, TemplateError> {
        assert_eq!(
            parts.len(),
            captures.len() + 1,
            "one part more than captures"
        );
        let pieces = pieces(parts, captures);
        let Some((first, others)) = pieces.split_first() else {
            return Err(TemplateError::Refused(HrefErrorKind::Empty));
        };
        check_places(&pieces, captures)?;
        let accepts = |corrected: &str| accepted(corrected, others, captures);
        check(*first, others, &accepts).map_err(TemplateError::Refused)
    }

    /// Returns the literal's texts as they are sent, for use with [`assemble`].
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Returns the place of each capture.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}

fn pieces<'a, T: AsRef<str>>(parts: &'a [T], captures: &[&str]) -> Vec<Piece<'a>> {
    let mut before = 0;
    let mut pieces = Vec::with_capacity(parts.len());
    for (index, text) in parts.iter().map(AsRef::as_ref).enumerate() {
        pieces.push(Piece {
            text,
            before,
            is_last: index + 1 == parts.len(),
        });
        let capture = captures
            .get(index)
            .map_or(0, |capture| capture.chars().count());
        before += text.chars().count() + capture;
    }
    pieces
}

fn check(
    first: Piece<'_>,
    others: &[Piece<'_>],
    accepts: &Accepts<'_>,
) -> Result<Template, HrefErrorKind> {
    let link = split(first, accepts)?;
    let authority = authority(link.scheme, link.authority)?;
    let mut component = Component::Path;
    let rest = link.rest.encoded(&mut component)?;
    let mut parts = vec![[link.scheme, "://", &authority, &rest].concat()];
    let mut places = Vec::with_capacity(others.len());
    for piece in others {
        places.push(Place::from(component));
        piece.check_characters(0)?;
        parts.push(piece.encoded(&mut component)?.into_owned());
    }
    Ok(Template { parts, places })
}

/// The entire literal with a corrected beginning, if it may be shown as the suggestion.
fn accepted(corrected: &str, others: &[Piece<'_>], captures: &[&str]) -> Option<String> {
    let others = others.iter().map(|piece| piece.text);
    let parts: Vec<&str> = std::iter::once(corrected).chain(others).collect();
    let written = written(&parts, captures);
    let is_cure = is_presentable(&written) && Template::parse(&parts, captures).is_ok();
    is_cure.then_some(written)
}

fn written(parts: &[&str], captures: &[&str]) -> String {
    let captures = captures.iter().copied().chain([""]);
    parts
        .iter()
        .copied()
        .zip(captures)
        .flat_map(|(part, capture)| [part, capture])
        .collect()
}

impl From<Component> for Place {
    fn from(component: Component) -> Self {
        match component {
            Component::Path => Self::Segment,
            Component::Query => Self::Query,
            Component::Fragment => Self::Fragment,
        }
    }
}

/// A capture before the path, where no encoding could keep a value from choosing the host.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error(
    "{written} is {place} of this URL: only the path, query and fragment can contain captures; \
     for an entire URL, pass a checked Href"
)]
pub struct Misplaced {
    capture: usize,
    written: String,
    place: &'static str,
}

impl Misplaced {
    /// Returns the index of the capture, from 0.
    #[must_use]
    pub fn capture(&self) -> usize {
        self.capture
    }
}

/// A placeholder for a capture; no accepted link contains it.
const CAPTURE: &str = "\0";

/// Finds a capture before the path. Reporting the first one is enough.
fn check_places(pieces: &[Piece<'_>], captures: &[&str]) -> Result<(), Misplaced> {
    let (Some(first), Some(capture)) = (pieces.first(), captures.first()) else {
        return Ok(());
    };
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
    match place(&texts.join(CAPTURE), first.text.len()) {
        Some(place) => Err(Misplaced {
            capture: 0,
            written: (*capture).to_owned(),
            place,
        }),
        None => Ok(()),
    }
}

/// The part that the capture at `index` is in, if it is before the path.
fn place(link: &str, index: usize) -> Option<&'static str> {
    let (before, after) = (&link[..index], &link[index + CAPTURE.len()..]);
    match scheme_of(before) {
        Some(scheme) if is_http(scheme) => {
            place_in_authority(before[scheme.len()..].strip_prefix("://")?, after)
        }
        Some(_) => None,
        None if is_in_scheme(before, after) => Some("in the scheme"),
        None if !before.trim().is_empty() => None,
        None if after.is_empty() => Some("all"),
        None => Some("at the start"),
    }
}

fn is_in_scheme(before: &str, after: &str) -> bool {
    let end = authority_len(after);
    is_unended(before) && after[..end].ends_with(':') && after[end..].starts_with("//")
}

fn place_in_authority(before: &str, after: &str) -> Option<&'static str> {
    if !is_unended(before) {
        return None;
    }
    let before = before.rsplit_once('@').map_or(before, |(_, host)| host);
    if after[..authority_len(after)].contains('@') {
        Some("in the user name or password")
    } else if host_len(before) < before.len() {
        Some("in the port")
    } else {
        Some("in the host")
    }
}

fn is_unended(text: &str) -> bool {
    authority_len(text) == text.len()
}

/// Fills the values into the parts of a [`Template`](super::template::Template), percent-encoding everything but
/// unreserved characters.
///
/// Values cannot change the URL's structure. If values turn a segment into `.` or `..`, which a browser would
/// resolve, its dots are encoded twice.
///
/// # Panics
///
/// Panics if a `Display` implementation returns an error, as [`format!`] does, or if there is not exactly one more
/// part than values.
pub fn assemble<T: AsRef<str>>(parts: &[T], values: &[&dyn Display]) -> Href<'static> {
    assert_eq!(parts.len(), values.len() + 1, "one part more than values");
    let size =
        parts.iter().map(|part| part.as_ref().len()).sum::<usize>() + VALUE_SIZE * values.len();
    let mut link = Assembly::with_capacity(size);
    for (index, part) in parts.iter().enumerate() {
        link.push_literal(part.as_ref());
        if let Some(value) = values.get(index) {
            link.push_value(value);
        }
    }
    Href::from_assembled(link.finish())
}

/// Capacity for an id or a short name, so that most links are allocated once.
const VALUE_SIZE: usize = 24;

struct Assembly {
    text: String,
    /// Where the current segment of the path begins; `None` after the path.
    segment: Option<usize>,
    has_value: bool,
}

impl Assembly {
    fn with_capacity(size: usize) -> Self {
        Self {
            text: String::with_capacity(size),
            segment: Some(0),
            has_value: false,
        }
    }

    /// Everything before the path passes as segments without values, which stay as they are.
    fn push_literal(&mut self, mut literal: &str) {
        while let (Some(_), Some(end)) = (self.segment, literal.find(['/', '?', '#'])) {
            self.text.push_str(&literal[..end]);
            self.end_segment();
            self.text.push_str(&literal[end..=end]);
            self.segment = literal[end..].starts_with('/').then_some(self.text.len());
            literal = &literal[end + 1..];
        }
        self.text.push_str(literal);
    }

    fn push_value(&mut self, value: &dyn Display) {
        let written = write!(DataWriter(&mut self.text), "{value}");
        assert!(
            written.is_ok(),
            "a Display implementation returned an error"
        );
        self.has_value = true;
    }

    fn end_segment(&mut self) {
        let has_value = std::mem::take(&mut self.has_value);
        let Some(start) = self.segment.filter(|_| has_value) else {
            return;
        };
        if let Some(dots) = dots(&self.text[start..]) {
            self.text.truncate(start);
            self.text.push_str(&"%252E".repeat(dots));
        }
    }

    fn finish(mut self) -> String {
        self.end_segment();
        self.text
    }
}

/// How many dots a dot segment has ([WHATWG, URL syntax](https://url.spec.whatwg.org/#single-dot-path-segment)), if it is one.
fn dots(segment: &str) -> Option<usize> {
    let mut rest = segment;
    let mut dots = 0;
    while let Some(tail) = without_dot(rest) {
        rest = tail;
        dots += 1;
    }
    (rest.is_empty() && matches!(dots, 1 | 2)).then_some(dots)
}

fn without_dot(text: &str) -> Option<&str> {
    ["%2e", "%2E", "."]
        .into_iter()
        .find_map(|dot| text.strip_prefix(dot))
}
