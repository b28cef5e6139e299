//! Macros for the methods that the clients share, so that each client has its own.
//!
//! Links to the blocking methods are written as fragments: without `ureq` there are none.

/// The three variants of a method that sends: blocking, async, and over any transport.
macro_rules! sending {
    (
        $(#[$doc:meta])*
        $send:ident, $send_async:ident, $send_with:ident($($to:ident: $address:ty,)? _) -> $sent:ty:
        |$client:ident, $message:ident| $call:expr
    ) => {
        $(#[$doc])*
        #[cfg(feature = "ureq")]
        pub fn $send<'m>(
            &self,
            $($to: $address,)?
            message: impl Into<Message<'m>>,
        ) -> Result<$sent, SendError> {
            let adapter = &self.channel().adapters.blocking;
            crate::send::transport::block_on(self.$send_with(adapter, $($to,)? message))
        }

        #[doc = concat!("Like [`", stringify!($send), "`](#method.", stringify!($send), "), without ")]
        /// blocking. Needs a tokio runtime with time and IO enabled.
        ///
        /// Dropping the future cancels the call and gives up its place in the queue. If the request was
        /// already under way, the message may have been delivered.
        ///
        /// # Errors
        #[doc = concat!("Same as [`", stringify!($send), "`](#method.", stringify!($send), ").")]
        #[cfg(feature = "reqwest")]
        pub async fn $send_async<'m>(
            &self,
            $($to: $address,)?
            message: impl Into<Message<'m>>,
        ) -> Result<$sent, SendError> {
            let adapter = &self.channel().adapters.tasks;
            // An error here, because `sleep` would panic without a runtime.
            adapter.place()?;
            self.$send_with(adapter, $($to,)? message).await
        }

        #[doc = concat!("Like [`", stringify!($send), "`](#method.", stringify!($send), "), with your ")]
        /// own HTTP client.
        ///
        /// # Errors
        #[doc = concat!("Same as [`", stringify!($send), "`](#method.", stringify!($send), ").")]
        pub async fn $send_with<'m, T: Transport>(
            &self,
            transport: &T,
            $($to: $address,)?
            message: impl Into<Message<'m>>,
        ) -> Result<$sent, SendError> {
            let ($client, $message) = (self, message.into());
            let call = $call?;
            self.channel().deliver(transport, &call).await
        }
    };
}

/// The setters of `Options`, for the given field.
macro_rules! option_setters {
    ($($field:ident).+) => {
        /// Sets how long one request may take, from connecting to the end of the response; 30 seconds
        /// by default. A third of that is for connecting; if it runs out, the message was certainly not
        /// delivered and is sent again. Waiting for the rate limit and between attempts does not count.
        ///
        /// ```
        /// use feishu_post::{Bot, ConfigProblem};
        /// use std::time::Duration;
        ///
        /// let error = Bot::builder().timeout(Duration::ZERO).build().unwrap_err();
        /// assert!(error.problems().contains(&ConfigProblem::ZeroTimeout));
        /// ```
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.$($field).+.connection.timeout = timeout;
            self
        }

        /// Trusts a certificate authority in addition to Mozilla's, given as one or more PEM
        /// certificates, for example that of a company whose proxy intercepts TLS. Can be called
        /// repeatedly.
        ///
        /// ```
        /// use feishu_post::{Bot, Credentials};
        ///
        /// let bot = Bot::builder()
        ///     .credentials(Credentials::tenant_token("t-1"))
        ///     .root_certificate_pem("no certificate");
        /// # #[cfg(any(feature = "ureq", feature = "reqwest"))]
        /// assert_eq!(
        ///     bot.build().unwrap_err().to_string(),
        ///     "invalid root certificate (it contains no certificate): \
        ///      pass it as PEM, \"-----BEGIN CERTIFICATE-----…\""
        /// );
        /// ```
        pub fn root_certificate_pem(mut self, pem: impl AsRef<[u8]>) -> Self {
            self.$($field).+.connection.roots.push(pem.as_ref().to_vec());
            self
        }

        /// Connects through an HTTP proxy, `http://host:port`, with a user name and password in the URL if needed.
        /// TLS is tunneled through it.
        ///
        /// By default, the proxy is taken from the first of `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY` and `all_proxy`
        /// that is set, unless `NO_PROXY` or `no_proxy` lists the platform's host, a domain that it belongs to, or
        /// `*`. An unusable proxy is an error. Loopback addresses are never proxied.
        ///
        /// ```
        /// use feishu_post::{Bot, Credentials};
        ///
        /// let bot = Bot::builder()
        ///     .credentials(Credentials::tenant_token("t-1"))
        ///     .proxy("socks5://proxy.example.com:1080");
        /// assert_eq!(
        ///     bot.build().unwrap_err().to_string(),
        ///     "the proxy cannot be used (its scheme is not http): write \"http://host:port\""
        /// );
        /// ```
        pub fn proxy(mut self, url: impl AsRef<str>) -> Self {
            self.$($field).+.connection.set_proxy(url.as_ref());
            self
        }

        /// Sets how often and for how long to retry; see [`RetryPolicy`](crate::RetryPolicy).
        ///
        /// ```
        /// use feishu_post::{Bot, Credentials, RetryPolicy};
        ///
        /// let bot = Bot::builder()
        ///     .credentials(Credentials::tenant_token("t-1"))
        ///     .retry_policy(RetryPolicy::never());
        /// assert!(bot.build().is_ok());
        /// ```
        pub fn retry_policy(mut self, retry_policy: crate::RetryPolicy) -> Self {
            self.$($field).+.retry_policy = retry_policy;
            self
        }

        /// Sets how many messages all clones together may send per second and per minute, counted separately for
        /// each of the platform's APIs. The default is each API's documented limit: 50 and 1000 for most, 100 per
        /// minute for a helpdesk's bot, 5 and 100 for a webhook.
        ///
        /// ```
        /// use feishu_post::{Bot, ConfigProblem, RateLimit};
        ///
        /// let limit = RateLimit::unlimited().per_second(0);
        /// let error = Bot::builder().rate_limit(limit).build().unwrap_err();
        /// assert!(error.problems().contains(&ConfigProblem::ZeroRate { window: "second" }));
        /// ```
        pub fn rate_limit(mut self, rate_limit: crate::RateLimit) -> Self {
            self.$($field).+.rate_limit = Some(rate_limit);
            self
        }

        /// Sets the maximum size of a request body, in bytes. The default is each API's documented limit, where
        /// 1 KB is 1000 bytes: 30,000 for a post and 150,000 for a text in a chat, 20,000 for a webhook, and no
        /// limit for a ticket. The platform has been observed to accept more; it rejects longer bodies with
        /// [`Code::TooLong`](crate::Code::TooLong), or [`Code::WebhookTooLong`](crate::Code::WebhookTooLong).
        ///
        /// ```
        /// use feishu_post::{Bot, Credentials};
        ///
        /// let bot = Bot::builder()
        ///     .credentials(Credentials::tenant_token("t-1"))
        ///     .max_body_bytes(150_000);
        /// assert!(bot.build().is_ok());
        /// ```
        pub fn max_body_bytes(mut self, bytes: usize) -> Self {
            self.$($field).+.max_body_bytes = Some(bytes);
            self
        }
    };
}

/// The setters of an app's clients, for the field `app`.
macro_rules! app_setters {
    () => {
        /// Sets how the app authenticates to the platform.
        ///
        /// ```
        /// use feishu_post::{Bot, Credentials};
        ///
        /// let error = Bot::builder().credentials(Credentials::app("cli_a1b2c3", "")).build().unwrap_err();
        /// assert_eq!(error.problems()[0].to_string(), "the app secret is empty");
        /// ```
        pub fn credentials(mut self, credentials: crate::Credentials) -> Self {
            self.app.credentials = credentials.check();
            self
        }

        /// Sets the platform's base URL: `https://open.feishu.cn` by default,
        /// `https://open.larksuite.com` for Lark tenants. A gateway may add a path; a trailing
        /// `/open-apis` is ignored.
        ///
        /// ```
        /// use feishu_post::{Bot, Credentials, Message, Receiver};
        ///
        /// let bot = Bot::builder()
        ///     .credentials(Credentials::tenant_token("t-1"))
        ///     .base_url("https://open.larksuite.com/open-apis")
        ///     .build()?;
        /// let request = bot.message_request(Receiver::chat("oc_a0553e"), Message::text("Hello"))?;
        /// assert_eq!(
        ///     request.uri(),
        ///     "https://open.larksuite.com/open-apis/im/v1/messages?receive_id_type=chat_id"
        /// );
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
            self.app.base = crate::send::config::BaseUrl::parse(url.as_ref());
            self
        }
    };
}

pub(crate) use {app_setters, option_setters, sending};
