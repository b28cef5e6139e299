//! The settings of a client: credentials, base URL, and the problems that either can have.

mod address;
mod problem;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

pub(crate) use address::BaseUrl;
#[cfg(feature = "webhook")]
pub(crate) use address::WebhookUrl;
pub(crate) use problem::all_well;
pub use problem::{ConfigError, ConfigProblem};

/// How an app authenticates: with a tenant access token that someone else renews, or with the app's ID
/// and secret, which a client uses to fetch tokens.
///
/// `Debug` does not print secrets.
///
/// ```
/// use feishu_post::Credentials;
///
/// let credentials = Credentials::app("cli_a1b2c3", "app secret");
/// assert_eq!(format!("{credentials:?}"), r#"App { id: "cli_a1b2c3", secret: [secret] }"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(pub(crate) Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    TenantToken(Secret),
    App { id: String, secret: Secret },
}

impl Credentials {
    /// Uses a tenant access token, `t-…`. It is valid for two hours at most; once it has expired,
    /// sending fails with [`Code::TokenInvalid`](crate::Code::TokenInvalid).
    ///
    /// ```
    /// use feishu_post::Credentials;
    ///
    /// let credentials = Credentials::tenant_token("t-7f1bcd13fc57d46bac21793a18e560");
    /// assert_eq!(format!("{credentials:?}"), "TenantToken([secret])");
    /// ```
    #[must_use]
    pub fn tenant_token(token: impl Into<String>) -> Self {
        Self(Kind::TenantToken(Secret::new(token.into())))
    }

    /// Uses the ID (`cli_…`) and secret of a custom app, found in the developer console. The token is
    /// fetched when the first message is sent, shared by all clones of the client, and renewed in time.
    ///
    /// ```
    /// use feishu_post::Credentials;
    ///
    /// assert_ne!(Credentials::app("cli_a1b2c3", "one"), Credentials::app("cli_a1b2c3", "another"));
    /// ```
    #[must_use]
    pub fn app(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self(Kind::App {
            id: id.into(),
            secret: Secret::new(secret.into()),
        })
    }

    /// The secret among the credentials.
    pub(crate) fn secret(&self) -> &Secret {
        match &self.0 {
            Kind::TenantToken(secret) | Kind::App { secret, .. } => secret,
        }
    }

    pub(crate) fn check(self) -> Result<Self, Vec<ConfigProblem>> {
        let problems = match &self.0 {
            Kind::TenantToken(token) => [
                ConfigProblem::of_bearer("the tenant access token", token.reveal()),
                None,
            ],
            Kind::App { id, secret } => [
                ConfigProblem::of_credential("the app id", id),
                ConfigProblem::of_credential("the app secret", secret.reveal()),
            ],
        };
        all_well(problems.into_iter().flatten())?;
        Ok(self)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A helpdesk's ID and token.
#[derive(Debug, Clone)]
pub(crate) struct HelpdeskCredentials {
    /// Base64 of `id:token`.
    pub(crate) header: HeaderValue,
    /// The token, and the header with and without padding, to be redacted.
    pub(crate) secrets: [Secret; 3],
}

impl HelpdeskCredentials {
    pub(crate) fn new(id: &str, token: String) -> Result<Self, Vec<ConfigProblem>> {
        let problems = [
            ConfigProblem::of_credential("the helpdesk id", id),
            id.contains(':').then_some(ConfigProblem::ColonInId),
            ConfigProblem::of_credential("the helpdesk token", &token),
        ];
        all_well(problems.into_iter().flatten())?;
        let base64 = STANDARD.encode(format!("{id}:{token}"));
        let header = sensitive(&base64);
        let unpadded = base64.trim_end_matches('=').to_owned();
        let secrets = [token, base64, unpadded].map(Secret::new);
        Ok(Self { header, secrets })
    }
}

/// Text that is never shown: `Debug` prints a placeholder, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// A header value marked sensitive, so that clients do not log it.
///
/// Invariant: `text` is printable ASCII.
#[expect(clippy::expect_used, reason = "the text is printable ASCII")]
pub(crate) fn sensitive(text: &str) -> HeaderValue {
    let mut value =
        HeaderValue::from_str(text).expect("a credential is checked to be printable ASCII");
    value.set_sensitive(true);
    value
}
