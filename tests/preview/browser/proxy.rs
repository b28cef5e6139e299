use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the browser must go through to reach anybody; it notes every request and serves none.
pub(crate) struct Proxy {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let line = refuse(stream.unwrap());
                noted.lock().unwrap().push(line);
            }
        });
        Self { address, requests }
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many requests named the host.
    pub(crate) fn asked_for(&self, host: &str) -> usize {
        let requests = self.requests.lock().unwrap();
        requests
            .iter()
            .filter(|request| request.contains(host))
            .count()
    }
}

/// The request's first line.
fn refuse(mut stream: TcpStream) -> String {
    let mut line = String::new();
    let mut request = BufReader::new(stream.try_clone().unwrap());
    // A connection that is opened ahead and never used has no line.
    let _ = request.read_line(&mut line);
    let _ = stream
        .write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    line
}
