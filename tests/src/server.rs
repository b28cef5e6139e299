//! A server on a raw socket that says exactly what a test wants.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// The platform's answer to a message that it took.
pub const TAKEN: &str = r#"{"code":0,"msg":"success","data":{"message_id":"om_1"}}"#;

/// What a server does with a request that it has read to its end.
#[derive(Debug, Clone)]
pub enum Act {
    /// Writes these bytes and keeps the connection.
    Answer(Vec<u8>),
    /// Writes these bytes and closes the connection.
    AnswerAndClose(Vec<u8>),
    /// Closes the connection without a word.
    Cut,
}

impl Act {
    pub fn json(body: &str) -> Self {
        Self::Answer(http_reply("200 OK", "", body))
    }
}

pub fn http_reply(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}").into_bytes()
}

/// A server on a raw socket. It goes through its acts, one a request, and keeps to the last.
pub struct Server {
    pub base_url: String,
    heard: Arc<Mutex<Heard>>,
}

#[derive(Default)]
struct Heard {
    acts: Vec<Act>,
    requests: Vec<String>,
    connections: usize,
}

impl Server {
    pub fn start(acts: impl IntoIterator<Item = Act>) -> Self {
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

    pub fn requests(&self) -> Vec<String> {
        self.heard.lock().unwrap().requests.clone()
    }

    pub fn connections(&self) -> usize {
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
