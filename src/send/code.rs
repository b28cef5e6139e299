#![allow(
    clippy::unreadable_literal,
    reason = "a code is written as the platform writes it"
)]

use std::fmt;

/// The meaning of a code, and what to do about it.
#[derive(Clone, Copy)]
pub(crate) struct Meaning {
    pub(crate) what: &'static str,
    pub(crate) hint: &'static str,
}

/// One row per code: number, name, meaning and hint. Everything else is generated from the rows.
macro_rules! codes {
    ($($number:literal $name:ident: $what:literal, $hint:literal;)*) => {
        /// A code in the body of a response from the platform. It takes precedence over the HTTP status.
        ///
        /// Sources: the documentation of each endpoint for 154000 to 155000, 230001 to 232009 and 19001 to 19036,
        /// and the platform's [general codes] for the rest. The meaning of some codes depends on the endpoint;
        /// [`SendError`](crate::SendError) displays the applicable one. Future releases may name more codes;
        /// [`From<i64>`] returns [`Code::Other`] only for numbers without a name.
        ///
        /// [general codes]: https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
        ///
        /// ```
        /// use feishu_post::Code;
        ///
        /// assert_eq!(Code::from(154403), Code::BadUrl);
        /// assert_eq!(i64::from(Code::BadUrl), 154403);
        /// assert_eq!(Code::from(7), Code::Other(7));
        /// assert_eq!(Code::BadUrl.to_string(), "154403");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!(stringify!($number), ": ", $what, ".")]
                $name,
            )*
            /// A code without a name in this enum.
            Other(i64),
        }

        impl Code {
            /// Returns every named code.
            ///
            /// ```
            /// use feishu_post::Code;
            ///
            /// assert!(Code::all().all(|code| Code::from(i64::from(code)) == code));
            /// ```
            pub fn all() -> impl Iterator<Item = Self> {
                [$(Self::$name),*].into_iter()
            }

            /// The meaning if the endpoint is unknown or does not matter.
            const fn in_general(self) -> Option<Meaning> {
                match self {
                    $(Self::$name => Some(Meaning { what: $what, hint: $hint }),)*
                    Self::Other(_) => None,
                }
            }
        }

        impl From<i64> for Code {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$name,)*
                    other => Self::Other(other),
                }
            }
        }

        impl From<Code> for i64 {
            fn from(code: Code) -> Self {
                match code {
                    $(Code::$name => $number,)*
                    Code::Other(number) => number,
                }
            }
        }
    };
}

codes! {
    // Tickets and helpdesk messages.
    154000 BadRequest: "the request is malformed", "check the message; if it is valid, try ContentForm::String instead of ContentForm::Object";
    154001 Unauthorized: "not authorized", "check the access token and the helpdesk's id and token, and that the app and the helpdesk belong to the same tenant";
    154003 Forbidden: "the app lacks the permission for this call", "apply for the scope helpdesk:all in the developer console, and publish the app";
    154004 NotFound: "the resource does not exist", "check the id and the base URL";
    154005 MethodForbidden: "the method is not allowed", "check the base URL and the app's permissions";
    154401 TicketClosed: "the ticket is closed", "open a new ticket";
    154403 BadUrl: "the message has an illegal link", "correct the link, or send it as text";
    155000 Internal: "the platform had an internal error", "contact the platform's support with the log id";

    // Chats: send, reply and edit.
    230001 InvalidParameter: "a parameter of the request is invalid", "correct what the platform's message reports after ext=";
    230002 BotNotInChat: "the bot is not in the chat", "add the bot to the chat";
    230006 BotNotEnabled: "the app has no bot", "enable the app's bot in the developer console and publish the app";
    230011 MessageRecalled: "the message was recalled", "send a new message";
    230013 BotUnavailable: "the bot is not available to the user, or the user has resigned", "add the user to the app's availability in the developer console and publish the app";
    230015 NotShareable: "a direct chat cannot be shared", "share a group or a user";
    230017 NotOwner: "the image or file was not uploaded by this app", "upload it with the app that sends the message";
    230018 ChatSettings: "the chat's settings forbid this", "ask the chat's administrator to allow it";
    230019 TopicNotFound: "the topic does not exist", "check the message that is replied to";
    230020 ChatRateLimited: "too many messages to one chat or user", "one chat (from all its bots together) or one user can receive 5 messages a second: send more slowly";
    230022 SensitiveContent: "the message contains sensitive content", "change the text";
    230025 TooLong: "the message is too long", "the limits are 150 KB for a text and 30 KB for a post: shorten it, or use Post::split";
    230027 PermissionDenied: "the app lacks a permission, or may not be used in external groups", "grant what the platform's message names; for an external group, allow external sharing of the bot";
    230028 AuditFailed: "the message did not pass the data leak audit", "remove phone numbers, email addresses and similar data in plain text";
    230029 UserResigned: "the user has resigned", "remove the user from the receivers";
    230034 InvalidReceiver: "the receiver's id is invalid", "check the id, and that its type matches the Receiver";
    230035 SendForbidden: "the bot may not send to this chat or user", "check whether the chat is muted, the user has blocked the bot, or the tenant restricts messages";
    230036 CryptKeyDeleted: "the tenant's encryption key was deleted", "ask the tenant's administrator";
    230038 CrossTenant: "direct messages to another tenant are forbidden", "use a group that includes both the user and the bot";
    230049 BeingSent: "the message is being sent", "wait, then repeat the call with the same key";
    230050 MessageInvisible: "the bot cannot see the message", "check the message id, and that the bot was in the chat when the message was sent";
    230053 BotStopped: "the user has stopped the bot's messages", "remove the user from the receivers";
    230054 UnsupportedType: "the chat or the operation does not support this type of message", "send it as a text, or to another chat";
    230055 FileTypeMismatch: "the type of the file does not match that of the message", "upload the file with the type of the message";
    230071 NoThreadOrNotSender: "a reply: the group has no threads; an edit: the bot did not send the message", "reply without a thread; edit only messages that the bot sent";
    230072 NoThreadOrEditLimit: "a reply: merged messages have no threads; an edit: the message was edited 20 times", "reply without a thread; send a new message instead of another edit";
    230073 SecretGroup: "messages of a secret group cannot be edited", "send a new message";
    230074 ThirdPartyEncryption: "messages of a group with third-party encryption cannot be edited", "send a new message";
    230075 EncryptedOrEditExpired: "a message: encrypted chats are not supported; an edit: the message is too old", "use a chat without encryption; send a new message instead of a late edit";
    230099 CardFailed: "the card could not be created", "correct the card as the platform's message says";
    230110 MessageDeleted: "the message was deleted", "send a new message";
    230111 MessageExpires: "the message is about to delete itself", "send a new message";
    232009 ChatDissolved: "the chat was dissolved", "remove the chat from the receivers";

    // Webhooks.
    9499 InvalidRequest: "the request is malformed", "check the body against the platform's documentation";
    10002 MissingText: "the content has no text", "give the message a text";
    11232 SystemRateLimited: "the platform limits the rate of all messages", "try again later, and avoid sending on the hour and half hour";
    11246 ContentFailed: "the content could not be converted to a message", "correct the content as the platform's message says";
    19001 UnknownWebhook: "the webhook does not exist", "copy the webhook's URL from the chat's settings again";
    19002 WebhookBadRequest: "the request is malformed, or has no msg_type", "check the body against the platform's documentation";
    19007 WebhookBotDisabled: "the bot is not enabled", "enable the bot in the chat's settings";
    19021 SignatureMismatch: "the signature is wrong, or expired (older than one hour)", "check the webhook's secret and the clock";
    19022 WebhookIpDenied: "the sender's IP address is not on the bot's list", "add the address in the bot's security settings";
    19024 KeywordMissing: "the message contains none of the bot's keywords", "include one of the keywords in the title or a text";
    19036 WebhookTooLong: "the message is too long", "the limit is 20 KB of request body: shorten it, or use Post::split";

    // Tenant access tokens.
    10003 AppUnknown: "the app id is malformed or unknown", "check the app id, and that the base URL is the one for the app's platform (Feishu or Lark)";
    10014 AppSecretWrong: "the app secret is invalid", "copy the app secret from the developer console again, and check the app id";
    10015 AppSecretMismatch: "the app secret is wrong", "copy the app secret from the developer console again";
    99991543 AppCredentialsWrong: "the app id or the app secret is invalid", "check the app id and the app secret, and that the base URL is the one for the app's platform (Feishu or Lark)";

    // The platform's gateway.
    99991400 RateLimited: "too many calls", "an app may make 50 calls a second and 1000 a minute, a webhook 5 and 100: send more slowly";
    99991401 IpDenied: "the sender's IP address is not on the app's list", "add the address to the app's IP list in the developer console";
    99991403 QuotaExceeded: "the monthly quota of calls is used up", "wait for the next month, or raise the quota";
    99991661 TokenMissing: "the call has no access token", "pass a tenant access token, or use Credentials::app";
    99991662 AppStopped: "the app is disabled", "ask the tenant's administrator to enable the app";
    99991663 TokenInvalid: "the tenant access token is invalid or expired", "get a new tenant access token, or use Credentials::app, which renews it";
    99991664 AppTokenInvalid: "the app access token is invalid", "get a new tenant access token, or use Credentials::app, which renews it";
    99991665 TenantInvalid: "the token's tenant is invalid", "get a new tenant access token, and check that the app is installed in the tenant";
    99991668 UserTokenInvalid: "the user access token is invalid", "pass a tenant access token, t-…, or use Credentials::app";
    99991671 TokenMalformed: "the access token is malformed", "a tenant access token begins with t-";
    99991672 ScopeMissing: "the app lacks the scope of this call", "apply in the developer console for a scope that the platform's message names, and publish the app";
    99991673 AppNotInstalled: "the app is not installed in the tenant", "ask the tenant's administrator to install the app";
    99991676 TokenForbidden: "the token lacks the permission for this call", "check the app's permissions in the developer console";
    99991677 UserTokenExpired: "the user access token is expired", "pass a tenant access token, t-…, or use Credentials::app";
    99991679 UserScopeMissing: "the user has not granted the scope of this call", "ask the user to authorize the app again, or use Credentials::app";
    99992351 OpenIdUnknown: "the open_id does not exist", "check the id";
    99992354 MessageIdUnknown: "the message does not exist", "check the message id";
    99992356 ChatIdUnknown: "the chat does not exist", "check the chat id";
    99992360 UserIdUnknown: "the user_id does not exist", "check the id";
    99992361 OpenIdOfOtherApp: "the open_id belongs to another app", "use the open_id issued to this app; a union_id is the same in all apps of a developer";
    99992363 UnionIdUnknown: "the union_id does not exist", "check the id";
    99992364 UserIdOfOtherTenant: "the user_id belongs to another tenant", "use an id of the app's own tenant";
    99992381 UnionIdOfOtherTenant: "the union_id belongs to another tenant", "use an id of the app's own tenant";
    99992402 FieldInvalid: "a field of the request is missing or invalid", "correct the field that the platform names";
    18121 CreateInProgress: "the same request is being processed", "wait, then repeat the call with the same key";
    1500 Internal1500: "the platform had an internal error", "try again later if a duplicate message does no harm";
    2200 Internal2200: "the platform had an internal error, often due to too many calls", "send more slowly";
    5000 Internal5000: "the platform had an internal error", "send more slowly";
    55001 Internal55001: "the platform had an internal error", "send more slowly";
}

impl Code {
    /// Returns what to do about the code, based on the platform's own advice, or `None` for [`Code::Other`].
    ///
    /// ```
    /// use feishu_post::Code;
    ///
    /// assert_eq!(Code::TokenMalformed.hint(), Some("a tenant access token begins with t-"));
    /// assert_eq!(Code::Other(7).hint(), None);
    /// ```
    #[must_use]
    pub const fn hint(self) -> Option<&'static str> {
        match self.in_general() {
            Some(meaning) => Some(meaning.hint),
            None => None,
        }
    }

    /// Returns whether the code concerns the app rather than the message. Other messages will fail, too, until
    /// someone corrects the app's settings or credentials, so a program with a queue should pause it.
    ///
    /// ```
    /// use feishu_post::Code;
    ///
    /// assert!(Code::AppSecretWrong.is_app_wide());
    /// assert!(!Code::TicketClosed.is_app_wide());
    /// ```
    #[must_use]
    pub const fn is_app_wide(self) -> bool {
        self.is_auth()
            || matches!(
                self,
                Self::Unauthorized
                    | Self::Forbidden
                    | Self::BotNotEnabled
                    | Self::AppUnknown
                    | Self::AppSecretWrong
                    | Self::AppSecretMismatch
                    | Self::AppCredentialsWrong
                    | Self::IpDenied
                    | Self::QuotaExceeded
                    | Self::AppStopped
                    | Self::ScopeMissing
                    | Self::AppNotInstalled
                    | Self::TokenForbidden
            )
    }

    /// Returns whether the access token was rejected, so that a new one may help.
    ///
    /// ```
    /// use feishu_post::Code;
    ///
    /// assert!(Code::TokenInvalid.is_auth());
    /// assert!(!Code::Unauthorized.is_auth());
    /// ```
    #[must_use]
    pub const fn is_auth(self) -> bool {
        matches!(
            self,
            Self::TokenMissing
                | Self::TokenInvalid
                | Self::AppTokenInvalid
                | Self::TenantInvalid
                | Self::UserTokenInvalid
                | Self::UserTokenExpired
                | Self::TokenMalformed
        )
    }
}

/// The codes whose meaning depends on the endpoint; their general rows cover all meanings.
#[rustfmt::skip]
const BY_ENDPOINT: [(Code, &[Endpoint], Meaning); 9] = [
    (Code::BadRequest, &[Endpoint::Helpdesk], Meaning { what: "the request is malformed", hint: "check the message and the receiver's id" }),
    (Code::UnsupportedType, &[Endpoint::Chat], Meaning { what: "a connection group does not support this type of message", hint: "send it as a text, or to another chat" }),
    (Code::UnsupportedType, &[Endpoint::Reply, Endpoint::Edit], Meaning { what: "the operation does not support this type of message", hint: "reply to or edit only texts and posts" }),
    (Code::NoThreadOrNotSender, &[Endpoint::Reply], Meaning { what: "the group has no threads", hint: "reply without a thread" }),
    (Code::NoThreadOrNotSender, &[Endpoint::Edit], Meaning { what: "the bot did not send the message", hint: "edit only messages that the bot sent" }),
    (Code::NoThreadOrEditLimit, &[Endpoint::Reply], Meaning { what: "merged messages have no threads", hint: "reply without a thread" }),
    (Code::NoThreadOrEditLimit, &[Endpoint::Edit], Meaning { what: "the message was edited 20 times", hint: "send a new message" }),
    (Code::EncryptedOrEditExpired, &[Endpoint::Chat, Endpoint::Reply], Meaning { what: "encrypted chats are not supported", hint: "use a chat without encryption" }),
    (Code::EncryptedOrEditExpired, &[Endpoint::Edit], Meaning { what: "the message is too old to be edited", hint: "send a new message" }),
];

impl Code {
    /// Resolves the three codes that have two meanings, which only the platform's message distinguishes. Sources:
    /// the platform's list of codes for 11246, its page on 230001, and public reports about webhooks for 9499.
    pub(crate) fn resolved(self, msg: &str) -> Self {
        let says = |words: &str| msg.to_ascii_lowercase().contains(words);
        match self {
            Self::InvalidRequest if says("too many request") => Self::RateLimited,
            Self::InvalidParameter | Self::ContentFailed if says("internal error") => {
                Self::Internal
            }
            code => code,
        }
    }

    /// The meaning and hint on `endpoint`.
    pub(crate) fn meaning(self, endpoint: Option<Endpoint>) -> Option<Meaning> {
        let is_meant = |endpoints: &[Endpoint]| endpoint.is_some_and(|on| endpoints.contains(&on));
        let differing = BY_ENDPOINT
            .into_iter()
            .find(|(code, endpoints, _)| *code == self && is_meant(endpoints));
        differing.map(|(.., meaning)| meaning).or(self.in_general())
    }

    /// Whether the request certainly had no effect. After an internal error or an unknown code, the outcome is
    /// undocumented; but all codes of the gateway, and all in the endpoints' own ranges, report an invalid
    /// request.
    pub(crate) const fn is_refusal(self) -> bool {
        match self {
            Self::Internal
            | Self::BeingSent
            | Self::CreateInProgress
            | Self::Internal1500
            | Self::Internal2200
            | Self::Internal5000
            | Self::Internal55001 => false,
            Self::Other(number) => matches!(
                number,
                99990000..=99999999 | 230000..=230999 | 19000..=19999 | 154000..=154099 | 154400..=154499
            ),
            _ => true,
        }
    }

    /// Whether a rate limit was hit, so that the same call can succeed later.
    pub(crate) const fn is_rate_limit(self) -> bool {
        matches!(
            self,
            Self::RateLimited | Self::ChatRateLimited | Self::SystemRateLimited
        )
    }

    /// Whether the same call may succeed later, provided that repeating it is harmless: after an internal error,
    /// or while an earlier call with the same key is still in progress.
    pub(crate) const fn is_transient(self) -> bool {
        !self.is_refusal() && !matches!(self, Self::Other(_))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        i64::from(*self).fmt(f)
    }
}

/// The endpoint that a message is sent to, which determines the form of the request and the meaning of the codes.
///
/// ```
/// use feishu_post::testing::{Endpoint, FakeFeishu};
/// use feishu_post::{Reply, post};
///
/// let fake = FakeFeishu::start();
/// let bot = fake.bot();
/// bot.reply(Reply::to("om_dc1326"), post!["你好"])?;
/// bot.edit("om_dc1326", post!["您好"])?;
/// let endpoints: Vec<_> = fake.messages().iter().map(|message| message.endpoint()).collect();
/// assert_eq!(endpoints, [Endpoint::Reply, Endpoint::Edit]);
/// # Ok::<(), feishu_post::SendError>(())
/// ```
#[cfg_attr(
    not(feature = "testing"),
    allow(unreachable_pub, reason = "`testing` names it")
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Endpoint {
    /// `helpdesk/v1/tickets/:ticket_id/messages`: a message to a ticket.
    Ticket,
    /// `helpdesk/v1/message`: a message from the helpdesk's bot to a user.
    Helpdesk,
    /// `im/v1/messages`: a message to a chat or a user.
    Chat,
    /// `im/v1/messages/:message_id/reply`: a reply to a message.
    Reply,
    /// `im/v1/messages/:message_id`: an edit of a message.
    Edit,
    #[cfg(feature = "webhook")]
    /// `bot/v2/hook/:token`: a message to a custom bot's webhook.
    Webhook,
}
