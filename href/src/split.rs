use crate::HrefReason;
use crate::piece::Piece;
use crate::redact::{hides_password, shortened};

/// The parts of a link ([RFC 3986, appendix B](https://www.rfc-editor.org/rfc/rfc3986#appendix-B)).
pub(crate) struct Split<'a> {
    pub(crate) scheme: &'a str,
    pub(crate) authority: &'a str,
    /// Path, query and fragment.
    pub(crate) rest: Piece<'a>,
}

/// Judges a link whose beginning was mended, and says how to show it if it is accepted.
pub(crate) type Accepts<'a> = dyn Fn(&str) -> Option<String> + 'a;

pub(crate) fn split<'a>(link: Piece<'a>, accepts: &Accepts<'_>) -> Result<Split<'a>, HrefReason> {
    check_scheme(link.text, accepts)?;
    link.check_characters()?;
    let scheme = scheme_of(link.text).ok_or_else(|| no_scheme(link.text, accepts))?;
    let start = scheme.len() + "://".len();
    if !link.text[scheme.len()..].starts_with("://") {
        return Err(no_slashes(scheme, &link.text[scheme.len() + 1..], accepts));
    }
    let end = start + authority_len(&link.text[start..]);
    let split = Split {
        scheme,
        authority: &link.text[start..end],
        rest: link.from(end),
    };
    split.check_authority(accepts)?;
    Ok(split)
}

impl Split<'_> {
    fn check_authority(&self, accepts: &Accepts<'_>) -> Result<(), HrefReason> {
        let rest = self.rest.text;
        if self.authority.contains('@') || hides_password(self.authority, rest) {
            Err(HrefReason::Credentials)
        } else if rest.starts_with('\\') {
            Err(HrefReason::Backslash {
                position: self.rest.position(0),
            })
        } else if self.authority.is_empty() || self.authority.starts_with(':') {
            Err(HrefReason::NoHost)
        } else if is_scheme_and_colon(self.authority) && rest.starts_with("//") {
            Err(HrefReason::SchemeTwice {
                cure: accepts(&format!("{}{rest}", self.authority)),
            })
        } else {
            Ok(())
        }
    }
}

/// How much of `text` belongs to the authority. Browsers end it at a backslash, too.
pub(crate) fn authority_len(text: &str) -> usize {
    text.find(['/', '?', '#', '\\']).unwrap_or(text.len())
}

/// The scheme in front of the first colon ([RFC 3986, 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)).
pub(crate) fn scheme_of(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then_some(scheme)
}

fn check_scheme(text: &str, accepts: &Accepts<'_>) -> Result<(), HrefReason> {
    let text = text.trim();
    match scheme_of(text) {
        _ if text.is_empty() => Err(HrefReason::Empty),
        Some(scheme) if is_http(scheme) => Ok(()),
        Some(scheme) if !is_host_and_port(text, scheme) => Err(HrefReason::Scheme {
            scheme: shortened(scheme),
        }),
        None if text.contains("://") => Ok(()),
        _ => Err(no_scheme(text, accepts)),
    }
}

pub(crate) fn is_http(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
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

fn no_scheme(text: &str, accepts: &Accepts<'_>) -> HrefReason {
    let cure = accepts(&format!("https://{}", text.trim_start_matches('/')));
    HrefReason::NoScheme { cure }
}

fn no_slashes(scheme: &str, behind: &str, accepts: &Accepts<'_>) -> HrefReason {
    let behind = behind.trim_start_matches(['/', '\\']);
    HrefReason::NoSlashes {
        cure: accepts(&format!("{scheme}://{behind}")),
    }
}
