//! Redis: a connection that outlives Redis's restarts, the keys, and the scripts of `lua/`.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use redis::{Client, Connection, FromRedisValue, RedisResult, RetryMethod, Script};

use crate::entry::{Entry, Lane};

/// The consumer group of each stream.
pub(crate) const GROUP: &str = "workers";

/// Shared by all scripts, and prepended to each.
const PRELUDE: &str = include_str!("lua/prelude.lua");

/// How long to wait when Redis cannot be reached.
const OUTAGE_PAUSE: Duration = Duration::from_millis(200);

/// How long to wait for a response: longer than any call blocks.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Store {
    client: Client,
    connection: Option<Connection>,
    /// The name of the queue.
    name: String,
}

impl Store {
    pub(crate) fn open(url: &str, name: &str) -> Result<Self> {
        let client = Client::open(url).context("invalid Redis URL")?;
        let connection = connect(&client);
        // Its URL can hold a password.
        let connection = connection.context("cannot connect to Redis")?;
        Ok(Self {
            client,
            connection: Some(connection),
            name: name.to_owned(),
        })
    }

    /// The same over a connection of its own.
    pub(crate) fn reopen(&self) -> Self {
        Self {
            client: self.client.clone(),
            connection: None,
            name: self.name.clone(),
        }
    }

    /// Runs a script from `lua/`, which is executed atomically.
    pub(crate) fn run<T: FromRedisValue>(
        &mut self,
        script: &str,
        lane: Lane,
        entry: Option<&Entry>,
        arguments: &[&str],
    ) -> Result<T> {
        let script = Script::new(&[PRELUDE, script].concat());
        let mut invocation = script.key(self.keys(lane, entry));
        invocation.arg(GROUP).arg(arguments);
        self.call(|redis| invocation.invoke(redis))
    }

    /// Calls Redis until it responds. A call may be made twice if the first response was lost.
    pub(crate) fn call<T>(
        &mut self,
        call: impl Fn(&mut Connection) -> RedisResult<T>,
    ) -> Result<T> {
        let mut told = String::new();
        loop {
            let error = match self.connection().and_then(&call) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            // It refuses to write while it cannot save.
            let is_passing = error.code() == Some("MISCONF");
            if matches!(error.retry_method(), RetryMethod::NoRetry) && !is_passing {
                return Err(error.into());
            }
            self.connection = None;
            if told != error.to_string() {
                told = error.to_string();
                eprintln!("fleet: no response from Redis, retrying: {told}");
            }
            thread::sleep(OUTAGE_PAUSE);
        }
    }

    fn connection(&mut self) -> RedisResult<&mut Connection> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(&self.client)?,
        };
        Ok(self.connection.insert(connection))
    }

    /// The keys of the scripts, as `prelude.lua` names them.
    fn keys(&self, lane: Lane, entry: Option<&Entry>) -> Vec<String> {
        let (receiver, key) = entry.map_or(("", ""), |entry| (&entry.id, &entry.key));
        let hold = format!("hold:{receiver}");
        let of_lane = ["stream", "marks", "window", "hold", &hold];
        let of_lane = of_lane.into_iter().chain(["counts", "refused", "unknown"]);
        let keys = of_lane.map(|of| self.lane_key(lane, of));
        keys.chain([self.key(&format!("key:{key}"))]).collect()
    }

    pub(crate) fn lane_key(&self, lane: Lane, of: &str) -> String {
        self.key(&format!("{}:{of}", lane.name()))
    }

    /// The braces are for Redis Cluster: all keys of a queue are on one node.
    pub(crate) fn key(&self, of: &str) -> String {
        format!("{{{}}}:{of}", self.name)
    }
}

fn connect(client: &Client) -> RedisResult<Connection> {
    let connection = client.get_connection_with_timeout(PATIENCE)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    Ok(connection)
}
