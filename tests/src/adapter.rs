//! Sending through either adapter.

use feishu_post::{
    Credentials, Helpdesk, HelpdeskBuilder, Message, MessageId, SendError, send, send_async,
};

use crate::TICKET;

pub const TOKEN: &str = "t-7f1bcd13fc57d46bac21793a18e560";
pub const HELPDESK_TOKEN: &str = "ht-5d60a4c1-secret";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adapter {
    Blocking,
    Async,
}

impl Adapter {
    pub const BOTH: [Self; 2] = [Self::Blocking, Self::Async];

    pub fn send(
        self,
        helpdesk: &Helpdesk,
        ticket_id: &str,
        message: &Message<'_>,
    ) -> Result<MessageId, SendError> {
        match self {
            Self::Blocking => send(helpdesk, ticket_id, message.clone()),
            Self::Async => runtime().block_on(send_async(helpdesk, ticket_id, message.clone())),
        }
    }
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

pub fn settings(base_url: &str) -> HelpdeskBuilder {
    Helpdesk::builder()
        .credentials(Credentials::tenant_token(TOKEN))
        .helpdesk(TICKET, HELPDESK_TOKEN)
        .base_url(base_url)
}
