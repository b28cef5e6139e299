//! A client of each kind, and a message to each endpoint.

use feishu_post::testing::Endpoint;
use feishu_post::{Bot, Helpdesk, HelpdeskReceiver, MessageId, Receiver, SendError, Webhook};
#[cfg(any(feature = "ureq", feature = "reqwest"))]
use feishu_post::{Message, Reply};

#[cfg(any(feature = "ureq", feature = "reqwest"))]
use crate::TICKET;

pub const ENDPOINTS: [Endpoint; 6] = [
    Endpoint::Ticket,
    Endpoint::Helpdesk,
    Endpoint::Chat,
    Endpoint::Reply,
    Endpoint::Edit,
    Endpoint::Webhook,
];

/// The message that is replied to, and edited.
pub const MESSAGE_ID: &str = "om_dc13264520392913993dd051dba21dcf";

/// What comes back: an id, where the endpoint gives one.
pub type Sent = Result<Option<MessageId>, SendError>;

#[derive(Debug, Clone)]
pub struct Clients {
    pub helpdesk: Helpdesk,
    pub bot: Bot,
    pub webhook: Webhook,
}

impl Clients {
    #[cfg(feature = "ureq")]
    pub fn send(&self, to: Endpoint, message: Message<'_>) -> Sent {
        match to {
            Endpoint::Ticket => self.helpdesk.send(TICKET, message).map(Some),
            Endpoint::Helpdesk => self.helpdesk.send_to(user(), message).map(Some),
            Endpoint::Chat => self.bot.send(chat(), message).map(Some),
            Endpoint::Reply => self.bot.reply(Reply::to(MESSAGE_ID), message).map(Some),
            Endpoint::Edit => self.bot.edit(MESSAGE_ID, message).map(|()| None),
            Endpoint::Webhook => self.webhook.send(message).map(|()| None),
            _ => panic!("no client of {to:?}"),
        }
    }

    #[cfg(feature = "reqwest")]
    pub async fn send_async(&self, to: Endpoint, message: Message<'_>) -> Sent {
        let reply = Reply::to(MESSAGE_ID);
        let sent = match to {
            Endpoint::Ticket => self.helpdesk.send_async(TICKET, message).await,
            Endpoint::Helpdesk => self.helpdesk.send_to_async(user(), message).await,
            Endpoint::Chat => self.bot.send_async(chat(), message).await,
            Endpoint::Reply => self.bot.reply_async(reply, message).await,
            Endpoint::Edit => {
                let sent = self.bot.edit_async(MESSAGE_ID, message).await;
                return sent.map(|()| None);
            }
            Endpoint::Webhook => return self.webhook.send_async(message).await.map(|()| None),
            _ => panic!("no client of {to:?}"),
        };
        sent.map(Some)
    }
}

pub fn chat() -> Receiver {
    Receiver::chat("oc_5ad11d72b830411d72b836c20")
}

pub fn user() -> HelpdeskReceiver {
    HelpdeskReceiver::direct("ou_7346484524")
}
