use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::limits::Rates;
use super::platform::Platform;
use super::server::{self, Server};
use super::{AcceptedMessage, Fault, RecordedRequest};
use crate::{Bot, BotBuilder, ConfigError, Credentials, Helpdesk, HelpdeskBuilder, Webhook};

/// A fake Feishu server on a loopback port, with one app, one helpdesk and one webhook.
///
/// It serves blocking and async callers from its own thread until it is dropped. Several can run in parallel.
///
/// ```
/// use feishu_post::testing::FakeFeishu;
/// use feishu_post::{Message, send};
///
/// let fake = FakeFeishu::start();
/// let message_id = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
/// assert!(message_id.as_str().starts_with("om_"));
/// assert_eq!(fake.messages()[0].text(), Some("你好"));
/// # Ok::<(), feishu_post::SendError>(())
/// ```
pub struct FakeFeishu {
    platform: Arc<Mutex<Platform>>,
    server: Server,
}

impl FakeFeishu {
    /// The ID of the only app that can get tokens.
    pub const APP_ID: &str = "cli_a1b2c3";
    /// The app's secret.
    pub const APP_SECRET: &str = "fake-app-secret";
    /// A tenant access token that is valid without being fetched, until a [`Fault::expired_token`] applies to it.
    pub const TENANT_ACCESS_TOKEN: &str = "t-7f1bcd13fc57d46bac21793a18e560";
    /// The ID of the only helpdesk.
    pub const HELPDESK_ID: &str = "6948728206392295444";
    /// The helpdesk's token.
    pub const HELPDESK_TOKEN: &str = "ht-fake-helpdesk-token";

    /// The token in the URL of the only webhook.
    pub const WEBHOOK_TOKEN: &str = "5b8c9d0e-fake-4a1b-8c2d-webhook00001";
    /// The secret that the webhook's messages are signed with.
    pub const WEBHOOK_SECRET: &str = "fake-webhook-secret";

    /// Starts a fake on a free loopback port.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// let fake = FakeFeishu::start();
    /// assert!(fake.messages().is_empty());
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if no port or thread is available.
    #[must_use = "the fake stops when it is dropped"]
    pub fn start() -> Self {
        let platform = Arc::new(Mutex::new(Platform::new()));
        match Server::start(platform.clone()) {
            Ok(server) => Self { platform, server },
            Err(cause) => panic!("the fake cannot listen on a loopback port: {cause}"),
        }
    }

    /// Returns the base URL that the fake listens on.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// assert!(FakeFeishu::start().base_url().starts_with("http://127.0.0.1:"));
    /// ```
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// Returns a `Helpdesk` that sends to this fake, with the app's credentials and default settings. This
    /// includes the rate limit: more than 50 messages take more than a second.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// assert!(send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).is_ok());
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if no HTTP client can be created.
    #[must_use]
    pub fn helpdesk(&self) -> Helpdesk {
        ready(self.helpdesk_builder().build())
    }

    /// Returns the builder of [`helpdesk`](Self::helpdesk), to change its settings.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Credentials, ContentForm, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// let helpdesk = fake
    ///     .helpdesk_builder()
    ///     .credentials(Credentials::tenant_token(FakeFeishu::TENANT_ACCESS_TOKEN))
    ///     .content_form(ContentForm::String)
    ///     .build()?;
    /// send(&helpdesk, "6948728206392295444", Message::text("你好"))?;
    /// assert_eq!(fake.token_fetches(), 0);
    /// assert_eq!(
    ///     fake.messages()[0].body(),
    ///     r#"{"msg_type":"text","content":"{\"text\":\"你好\"}"}"#
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn helpdesk_builder(&self) -> HelpdeskBuilder {
        Helpdesk::builder()
            .credentials(Credentials::app(Self::APP_ID, Self::APP_SECRET))
            .helpdesk(Self::HELPDESK_ID, Self::HELPDESK_TOKEN)
            .base_url(self.base_url())
    }

    /// Returns a `Bot` that sends to this fake, with the app's credentials and default settings.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Receiver, post};
    ///
    /// let fake = FakeFeishu::start();
    /// assert!(fake.bot().send(Receiver::chat("oc_a0553e"), post!["你好"]).is_ok());
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if no HTTP client can be created.
    #[must_use]
    pub fn bot(&self) -> Bot {
        ready(self.bot_builder().build())
    }

    /// Returns the builder of [`bot`](Self::bot), to change its settings.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Receiver, RetryPolicy, post};
    ///
    /// let fake = FakeFeishu::start();
    /// let bot = fake.bot_builder().retry_policy(RetryPolicy::never()).build()?;
    /// fake.queue(Fault::code(230020));
    /// assert!(bot.send(Receiver::chat("oc_a0553e"), post!["你好"]).is_err());
    /// # Ok::<(), feishu_post::ConfigError>(())
    /// ```
    pub fn bot_builder(&self) -> BotBuilder {
        Bot::builder()
            .credentials(Credentials::app(Self::APP_ID, Self::APP_SECRET))
            .base_url(self.base_url())
    }

    /// Returns a `Webhook` that sends to this fake, with default settings.
    ///
    /// ```
    /// use feishu_post::post;
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// let fake = FakeFeishu::start();
    /// assert!(fake.webhook().send(post!["你好"]).is_ok());
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if no HTTP client can be created.
    #[must_use]
    pub fn webhook(&self) -> Webhook {
        ready(Webhook::new(self.webhook_url())).secret(Self::WEBHOOK_SECRET)
    }

    /// Returns the accepted messages, in order, including those whose response was replaced by a fault.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// let helpdesk = fake.helpdesk();
    /// for text in ["第一", "第二"] {
    ///     send(&helpdesk, "6948728206392295444", Message::text(text))?;
    /// }
    /// let messages = fake.messages();
    /// let texts: Vec<_> = messages.iter().filter_map(|message| message.text()).collect();
    /// assert_eq!(texts, ["第一", "第二"]);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn messages(&self) -> Vec<AcceptedMessage> {
        self.platform().outbox.messages.clone()
    }

    /// Returns every request that arrived, in order, including token requests and rejected requests.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// send(&fake.helpdesk(), "6948728206392295444", Message::text("你好"))?;
    /// let sent = &fake.requests()[1];
    /// assert_eq!(sent.method, http::Method::POST);
    /// assert_eq!(sent.headers["content-type"], "application/json; charset=utf-8");
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.platform().requests.clone()
    }

    /// Returns how many token requests were granted.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// let helpdesk = fake.helpdesk();
    /// send(&helpdesk, "6948728206392295444", Message::text("第一"))?;
    /// send(&helpdesk, "6948728206392295444", Message::text("第二"))?;
    /// assert_eq!(fake.token_fetches(), 1);
    /// # Ok::<(), feishu_post::SendError>(())
    /// ```
    #[must_use]
    pub fn token_fetches(&self) -> usize {
        self.platform().tokens.fetches
    }

    /// Closes a ticket: messages to it are rejected with 154401. All other tickets are open.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Code, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.close_ticket("6948728206392295444");
    /// let helpdesk = fake.helpdesk();
    /// let refused = send(&helpdesk, "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(refused.code(), Some(Code::TicketClosed));
    /// assert!(send(&helpdesk, "6948728206392295445", Message::text("你好")).is_ok());
    /// ```
    pub fn close_ticket(&self, ticket_id: impl Into<String>) {
        self.platform().closed.insert(ticket_id.into());
    }

    /// Queues a fault for the next request that sends a message. Each such request, including a retry, takes one
    /// fault, in the order in which they were queued. A request that exceeds the [rate
    /// limit](Self::set_rate_limit) of its endpoint takes none.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Code, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::code(Code::Forbidden));
    /// let helpdesk = fake.helpdesk();
    /// let refused = send(&helpdesk, "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(refused.code(), Some(Code::Forbidden));
    /// assert!(send(&helpdesk, "6948728206392295444", Message::text("你好")).is_ok());
    /// ```
    pub fn queue(&self, fault: Fault) {
        self.platform().faults.push_back(fault);
    }

    /// Queues a fault for the next token request; see [`queue`](Self::queue).
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    /// use feishu_post::{Code, Delivery, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue_token_fault(Fault::code(Code::AppSecretWrong));
    /// let refused = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(refused.code(), Some(Code::AppSecretWrong));
    /// assert_eq!(refused.delivery(), Delivery::NotDelivered);
    /// ```
    pub fn queue_token_fault(&self, fault: Fault) {
        self.platform().token_faults.push_back(fault);
    }

    /// Returns how many faults are still queued, in both queues together.
    ///
    /// ```
    /// use feishu_post::testing::{FakeFeishu, Fault};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.queue(Fault::reset());
    /// assert_eq!(fake.pending_faults(), 1);
    /// ```
    #[must_use]
    pub fn pending_faults(&self) -> usize {
        let platform = self.platform();
        platform.faults.len() + platform.token_faults.len()
    }

    /// Sets the lifetime of tokens fetched from now on; the default is 7200 seconds. As on the platform, a fetch
    /// returns the same token while it is valid for at least 30 more minutes; after that it returns a new one, and
    /// both are valid.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Code, Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.set_token_lifetime(Duration::ZERO); // expires before it can be used
    /// let refused = send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).unwrap_err();
    /// assert_eq!(refused.code(), Some(Code::TokenInvalid));
    /// ```
    pub fn set_token_lifetime(&self, lifetime: Duration) {
        self.platform().tokens.lifetime = lifetime;
    }

    /// Sets whether the documented rate limits are enforced, over sliding windows; off by default.
    ///
    /// | calls | limit | rejected with |
    /// |---|---|---|
    /// | of the helpdesk's bot | 100 per minute | 99991400 and the seconds to wait |
    /// | of the webhook | 5 per second, 100 per minute | 9499 |
    /// | of any other endpoint | 50 per second, 1000 per minute | 99991400 and the seconds to wait |
    /// | to one chat or user | 5 per second | 230020 |
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{Message, send};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.set_rate_limit(true);
    /// assert!(send(&fake.helpdesk(), "6948728206392295444", Message::text("你好")).is_ok());
    /// ```
    pub fn set_rate_limit(&self, is_on: bool) {
        self.platform().rates = is_on.then(|| Rates::new(1));
    }

    /// Enforces `times` the documented rate limits, for testing programs with high throughput; see
    /// [`set_rate_limit`](Self::set_rate_limit). With 0, every message is rejected.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    /// use feishu_post::{RateLimit, Receiver, post};
    ///
    /// let fake = FakeFeishu::start();
    /// fake.set_rate_limit_times(10);
    /// let limit = RateLimit::default().per_second(500).per_minute(10_000);
    /// let bot = fake.bot_builder().rate_limit(limit).build()?;
    /// assert!(bot.send(Receiver::chat("oc_a0553e"), post!["你好"]).is_ok());
    /// # Ok::<(), feishu_post::ConfigError>(())
    /// ```
    pub fn set_rate_limit_times(&self, times: usize) {
        self.platform().rates = Some(Rates::new(times));
    }

    /// Returns how many requests have exceeded the rate limits since they were last set.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// let fake = FakeFeishu::start();
    /// fake.set_rate_limit(true);
    /// assert!(fake.helpdesk().send("6948728206392295444", feishu_post::post!["你好"]).is_ok());
    /// assert_eq!(fake.rate_refusals(), 0);
    /// ```
    #[must_use]
    pub fn rate_refusals(&self) -> usize {
        let platform = self.platform();
        platform.rates.as_ref().map_or(0, |rates| rates.refusals)
    }

    /// Returns the URL of the webhook.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// let fake = FakeFeishu::start();
    /// let url = fake.webhook_url();
    /// assert!(url.starts_with(&fake.base_url()));
    /// assert!(url.ends_with(FakeFeishu::WEBHOOK_TOKEN));
    /// ```
    #[must_use]
    pub fn webhook_url(&self) -> String {
        let token = Self::WEBHOOK_TOKEN;
        format!("{}/open-apis/bot/v2/hook/{token}", self.base_url())
    }

    /// Sets the secret that the webhook's messages must be signed with; the default is
    /// [`WEBHOOK_SECRET`](Self::WEBHOOK_SECRET). With `None`, no signature is needed.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// let fake = FakeFeishu::start();
    /// fake.set_webhook_secret(None);
    /// let body = r#"{"msg_type":"text","content":{"text":"你好"}}"#;
    /// let request = ureq::post(fake.webhook_url()).header("Content-Type", "application/json");
    /// let reply = request.send(body)?.body_mut().read_to_string()?;
    /// assert!(reply.contains(r#""code":0"#));
    /// # Ok::<(), ureq::Error>(())
    /// ```
    pub fn set_webhook_secret(&self, secret: Option<&str>) {
        self.platform().webhook_secret = secret.map(str::to_owned);
    }

    /// Sets whether the webhook reports success as older installations do, with `StatusCode` instead of `code`;
    /// off by default.
    ///
    /// ```
    /// use feishu_post::testing::FakeFeishu;
    ///
    /// let fake = FakeFeishu::start();
    /// fake.set_webhook_secret(None);
    /// fake.set_legacy_webhook(true);
    /// let body = r#"{"msg_type":"text","content":{"text":"你好"}}"#;
    /// let request = ureq::post(fake.webhook_url()).header("Content-Type", "application/json");
    /// let reply = request.send(body)?.body_mut().read_to_string()?;
    /// assert_eq!(reply, r#"{"Extra":null,"StatusCode":0,"StatusMessage":"success"}"#);
    /// # Ok::<(), ureq::Error>(())
    /// ```
    pub fn set_legacy_webhook(&self, is_on: bool) {
        self.platform().is_legacy = is_on;
    }

    fn platform(&self) -> MutexGuard<'_, Platform> {
        server::lock(&self.platform)
    }
}

fn ready<C>(built: Result<C, ConfigError>) -> C {
    built.unwrap_or_else(|cause| panic!("the fake's own settings are refused: {cause}"))
}

impl fmt::Debug for FakeFeishu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeFeishu")
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}
