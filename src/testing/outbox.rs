use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::refusal::Refusal;
use super::request::Draft;
use super::{AcceptedMessage, Endpoint};
use crate::Code;

/// How long requests with the same key return the first one's message.
const KEY_LIFETIME: Duration = Duration::from_secs(3600);

/// How often a message may be edited.
const EDIT_LIMIT: usize = 20;

/// The accepted messages, in order.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    pub(super) messages: Vec<AcceptedMessage>,
    /// The index of each key's message, and when it was accepted.
    keys: HashMap<String, (usize, Instant)>,
    /// How often each message was edited.
    edits: HashMap<String, usize>,
}

impl Outbox {
    /// The index of the message that was sent with `key` in the hour before `now`.
    pub(super) fn sent_with(&self, key: &str, now: Instant) -> Option<usize> {
        let (index, at) = self.keys.get(key)?;
        (now.saturating_duration_since(*at) < KEY_LIFETIME).then_some(*index)
    }

    /// Accepts a message and returns its index.
    pub(super) fn accept(
        &mut self,
        endpoint: Endpoint,
        draft: Draft,
        body: &[u8],
        now: Instant,
    ) -> Result<usize, Refusal> {
        let index = self.messages.len();
        let message_id = match (endpoint, &draft.target) {
            (Endpoint::Webhook, _) => None,
            (Endpoint::Edit, Some(message_id)) => Some(self.edit(message_id)?),
            _ => Some(format!("om_{:032x}", index + 1)),
        };
        if let Some(key) = draft.key {
            self.keys.insert(key, (index, now));
        }
        self.messages.push(AcceptedMessage {
            endpoint,
            target: draft.target,
            message_id,
            content: draft.content,
            body: String::from_utf8_lossy(body).into_owned(),
        });
        Ok(index)
    }

    /// The chat or user that a message goes to: if `target` is a message that was sent here, that of the message
    /// at the start of the replies, otherwise `target` itself.
    pub(super) fn chat_of<'s>(&'s self, target: &'s str) -> &'s str {
        let mut chat = target;
        for message in self.messages.iter().rev() {
            let is_answered = message.endpoint != Endpoint::Edit;
            if is_answered && message.message_id() == Some(chat) {
                chat = message.receiver().unwrap_or(chat);
            }
        }
        chat
    }

    fn edit(&mut self, message_id: &str) -> Result<String, Refusal> {
        let edits = self.edits.entry(message_id.to_owned()).or_default();
        if *edits == EDIT_LIMIT {
            return Err(Refusal::of(Code::NoThreadOrEditLimit));
        }
        *edits += 1;
        Ok(message_id.to_owned())
    }
}
