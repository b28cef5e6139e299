//! The rule, in the order in which its reasons are reported.

use std::borrow::Cow;

use crate::component::Component;
use crate::piece::Piece;
use crate::redact::is_presentable;
use crate::split::split;
use crate::{HrefErrorKind, authority};

/// The link as it is sent, or why there is none: the whole rule. `fast` only answers sooner.
///
/// # Errors
///
/// The first reason against the link.
pub fn clean_slowly(text: &str) -> Result<Cow<'_, str>, HrefErrorKind> {
    let split = split(Piece::whole(text), &accepted)?;
    let authority = authority::checked(split.scheme, split.authority)?;
    let rest = split.rest.encoded(&mut Component::Path)?;
    Ok(match (authority, rest) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => Cow::Borrowed(text),
        (authority, rest) => Cow::Owned([split.scheme, "://", &authority, &rest].concat()),
    })
}

/// A mended link, if it may be shown as the suggestion. What is too long to show is not judged, so this never nests deeply.
fn accepted(mended: &str) -> Option<String> {
    (is_presentable(mended) && clean_slowly(mended).is_ok()).then(|| mended.to_owned())
}
