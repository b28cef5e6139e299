use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::builder::HelpdeskBuilder;
use crate::json::ContentForm;
use crate::send::config::{ConfigError, ConfigProblem, Credentials, Kind, Secret};
use crate::send::rate_limit::RateLimit;
use crate::send::retry::RetryPolicy;
use crate::send::token::TokenStore;
use crate::send::{deliver, env};

/// A helpdesk to whose tickets messages are sent: its credentials, and how to send.
///
/// Make one for the whole program and clone it, which is cheap: all clones share the connections,
/// the tenant access token and the pace. It is used from any number of threads and tasks.
///
/// ```
/// use feishu_post::{Credentials, Helpdesk};
///
/// let helpdesk = Helpdesk::builder()
///     .credentials(Credentials::app("cli_a1b2c3", "iwBb7A"))
///     .helpdesk("6948728206392295444", "ht-5d60")
///     .build()?;
/// assert!(!format!("{helpdesk:?}").contains("ht-5d60"));
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct Helpdesk(Arc<Shared>);

struct Shared {
    settings: Settings,
    tokens: TokenStore,
    lines: deliver::Lines,
    #[cfg(feature = "ureq")]
    ureq: crate::send::ureq::Ureq,
    #[cfg(feature = "reqwest")]
    reqwest: crate::send::reqwest::Reqwest,
}

pub(crate) struct Settings {
    pub(crate) credentials: Credentials,
    pub(crate) helpdesk_id: String,
    pub(crate) helpdesk_token: Secret,
    /// Base64 of `id:token`, marked as sensitive, so that its `Debug` is a placeholder.
    pub(crate) helpdesk_authorization: HeaderValue,
    pub(crate) base: String,
    pub(crate) loopback: bool,
    pub(crate) timeout: Duration,
    pub(crate) retry_policy: RetryPolicy,
    pub(crate) rate_limit: RateLimit,
    pub(crate) content_form: ContentForm,
}

impl Helpdesk {
    /// A builder without access and helpdesk, for `https://open.feishu.cn`.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let helpdesk = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
    ///     .helpdesk("6948728206392295444", "ht-5d60")
    ///     .build();
    /// assert!(helpdesk.is_ok());
    /// ```
    pub fn builder() -> HelpdeskBuilder {
        HelpdeskBuilder::new()
    }

    /// Reads the settings from the environment: `FEISHU_TENANT_ACCESS_TOKEN`, or `FEISHU_APP_ID`
    /// and `FEISHU_APP_SECRET`; `FEISHU_HELPDESK_ID` and `FEISHU_HELPDESK_TOKEN`; optionally
    /// `FEISHU_BASE_URL`. An empty variable is as good as none.
    ///
    /// # Errors
    /// [`ConfigError`] with every problem, as [`HelpdeskBuilder::build`], and the names of the
    /// variables that are missing.
    ///
    /// ```no_run
    /// use feishu_post::{Helpdesk, Message, send};
    ///
    /// let helpdesk = Helpdesk::from_env()?;
    /// send(&helpdesk, "6948728206392295444", Message::text("你好"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        env::check_environment()?;
        Self::from_vars(|name| std::env::var(name).ok())
    }

    /// As [`from_env`](Self::from_env), with the variables from elsewhere, such as a secrets store.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    ///
    /// ```
    /// use feishu_post::Helpdesk;
    ///
    /// let error = Helpdesk::from_vars(|name| match name {
    ///     "FEISHU_APP_ID" => Some("cli_a1b2c3".to_owned()),
    ///     "FEISHU_HELPDESK_ID" => Some("6948728206392295444".to_owned()),
    ///     _ => None,
    /// })
    /// .unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "FEISHU_APP_SECRET is not set\nFEISHU_HELPDESK_TOKEN is not set"
    /// );
    /// ```
    pub fn from_vars(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        env::read(lookup)?.build()
    }

    #[cfg_attr(
        not(feature = "reqwest"),
        expect(
            clippy::unnecessary_wraps,
            reason = "reqwest's client alone can fail to be made"
        )
    )]
    pub(crate) fn new(settings: Settings) -> Result<Self, ConfigProblem> {
        Ok(Self(Arc::new(Shared {
            tokens: match &settings.credentials.0 {
                Kind::TenantToken(token) => TokenStore::given(token.clone()),
                Kind::App { .. } => TokenStore::of_app(),
            },
            lines: deliver::Lines::new(settings.rate_limit),
            #[cfg(feature = "ureq")]
            ureq: crate::send::ureq::Ureq::new(&settings),
            #[cfg(feature = "reqwest")]
            reqwest: crate::send::reqwest::Reqwest::new(&settings)?,
            settings,
        })))
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.0.settings.credentials
    }

    pub(crate) fn helpdesk_authorization(&self) -> &HeaderValue {
        &self.0.settings.helpdesk_authorization
    }

    pub(crate) fn base(&self) -> &str {
        &self.0.settings.base
    }

    pub(crate) fn content_form(&self) -> ContentForm {
        self.0.settings.content_form
    }

    pub(crate) fn tokens(&self) -> &TokenStore {
        &self.0.tokens
    }
    pub(crate) fn retry_policy(&self) -> RetryPolicy {
        self.0.settings.retry_policy
    }

    pub(crate) fn lines(&self) -> &deliver::Lines {
        &self.0.lines
    }

    /// What must not show in an error, beside the token.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let access = match &self.0.settings.credentials.0 {
            Kind::TenantToken(token) => token,
            Kind::App { secret, .. } => secret,
        };
        let helpdesk = self.0.settings.helpdesk_authorization.to_str().ok();
        [
            Some(access.reveal()),
            Some(self.0.settings.helpdesk_token.reveal()),
            helpdesk,
        ]
        .into_iter()
        .flatten()
    }

    #[cfg(feature = "ureq")]
    pub(crate) fn ureq(&self) -> &crate::send::ureq::Ureq {
        &self.0.ureq
    }

    #[cfg(feature = "reqwest")]
    pub(crate) fn reqwest(&self) -> &crate::send::reqwest::Reqwest {
        &self.0.reqwest
    }
}

impl fmt::Debug for Helpdesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.0.settings;
        f.debug_struct("Helpdesk")
            .field("credentials", &settings.credentials)
            .field("helpdesk", &settings.helpdesk_id)
            .field("base_url", &settings.base)
            .field("timeout", &settings.timeout)
            .field("retry_policy", &settings.retry_policy)
            .field("rate_limit", &settings.rate_limit)
            .field("content_form", &settings.content_form)
            .finish()
    }
}
