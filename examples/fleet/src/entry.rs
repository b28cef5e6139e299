//! A queued message: a post, its receiver, and its key.

use feishu_post::Post;
use serde::{Deserialize, Serialize};

/// A line of the input of `fleet enqueue`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// A message has one key, of at most 50 characters, however often it is enqueued and sent.
    pub(crate) key: String,
    pub(crate) to: To,
    pub(crate) id: String,
    pub(crate) post: Post<'static>,
}

/// What the id names.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum To {
    Chat,
    OpenId,
    UserId,
    UnionId,
    Email,
    /// The message that is replied to.
    Reply,
    Ticket,
}

impl To {
    pub(crate) fn lane(self) -> Lane {
        match self {
            Self::Reply => Lane::Reply,
            Self::Ticket => Lane::Ticket,
            _ => Lane::Chat,
        }
    }
}

/// The platform counts each endpoint separately, so each has its own stream and limit, and an endpoint
/// at its limit does not hold up the others.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Lane {
    Chat,
    Reply,
    Ticket,
}

impl Lane {
    pub(crate) const ALL: [Self; 3] = [Self::Chat, Self::Reply, Self::Ticket];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Reply => "reply",
            Self::Ticket => "ticket",
        }
    }
}
