use std::sync::Arc;

use http::Request;

use super::Bot;
use super::app::AppSettings;
use super::setters::{app_setters, option_setters, sending};
use crate::json::{ContentForm, Message};
use crate::send::channel::Channel;
use crate::send::config::{ConfigError, ConfigProblem, HelpdeskCredentials};
use crate::send::endpoint::{self, Call, HelpdeskReceiver};
use crate::send::env::{self, Vars};
use crate::send::error::SendError;
use crate::send::message_id::MessageId;
use crate::send::transport::Transport;

/// A client for a helpdesk, which sends messages to tickets and, as the helpdesk's bot, to users.
///
/// Create one for the whole program and clone it, which is cheap. All clones share the connections, the
/// tenant access token and the rate limit, and can be used from any number of threads and tasks.
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
#[derive(Debug, Clone)]
pub struct Helpdesk {
    bot: Bot,
    credentials: Arc<HelpdeskCredentials>,
    form: ContentForm,
}

impl Helpdesk {
    pub(super) fn new(bot: Bot, credentials: HelpdeskCredentials, form: ContentForm) -> Self {
        let credentials = Arc::new(credentials);
        Self {
            bot,
            credentials,
            form,
        }
    }

    /// Returns a builder for `https://open.feishu.cn`, without credentials.
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
        HelpdeskBuilder {
            app: AppSettings::default(),
            helpdesk: Err(vec![ConfigProblem::MissingHelpdesk]),
            form: ContentForm::default(),
        }
    }

    /// Reads the settings from the environment: `FEISHU_TENANT_ACCESS_TOKEN`, or `FEISHU_APP_ID`
    /// and `FEISHU_APP_SECRET`; `FEISHU_HELPDESK_ID` and `FEISHU_HELPDESK_TOKEN`; optionally
    /// `FEISHU_BASE_URL`. An empty variable is treated as unset.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] with every problem, like [`HelpdeskBuilder::build`], including the names of
    /// missing variables.
    ///
    /// ```no_run
    /// use feishu_post::{Helpdesk, Message};
    ///
    /// let helpdesk = Helpdesk::from_env()?;
    /// helpdesk.send("6948728206392295444", Message::text("你好"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        HelpdeskBuilder::from_env()?.build()
    }

    /// Like [`from_env`](Self::from_env), with variables from another source, such as a secrets store.
    ///
    /// # Errors
    /// Same as [`from_env`](Self::from_env).
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
        HelpdeskBuilder::from_vars(lookup).build()
    }

    sending! {
        /// Sends a message to a ticket and waits for the response.
        ///
        /// The call respects the [rate limit](crate::RateLimit), fetches a token if the credentials are
        /// an app's, and retries according to the [`RetryPolicy`](crate::RetryPolicy). The endpoint has
        /// no idempotency key, so a message that may have been delivered is not sent again. The message
        /// can be a [`Post`](crate::Post), a reference to one, or a [`Message`].
        ///
        /// This blocks the thread. In async code, use `send_async` or `spawn_blocking`.
        ///
        /// # Errors
        /// Returns a [`SendError`] with the platform's [`code`](SendError::code), if any, and the
        /// [`delivery`](SendError::delivery): whether the message may have arrived anyway. An empty message and a
        /// ticket ID that is not all digits are rejected before anything is sent.
        ///
        /// ```
        /// use feishu_post::testing::FakeFeishu;
        /// use feishu_post::{Code, post};
        ///
        /// let fake = FakeFeishu::start();
        /// assert!(fake.helpdesk().send("6948728206392295444", post!["已收到"]).is_ok());
        ///
        /// fake.close_ticket("6948728206392295444");
        /// let error = fake.helpdesk().send("6948728206392295444", post!["已收到"]).unwrap_err();
        /// assert_eq!(error.code(), Some(Code::TicketClosed));
        /// ```
        send, send_async, send_with(ticket_id: impl AsRef<str>, _) -> MessageId:
        |helpdesk, message| helpdesk.ticket(ticket_id.as_ref(), message)
    }

    sending! {
        /// Sends a message from the helpdesk's bot to a user; otherwise like [`send`](Self::send).
        ///
        /// # Errors
        /// Same as [`send`](Self::send).
        ///
        /// ```
        /// use feishu_post::testing::FakeFeishu;
        /// use feishu_post::{HelpdeskReceiver, post};
        ///
        /// let fake = FakeFeishu::start();
        /// assert!(fake.helpdesk().send_to(HelpdeskReceiver::direct("ou_7d8a"), post!["你好"]).is_ok());
        /// ```
        send_to, send_to_async, send_to_with(receiver: HelpdeskReceiver, _) -> MessageId:
        |helpdesk, message| endpoint::helpdesk(&helpdesk.bot.0.base, &helpdesk.credentials, receiver, message)
    }

    /// Returns the request that sends a message to a ticket, for use with a custom HTTP client. Pass
    /// the response to [`MessageId::from_response`]. Do not follow redirects: the request carries
    /// credentials.
    ///
    /// # Errors
    /// Returns a [`SendError`] for anything that [`send`](#method.send) rejects, or if the credentials are an
    /// app's and there is no token yet; see [`Bot::token_request`].
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk, Message};
    ///
    /// let helpdesk = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
    ///     .helpdesk("6948728206392295444", "ht-1")
    ///     .build()?;
    /// let request = helpdesk.ticket_request("6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(
    ///     request.uri(),
    ///     "https://open.feishu.cn/open-apis/helpdesk/v1/tickets/6948728206392295444/messages"
    /// );
    /// assert_eq!(request.headers()["authorization"], "Bearer t-7f1bcd13");
    ///
    /// assert!(helpdesk.ticket_request("../users", Message::text("你好")).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ticket_request<'m>(
        &self,
        ticket_id: impl AsRef<str>,
        message: impl Into<Message<'m>>,
    ) -> Result<Request<Vec<u8>>, SendError> {
        let call = self.ticket(ticket_id.as_ref(), message.into())?;
        self.bot.0.channel.request(&call)
    }

    /// Returns a client for the bot of the same app. It shares the token and the connections.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Receiver, post};
    ///
    /// let fake = FakeFeishu::start();
    /// let helpdesk = fake.helpdesk();
    /// helpdesk.send("6948728206392295444", post!["已收到"])?;
    /// helpdesk.bot().send(Receiver::chat("oc_a0553e"), post!["新工单"])?;
    /// assert_eq!(fake.token_fetches(), 1);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn bot(&self) -> &Bot {
        &self.bot
    }

    fn ticket<'m>(
        &'m self,
        id: &str,
        message: Message<'m>,
    ) -> Result<Call<'m, MessageId>, SendError> {
        let base = &self.bot.0.base;
        endpoint::ticket(base, &self.credentials, self.form, id, message)
    }

    fn channel(&self) -> &Channel {
        &self.bot.0.channel
    }
}

/// Builds a [`Helpdesk`]. Only [`credentials`](Self::credentials) and [`helpdesk`](Self::helpdesk)
/// are required.
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
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until build() is called"]
pub struct HelpdeskBuilder {
    app: AppSettings,
    helpdesk: Result<HelpdeskCredentials, Vec<ConfigProblem>>,
    form: ContentForm,
}

impl HelpdeskBuilder {
    /// Creates a builder with the settings that [`Helpdesk::from_env`] reads, so that more can be added.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] if a variable is not Unicode. All other problems are reported by
    /// [`build`](Self::build).
    ///
    /// ```no_run
    /// use feishu_post::{HelpdeskBuilder, RetryPolicy};
    ///
    /// let helpdesk = HelpdeskBuilder::from_env()?.retry_policy(RetryPolicy::never()).build()?;
    /// # Ok::<(), feishu_post::ConfigError>(())
    /// ```
    pub fn from_env() -> Result<Self, ConfigError> {
        Ok(Self::from_vars(env::environment(env::HELPDESK)?))
    }

    /// Like [`from_env`](Self::from_env), with variables from another source, such as a secrets store.
    ///
    /// ```
    /// use feishu_post::{HelpdeskBuilder, RetryPolicy};
    ///
    /// let builder = HelpdeskBuilder::from_vars(|name| match name {
    ///     "FEISHU_TENANT_ACCESS_TOKEN" => Some("t-7f1bcd13".to_owned()),
    ///     "FEISHU_HELPDESK_ID" => Some("6948728206392295444".to_owned()),
    ///     "FEISHU_HELPDESK_TOKEN" => Some("ht-5d60".to_owned()),
    ///     _ => None,
    /// });
    /// assert!(builder.retry_policy(RetryPolicy::never()).build().is_ok());
    /// ```
    pub fn from_vars(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let vars = Vars(lookup);
        let new = |(id, token): (String, String)| HelpdeskCredentials::new(&id, token);
        Self {
            app: AppSettings::from_vars(&vars),
            helpdesk: vars.helpdesk().and_then(new),
            form: ContentForm::default(),
        }
    }

    app_setters!();
    option_setters!(app.options);

    /// Sets the helpdesk's ID and token (`ht-…`), found in the helpdesk's settings.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let helpdesk = Helpdesk::builder().credentials(Credentials::tenant_token("t-1"));
    /// assert!(helpdesk.clone().helpdesk("6948728206392295444", "ht-1").build().is_ok());
    /// let error = helpdesk.helpdesk("6948728206392295444:ht-1", "ht-1").build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "the helpdesk id contains a colon: pass the id alone, and the token as the second argument"
    /// );
    /// ```
    pub fn helpdesk(mut self, id: impl Into<String>, token: impl Into<String>) -> Self {
        self.helpdesk = HelpdeskCredentials::new(&id.into(), token.into());
        self
    }

    /// Sets whether a ticket message's `content` is sent as an object (the default) or as a string.
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
        self.form = form;
        self
    }

    /// Builds the client, checking the settings without sending anything.
    ///
    /// # Errors
    /// Returns a [`ConfigError`] with every problem, such as missing settings, credentials that are empty or not
    /// valid in a header, a base URL that would send credentials unencrypted, or a rate limit that allows nothing.
    ///
    /// ```
    /// use feishu_post::{Credentials, Helpdesk};
    ///
    /// let error = Helpdesk::builder()
    ///     .credentials(Credentials::tenant_token("t-1"))
    ///     .base_url("http://open.feishu.cn")
    ///     .build()
    ///     .unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "missing helpdesk: call .helpdesk(id, token) with the helpdesk's id and its token\n\
    ///      insecure base URL \"http://open.feishu.cn\": use https, or http to a loopback address"
    /// );
    /// ```
    pub fn build(self) -> Result<Helpdesk, ConfigError> {
        let (app, credentials) = self.app.build(self.helpdesk)?;
        Ok(Helpdesk::new(Bot(Arc::new(app)), credentials, self.form))
    }
}
