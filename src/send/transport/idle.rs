//! Idle connections, and what was observed of how long their server keeps them.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A server that does not keep connections closes them within this time after a response. A message sent at that
/// moment has an unknown outcome.
const SETTLING: Duration = Duration::from_millis(2);

/// How many connections in a row must have been kept before the server is assumed to keep all.
const TRUSTED: u32 = 100;

/// How long an idle connection can be reused; after that, the next message drops it. Servers close idle connections
/// after an unknown time, and a request written at that moment may be lost.
const MAX_IDLE: Duration = Duration::from_secs(10);

/// How long a server that closed an idle connection is expected to close others just as early.
const CAUTION: Duration = Duration::from_secs(10);

/// How many idle connections are kept. Those of a burst stay open until the next message, which may come much later.
const MOST_IDLE: usize = 32;

/// Idle connections, each usable only for its key.
pub(super) struct IdlePool<K, C>(Mutex<Pool<K, C>>);

struct Pool<K, C> {
    idle: Vec<Idle<K, C>>,
    /// How many connections in a row the server had kept until they were reused.
    kept_in_a_row: u32,
    /// When an idle connection was last found closed, and the shortest idle time of those found closed recently.
    last_closed: Option<(Instant, Duration)>,
}

struct Idle<K, C> {
    key: K,
    connection: C,
    since: Instant,
}

/// A connection that was taken from the pool.
pub(super) struct Taken<C> {
    pub(super) connection: C,
    /// When it became idle.
    pub(super) since: Instant,
    /// How long to wait before checking whether the server has closed it.
    pub(super) settling: Duration,
}

impl<K: PartialEq, C> IdlePool<K, C> {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Pool {
            idle: Vec::new(),
            kept_in_a_row: 0,
            last_closed: None,
        }))
    }

    /// Takes the most recently used connection.
    pub(super) fn take(&self, key: &K) -> Option<Taken<C>> {
        let mut pool = self.pool();
        let (settling, max_idle) = (pool.settling(), pool.max_idle());
        let is_usable = |idle: &Idle<K, C>| settling.max(idle.since.elapsed()) < max_idle;
        pool.idle.retain(is_usable);
        let latest = pool.idle.iter().rposition(|idle| idle.key == *key)?;
        let Idle {
            connection, since, ..
        } = pool.idle.remove(latest);
        let settling = settling.saturating_sub(since.elapsed());
        Some(Taken {
            connection,
            since,
            settling,
        })
    }

    pub(super) fn keep(&self, key: K, connection: C) {
        let since = Instant::now();
        let mut pool = self.pool();
        if pool.idle.len() >= MOST_IDLE {
            pool.idle.remove(0);
        }
        pool.idle.push(Idle {
            key,
            connection,
            since,
        });
    }

    /// Whether the server has probably kept open a connection that has been idle for this long.
    pub(super) fn is_kept_after(&self, idle: Duration) -> bool {
        idle < self.pool().max_idle()
    }

    /// Records whether the server had kept open a connection that was idle for this long.
    pub(super) fn learn(&self, was_kept: bool, idle: Duration) {
        let mut pool = self.pool();
        if was_kept {
            pool.kept_in_a_row = pool.kept_in_a_row.saturating_add(1);
        } else {
            let earliest = pool
                .closed_after()
                .map_or(idle, |earliest| earliest.min(idle));
            pool.last_closed = Some((Instant::now(), earliest));
            pool.kept_in_a_row = 0;
        }
    }

    fn pool(&self) -> MutexGuard<'_, Pool<K, C>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, C> Pool<K, C> {
    fn settling(&self) -> Duration {
        if self.kept_in_a_row < TRUSTED {
            SETTLING
        } else {
            Duration::ZERO
        }
    }

    fn max_idle(&self) -> Duration {
        self.closed_after()
            .map_or(MAX_IDLE, |earliest| earliest / 2)
    }

    fn closed_after(&self) -> Option<Duration> {
        let recent = self.last_closed.filter(|(at, _)| at.elapsed() < CAUTION);
        recent.map(|(_, idle)| idle)
    }
}
