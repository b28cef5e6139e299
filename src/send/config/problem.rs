use std::fmt;

/// Why a [`Helpdesk`](crate::Helpdesk) cannot be made, with every problem its settings have.
///
/// `Display` has one row a problem. No secret is quoted.
///
/// ```
/// use feishu_post::{Helpdesk, ConfigProblem};
///
/// let error = Helpdesk::builder().base_url("http://open.feishu.cn").build().unwrap_err();
/// assert_eq!(error.problems().len(), 3);
/// assert!(matches!(error.problems()[0], ConfigProblem::MissingCredentials));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    problems: Vec<ConfigProblem>,
}

impl ConfigError {
    pub(crate) fn new(problems: Vec<ConfigProblem>) -> Self {
        Self { problems }
    }

    /// Every problem; there is at least one.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let error = Helpdesk::builder().credentials(Credentials::tenant_token("t-1")).build().unwrap_err();
    /// assert_eq!(
    ///     error.problems()[0].to_string(),
    ///     "no helpdesk is set: call .helpdesk(id, token) with the helpdesk's id and its token"
    /// );
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[ConfigProblem] {
        &self.problems
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = self.problems.iter();
        if let Some(first) = rows.next() {
            write!(f, "{first}")?;
        }
        rows.try_for_each(|problem| write!(f, "\n{problem}"))
    }
}

impl std::error::Error for ConfigError {}

/// One thing that is wrong with the settings of a [`Helpdesk`](crate::Helpdesk).
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
    /// Neither a token nor an app was given.
    #[error(
        "no access is set: call .credentials(…) with Credentials::app(id, secret) or Credentials::tenant_token(token)"
    )]
    MissingCredentials,
    /// No helpdesk was given.
    #[error("no helpdesk is set: call .helpdesk(id, token) with the helpdesk's id and its token")]
    NoHelpdesk,
    /// A credential without a character in it.
    #[error("{name} is empty")]
    Empty {
        /// Which one.
        name: &'static str,
    },
    /// A credential with white space around it or a line break in it, such as the one at a file's
    /// end; a tenant access token with any white space at all.
    #[error("{name} holds white space: pass it without spaces and line breaks")]
    Whitespace {
        /// Which one.
        name: &'static str,
    },
    /// A credential that cannot stand in a header.
    #[error("{name} holds a character that is not printable ASCII: copy it again")]
    NotPrintable {
        /// Which one.
        name: &'static str,
    },
    /// The platform splits `id:token` at the colon.
    #[error(
        "the helpdesk id holds a colon: pass the id alone, and the token as the second argument"
    )]
    ColonInId,
    /// The base URL is no URL.
    #[error("the base URL {url:?} is no URL ({reason}): write \"https://open.feishu.cn\"")]
    InvalidBaseUrl {
        /// As it was given, without what may be secret: what stands around an `@` or after a `?`.
        url: String,
        /// What the parser says.
        reason: String,
    },
    /// Credentials must not travel in the clear.
    #[error(
        "the base URL {url:?} is refused: credentials travel over https, or over http to a loopback address"
    )]
    Insecure {
        /// As it was given, without what may be secret: what stands around an `@` or after a `?`.
        url: String,
    },
    /// The base URL has a user name or password in it, which are not repeated here.
    #[error("the base URL has a user name or password in it: write it without")]
    UserInfo,
    /// The base URL goes on after its path.
    #[error("the base URL {url:?} has a query or a fragment: write it without")]
    QueryOrFragment {
        /// As it was given, without what may be secret: what stands around an `@` or after a `?`.
        url: String,
    },
    /// No time at all.
    #[error("the time-out is zero: no reply can come in that time")]
    ZeroTimeout,
    /// A pace at which no message is ever sent.
    #[error("a pace of 0 a {window} sends nothing: RateLimit::unlimited() removes the limit")]
    ZeroRate {
        /// Of which window.
        window: &'static str,
    },
    /// A variable is not set.
    #[error("{name} is not set")]
    MissingVariable {
        /// The variable.
        name: &'static str,
    },
    /// A variable of the environment is set to what is no text.
    #[error("{name} is not UTF-8: set it again")]
    NotUnicode {
        /// The variable.
        name: &'static str,
    },
    /// No variable says how to get access.
    #[error("neither FEISHU_TENANT_ACCESS_TOKEN nor FEISHU_APP_ID and FEISHU_APP_SECRET are set")]
    NoAccessVariable,
    /// Two kinds of access at once.
    #[error(
        "FEISHU_TENANT_ACCESS_TOKEN is set beside FEISHU_APP_ID or FEISHU_APP_SECRET: set the token, or the app's two"
    )]
    ConflictingCredentials,
    /// The client for the requests cannot be made.
    #[error("the HTTP client cannot be made: {reason}")]
    NoClient {
        /// What the client says.
        reason: String,
    },
}

impl ConfigProblem {
    /// What is wrong with a credential, which is not quoted. It travels in JSON or Base64, which
    /// carry any character; but no credential begins or ends with white space.
    pub(crate) fn of_credential(name: &'static str, value: &str) -> Option<Self> {
        if value.is_empty() {
            Some(Self::Empty { name })
        } else if value != value.trim() || value.contains(char::is_control) {
            Some(Self::Whitespace { name })
        } else {
            None
        }
    }

    /// The same for a token that stands in a header as it is.
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
