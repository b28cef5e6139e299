use std::fmt;

use http::Uri;
use url::Url;

use super::base_url::{has_user_info, is_confidential, remote_host};
use super::problem::ConfigProblem;
use super::secret::Secret;

/// What stands before the token in the path of a webhook.
const HOOK: &str = "/open-apis/bot/v2/hook/";

/// A webhook's address, checked. Whoever knows it can send to its chat, so it never shows.
#[derive(Clone)]
pub(crate) struct WebhookUrl {
    pub(crate) uri: Uri,
    /// The end of the path, by which the platform knows the webhook.
    pub(crate) token: Secret,
    /// None if it is this machine.
    host: Option<String>,
}

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

    /// The host, unless it is this machine.
    pub(crate) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }
}

impl fmt::Debug for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.token.fmt(f)
    }
}
