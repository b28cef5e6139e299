use std::borrow::Cow;

use url::{ParseError, Url};

use crate::HrefReason;
use crate::redact::shortened;

/// The authority as it is sent: as written, unless `url` connects to a host that is spelled differently.
pub(crate) fn checked<'a>(scheme: &str, authority: &'a str) -> Result<Cow<'a, str>, HrefReason> {
    let (host, port) = authority.split_at(host_len(authority));
    let judged = Url::parse(&format!("{scheme}://{authority}"));
    let judged = judged.map_err(|cause| reason(cause, host, port))?;
    let actual = judged.host_str().ok_or(HrefReason::NoHost)?;
    Ok(if actual.eq_ignore_ascii_case(host) {
        Cow::Borrowed(authority)
    } else {
        Cow::Owned(format!("{actual}{port}"))
    })
}

/// Where the port's colon stands; those in the brackets of an IPv6 address belong to the host.
pub(crate) fn host_len(authority: &str) -> usize {
    let brackets = authority.find(']').unwrap_or(0);
    authority[brackets..]
        .find(':')
        .map_or(authority.len(), |colon| brackets + colon)
}

fn reason(cause: ParseError, host: &str, port: &str) -> HrefReason {
    match cause {
        ParseError::InvalidPort => HrefReason::Port {
            port: shortened(port.trim_start_matches(':')),
        },
        ParseError::EmptyHost => HrefReason::NoHost,
        cause => HrefReason::Host {
            host: shortened(host),
            cause,
        },
    }
}
