//! The meanings of codes that depend on more than the number.

#![allow(
    clippy::unreadable_literal,
    reason = "a code is written as the platform writes it"
)]

use super::code::{Code, Endpoint, Meaning};

/// The codes whose meaning depends on the endpoint; their general rows cover all meanings.
#[rustfmt::skip]
const BY_ENDPOINT: [(Code, &[Endpoint], Meaning); 9] = [
    meant(Code::BadRequest, &[Endpoint::Helpdesk], "the request is malformed", "check the message and the receiver's id"),
    meant(Code::UnsupportedType, &[Endpoint::Chat], "a connection group does not support this type of message", "send it as a text, or to another chat"),
    meant(Code::UnsupportedType, &[Endpoint::Reply, Endpoint::Edit], "the operation does not support this type of message", "reply to or edit only texts and posts"),
    meant(Code::NoThreadOrNotSender, &[Endpoint::Reply], "the group has no threads", "reply without a thread"),
    meant(Code::NoThreadOrNotSender, &[Endpoint::Edit], "the bot did not send the message", "edit only messages that the bot sent"),
    meant(Code::NoThreadOrEditLimit, &[Endpoint::Reply], "merged messages have no threads", "reply without a thread"),
    meant(Code::NoThreadOrEditLimit, &[Endpoint::Edit], "the message was edited 20 times", "send a new message"),
    meant(Code::EncryptedOrEditExpired, &[Endpoint::Chat, Endpoint::Reply], "encrypted chats are not supported", "use a chat without encryption"),
    meant(Code::EncryptedOrEditExpired, &[Endpoint::Edit], "the message is too old to be edited", "send a new message"),
];

const fn meant(
    code: Code,
    on: &'static [Endpoint],
    what: &'static str,
    hint: &'static str,
) -> (Code, &'static [Endpoint], Meaning) {
    (code, on, Meaning { what, hint })
}

impl Code {
    /// Resolves the three codes that have a second meaning that only the platform's text tells apart. Sources: the
    /// platform's list of codes for 11246, its page on 230001, and public reports about webhooks for 9499.
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

    /// Whether the rate is limited, so that the same call succeeds later.
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
