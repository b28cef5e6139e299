use http::Method;

use super::Endpoint;

/// What a path leads to. Spelled out from the platform's pages, and not shared with the sending
/// half, which it is to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route<'p> {
    Token,
    /// With the id in the path, of a ticket, a message or a webhook; empty where there is none.
    Message(Endpoint, &'p str),
}

impl<'p> Route<'p> {
    pub(super) fn of(path: &'p str) -> Option<Self> {
        let segments: Vec<_> = path.strip_prefix("/open-apis/")?.split('/').collect();
        let (endpoint, id) = match segments[..] {
            ["auth", "v3", "tenant_access_token", "internal"] => return Some(Self::Token),
            ["helpdesk", "v1", "tickets", id, "messages"] => (Endpoint::Ticket, Some(id)),
            ["helpdesk", "v1", "message"] => (Endpoint::Helpdesk, None),
            ["im", "v1", "messages"] => (Endpoint::Chat, None),
            ["im", "v1", "messages", id, "reply"] => (Endpoint::Reply, Some(id)),
            ["im", "v1", "messages", id] => (Endpoint::Edit, Some(id)),
            ["bot", "v2", "hook", id] => (Endpoint::Webhook, Some(id)),
            _ => return None,
        };
        (id != Some("")).then(|| Self::Message(endpoint, id.unwrap_or_default()))
    }

    pub(super) fn method(self) -> Method {
        match self {
            Self::Message(Endpoint::Edit, _) => Method::PUT,
            _ => Method::POST,
        }
    }
}
