//! A link whose path, query or fragment holds captured values: `https://example.com/tickets/{id}?from={source}`.
//!
//! While a macro is expanded, [`Template::parse`] checks the literal; at run time [`assemble`] fills in the values.
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

use thiserror::Error;

use crate::component::Component;
use crate::piece::Piece;
use crate::redact::is_presentable;
use crate::split::{Accepts, split};
use crate::{HrefErrorKind, authority, misplaced};

pub use crate::assemble::assemble;
pub use crate::misplaced::Misplaced;

/// A URL literal that takes values, checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    parts: Vec<String>,
    places: Vec<Place>,
}

/// Where a capture stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In a segment of the path.
    Segment,
    /// In the query.
    Query,
    /// In the fragment.
    Fragment,
}

/// A URL literal with captures was refused.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum TemplateError {
    /// A capture stands before the path.
    #[error(transparent)]
    Misplaced(#[from] Misplaced),
    /// The literal is no link, whatever the values are.
    #[error("link is refused: {0}")]
    Refused(HrefErrorKind),
}

impl Template {
    /// Checks a URL literal: `parts` are its texts around the captures, one more than there are captures;
    /// `captures` are the captures as written, such as `{id}`, and serve messages only.
    ///
    /// # Errors
    ///
    /// [`TemplateError::Misplaced`] if a capture stands before the path, [`TemplateError::Refused`] if the
    /// literal is refused whatever the values are. Positions count the captures as written.
    ///
    /// # Panics
    ///
    /// If there is not one part more than captures.
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
        misplaced::check(&pieces, captures)?;
        let accepts = |mended: &str| accepted(mended, others, captures);
        check(*first, others, &accepts).map_err(TemplateError::Refused)
    }

    /// The literal's texts, as they are sent: what [`assemble`] takes.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Where each capture stands.
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
    let authority = authority::checked(link.scheme, link.authority)?;
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

/// The whole literal behind a mended beginning, if it may be shown as the suggestion.
fn accepted(mended: &str, others: &[Piece<'_>], captures: &[&str]) -> Option<String> {
    let others = others.iter().map(|piece| piece.text);
    let parts: Vec<&str> = std::iter::once(mended).chain(others).collect();
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
