//! Sending through either adapter, and a server that says exactly what a test wants.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, reason = "in a test it is the assertion")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use feishu_post::{
    Credentials, Helpdesk, HelpdeskBuilder, Message, MessageId, SendError, send, send_async,
};

pub(crate) const TICKET: &str = "6948728206392295444";
pub(crate) const TOKEN: &str = "t-7f1bcd13fc57d46bac21793a18e560";
pub(crate) const HELPDESK_TOKEN: &str = "ht-5d60a4c1-secret";
pub(crate) const TAKEN: &str = r#"{"code":0,"msg":"success","data":{"message_id":"om_1"}}"#;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Adapter {
    Blocking,
    Async,
}

impl Adapter {
    pub(crate) const BOTH: [Self; 2] = [Self::Blocking, Self::Async];

    pub(crate) fn send(
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

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

pub(crate) fn settings(base_url: &str) -> HelpdeskBuilder {
    Helpdesk::builder()
        .credentials(Credentials::tenant_token(TOKEN))
        .helpdesk(TICKET, HELPDESK_TOKEN)
        .base_url(base_url)
}

/// What a server does with a request that it has read to its end.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// Writes these bytes and keeps the connection.
    Answer(Vec<u8>),
    /// Writes these bytes and closes the connection.
    AnswerAndClose(Vec<u8>),
    /// Closes the connection without a word.
    Cut,
}

impl Act {
    pub(crate) fn json(body: &str) -> Self {
        Self::Answer(http_reply("200 OK", "", body))
    }
}

pub(crate) fn http_reply(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}").into_bytes()
}

/// A server on a raw socket. It goes through its acts, one a request, and keeps to the last.
pub(crate) struct Server {
    pub(crate) base_url: String,
    heard: Arc<Mutex<Heard>>,
}

#[derive(Default)]
struct Heard {
    acts: Vec<Act>,
    requests: Vec<String>,
    connections: usize,
}

impl Server {
    pub(crate) fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Heard {
            acts: acts.into_iter().collect(),
            ..Heard::default()
        }));
        let shared = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&shared);
                shared.lock().unwrap().connections += 1;
                thread::spawn(move || serve(stream.unwrap(), &shared));
            }
        });
        Self { base_url, heard }
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.heard.lock().unwrap().requests.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.heard.lock().unwrap().connections
    }
}

fn serve(mut stream: TcpStream, heard: &Mutex<Heard>) {
    while let Some(request) = read_request(&mut stream) {
        let act = {
            let mut heard = heard.lock().unwrap();
            heard.requests.push(request);
            let rest = heard.acts.len() > 1;
            if rest {
                heard.acts.remove(0)
            } else {
                heard.acts[0].clone()
            }
        };
        match act {
            Act::Answer(bytes) => stream.write_all(&bytes).unwrap(),
            Act::AnswerAndClose(bytes) => return stream.write_all(&bytes).unwrap(),
            Act::Cut => return,
        }
    }
}

/// Head and body; none when the client has closed.
fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        text.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&text).to_ascii_lowercase();
    let (_, after) = head.split_once("content-length: ")?;
    let length: usize = after.split_once("\r\n")?.0.parse().ok()?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    text.extend(body);
    Some(String::from_utf8(text).unwrap())
}
