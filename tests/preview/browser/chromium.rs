use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use feishu_post_tests::skip;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::proxy::Proxy;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A browser that is told what to do over the `DevTools` protocol
/// (<https://chromedevtools.github.io/devtools-protocol/>), with one page open.
pub(crate) struct Chromium {
    process: Child,
    commands: ChildStdin,
    messages: Receiver<Value>,
    last_id: u64,
    session: Value,
    loaded: Value,
    requests: Vec<String>,
    folder: TempDir,
    pub(crate) proxy: Proxy,
}

impl Chromium {
    /// None where the machine has no browser; in CI that is a failure.
    pub(crate) fn start() -> Option<Self> {
        let Some(program) = program() else {
            skip(&format!("no browser on this machine, none of {NAMES:?}"));
            return None;
        };
        let (folder, proxy) = (TempDir::new().unwrap(), Proxy::start());
        let mut process = command(&program, &folder, &proxy).spawn().unwrap();
        let commands = process.stdin.take().unwrap();
        let (sender, messages) = channel();
        let output = process.stdout.take().unwrap();
        thread::spawn(move || read(output, &sender));
        let mut browser = Self {
            process,
            commands,
            messages,
            last_id: 0,
            session: Value::Null,
            loaded: Value::Null,
            requests: Vec::new(),
            folder,
            proxy,
        };
        browser.open_page();
        Some(browser)
    }

    fn open_page(&mut self) {
        let target = self.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        self.session = self.call("Target.attachToTarget", &target)["sessionId"].clone();
        for domain in ["Page", "Network"] {
            self.call(&format!("{domain}.enable"), &json!({}));
        }
        self.call(
            "Page.setLifecycleEventsEnabled",
            &json!({ "enabled": true }),
        );
    }

    /// Opens the page from a file and waits until it and what it asks for are loaded.
    pub(crate) fn open(&mut self, html: &str) {
        let path = self.folder.path().join("page.html");
        std::fs::write(&path, html).unwrap();
        self.requests.clear();
        let url = format!("file://{}", path.display());
        let loader = self.call("Page.navigate", &json!({ "url": url }))["loaderId"].clone();
        while self.loaded != loader {
            self.receive();
        }
    }

    /// What was asked for beyond the page itself, since it was opened.
    pub(crate) fn requests(&self) -> Vec<&str> {
        let requests = self.requests.iter().map(String::as_str);
        requests.filter(|url| !url.starts_with("file://")).collect()
    }

    /// The value of an expression; the page's policy does not hold for it.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true });
        let reply = self.call("Runtime.evaluate", &parameters);
        assert!(reply["exceptionDetails"].is_null(), "{reply}");
        reply["result"]["value"].clone()
    }

    pub(crate) fn set_width(&mut self, width: u32) {
        let metrics =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &metrics);
    }

    pub(crate) fn prefer(&mut self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.call(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [feature] }),
        );
    }

    /// A picture (PNG) of the page from its upper left corner, at 1.5 times its size.
    pub(crate) fn screenshot(&mut self, width: u32, height: u32) -> Vec<u8> {
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1.5 });
        let parameters = json!({ "clip": clip, "captureBeyondViewport": true });
        let reply = self.call("Page.captureScreenshot", &parameters);
        BASE64_STANDARD
            .decode(reply["data"].as_str().unwrap())
            .unwrap()
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.last_id += 1;
        let mut command = json!({ "id": self.last_id, "method": method, "params": parameters });
        if !self.session.is_null() {
            command["sessionId"] = self.session.clone();
        }
        self.commands
            .write_all(format!("{command}\0").as_bytes())
            .unwrap();
        loop {
            let message = self.receive();
            if message["id"] == self.last_id {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    fn receive(&mut self) -> Value {
        let message = self.messages.recv_timeout(Duration::from_secs(60));
        let message = message.expect("the browser answers within a minute");
        if message["method"] == "Network.requestWillBeSent" {
            let url = message["params"]["request"]["url"].as_str().unwrap();
            self.requests.push(url.to_owned());
        }
        if message["method"] == "Page.lifecycleEvent" && message["params"]["name"] == "load" {
            self.loaded = message["params"]["loaderId"].clone();
        }
        message
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It may have gone by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn program() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&folders).collect();
    let programs = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    programs.into_iter().find(|program| program.is_file())
}

/// The protocol's pipe is on the descriptors 3 and 4, which a shell can lay there.
fn command(program: &PathBuf, folder: &TempDir, proxy: &Proxy) -> Command {
    let mut command = Command::new("sh");
    command
        .args([
            "-c",
            r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#,
        ])
        .arg(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--remote-debugging-pipe",
            "--hide-scrollbars",
            "--proxy-bypass-list=<-loopback>",
        ])
        .arg(format!("--proxy-server={}", proxy.address()))
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// Messages are JSON, each with a zero byte behind it.
fn read(output: ChildStdout, sender: &Sender<Value>) {
    for message in BufReader::new(output).split(0) {
        let Ok(message) = message else { return };
        let message = serde_json::from_slice(&message).unwrap();
        if sender.send(message).is_err() {
            return;
        }
    }
}
