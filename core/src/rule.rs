//! The rule, with checks in the order in which they are reported.

use std::borrow::Cow;

use url::{Host, ParseError, Url};

use crate::display::{LONGEST, shortened};
use crate::error::HrefErrorKind;
use crate::grammar::{Component, authority_len, hides_password, host_len, is_http, scheme_of};
use crate::redact::is_presentable;

/// Returns the link as it is sent, or the reason for rejecting it. This is the complete rule; `fast` is only a shortcut.
///
/// # Errors
///
/// Returns the first reason to reject the link.
pub fn normalize(text: &str) -> Result<Cow<'_, str>, HrefErrorKind> {
    let split = split(Piece::whole(text), &accepted)?;
    let authority = authority(split.scheme, split.authority)?;
    let rest = split.rest.encoded(&mut Component::Path)?;
    Ok(match (authority, rest) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => Cow::Borrowed(text),
        (authority, rest) => Cow::Owned([split.scheme, "://", &authority, &rest].concat()),
    })
}

/// A corrected link, if it may be shown as the suggestion. Links too long to show are not checked, so this
/// never recurses deeply.
fn accepted(corrected: &str) -> Option<String> {
    (is_presentable(corrected) && normalize(corrected).is_ok()).then(|| corrected.to_owned())
}

/// The parts of a link ([RFC 3986, appendix B](https://www.rfc-editor.org/rfc/rfc3986#appendix-B)).
pub(crate) struct Split<'a> {
    pub(crate) scheme: &'a str,
    pub(crate) authority: &'a str,
    /// Path, query and fragment.
    pub(crate) rest: Piece<'a>,
}

/// Checks a link whose beginning was corrected, and returns how to show it if it is accepted.
pub(crate) type Accepts<'a> = dyn Fn(&str) -> Option<String> + 'a;

pub(crate) fn split<'a>(
    link: Piece<'a>,
    accepts: &Accepts<'_>,
) -> Result<Split<'a>, HrefErrorKind> {
    let scheme = scheme(link.text, accepts)?;
    let Some(tail) = link.text[scheme.len()..].strip_prefix("://") else {
        link.check_characters(link.text.len())?;
        return Err(no_slashes(scheme, &link.text[scheme.len() + 1..], accepts));
    };
    let start = link.text.len() - tail.len();
    let end = start + authority_len(tail);
    link.check_characters(end)?;
    let split = Split {
        scheme,
        authority: &link.text[start..end],
        rest: link.from(end),
    };
    split.check_authority(accepts)?;
    Ok(split)
}

impl Split<'_> {
    fn check_authority(&self, accepts: &Accepts<'_>) -> Result<(), HrefErrorKind> {
        let rest = self.rest.text;
        if self.authority.contains('@') || hides_password(self.authority, rest) {
            Err(HrefErrorKind::Credentials)
        } else if rest.starts_with('\\') {
            Err(HrefErrorKind::Backslash {
                position: self.rest.position(0),
            })
        } else if self.authority.is_empty() || self.authority.starts_with(':') {
            Err(HrefErrorKind::NoHost)
        } else if is_scheme_and_colon(self.authority) && rest.starts_with("//") {
            Err(HrefErrorKind::DuplicateScheme {
                suggestion: accepts(&format!("{}{rest}", self.authority)),
            })
        } else {
            Ok(())
        }
    }
}

/// The scheme. Whitespace around the link is reported by `check_characters`, which gives its position.
fn scheme<'a>(text: &'a str, accepts: &Accepts<'_>) -> Result<&'a str, HrefErrorKind> {
    let link = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    match scheme_of(link) {
        _ if link.is_empty() => Err(HrefErrorKind::Empty),
        Some(scheme) if is_http(scheme) => Ok(scheme),
        Some(scheme) if !is_host_and_port(link, scheme) => Err(HrefErrorKind::Scheme {
            scheme: shortened(scheme, LONGEST),
        }),
        _ => Err(no_scheme(link, accepts)),
    }
}

fn is_scheme_and_colon(authority: &str) -> bool {
    authority.strip_suffix(':').is_some_and(is_http)
}

/// `localhost:3000/x` and `example.com:80` are hosts with a port, not schemes.
fn is_host_and_port(text: &str, scheme: &str) -> bool {
    let rest = &text[scheme.len() + 1..];
    let port = &rest[..authority_len(rest)];
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
    is_port && (scheme.contains('.') || scheme.eq_ignore_ascii_case("localhost"))
}

fn no_scheme(text: &str, accepts: &Accepts<'_>) -> HrefErrorKind {
    let text = text.strip_prefix("//").unwrap_or(text);
    let suggestion = begins_with_host(text)
        .then(|| accepts(&format!("https://{text}")))
        .flatten();
    HrefErrorKind::MissingScheme { suggestion }
}

/// A word without a dot is more likely a path or not a link.
fn begins_with_host(text: &str) -> bool {
    let authority = &text[..authority_len(text)];
    let host = &authority[..host_len(authority)];
    host.contains('.') || host.starts_with('[') || host.eq_ignore_ascii_case("localhost")
}

fn no_slashes(scheme: &str, rest: &str, accepts: &Accepts<'_>) -> HrefErrorKind {
    let rest = rest.trim_start_matches(['/', '\\']);
    HrefErrorKind::NoSlashes {
        suggestion: accepts(&format!("{scheme}://{rest}")),
    }
}

/// The authority as it is sent: as written, unless `url` connects to a host that is spelled differently.
pub(crate) fn authority<'a>(
    scheme: &str,
    authority: &'a str,
) -> Result<Cow<'a, str>, HrefErrorKind> {
    let (host, port) = authority.split_at(host_len(authority));
    let judged = Url::parse(&format!("{scheme}://{authority}"));
    let judged = judged.map_err(|cause| reason(cause, host, port))?;
    let actual = judged.host_str().ok_or(HrefErrorKind::NoHost)?;
    if matches!(judged.host(), Some(Host::Domain(name)) if !is_name(name)) {
        return Err(HrefErrorKind::HostName {
            host: shortened(host, LONGEST),
        });
    }
    Ok(if actual.eq_ignore_ascii_case(host) {
        Cow::Borrowed(authority)
    } else {
        Cow::Owned(format!("{actual}{port}"))
    })
}

/// `url` accepts empty labels and punctuation such as `,`, which no host has
/// ([WHATWG, valid domain](https://url.spec.whatwg.org/#valid-domain)) and which come from the text around a link, as
/// in `https://www.feishu.cn,谢谢`. Underscores do occur in hosts.
fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    name.strip_suffix('.')
        .unwrap_or(name)
        .split('.')
        .all(is_label)
}

fn reason(cause: ParseError, host: &str, port: &str) -> HrefErrorKind {
    match cause {
        ParseError::InvalidPort => HrefErrorKind::InvalidPort {
            port: shortened(port.trim_start_matches(':'), LONGEST),
        },
        ParseError::EmptyHost => HrefErrorKind::NoHost,
        cause => HrefErrorKind::Host {
            host: shortened(host, LONGEST),
            cause,
        },
    }
}

/// Literal text of a link: all of it, or the part between two captures.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    /// How many characters of the link come before this text.
    pub(crate) before: usize,
    /// Whether the link ends where this text ends.
    pub(crate) is_last: bool,
}

impl<'a> Piece<'a> {
    pub(crate) fn whole(text: &'a str) -> Self {
        Self {
            text,
            before: 0,
            is_last: true,
        }
    }

    pub(crate) fn from(self, start: usize) -> Self {
        let before = self.before + self.text[..start].chars().count();
        Self {
            text: &self.text[start..],
            before,
            is_last: self.is_last,
        }
    }

    /// The position of a byte in the link, in characters from 1.
    pub(crate) fn position(self, index: usize) -> usize {
        self.before + self.text[..index].chars().count() + 1
    }

    /// Looks for control characters and whitespace. A space from `rest` on is encoded later, as browsers do.
    pub(crate) fn check_characters(self, rest: usize) -> Result<(), HrefErrorKind> {
        let end = if self.is_last {
            self.text.trim_end().len()
        } else {
            self.text.len()
        };
        let is_stray = |&(index, character): &(usize, char)| match character {
            ' ' => index < rest || index >= end,
            _ => character.is_whitespace() || character.is_control(),
        };
        match self.text.char_indices().find(is_stray) {
            Some((index, character)) => Err(self.stray(index, character, index >= end)),
            None => Ok(()),
        }
    }

    fn stray(self, index: usize, character: char, is_trailing: bool) -> HrefErrorKind {
        let position = self.position(index);
        if character.is_control() {
            HrefErrorKind::Control {
                character,
                position,
            }
        } else if position == 1 || is_trailing {
            HrefErrorKind::SurroundingWhitespace {
                character,
                position,
            }
        } else {
            HrefErrorKind::Whitespace {
                character,
                position,
            }
        }
    }

    /// The text with every character encoded that its component does not allow.
    pub(crate) fn encoded(self, component: &mut Component) -> Result<Cow<'a, str>, HrefErrorKind> {
        component
            .encode(self.text)
            .map_err(|index| HrefErrorKind::InvalidPercentEncoding {
                position: self.position(index),
            })
    }
}
