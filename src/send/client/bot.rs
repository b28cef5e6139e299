use std::sync::Arc;

use http::Request;

use super::Helpdesk;
use super::app::{App, AppSettings};
use super::setters::{app_setters, option_setters, sending};
use crate::json::{ContentForm, Message};
use crate::send::channel::Channel;
use crate::send::config::{ConfigError, HelpdeskCredentials};
use crate::send::endpoint::{self, Receiver, Reply};
use crate::send::env::{self, Vars};
use crate::send::error::SendError;
use crate::send::message_id::MessageId;
use crate::send::token::{SecretBody, TokenStore};
use crate::send::transport::Transport;

/// A client for an app's bot, which sends messages to chats and users, replies to messages, and edits
/// its own.
///
/// Create one for the whole program and clone it, which is cheap. All clones share the connections, the
/// tenant access token and the rate limit, and can be used from any number of threads and tasks.
///
/// ```
/// use feishu_post::testing::FakeFeishu;
/// use feishu_post::{Bot, Credentials, Receiver, Reply, post};
///
/// # let fake = FakeFeishu::start();
/// # let base_url = fake.base_url();
/// # let (app_id, app_secret) = (FakeFeishu::APP_ID, FakeFeishu::APP_SECRET);
/// let bot = Bot::builder().credentials(Credentials::app(app_id, app_secret)).base_url(base_url).build()?;
/// let id = bot.send(Receiver::chat("oc_a0553e"), post!["你好"])?;
/// bot.reply(Reply::to(&id).in_thread(), post!["补充"])?;
/// bot.edit(&id, post!["大家好"])?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Bot(pub(super) Arc<App>);

impl Bot {
    /// Returns a builder for `https://open.feishu.cn`, without credentials.
    ///
    /// ```
    /// use feishu_post::{Bot, Credentials};
    ///
    /// assert!(Bot::builder().credentials(Credentials::tenant_token("t-7f1bcd13")).build().is_ok());
    /// ```
    pub fn builder() -> BotBuilder {
        BotBuilder::default()
    }

    /// Reads the settings from the environment: `FEISHU_TENANT_ACCESS_TOKEN`, or `FEISHU_APP_ID`
    /// and `FEISHU_APP_SECRET`; optionally `FEISHU_BASE_URL`. An empty variable is treated as
    /// unset.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] with every problem, like [`BotBuilder::build`], including the names of missing
    /// variables.
    ///
    /// ```no_run
    /// use feishu_post::{Bot, Receiver, post};
    ///
    /// Bot::from_env()?.send(Receiver::chat("oc_a0553e"), post!["你好"])?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        BotBuilder::from_env()?.build()
    }

    /// Like [`from_env`](Self::from_env), with variables from another source, such as a secrets store.
    ///
    /// # Errors
    /// Same as [`from_env`](Self::from_env).
    ///
    /// ```
    /// use feishu_post::Bot;
    ///
    /// let error = Bot::from_vars(|name| (name == "FEISHU_APP_ID").then(|| "cli_a1b2c3".to_owned()))
    ///     .unwrap_err();
    /// assert_eq!(error.to_string(), "FEISHU_APP_SECRET is not set");
    /// ```
    pub fn from_vars(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        BotBuilder::from_vars(lookup).build()
    }

    /// Returns a client for a helpdesk of the same app. It shares the token and the connections.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] if the ID or the token is empty, begins or ends with whitespace, or contains a
    /// control character, or if the ID contains a colon.
    ///
    /// ```
    /// use feishu_post::{Bot, Credentials};
    ///
    /// let bot = Bot::builder().credentials(Credentials::tenant_token("t-7f1bcd13")).build()?;
    /// assert!(bot.helpdesk("6948728206392295444", "ht-5d60").is_ok());
    /// # Ok::<(), feishu_post::ConfigError>(())
    /// ```
    pub fn helpdesk(
        &self,
        id: impl Into<String>,
        token: impl Into<String>,
    ) -> Result<Helpdesk, ConfigError> {
        let credentials = HelpdeskCredentials::new(&id.into(), token.into());
        let credentials = credentials.map_err(ConfigError::new)?;
        let form = ContentForm::default();
        Ok(Helpdesk::new(self.clone(), credentials, form))
    }

    sending! {
        /// Sends a message to a chat or a user and waits for the response.
        ///
        /// The call respects the [rate limit](crate::RateLimit), fetches a token if the credentials are
        /// an app's, and retries according to the [`RetryPolicy`](crate::RetryPolicy). All attempts
        /// share one idempotency key, so the message arrives once even if a response is lost. The
        /// message can be a [`Post`](crate::Post), a reference to one, or a [`Message`].
        ///
        /// This blocks the thread. In async code, use `send_async` or `spawn_blocking`.
        ///
        /// # Errors
        /// Returns a [`SendError`] with the platform's [`code`](SendError::code), if any, and the
        /// [`delivery`](SendError::delivery): whether the message may have arrived anyway. Messages that are empty
        /// or too long, and invalid IDs and keys, are rejected before anything is sent.
        ///
        /// ```
        /// use feishu_post::testing::FakeFeishu;
        /// use feishu_post::{Receiver, post};
        ///
        /// let fake = FakeFeishu::start();
        /// let id = fake.bot().send(Receiver::chat("oc_a0553e"), post!["你好"])?;
        /// assert!(id.as_str().starts_with("om_"));
        /// # Ok::<(), feishu_post::SendError>(())
        /// ```
        send, send_async, send_with(receiver: Receiver, _) -> MessageId:
        |bot, message| endpoint::chat(&bot.0.base, receiver, message)
    }

    sending! {
        /// Replies to a message; otherwise like [`send`](Self::send).
        ///
        /// # Errors
        /// Same as [`send`](Self::send).
        ///
        /// ```
        /// use feishu_post::testing::FakeFeishu;
        /// use feishu_post::{Reply, post};
        ///
        /// let fake = FakeFeishu::start();
        /// assert!(fake.bot().reply(Reply::to("om_8baa36"), post!["好的"]).is_ok());
        ///
        /// let error = fake.bot().reply(Reply::to("oc_a0553e"), post!["好的"]).unwrap_err();
        /// assert_eq!(error.to_string(), r#"invalid message id "oc_a0553e"; nothing was sent"#);
        /// ```
        reply, reply_async, reply_with(reply: Reply, _) -> MessageId:
        |bot, message| endpoint::reply(&bot.0.base, reply, message)
    }

    sending! {
        /// Replaces the content of a message that this bot sent. The platform allows 20 edits per
        /// message, and an edit whose response was lost may count twice.
        ///
        /// # Errors
        /// Same as [`send`](Self::send).
        ///
        /// ```
        /// use feishu_post::testing::FakeFeishu;
        /// use feishu_post::{Receiver, post};
        ///
        /// let fake = FakeFeishu::start();
        /// let id = fake.bot().send(Receiver::chat("oc_a0553e"), post!["处理中"])?;
        /// fake.bot().edit(&id, post!["已完成"])?;
        /// # Ok::<(), feishu_post::SendError>(())
        /// ```
        edit, edit_async, edit_with(message_id: impl AsRef<str>, _) -> ():
        |bot, message| endpoint::edit(&bot.0.base, message_id.as_ref(), message)
    }

    /// Returns the request that sends a message to a chat or a user, for use with a custom HTTP client.
    /// Pass the response to [`MessageId::from_response`]. Do not follow redirects: the request carries
    /// credentials.
    ///
    /// # Errors
    /// Returns a [`SendError`] for anything that [`send`](#method.send) rejects, or if the credentials are an
    /// app's and there is no token yet; see [`token_request`](Self::token_request).
    ///
    /// ```
    /// use feishu_post::{Bot, Credentials, Message, Receiver};
    ///
    /// let bot = Bot::builder().credentials(Credentials::tenant_token("t-7f1bcd13")).build()?;
    /// let receiver = Receiver::chat("oc_a0553e").once("deploy-42");
    /// let request = bot.message_request(receiver, Message::text("你好"))?;
    /// assert_eq!(
    ///     request.uri(),
    ///     "https://open.feishu.cn/open-apis/im/v1/messages?receive_id_type=chat_id"
    /// );
    /// assert_eq!(request.headers()["authorization"], "Bearer t-7f1bcd13");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn message_request<'m>(
        &self,
        receiver: Receiver,
        message: impl Into<Message<'m>>,
    ) -> Result<Request<Vec<u8>>, SendError> {
        let call = endpoint::chat(&self.0.base, receiver, message.into())?;
        self.0.channel.request(&call)
    }

    /// Returns the request for a tenant access token, if the credentials are an app's, for use with a custom HTTP
    /// client. Pass the response to [`TenantToken::from_response`](crate::TenantToken::from_response), and the
    /// token to [`Credentials::from`](crate::Credentials). The methods that send fetch tokens themselves.
    ///
    /// ```
    /// use feishu_post::{Bot, Credentials, TenantToken};
    ///
    /// let bot = Bot::builder().credentials(Credentials::app("cli_a1b2c3", "app secret")).build()?;
    /// let request = bot.token_request().expect("the credentials are an app's").map(Vec::from);
    /// assert_eq!(request.uri().path(), "/open-apis/auth/v3/tenant_access_token/internal");
    ///
    /// let response = http::Response::new(r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#);
    /// let token = TenantToken::from_response(&response)?;
    /// assert!(Bot::builder().credentials(token.into()).build()?.token_request().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn token_request(&self) -> Option<Request<SecretBody>> {
        let tokens = self.0.channel.tokens.as_ref();
        let request = tokens.and_then(TokenStore::request)?;
        Some(request.clone().map(SecretBody))
    }

    fn channel(&self) -> &Channel {
        &self.0.channel
    }
}

/// Builds a [`Bot`]. Only [`credentials`](Self::credentials) are required.
///
/// ```
/// use feishu_post::{Bot, Credentials, RateLimit, RetryPolicy};
/// use std::time::Duration;
///
/// let bot = Bot::builder()
///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
///     .base_url("https://open.larksuite.com")
///     .timeout(Duration::from_secs(10))
///     .retry_policy(RetryPolicy::never())
///     .rate_limit(RateLimit::default().per_minute(500))
///     .build()?;
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until build() is called"]
pub struct BotBuilder {
    app: AppSettings,
}

impl BotBuilder {
    /// Creates a builder with the settings that [`Bot::from_env`] reads, so that more can be added.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] if a variable is not Unicode. All other problems are reported by
    /// [`build`](Self::build).
    ///
    /// ```no_run
    /// use feishu_post::{BotBuilder, RetryPolicy};
    ///
    /// let bot = BotBuilder::from_env()?.retry_policy(RetryPolicy::never()).build()?;
    /// # Ok::<(), feishu_post::ConfigError>(())
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        Ok(Self::from_vars(env::environment(env::BOT)?))
    }

    /// Like [`from_env`](Self::from_env), with variables from another source, such as a secrets store.
    ///
    /// ```
    /// use feishu_post::{BotBuilder, RetryPolicy};
    ///
    /// let builder = BotBuilder::from_vars(|name| {
    ///     (name == "FEISHU_TENANT_ACCESS_TOKEN").then(|| "t-7f1bcd13".to_owned())
    /// });
    /// assert!(builder.retry_policy(RetryPolicy::never()).build().is_ok());
    /// ```
    pub fn from_vars(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let app = AppSettings::from_vars(&Vars(lookup));
        Self { app }
    }

    app_setters!();
    option_setters!(app.options);

    /// Builds the client, checking the settings without sending anything.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] with every problem, such as missing settings, credentials that are empty or not
    /// valid in a header, a base URL that would send credentials unencrypted, or a rate limit that allows nothing.
    ///
    /// ```
    /// use feishu_post::{Bot, Credentials};
    ///
    /// let error = Bot::builder()
    ///     .credentials(Credentials::tenant_token("t-1"))
    ///     .base_url("http://open.feishu.cn")
    ///     .build()
    ///     .unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"insecure base URL "http://open.feishu.cn": use https, or http to a loopback address"#
    /// );
    /// ```
    pub fn build(self) -> Result<Bot, ConfigError> {
        let (app, ()) = self.app.build(Ok(()))?;
        Ok(Bot(Arc::new(app)))
    }
}
