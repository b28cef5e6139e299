use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac_sha256::HMAC;
use http::{Method, Response};

use super::{Call, Facts, accepted, json_request};
use crate::json::Message;
use crate::send::code::Endpoint;
use crate::send::config::{ConfigProblem, Secret, WebhookUrl};
use crate::send::error::SendError;
use crate::send::failure::Failure;
use crate::send::rate_limit::RateLimit;
use crate::split::Limit;

static FACTS: Facts = Facts {
    endpoint: Endpoint::Webhook,
    rate: RateLimit::unlimited().per_second(5).per_minute(100),
    limits: Some([Limit::WEBHOOK.max_bytes(); 2]),
    is_repeatable: false,
};

impl Message<'_> {
    /// Like [`webhook_body`](Self::webhook_body), signed for a custom bot with a secret; see the [platform's
    /// page]. The platform accepts the signature for an hour.
    ///
    /// [platform's page]: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
    ///
    /// ```
    /// use feishu_post::Message;
    ///
    /// assert_eq!(
    ///     Message::text("你好").signed_webhook_body("demo", 1_599_360_473),
    ///     r#"{"timestamp":"1599360473","sign":"l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=","msg_type":"text","content":{"text":"你好"}}"#
    /// );
    /// ```
    #[must_use]
    pub fn signed_webhook_body(&self, secret: &str, unix_seconds: u64) -> String {
        let signature = signature(secret, unix_seconds);
        format!("{{{signature}{}", &self.webhook_body()[1..])
    }
}

/// The members that sign a body: the key consists of the time and the secret, and the signed data is empty.
fn signature(secret: &str, unix_seconds: u64) -> String {
    let key = format!("{unix_seconds}\n{secret}");
    let sign = STANDARD.encode(HMAC::mac("", key));
    format!(r#""timestamp":"{unix_seconds}","sign":"{sign}","#)
}

/// A message to a webhook.
pub(crate) fn webhook<'m>(
    url: &'m WebhookUrl,
    secret: Option<&'m Secret>,
    message: Message<'m>,
) -> Result<Call<'m, ()>, SendError> {
    let request = json_request(Method::POST, url.uri.clone(), message.webhook_body());
    let mut call = Call::new(&FACTS, request, message, "", read);
    call.secrets.push(&url.token);
    if let Some(secret) = secret {
        check(secret)?;
        call.secrets.push(secret);
        call.stamp = Some(Box::new(|| signature(secret.reveal(), unix_seconds())));
    }
    Ok(call)
}

fn check(secret: &Secret) -> Result<(), SendError> {
    match ConfigProblem::of_credential("", secret.reveal()) {
        None => Ok(()),
        Some(_) => Err(FACTS.refuse(Failure::Invalid {
            what: "webhook secret",
            value: None,
            expected: "copy the secret from the bot's security settings, without whitespace",
        })),
    }
}

fn unix_seconds() -> u64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    elapsed.unwrap_or_default().as_secs()
}

/// Older responses have no `code`. If there is one, it decides, because `StatusCode` may be 0 even for a
/// rejection.
fn read(response: &Response<Vec<u8>>) -> Result<(), SendError> {
    accepted(response, &["code", "StatusCode"]).map(drop)
}
