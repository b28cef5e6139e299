use crate::HrefErrorKind;
use crate::grammar::{authority_len, hides_password, host_len, is_http, scheme_of};
use crate::piece::Piece;
use crate::shorten::shortened;

/// The parts of a link ([RFC 3986, appendix B](https://www.rfc-editor.org/rfc/rfc3986#appendix-B)).
pub(crate) struct Split<'a> {
    pub(crate) scheme: &'a str,
    pub(crate) authority: &'a str,
    /// Path, query and fragment.
    pub(crate) rest: Piece<'a>,
}

/// Judges a link whose beginning was mended, and says how to show it if it is accepted.
pub(crate) type Accepts<'a> = dyn Fn(&str) -> Option<String> + 'a;

pub(crate) fn split<'a>(
    link: Piece<'a>,
    accepts: &Accepts<'_>,
) -> Result<Split<'a>, HrefErrorKind> {
    let scheme = scheme(link.text, accepts)?;
    let start = scheme.len() + "://".len();
    let Some(after) = link
        .text
        .get(scheme.len()..)
        .and_then(|rest| rest.strip_prefix("://"))
    else {
        link.check_characters(link.text.len())?;
        return Err(no_slashes(scheme, &link.text[scheme.len() + 1..], accepts));
    };
    let end = start + authority_len(after);
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

/// The scheme. What stands around the link is reported by `check_characters`, which gives its position.
fn scheme<'a>(text: &'a str, accepts: &Accepts<'_>) -> Result<&'a str, HrefErrorKind> {
    let link = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    match scheme_of(link) {
        _ if link.is_empty() => Err(HrefErrorKind::Empty),
        Some(scheme) if is_http(scheme) => Ok(scheme),
        Some(scheme) if !is_host_and_port(link, scheme) => Err(HrefErrorKind::Scheme {
            scheme: shortened(scheme),
        }),
        _ => Err(no_scheme(link, accepts)),
    }
}

fn is_scheme_and_colon(authority: &str) -> bool {
    authority.strip_suffix(':').is_some_and(is_http)
}

/// `localhost:3000/x` and `example.com:80` are hosts with a port, not schemes.
fn is_host_and_port(text: &str, scheme: &str) -> bool {
    let behind = &text[scheme.len() + 1..];
    let port = &behind[..authority_len(behind)];
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

/// A word without a dot is more likely a path or no link at all.
fn begins_with_host(text: &str) -> bool {
    let authority = &text[..authority_len(text)];
    let host = &authority[..host_len(authority)];
    host.contains('.') || host.starts_with('[') || host.eq_ignore_ascii_case("localhost")
}

fn no_slashes(scheme: &str, behind: &str, accepts: &Accepts<'_>) -> HrefErrorKind {
    let behind = behind.trim_start_matches(['/', '\\']);
    HrefErrorKind::NoSlashes {
        suggestion: accepts(&format!("{scheme}://{behind}")),
    }
}
