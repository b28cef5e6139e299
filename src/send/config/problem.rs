use std::fmt;

use feishu_post_core::display::write_rows;

use crate::send::failure::debug_as_sentence;

/// Why a client cannot be built, with every problem in its settings.
///
/// `Display` and `Debug` print one problem per line. Secrets are never quoted.
///
/// ```
/// use feishu_post::{Helpdesk, ConfigProblem};
///
/// let error = Helpdesk::builder().base_url("http://open.feishu.cn").build().unwrap_err();
/// assert_eq!(error.problems().len(), 3);
/// assert!(matches!(error.problems()[0], ConfigProblem::MissingCredentials));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ConfigError {
    problems: Vec<ConfigProblem>,
}

impl ConfigError {
    pub(crate) fn new(problems: Vec<ConfigProblem>) -> Self {
        Self { problems }
    }

    /// Returns the problems, at least one.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let error = Helpdesk::builder().credentials(Credentials::tenant_token("t-1")).build().unwrap_err();
    /// assert_eq!(
    ///     error.problems()[0].to_string(),
    ///     "missing helpdesk: call .helpdesk(id, token) with the helpdesk's id and its token"
    /// );
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[ConfigProblem] {
        &self.problems
    }
}

/// `Ok` if there are no problems.
pub(crate) fn all_well(
    problems: impl IntoIterator<Item = ConfigProblem>,
) -> Result<(), Vec<ConfigProblem>> {
    let problems: Vec<_> = problems.into_iter().collect();
    problems.is_empty().then_some(()).ok_or(problems)
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_rows(f, &self.problems, 0)
    }
}

debug_as_sentence!(ConfigError);

impl std::error::Error for ConfigError {}

/// A problem in the settings of a client.
///
/// ```
/// use feishu_post::{Credentials, Helpdesk, ConfigProblem};
///
/// let error = Helpdesk::builder()
///     .credentials(Credentials::tenant_token("t-1\n"))
///     .helpdesk("6948728206392295444", "ht-1")
///     .build()
///     .unwrap_err();
/// assert_eq!(
///     error.problems(),
///     [ConfigProblem::Whitespace { name: "the tenant access token" }]
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigProblem {
    /// Neither a token nor an app's credentials were given.
    #[error(
        "missing credentials: call .credentials(…) with Credentials::app(id, secret) or Credentials::tenant_token(token)"
    )]
    MissingCredentials,
    /// No helpdesk was given.
    #[error("missing helpdesk: call .helpdesk(id, token) with the helpdesk's id and its token")]
    MissingHelpdesk,
    /// A credential is empty.
    #[error("{name} is empty")]
    Empty {
        /// The name of the credential.
        name: &'static str,
    },
    /// A credential has surrounding whitespace or contains a line break, such as the one at the end of a file, or
    /// a tenant access token contains any whitespace.
    #[error("{name} contains whitespace: pass it without spaces or line breaks")]
    Whitespace {
        /// The name of the credential.
        name: &'static str,
    },
    /// A credential contains a control character, or a tenant access token contains a character that is not allowed
    /// in a header.
    #[error("{name} contains a character that is not printable ASCII: copy it again")]
    NotPrintable {
        /// The name of the credential.
        name: &'static str,
    },
    /// The helpdesk ID contains a colon, at which the platform splits `id:token`.
    #[error(
        "the helpdesk id contains a colon: pass the id alone, and the token as the second argument"
    )]
    ColonInId,
    /// The base URL is not a URL.
    #[error("invalid base URL {url:?} ({reason}): write \"https://open.feishu.cn\"")]
    InvalidBaseUrl {
        /// The URL as given, without parts that may be secret: anything around an `@` or after a `?`.
        url: String,
        /// The parser's reason.
        reason: String,
    },
    /// The base URL would send credentials unencrypted.
    #[error("insecure base URL {url:?}: use https, or http to a loopback address")]
    Insecure {
        /// The URL as given, without parts that may be secret: anything around an `@` or after a `?`.
        url: String,
    },
    /// The base URL contains a user name or password, which is not quoted.
    #[error("the base URL contains a user name or password: remove it")]
    UserInfo,
    /// The base URL has a query or fragment.
    #[error("the base URL {url:?} has a query or a fragment: remove it")]
    QueryOrFragment {
        /// The URL as given, without parts that may be secret: anything around an `@` or after a `?`.
        url: String,
    },
    /// The webhook URL is invalid. It is a secret and not quoted.
    #[error(
        "invalid webhook URL ({reason}): copy it from the bot's page, \"https://open.feishu.cn/open-apis/bot/v2/hook/…\""
    )]
    InvalidWebhookUrl {
        /// What is wrong with it.
        reason: String,
    },
    /// A root certificate is invalid.
    #[error(
        "invalid root certificate ({reason}): pass it as PEM, \"-----BEGIN CERTIFICATE-----…\""
    )]
    InvalidCertificate {
        /// What is wrong with it.
        reason: String,
    },
    /// The proxy cannot be used. Its URL is not quoted, because it may contain a password.
    #[error("{name} cannot be used ({reason}): write \"http://host:port\"")]
    InvalidProxy {
        /// The environment variable, or `the proxy` if the proxy was set on the builder.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The timeout is zero.
    #[error("timeout must be greater than zero")]
    ZeroTimeout,
    /// The rate limit allows no messages.
    #[error("a rate limit of 0 per {window} never sends: RateLimit::unlimited() removes the limit")]
    ZeroRate {
        /// The window of the limit: `second` or `minute`.
        window: &'static str,
    },
    /// A variable is not set.
    #[error("{name} is not set")]
    MissingVariable {
        /// The variable.
        name: &'static str,
    },
    /// An environment variable is not Unicode.
    #[error("{name} is not UTF-8: set it again")]
    NotUnicode {
        /// The variable.
        name: &'static str,
    },
    /// No environment variable contains credentials.
    #[error("neither FEISHU_TENANT_ACCESS_TOKEN nor FEISHU_APP_ID and FEISHU_APP_SECRET are set")]
    MissingCredentialVariables,
    /// Two kinds of credentials were given.
    #[error(
        "both FEISHU_TENANT_ACCESS_TOKEN and FEISHU_APP_ID or FEISHU_APP_SECRET are set: set one or the other"
    )]
    ConflictingCredentials,
    /// The HTTP client cannot be created.
    #[error("could not create the HTTP client: {reason}")]
    HttpClient {
        /// The client's reason.
        reason: String,
    },
}

impl ConfigProblem {
    /// Returns the problem with a credential, which is not quoted. JSON and Base64 can carry any character, but no
    /// credential begins or ends with whitespace.
    pub(crate) fn of_credential(name: &'static str, value: &str) -> Option<Self> {
        let is_break = |c: char| c.is_control() && c.is_whitespace();
        if value.is_empty() {
            Some(Self::Empty { name })
        } else if value != value.trim() || value.contains(is_break) {
            Some(Self::Whitespace { name })
        } else if value.contains(char::is_control) {
            Some(Self::NotPrintable { name })
        } else {
            None
        }
    }

    /// The same for a token that is sent verbatim in a header.
    pub(crate) fn of_bearer(name: &'static str, value: &str) -> Option<Self> {
        if value.contains(char::is_whitespace) {
            Some(Self::Whitespace { name })
        } else if value.bytes().all(|byte| byte.is_ascii_graphic()) {
            Self::of_credential(name, value)
        } else {
            Some(Self::NotPrintable { name })
        }
    }
}
