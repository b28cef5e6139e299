use std::sync::Arc;

use super::setters::{option_setters, sending};
use crate::json::Message;
use crate::send::channel::{Channel, Options};
use crate::send::config::{ConfigError, ConfigProblem, Secret, WebhookUrl};
use crate::send::endpoint;
use crate::send::env::{self, Vars};
use crate::send::error::SendError;
use crate::send::transport::Transport;

/// A client for the webhook of a group's custom bot.
///
/// Create one for the whole program and clone it, which is cheap. All clones share the connections and
/// the rate limit. Anyone who knows the URL can send to the group, so it is never printed.
///
/// ```
/// use feishu_post::testing::FakeFeishu;
/// use feishu_post::{Webhook, post};
///
/// let fake = FakeFeishu::start();
/// fake.webhook().send(post!["构建完成"])?;
///
/// let webhook = Webhook::new("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b-secret")?.secret("k");
/// assert!(!format!("{webhook:?}").contains("0f5b-secret"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Webhook {
    url: WebhookUrl,
    secret: Option<Secret>,
    channel: Arc<Channel>,
}

impl Webhook {
    /// Creates a client for the URL that the bot's page shows, with default settings.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] if it is not the URL of a custom bot, `https://…/open-apis/bot/v2/hook/…`.
    ///
    /// ```
    /// use feishu_post::Webhook;
    ///
    /// assert!(Webhook::new("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b").is_ok());
    /// assert_eq!(
    ///     Webhook::new("https://open.feishu.cn").unwrap_err().to_string(),
    ///     "invalid webhook URL (its path must end in /open-apis/bot/v2/hook/…): copy it from the \
    ///      bot's page, \"https://open.feishu.cn/open-apis/bot/v2/hook/…\""
    /// );
    /// ```
    pub fn new(url: impl AsRef<str>) -> Result<Self, ConfigError> {
        Self::builder(url).build()
    }

    /// Returns a builder for the URL that the bot's page shows.
    ///
    /// ```
    /// use feishu_post::{RetryPolicy, Webhook};
    ///
    /// let webhook = Webhook::builder("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b")
    ///     .retry_policy(RetryPolicy::never())
    ///     .build();
    /// assert!(webhook.is_ok());
    /// ```
    pub fn builder(url: impl AsRef<str>) -> WebhookBuilder {
        WebhookBuilder {
            url: WebhookUrl::parse(url.as_ref()),
            options: Options::default(),
        }
    }

    /// Returns a client that signs messages with the secret from the bot's security settings.
    ///
    /// ```
    /// use feishu_post::Webhook;
    ///
    /// let webhook = Webhook::new("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b")?.secret("kP3x");
    /// assert!(!format!("{webhook:?}").contains("kP3x"));
    /// # Ok::<(), feishu_post::ConfigError>(())
    /// ```
    #[must_use]
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = Some(Secret::new(secret.into()));
        self
    }

    /// Reads the settings from the environment: `FEISHU_WEBHOOK_URL`, and `FEISHU_WEBHOOK_SECRET`
    /// if the bot has one. An empty variable is treated as unset.
    ///
    /// # Errors
    /// Same as [`new`](Self::new); also reports [`ConfigProblem::MissingVariable`] if there is no URL.
    ///
    /// ```no_run
    /// use feishu_post::{Webhook, post};
    ///
    /// Webhook::from_env()?.send(post!["构建完成"])?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_vars(env::environment(env::WEBHOOK)?)
    }

    /// Like [`from_env`](Self::from_env), with variables from another source, such as a secrets store.
    ///
    /// # Errors
    /// Same as [`from_env`](Self::from_env).
    ///
    /// ```
    /// use feishu_post::Webhook;
    ///
    /// let error = Webhook::from_vars(|_| None).unwrap_err();
    /// assert_eq!(error.to_string(), "FEISHU_WEBHOOK_URL is not set");
    /// ```
    pub fn from_vars(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let (url, secret) = Vars(lookup).webhook();
        let url = url.and_then(|url| WebhookUrl::parse(&url));
        let options = Options::default();
        let check = |secret: &String| ConfigProblem::of_credential("the webhook secret", secret);
        let problem = secret.as_ref().and_then(check);
        match (WebhookBuilder { url, options }.build(), problem) {
            (Ok(webhook), None) => Ok(Self {
                secret: secret.map(Secret::new),
                ..webhook
            }),
            (built, problem) => {
                let problems = built.err().map(|error| error.problems().to_vec());
                let problems = problems.into_iter().flatten().chain(problem);
                Err(ConfigError::new(problems.collect()))
            }
        }
    }

    sending! {
        /// Sends a message to the group and waits for the response.
        ///
        /// The call respects the [rate limit](crate::RateLimit), 5 a second and 100 a minute, and
        /// retries according to the [`RetryPolicy`](crate::RetryPolicy). A webhook has no idempotency
        /// key, so a message that may have been delivered is not sent again. The message can be a
        /// [`Post`](crate::Post), a reference to one, or a [`Message`].
        ///
        /// This blocks the thread. In async code, use `send_async` or `spawn_blocking`.
        ///
        /// # Errors
        /// Returns a [`SendError`] with the platform's [`code`](SendError::code), if any, and the
        /// [`delivery`](SendError::delivery): whether the message may have arrived anyway. Messages that are empty
        /// or too long are rejected before anything is sent.
        ///
        /// ```
        /// use feishu_post::testing::FakeFeishu;
        /// use feishu_post::post;
        ///
        /// let fake = FakeFeishu::start();
        /// fake.webhook().send(post!["构建完成"])?;
        /// assert_eq!(fake.messages().len(), 1);
        /// # Ok::<(), feishu_post::SendError>(())
        /// ```
        send, send_async, send_with(_) -> ():
        |webhook, message| endpoint::webhook(&webhook.url, webhook.secret.as_ref(), message)
    }

    fn channel(&self) -> &Channel {
        &self.channel
    }
}

/// Builds a [`Webhook`] with settings other than the defaults of [`Webhook::new`].
///
/// ```
/// use feishu_post::{RateLimit, Webhook};
///
/// let webhook = Webhook::builder("https://open.feishu.cn/open-apis/bot/v2/hook/0f5b")
///     .rate_limit(RateLimit::unlimited().per_second(1))
///     .build()?;
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until build() is called"]
pub struct WebhookBuilder {
    url: Result<WebhookUrl, ConfigProblem>,
    options: Options,
}

impl WebhookBuilder {
    option_setters!(options);

    /// Builds the client, checking the settings without sending anything.
    ///
    /// # Errors
    /// Same as [`Webhook::new`]; also fails for invalid settings, such as a rate limit that allows nothing.
    ///
    /// ```
    /// use feishu_post::{RateLimit, Webhook};
    ///
    /// let error = Webhook::builder("").rate_limit(RateLimit::unlimited().per_second(0)).build().unwrap_err();
    /// assert_eq!(error.problems().len(), 2);
    /// ```
    pub fn build(self) -> Result<Webhook, ConfigError> {
        let host = self.url.as_ref().ok().and_then(|url| url.host.as_deref());
        match (self.options.check(host), self.url) {
            (Ok(options), Ok(url)) => Ok(Webhook {
                channel: Arc::new(Channel::new(options, None, Vec::new())),
                url,
                secret: None,
            }),
            (options, url) => {
                let problems = options.err().into_iter().flatten().chain(url.err());
                Err(ConfigError::new(problems.collect()))
            }
        }
    }
}
