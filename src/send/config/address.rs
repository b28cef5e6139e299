#[cfg(feature = "webhook")]
use std::fmt;

use http::Uri;
use url::{Host, Url};

#[cfg(feature = "webhook")]
use super::Secret;
use super::problem::ConfigProblem;

/// The longest base URL, in bytes: it leaves room for any path within the 64 KiB that a URI may have.
const LIMIT: usize = 2048;

/// How many characters of a rejected base URL are shown.
const SHOWN: usize = 120;

/// The platform's base URL, validated.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl {
    /// Without a trailing slash.
    text: String,
    /// None if it is this machine.
    pub(crate) host: Option<String>,
}

impl BaseUrl {
    /// Parses the URL of the platform or of a gateway to it, with or without the `/open-apis` that begins each
    /// path.
    pub(crate) fn parse(text: &str) -> Result<Self, ConfigProblem> {
        let shown = || shown(text);
        let invalid = |reason: String| ConfigProblem::InvalidBaseUrl {
            url: shown(),
            reason,
        };
        let url = Url::parse(text).map_err(|error| invalid(error.to_string()))?;
        if has_user_info(&url) {
            return Err(ConfigProblem::UserInfo);
        }
        if !is_confidential(&url) {
            return Err(ConfigProblem::Insecure { url: shown() });
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(ConfigProblem::QueryOrFragment { url: shown() });
        }
        let text = url.as_str().trim_end_matches('/');
        let text = text.strip_suffix("/open-apis").unwrap_or(text);
        let text = text.trim_end_matches('/').to_owned();
        if text.len() > LIMIT {
            return Err(invalid(format!("longer than {LIMIT} bytes")));
        }
        Uri::try_from(format!("{text}/")).map_err(|error| invalid(error.to_string()))?;
        Ok(Self {
            text,
            host: remote_host(&url),
        })
    }

    /// A URL of the platform. `path` must be short and consist of URL characters.
    #[expect(
        clippy::expect_used,
        reason = "the base was checked with room for the longest path"
    )]
    pub(crate) fn join(&self, path: &str) -> Uri {
        let uri = format!("{}{path}", self.text);
        uri.try_into()
            .expect("a checked base URL and a path of URL characters are a URI")
    }
}

/// The part of a webhook's path before the token.
#[cfg(feature = "webhook")]
const HOOK: &str = "/open-apis/bot/v2/hook/";

/// A webhook's URL, validated. Anyone who knows it can send to its chat, so it is never shown.
#[cfg(feature = "webhook")]
#[derive(Clone)]
pub(crate) struct WebhookUrl {
    pub(crate) uri: Uri,
    /// The end of the path, which identifies the webhook.
    pub(crate) token: Secret,
    /// None if it is this machine.
    pub(crate) host: Option<String>,
}

#[cfg(feature = "webhook")]
impl WebhookUrl {
    pub(crate) fn parse(text: &str) -> Result<Self, ConfigProblem> {
        let invalid = |reason: &str| ConfigProblem::InvalidWebhookUrl {
            reason: reason.to_owned(),
        };
        let url = Url::parse(text).map_err(|error| invalid(&error.to_string()))?;
        let uri = Uri::try_from(url.as_str()).map_err(|error| invalid(&error.to_string()))?;
        if !is_confidential(&url) {
            return Err(invalid("it must be https, or http to a loopback address"));
        }
        if has_user_info(&url) || url.query().is_some() || url.fragment().is_some() {
            return Err(invalid(
                "it has a user name, a password, a query or a fragment",
            ));
        }
        let (_, token) = url.path().rsplit_once(HOOK).unwrap_or_default();
        if token.is_empty() || token.contains('/') {
            return Err(invalid("its path must end in /open-apis/bot/v2/hook/…"));
        }
        Ok(Self {
            uri,
            token: Secret::new(token.to_owned()),
            host: remote_host(&url),
        })
    }
}

#[cfg(feature = "webhook")]
impl fmt::Debug for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.token.fmt(f)
    }
}

fn has_user_info(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether requests to it cannot be read in transit.
fn is_confidential(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

/// Other names that end in `localhost` may resolve to other hosts: not every resolver follows RFC 6761, section
/// 6.3.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The host, unless it is this machine.
fn remote_host(url: &Url) -> Option<String> {
    let host = url.host_str().filter(|_| !is_loopback(url));
    host.map(str::to_owned)
}

/// A base URL as given, without parts that may be secret: everything after the scheme if there is an `@`, and
/// everything after `?` or `#`. Rejected text has no reliable structure, so this errs on the side of hiding.
fn shown(text: &str) -> String {
    let is_scheme = |end: &usize| text[..*end].bytes().all(|byte| byte.is_ascii_alphabetic());
    let end = match text.find('@') {
        Some(_) => text.find("://").filter(is_scheme).map_or(0, |end| end + 3),
        None => text.find(['?', '#']).map_or(text.len(), |end| end + 1),
    };
    let visible: String = text[..end].chars().take(SHOWN).collect();
    if visible.len() == text.len() {
        visible
    } else {
        visible + "***"
    }
}
