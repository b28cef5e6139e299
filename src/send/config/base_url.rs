use std::fmt;

use http::Uri;
use url::{Host, Url};

use super::problem::ConfigProblem;

/// The longest base URL, in bytes: it leaves room for any path within the 64 KiB of a URI.
const LIMIT: usize = 2048;

/// How much of a refused base URL is shown, in characters.
const SHOWN: usize = 120;

/// Where the platform is, checked.
pub(crate) struct BaseUrl {
    /// Without a slash at its end.
    pub(crate) text: String,
    pub(crate) is_loopback: bool,
}

impl BaseUrl {
    pub(crate) fn parse(text: &str) -> Result<Self, ConfigProblem> {
        let shown = || Shown(text).to_string();
        let no_url = |reason: String| ConfigProblem::InvalidBaseUrl {
            url: shown(),
            reason,
        };
        let url = Url::parse(text).map_err(|error| no_url(error.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ConfigProblem::UserInfo);
        }
        let is_loopback = is_loopback(&url);
        if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback) {
            return Err(ConfigProblem::Insecure { url: shown() });
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(ConfigProblem::QueryOrFragment { url: shown() });
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        if text.len() > LIMIT {
            return Err(no_url(format!("longer than {LIMIT} bytes")));
        }
        Uri::try_from(format!("{text}/")).map_err(|error| no_url(error.to_string()))?;
        Ok(Self { text, is_loopback })
    }
}

/// Other names that end in `localhost` may be resolved elsewhere: not every resolver keeps to
/// RFC 6761, section 6.3.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// A base URL as it was given, without what may be secret: what stands around an `@`, and what
/// follows `?` or `#`. Refused text has no certain structure, so rather too much is hidden.
pub(crate) struct Shown<'t>(pub(crate) &'t str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let visible = if self.0.contains('@') {
            scheme(self.0)
        } else {
            &self.0[..self.0.find(['?', '#']).map_or(self.0.len(), |end| end + 1)]
        };
        let hides = visible.len() < self.0.len();
        visible
            .chars()
            .take(SHOWN)
            .try_for_each(|c| write!(f, "{c}"))?;
        f.write_str(if visible.chars().count() > SHOWN {
            "…"
        } else if hides {
            "***"
        } else {
            ""
        })
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_string().fmt(f)
    }
}

/// The scheme with its slashes; nothing if the text begins otherwise.
fn scheme(text: &str) -> &str {
    let end = text.find("://").unwrap_or_default();
    let is_scheme = end > 0 && text[..end].bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_scheme { &text[..end + 3] } else { "" }
}
