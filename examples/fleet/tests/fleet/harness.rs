//! A Redis, the fake platform, and the program between them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use feishu_post::testing::FakeFeishu;
use redis::{Commands, Connection};
use tempfile::TempDir;

/// How many tickets, and how many chats, a worker has on their way at once.
pub(crate) const SENDERS: usize = 8;

/// A ticket that is closed.
pub(crate) const CLOSED: &str = "7000000000000000000";

/// A Redis on a port of its own, with its append-only file in a folder of its own.
pub(crate) struct Redis {
    server: Child,
    port: u16,
    folder: TempDir,
}

impl Redis {
    /// None where there is no `redis-server`; in CI that is a failure.
    fn start() -> Option<Self> {
        let version = Command::new("redis-server").arg("--version").output();
        if version.is_err() {
            assert!(std::env::var_os("CI").is_none(), "no redis-server");
            return None;
        }
        let folder = TempDir::new().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let server = Self::serve(port, &folder);
        Some(Self {
            server,
            port,
            folder,
        })
    }

    fn serve(port: u16, folder: &TempDir) -> Child {
        let mut server = Command::new("redis-server");
        server.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "yes"]);
        server.args(["--appendfsync", "always", "--port", &port.to_string()]);
        server.arg("--dir").arg(folder.path());
        server.stdout(Stdio::null()).spawn().unwrap()
    }

    /// Kills it, and starts it again from its append-only file.
    pub(crate) fn restart(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
        self.server = Self::serve(self.port, &self.folder);
        self.connection();
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// A connection, as soon as there is one.
    pub(crate) fn connection(&self) -> Connection {
        let client = redis::Client::open(self.url()).unwrap();
        loop {
            let connected = client.get_connection();
            match connected.and_then(|mut redis| redis.ping::<String>().map(|_| redis)) {
                Ok(redis) => return redis,
                Err(_) => thread::sleep(Duration::from_millis(10)),
            }
        }
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// A process of `fleet work`, which is killed when it is dropped.
pub(crate) struct Worker {
    process: Child,
    pub(crate) number: String,
    /// What the workers had to say.
    log: PathBuf,
}

impl Worker {
    pub(crate) fn assert_running(&mut self) {
        let ended = self.process.try_wait().unwrap();
        let log = fs::read_to_string(&self.log).unwrap();
        assert_eq!(ended, None, "worker {} ended by itself: {log}", self.number);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

pub(crate) struct Fleet {
    pub(crate) redis: Redis,
    pub(crate) fake: FakeFeishu,
    /// How many times the platform's rate.
    times: usize,
    timeout: Duration,
}

impl Fleet {
    /// None where there is no `redis-server`.
    pub(crate) fn start(times: usize, timeout: Duration) -> Option<Self> {
        let redis = Redis::start()?;
        redis.connection();
        let fake = FakeFeishu::start();
        fake.set_rate_limit_times(times);
        fake.close_ticket(CLOSED);
        Some(Self {
            redis,
            fake,
            times,
            timeout,
        })
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fleet"));
        command.env("FLEET_REDIS", self.redis.url());
        command.env("FEISHU_BASE_URL", self.fake.base_url());
        command.env("FEISHU_APP_ID", FakeFeishu::APP_ID);
        command.env("FEISHU_APP_SECRET", FakeFeishu::APP_SECRET);
        command.env("FEISHU_HELPDESK_ID", FakeFeishu::HELPDESK_ID);
        command.env("FEISHU_HELPDESK_TOKEN", FakeFeishu::HELPDESK_TOKEN);
        command.env_remove("FEISHU_TENANT_ACCESS_TOKEN");
        command
    }

    /// What the program prints.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let output = self.command().args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Enqueues a message for each of these, `to` and `id`; its key and its text are its number.
    pub(crate) fn enqueue<'t>(&self, to: impl IntoIterator<Item = (&'t str, String)>) -> String {
        let mut lines = String::new();
        for (key, (to, id)) in to.into_iter().enumerate() {
            let post = format!(r#"{{"zh_cn":{{"content":[[{{"tag":"text","text":"{key}"}}]]}}}}"#);
            let line = format!(r#"{{"key":"{key}","to":"{to}","id":"{id}","post":{post}}}"#);
            writeln!(lines, "{line}").unwrap();
        }
        let file = self.redis.folder.path().join("messages.jsonl");
        fs::write(&file, lines).unwrap();
        let mut command = self.command();
        let output = command
            .arg("enqueue")
            .stdin(File::open(file).unwrap())
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }

    pub(crate) fn work(&self) -> Worker {
        self.work_with_timeout(self.timeout)
    }

    pub(crate) fn work_with_timeout(&self, timeout: Duration) -> Worker {
        let mut command = self.command();
        command.args(["work", "--senders", &SENDERS.to_string()]);
        command.args(["--per-second", &(50 * self.times).to_string()]);
        command.args(["--per-minute", &(1000 * self.times).to_string()]);
        command.args(["--timeout", &timeout.as_millis().to_string()]);
        let log = self.redis.folder.path().join("workers.log");
        let errors = File::options().create(true).append(true).open(&log);
        command.stdout(Stdio::piped()).stderr(errors.unwrap());
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let number = line.trim().strip_prefix("worker ").unwrap().to_owned();
        Worker {
            process,
            number,
            log,
        }
    }

    /// How many chats, replies and tickets are in this state.
    pub(crate) fn count(&self, state: &str) -> [usize; 3] {
        column(&self.run(&["status"]), state)
    }

    pub(crate) fn total(&self, state: &str) -> usize {
        self.count(state).iter().sum()
    }

    pub(crate) fn is_done(&self) -> bool {
        let status = self.run(&["status"]);
        let left = ["queued", "in flight"].map(|state| column(&status, state));
        left == [[0; 3]; 2]
    }

    /// Checks that of `count` messages each is sent, refused or unknown, and was accepted by the
    /// platform accordingly, within its rate.
    #[track_caller]
    pub(crate) fn assert_accounts(&self, count: usize) {
        let ended = ["sent", "refused", "unknown"].map(|state| self.total(state));
        assert_eq!(ended.iter().sum::<usize>(), count, "{ended:?}");
        assert_eq!(self.total("enqueued"), count);

        let mut accepted = HashMap::<_, Vec<String>>::new();
        for message in self.fake.messages() {
            let ids = accepted.entry(message.post().unwrap().to_text());
            ids.or_default()
                .push(message.message_id().unwrap().to_owned());
        }
        for key in (0..count).map(|key| key.to_string()) {
            let outcome = format!("{{fleet}}:key:{key}");
            let outcome: String = self.redis.connection().get(outcome).unwrap();
            let ids = accepted.get(&key).map_or(&[][..], Vec::as_slice);
            match (outcome.split_once(' ').unwrap(), ids) {
                (("sent", id), [one]) => assert_eq!(id, one, "{key}"),
                (("refused", _), []) | (("unknown", _), [] | [_]) => {}
                _ => panic!("{key} was accepted as {ids:?}: {outcome}"),
            }
        }
        assert_eq!(self.fake.rate_refusals(), 0);
    }
}

/// The column of a table that ends where its heading ends.
fn column(status: &str, state: &str) -> [usize; 3] {
    let mut lines = status.lines();
    let end = lines.next().unwrap().find(state).unwrap() + state.len();
    let count = |line: &str| line[end - 10..end].trim().parse().unwrap();
    let counts: Vec<_> = lines.take(3).map(count).collect();
    counts.try_into().unwrap()
}
