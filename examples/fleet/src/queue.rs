//! The queue from outside: operations for producers and people.

use std::collections::BTreeSet;

use anyhow::Result;
use redis::Commands;

use crate::entry::{Entry, Lane};
use crate::store::Store;

/// The queue of one app and tenant.
pub(crate) struct Queue {
    pub(crate) store: Store,
}

/// An entry that is refused or unknown: its ID; the reason and, after a line break, the entry; and its
/// mark, which says when it was started and by whom.
pub(crate) type Case = (String, String, String);

impl Queue {
    pub(crate) fn open(url: &str, name: &str) -> Result<Self> {
        let mut store = Store::open(url, name)?;
        for lane in Lane::ALL {
            store.run::<()>(include_str!("lua/prepare.lua"), lane, None, &[])?;
        }
        Ok(Self { store })
    }

    /// Returns whether the entry is new; one with a known key is not queued again.
    pub(crate) fn enqueue(&mut self, entry: &Entry) -> Result<bool> {
        let json = serde_json::to_string(entry)?;
        let lane = entry.to.lane();
        self.store
            .run(include_str!("lua/enqueue.lua"), lane, Some(entry), &[&json])
    }

    /// Returns a number that no worker has had before.
    pub(crate) fn new_worker(&mut self) -> Result<u64> {
        let key = self.store.key("workers");
        self.store.call(|redis| redis.incr(&key, 1))
    }

    /// How many entries of a lane are queued, in flight, sent, refused and unknown, and how many were
    /// enqueued: the last is the sum.
    pub(crate) fn counts(&mut self, lane: Lane) -> Result<Vec<u64>> {
        self.store
            .run(include_str!("lua/counts.lua"), lane, None, &[])
    }

    /// Those that are `refused` or `unknown`, the oldest first.
    pub(crate) fn cases(&mut self, lane: Lane, state: &str) -> Result<BTreeSet<Case>> {
        self.store
            .run(include_str!("lua/cases.lua"), lane, None, &[state])
    }

    /// Takes a case off its list: it arrived, or it is sent again. False if there is no such case.
    pub(crate) fn settle(&mut self, lane: Lane, id: &str, again: bool) -> Result<bool> {
        let again = again.to_string();
        self.store
            .run(include_str!("lua/settle.lua"), lane, None, &[id, &again])
    }
}
