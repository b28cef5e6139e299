use std::borrow::Cow;

use url::{Host, ParseError, Url};

use crate::HrefErrorKind;
use crate::grammar::host_len;
use crate::shorten::shortened;

/// The authority as it is sent: as written, unless `url` connects to a host that is spelled differently.
pub(crate) fn checked<'a>(scheme: &str, authority: &'a str) -> Result<Cow<'a, str>, HrefErrorKind> {
    let (host, port) = authority.split_at(host_len(authority));
    let judged = Url::parse(&format!("{scheme}://{authority}"));
    let judged = judged.map_err(|cause| reason(cause, host, port))?;
    let actual = judged.host_str().ok_or(HrefErrorKind::NoHost)?;
    if matches!(judged.host(), Some(Host::Domain(name)) if !is_name(name)) {
        return Err(HrefErrorKind::HostName {
            host: shortened(host),
        });
    }
    Ok(if actual.eq_ignore_ascii_case(host) {
        Cow::Borrowed(authority)
    } else {
        Cow::Owned(format!("{actual}{port}"))
    })
}

/// `url` lets empty labels pass and marks such as `,`, which no host has
/// ([WHATWG, valid domain](https://url.spec.whatwg.org/#valid-domain)) and which come from the text around a link, as
/// in `https://www.feishu.cn,谢谢`. The underscore does occur in hosts.
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
            port: shortened(port.trim_start_matches(':')),
        },
        ParseError::EmptyHost => HrefErrorKind::NoHost,
        cause => HrefErrorKind::Host {
            host: shortened(host),
            cause,
        },
    }
}
