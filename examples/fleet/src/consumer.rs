//! The queue from inside: an entry from its claim to its outcome.

use std::time::Duration;

use anyhow::Result;
use redis::streams::{StreamAutoClaimOptions, StreamAutoClaimReply, StreamId};
use redis::streams::{StreamReadOptions, StreamReadReply};
use redis::{Commands, Connection, FromRedisValue};

use crate::entry::{Entry, Lane};
use crate::store::{GROUP, Store};

/// How long to wait for a new entry before looking again for those of dead consumers.
const BLOCK: Duration = Duration::from_secs(1);

/// How long the platform treats requests with the same key as one message.
const KEY_LIFETIME: Duration = Duration::from_secs(60 * 60);

/// A member of the stream's consumer group, which has one entry at a time.
pub(crate) struct Consumer {
    store: Store,
    pub(crate) lane: Lane,
    name: String,
    /// How many attempts it has started.
    attempts: u64,
    /// Where the search for entries of dead consumers continues.
    cursor: String,
}

/// What all workers agree on.
#[derive(clap::Args)]
pub(crate) struct Terms {
    /// Maximum number of messages in any second per endpoint, from all workers together
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..))]
    per_second: u64,
    /// Maximum number of messages in any minute per endpoint, from all workers together
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..))]
    per_minute: u64,
    /// Timeout of a request, in milliseconds
    #[arg(long, default_value_t = 10_000)]
    timeout: u64,
}

/// An entry that is this consumer's until another may claim it.
pub(crate) struct Claimed {
    id: String,
    json: String,
    pub(crate) entry: serde_json::Result<Entry>,
}

/// Whether the request for an entry may go out.
pub(crate) enum Begin {
    /// Yes. It is the first unless an earlier one may have been delivered.
    Go { is_first: bool },
    /// Not yet.
    Wait(Duration),
    /// Not yet: its receiver has too many, so it went to the end of the queue.
    Later,
    /// No: an earlier one may have been delivered, so this could be a duplicate.
    Past,
    /// No: the entry now belongs to another consumer.
    Lost,
}

/// Who waits after a rate limit error, and for how long.
pub(crate) enum Hold {
    Nobody,
    Receiver(Duration),
    Lane(Duration),
}

impl Terms {
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout)
    }

    /// How long a silent consumer keeps its entry. This is longer than a call of `send`
    /// takes: at most two requests and two fetches of a token, its own or another's, and some waiting
    /// where a chat is at its limit.
    fn lease(&self) -> Duration {
        self.timeout() * 6
    }
}

impl Consumer {
    pub(crate) fn new(store: Store, lane: Lane, name: String) -> Self {
        let (attempts, cursor) = (0, "0-0".to_owned());
        Self {
            store,
            lane,
            name,
            attempts,
            cursor,
        }
    }

    /// An entry whose consumer has been silent for the lease, or else a new one, if there is one.
    pub(crate) fn next(&mut self, terms: &Terms) -> Result<Option<Claimed>> {
        let found = match self.claim(terms.lease())? {
            Some(claimed) => Some(claimed),
            None => self.read()?,
        };
        Ok(found.map(|found| {
            let json: String = found.get("entry").unwrap_or_default();
            Claimed {
                id: found.id,
                entry: serde_json::from_str(&json),
                json,
            }
        }))
    }

    fn claim(&mut self, lease: Duration) -> Result<Option<StreamId>> {
        let stream = self.store.lane_key(self.lane, "stream");
        let reply: StreamAutoClaimReply = self.store.call(|redis| {
            let one = StreamAutoClaimOptions::default().count(1);
            redis.xautoclaim_options(&stream, GROUP, &self.name, millis(lease), &self.cursor, one)
        })?;
        self.cursor = reply.next_stream_id;
        Ok(reply.claimed.into_iter().next())
    }

    fn read(&mut self) -> Result<Option<StreamId>> {
        let stream = self.store.lane_key(self.lane, "stream");
        let options = StreamReadOptions::default().group(GROUP, &self.name);
        let options = options.count(1).block(millis(BLOCK));
        let read = |redis: &mut Connection| redis.xread_options(&[&stream], &[">"], &options);
        let reply: Option<StreamReadReply> = self.store.call(read)?;
        let streams = reply.into_iter().flat_map(|reply| reply.keys);
        Ok(streams.flat_map(|stream| stream.ids).next())
    }

    /// Begins an attempt if the request may go out now: takes the permit and sets the mark. In any
    /// case it renews the claim.
    pub(crate) fn begin(&mut self, claimed: &Claimed, terms: &Terms) -> Result<Begin> {
        self.attempts += 1;
        let key_lifetime = match self.lane {
            // What is sent again must also arrive within it.
            Lane::Chat | Lane::Reply => KEY_LIFETIME.saturating_sub(terms.lease()),
            Lane::Ticket => Duration::ZERO,
        };
        let limits = [terms.per_second, terms.per_minute].map(|limit| limit.to_string());
        let arguments = [&millis(key_lifetime).to_string(), &limits[0], &limits[1]];
        let arguments = arguments.map(String::as_str);
        let (what, detail): (String, String) =
            self.run(include_str!("lua/begin.lua"), claimed, &arguments)?;
        Ok(match (what.as_str(), detail.as_str()) {
            ("go", which) => Begin::Go {
                is_first: which == "first",
            },
            ("wait", time) => Begin::Wait(Duration::from_millis(time.parse()?)),
            ("later", _) => Begin::Later,
            ("past", _) => Begin::Past,
            _ => Begin::Lost,
        })
    }

    /// Ends an attempt that another follows.
    pub(crate) fn retry(&mut self, claimed: &Claimed, is_certain: bool, hold: &Hold) -> Result<()> {
        let (whom, time) = match hold {
            Hold::Nobody => ("nobody", Duration::ZERO),
            Hold::Receiver(time) => ("receiver", *time),
            Hold::Lane(time) => ("lane", *time),
        };
        let (is_certain, time) = (is_certain.to_string(), millis(time).to_string());
        let arguments = [is_certain.as_str(), whom, &time];
        self.run(include_str!("lua/retry.lua"), claimed, &arguments)
    }

    /// Records that the entry is `sent`, `refused` or `unknown`, and takes it off the stream.
    pub(crate) fn finish(&mut self, claimed: &Claimed, outcome: &str, detail: &str) -> Result<()> {
        let detail = detail.replace('\n', "; ");
        let arguments = [outcome, &detail, &claimed.json];
        self.run(include_str!("lua/finish.lua"), claimed, &arguments)
    }

    fn run<T: FromRedisValue>(
        &mut self,
        script: &str,
        claimed: &Claimed,
        arguments: &[&str],
    ) -> Result<T> {
        let attempt = format!("{}#{}", self.name, self.attempts);
        let whose = [&claimed.id, self.name.as_str(), &attempt];
        let arguments = [&whose, arguments].concat();
        let entry = claimed.entry.as_ref().ok();
        self.store.run(script, self.lane, entry, &arguments)
    }
}

fn millis(time: Duration) -> usize {
    usize::try_from(time.as_millis()).unwrap_or(usize::MAX)
}
