use thiserror::Error;

use crate::grammar::{authority_len, host_len, is_http, scheme_of};
use crate::piece::Piece;

/// A capture that stands before the path, where no encoding could keep a value from choosing the host.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error(
    "{written} stands {place} of this URL: only path, query and fragment take values; \
     pass a checked Href for a whole URL"
)]
pub struct Misplaced {
    capture: usize,
    written: String,
    place: &'static str,
}

impl Misplaced {
    /// Which capture it is, from 0.
    #[must_use]
    pub fn capture(&self) -> usize {
        self.capture
    }
}

/// Stands for a capture; no accepted link holds it.
const CAPTURE: &str = "\0";

/// Finds a capture before the path. The first one is enough: those behind it stand no better.
pub(crate) fn check(pieces: &[Piece<'_>], captures: &[&str]) -> Result<(), Misplaced> {
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

/// What the capture at `index` stands in, if that lies before the path.
fn place(link: &str, index: usize) -> Option<&'static str> {
    let (before, behind) = (&link[..index], &link[index + CAPTURE.len()..]);
    match scheme_of(before) {
        Some(scheme) if is_http(scheme) => {
            place_in_authority(before[scheme.len()..].strip_prefix("://")?, behind)
        }
        Some(_) => None,
        None if is_in_scheme(before, behind) => Some("in the scheme"),
        None if !before.trim().is_empty() => None,
        None if behind.is_empty() => Some("for the whole"),
        None => Some("at the start"),
    }
}

fn is_in_scheme(before: &str, behind: &str) -> bool {
    let end = authority_len(behind);
    is_unended(before) && behind[..end].ends_with(':') && behind[end..].starts_with("//")
}

fn place_in_authority(before: &str, behind: &str) -> Option<&'static str> {
    if !is_unended(before) {
        return None;
    }
    let before = before.rsplit_once('@').map_or(before, |(_, host)| host);
    if behind[..authority_len(behind)].contains('@') {
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
