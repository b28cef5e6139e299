use super::problem::ConfigProblem;
use super::secret::Secret;

/// How an app proves that it may call the platform: with a tenant access token that somebody else
/// renews, or with its id and secret, from which [`send`](crate::send()) gets tokens itself.
///
/// A secret never shows in `Debug`.
///
/// ```
/// use feishu_post::Credentials;
///
/// let access = Credentials::app("cli_a1b2c3", "app secret");
/// assert_eq!(format!("{access:?}"), r#"App { id: "cli_a1b2c3", secret: [secret] }"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(pub(crate) Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    TenantToken(Secret),
    App { id: String, secret: Secret },
}

impl Credentials {
    /// A tenant access token, `t-…`. It is good for two hours at most; when it has expired, sending
    /// fails with [`Code::TokenInvalid`](crate::Code::TokenInvalid).
    ///
    /// ```
    /// use feishu_post::Credentials;
    ///
    /// let access = Credentials::tenant_token("t-7f1bcd13fc57d46bac21793a18e560");
    /// assert_eq!(format!("{access:?}"), "TenantToken([secret])");
    /// ```
    #[must_use]
    pub fn tenant_token(token: impl Into<String>) -> Self {
        Self(Kind::TenantToken(Secret::new(token.into())))
    }

    /// A custom app, by the id (`cli_…`) and secret that its page in the developer console shows.
    /// The token is fetched when the first message is sent, shared by all clones of the
    /// [`Helpdesk`](crate::Helpdesk), and renewed in time.
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

    pub(crate) fn problems(&self) -> Vec<ConfigProblem> {
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
        problems.into_iter().flatten().collect()
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
