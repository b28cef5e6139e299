use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::helpdesk::{Helpdesk, Settings};
use crate::json::ContentForm;
use crate::send::config::{BaseUrl, ConfigError, ConfigProblem, Credentials, Secret, Shown};
use crate::send::rate_limit::RateLimit;
use crate::send::request::sensitive;
use crate::send::retry::RetryPolicy;

/// Where the platform is for tenants of Feishu.
const FEISHU: &str = "https://open.feishu.cn";

/// How long to wait for a reply.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Makes a [`Helpdesk`]. Two settings are needed, [`credentials`](Self::credentials) and
/// [`helpdesk`](Self::helpdesk).
///
/// ```
/// use feishu_post::{Credentials, Helpdesk, RateLimit, RetryPolicy};
/// use std::time::Duration;
///
/// let helpdesk = Helpdesk::builder()
///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
///     .helpdesk("6948728206392295444", "ht-1")
///     .base_url("https://open.larksuite.com")
///     .timeout(Duration::from_secs(10))
///     .retry_policy(RetryPolicy::never())
///     .rate_limit(RateLimit::default().per_minute(500))
///     .build()?;
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
#[derive(Clone)]
#[must_use = "a builder does nothing until build() is called"]
pub struct HelpdeskBuilder {
    credentials: Option<Credentials>,
    helpdesk: Option<(String, Secret)>,
    base_url: String,
    timeout: Duration,
    retry_policy: RetryPolicy,
    rate_limit: RateLimit,
    content_form: ContentForm,
}

impl HelpdeskBuilder {
    pub(crate) fn new() -> Self {
        Self {
            credentials: None,
            helpdesk: None,
            base_url: FEISHU.to_owned(),
            timeout: TIMEOUT,
            retry_policy: RetryPolicy::default(),
            rate_limit: RateLimit::default(),
            content_form: ContentForm::default(),
        }
    }

    /// How the app proves that it may call the platform.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let error = Helpdesk::builder().credentials(Credentials::app("cli_a1b2c3", "")).build().unwrap_err();
    /// assert_eq!(error.problems()[0].to_string(), "the app secret is empty");
    /// ```
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// The helpdesk's id and its token, `ht-…`, from the helpdesk's settings.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let helpdesk = Helpdesk::builder().credentials(Credentials::tenant_token("t-1"));
    /// assert!(helpdesk.clone().helpdesk("6948728206392295444", "ht-1").build().is_ok());
    /// let error = helpdesk.helpdesk("6948728206392295444:ht-1", "ht-1").build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "the helpdesk id holds a colon: pass the id alone, and the token as the second argument"
    /// );
    /// ```
    pub fn helpdesk(mut self, id: impl Into<String>, token: impl Into<String>) -> Self {
        self.helpdesk = Some((id.into(), Secret::new(token.into())));
        self
    }

    /// Where the platform is: `https://open.feishu.cn` without this, `https://open.larksuite.com`
    /// for tenants of Lark. A gateway may add a path.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk, Message};
    ///
    /// let helpdesk = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-1"))
    ///     .helpdesk("6948728206392295444", "ht-1")
    ///     .base_url("https://open.larksuite.com")
    ///     .build()?;
    /// let request = helpdesk.ticket_request("6948728206392295444", Message::text("Hello"))?;
    /// assert_eq!(request.uri().host(), Some("open.larksuite.com"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// How long one request may take from its connection to the end of its reply; 30 seconds
    /// without this. A third of it is for the connection: when that is over, the message certainly
    /// was not delivered, and is tried again. It does not bound the waiting for the rate limit or between tries.
    ///
    /// ```
    /// use feishu_post::{Helpdesk, ConfigProblem};
    /// use std::time::Duration;
    ///
    /// let error = Helpdesk::builder().timeout(Duration::ZERO).build().unwrap_err();
    /// assert!(error.problems().contains(&ConfigProblem::ZeroTimeout));
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How often to try again what certainly was not delivered.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk, RetryPolicy};
    ///
    /// let helpdesk = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-1"))
    ///     .helpdesk("6948728206392295444", "ht-1")
    ///     .retry_policy(RetryPolicy::never());
    /// assert!(helpdesk.build().is_ok());
    /// ```
    pub fn retry_policy(mut self, retry_policy: RetryPolicy) -> Self {
        self.retry_policy = retry_policy;
        self
    }

    /// How many messages may go out in a second and in a minute, over all clones together.
    ///
    /// ```
    /// use feishu_post::{Helpdesk, ConfigProblem, RateLimit};
    ///
    /// let error = Helpdesk::builder().rate_limit(RateLimit::unlimited().per_second(0)).build().unwrap_err();
    /// assert!(error.problems().contains(&ConfigProblem::ZeroRate { window: "second" }));
    /// ```
    pub fn rate_limit(mut self, rate_limit: RateLimit) -> Self {
        self.rate_limit = rate_limit;
        self
    }

    /// Whether `content` is sent as an object, as without this, or as a string.
    ///
    /// ```
    /// use feishu_post::{Credentials, ContentForm, Helpdesk, Message};
    ///
    /// let helpdesk = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-1"))
    ///     .helpdesk("6948728206392295444", "ht-1")
    ///     .content_form(ContentForm::String)
    ///     .build()?;
    /// let request = helpdesk.ticket_request("6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(
    ///     request.body(),
    ///     r#"{"msg_type":"text","content":"{\"text\":\"你好\"}"}"#.as_bytes()
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn content_form(mut self, form: ContentForm) -> Self {
        self.content_form = form;
        self
    }

    /// Checks the settings. Nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] with every problem: what is missing, a credential that is empty or cannot
    /// stand in a header, a base URL over which credentials would travel in the clear, a limit at
    /// which nothing is ever sent.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let error = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-1"))
    ///     .helpdesk("6948728206392295444", "ht-1")
    ///     .base_url("http://open.feishu.cn")
    ///     .build()
    ///     .unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"the base URL "http://open.feishu.cn" is refused: credentials travel over https, or over http to a loopback address"#
    /// );
    /// ```
    pub fn build(self) -> Result<Helpdesk, ConfigError> {
        let base = BaseUrl::parse(&self.base_url);
        let mut problems = self.problems();
        let (Some(credentials), Some((id, token)), Ok(base), true) =
            (self.credentials, self.helpdesk, &base, problems.is_empty())
        else {
            problems.extend(base.err());
            return Err(ConfigError::new(problems));
        };
        let authorization = STANDARD.encode(format!("{id}:{}", token.reveal()));
        Helpdesk::new(Settings {
            credentials,
            helpdesk_id: id,
            helpdesk_token: token,
            helpdesk_authorization: sensitive(&authorization),
            base: base.text.clone(),
            loopback: base.is_loopback,
            timeout: self.timeout,
            retry_policy: self.retry_policy,
            rate_limit: self.rate_limit,
            content_form: self.content_form,
        })
        .map_err(|problem| ConfigError::new(vec![problem]))
    }

    /// What is wrong, but for the base URL.
    fn problems(&self) -> Vec<ConfigProblem> {
        let mut problems = match &self.credentials {
            Some(credentials) => credentials.problems(),
            None => vec![ConfigProblem::MissingCredentials],
        };
        problems.extend(match &self.helpdesk {
            Some((id, token)) => helpdesk_problems(id, token),
            None => vec![ConfigProblem::NoHelpdesk],
        });
        if self.timeout.is_zero() {
            problems.push(ConfigProblem::ZeroTimeout);
        }
        problems.extend(self.rate_limit.problems());
        problems
    }
}

/// As of a [`Helpdesk`]; a base URL that was not checked yet may hold a password.
impl fmt::Debug for HelpdeskBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HelpdeskBuilder")
            .field("credentials", &self.credentials)
            .field("helpdesk", &self.helpdesk.as_ref().map(|(id, _)| id))
            .field("base_url", &Shown(&self.base_url))
            .field("timeout", &self.timeout)
            .field("retry_policy", &self.retry_policy)
            .field("rate_limit", &self.rate_limit)
            .field("content_form", &self.content_form)
            .finish()
    }
}

fn helpdesk_problems(id: &str, token: &Secret) -> Vec<ConfigProblem> {
    let problems = [
        ConfigProblem::of_credential("the helpdesk id", id),
        id.contains(':').then_some(ConfigProblem::ColonInId),
        ConfigProblem::of_credential("the helpdesk token", token.reveal()),
    ];
    problems.into_iter().flatten().collect()
}
