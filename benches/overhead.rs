//! What `send` and `send_async` cost over the bare client with the same body: `cargo bench -p
//! feishu-post-benches --bench overhead`.
//!
//! The four take turns on connections kept open to one server on loopback, so that whatever else the
//! machine does befalls all of them. The figure is the median time of a message.

use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use feishu_post::{
    ContentForm, Credentials, Helpdesk, Message, PostBuilder, RateLimit, send, send_async,
};

const TICKET: &str = "6948728206392295444";
const ROUNDS: usize = 20_000;
const WARM_UP: usize = 1_000;
const REPLY: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n\
    content-length: 86\r\n\r\n\
    {\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_8baa3656c7b41900d29bf9104bf5310b\"}}";

const REPLY_BODY: usize = 86;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let base_url = serve()?;
    let ring = rustls::crypto::ring::default_provider();
    ring.install_default()
        .map_err(|_| "another TLS provider is installed")?;
    let helpdesk = Helpdesk::builder()
        .credentials(Credentials::tenant_token(
            "t-7f1bcd13fc57d46bac21793a18e560",
        ))
        .helpdesk(TICKET, "ht-bench")
        .base_url(&base_url)
        .rate_limit(RateLimit::unlimited())
        .build()?;
    let post = PostBuilder::new()
        .title("this is title")
        .line(|line| line.text("第一行 :").link("超链接", "http://www.feishu.cn"))
        .line(|line| line.text("第二行 :").text("文本测试"))
        .build()?;
    let body = Message::from(&post).ticket_body(ContentForm::Object);
    let bare = Bare::new(&base_url, body)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;

    let mut times = [(); 4].map(|()| Vec::with_capacity(ROUNDS));
    for round in 0..WARM_UP + ROUNDS {
        let taken = [
            timed(|| bare.ureq())?,
            timed(|| Ok(send(&helpdesk, TICKET, &post)?))?,
            timed(|| runtime.block_on(bare.reqwest()))?,
            timed(|| Ok(runtime.block_on(send_async(&helpdesk, TICKET, &post))?))?,
        ];
        if round >= WARM_UP {
            times
                .iter_mut()
                .zip(taken)
                .for_each(|(times, time)| times.push(time));
        }
    }
    let [ureq, send, reqwest, send_async] = times.map(median);
    report("ureq", ureq, "send", send);
    report("reqwest", reqwest, "send_async", send_async);
    Ok(())
}

fn timed<T>(message: impl FnOnce() -> Outcome<T>) -> Outcome<Duration> {
    let start = Instant::now();
    black_box(message()?);
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn report(bare_name: &str, bare: Duration, name: &str, ours: Duration) {
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!("{bare_name:>8} {bare:>10.2?}   {name:>10} {ours:>10.2?}   ratio {ratio:.3}");
}

/// The same request without this crate: all headers ready, the reply read to its end.
struct Bare {
    ureq: ureq::Agent,
    reqwest: reqwest::Client,
    url: String,
    body: String,
}

const HEADERS: [(&str, &str); 3] = [
    ("authorization", "Bearer t-7f1bcd13fc57d46bac21793a18e560"),
    (
        "x-lark-helpdesk-authorization",
        "Njk0ODcyODIwNjM5MjI5NTQ0NDpodC1iZW5jaA==",
    ),
    ("content-type", "application/json; charset=utf-8"),
];

impl Bare {
    fn new(base_url: &str, body: String) -> Outcome<Self> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(30)));
        let client = reqwest::Client::builder()
            .tls_certs_only([])
            .no_proxy()
            .timeout(Duration::from_secs(30));
        Ok(Self {
            ureq: config.build().into(),
            reqwest: client.build()?,
            url: format!("{base_url}/open-apis/helpdesk/v1/tickets/{TICKET}/messages"),
            body,
        })
    }

    fn ureq(&self) -> Outcome<()> {
        let mut request = self.ureq.post(&self.url);
        for (name, value) in HEADERS {
            request = request.header(name, value);
        }
        let body = request.send(&self.body)?.body_mut().read_to_vec()?;
        assert_eq!(body.len(), REPLY_BODY);
        Ok(())
    }

    async fn reqwest(&self) -> Outcome<()> {
        let mut request = self.reqwest.post(&self.url);
        for (name, value) in HEADERS {
            request = request.header(name, value);
        }
        let body = request
            .body(self.body.clone())
            .send()
            .await?
            .bytes()
            .await?;
        assert_eq!(body.len(), REPLY_BODY);
        Ok(())
    }
}

/// Answers every request at once and alike.
fn serve() -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base_url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream));
        }
    });
    Ok(base_url)
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 16 * 1024];
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if is_whole(&buffer[..filled]) {
            stream.write_all(REPLY.as_bytes())?;
            filled = 0;
        }
    }
}

/// Whether a request with its body is there.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let head = head.to_ascii_lowercase();
    let length = head.split("content-length: ").nth(1);
    let length = length.and_then(|rest| rest.lines().next()?.parse::<usize>().ok());
    length.is_some_and(|length| request.len() == head.len() + 4 + length)
}
