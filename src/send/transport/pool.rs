//! Connections that wait for a further request.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long an unused connection is kept. Servers close theirs after a time that nobody tells, and what
/// is written to one just then may be lost.
const MAX_IDLE: Duration = Duration::from_secs(10);

/// Connections, each to be used only for its key.
pub(super) struct Pool<K, C>(Mutex<Vec<Idle<K, C>>>);

struct Idle<K, C> {
    key: K,
    connection: C,
    since: Instant,
}

impl<K: PartialEq, C> Pool<K, C> {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// The connection that was used last, and since when it has waited.
    pub(super) fn take(&self, key: &K) -> Option<(C, Instant)> {
        let mut idle = self.fresh();
        let latest = idle.iter().rposition(|idle| idle.key == *key)?;
        let latest = idle.remove(latest);
        Some((latest.connection, latest.since))
    }

    pub(super) fn keep(&self, key: K, connection: C) {
        let since = Instant::now();
        self.fresh().push(Idle {
            key,
            connection,
            since,
        });
    }

    /// Without those that have waited for too long.
    fn fresh(&self) -> MutexGuard<'_, Vec<Idle<K, C>>> {
        let mut idle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|idle| idle.since.elapsed() < MAX_IDLE);
        idle
    }
}
