//! Where the parts of a link end: the one place that knows.

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

pub(crate) fn is_http(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// Where the port's colon stands; those in the brackets of an IPv6 address belong to the host.
pub(crate) fn host_len(authority: &str) -> usize {
    let brackets = if is_open(authority) {
        authority.len()
    } else {
        authority.find(']').unwrap_or(0)
    };
    authority[brackets..]
        .find(':')
        .map_or(authority.len(), |colon| brackets + colon)
}

/// Whether a bracket opens an IPv6 address that does not end.
pub(crate) fn is_open(authority: &str) -> bool {
    authority.starts_with('[') && !authority.contains(']')
}

/// Whether a delimiter inside a password tore the user name off its `@`: what looks like the host and port is neither.
pub(crate) fn hides_password(authority: &str, rest: &str) -> bool {
    let port = authority[host_len(authority)..].trim_start_matches(':');
    let is_torn = is_open(authority) || !port.bytes().all(|byte| byte.is_ascii_digit());
    is_torn && !authority.contains('@') && rest.contains('@')
}
