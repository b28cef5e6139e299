//! A transport that answers from a script and sleeps no time.

use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use feishu_post::{Transport, TransportError};
use http::{Request, Response};

/// What becomes of one request.
#[derive(Debug, Clone)]
pub enum Step {
    Answer(Response<Vec<u8>>),
    /// No connection opens.
    Closed,
    /// The response is lost.
    Lost,
    /// The response is lost, for this reason.
    Failed(String),
}

impl Step {
    pub fn json(body: &str) -> Self {
        Self::status(200, &[], body)
    }

    pub fn status(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut response = Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        Self::Answer(response.body(body.as_bytes().to_vec()).unwrap())
    }

    /// What takes a message.
    pub fn taken() -> Self {
        Self::json(r#"{"code":0,"msg":"success","data":{"message_id":"om_1"}}"#)
    }
}

/// Goes through its steps, one a request, and keeps to the last.
#[derive(Debug)]
pub struct Scripted {
    steps: Mutex<VecDeque<Step>>,
    requests: Mutex<Vec<Request<Vec<u8>>>>,
    sleeps: Mutex<Vec<Duration>>,
}

impl Scripted {
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            steps: Mutex::new(steps.into_iter().collect()),
            requests: Mutex::default(),
            sleeps: Mutex::default(),
        }
    }

    pub fn requests(&self) -> Vec<Request<Vec<u8>>> {
        self.requests.lock().unwrap().clone()
    }

    pub fn bodies(&self) -> Vec<String> {
        let requests = self.requests().into_iter();
        requests
            .map(|request| String::from_utf8(request.into_body()).unwrap())
            .collect()
    }

    pub fn sleeps(&self) -> Vec<Duration> {
        self.sleeps.lock().unwrap().clone()
    }
}

impl Transport for Scripted {
    async fn call(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        self.requests.lock().unwrap().push(request);
        let mut steps = self.steps.lock().unwrap();
        let step = if steps.len() > 1 {
            steps.pop_front().unwrap()
        } else {
            steps[0].clone()
        };
        match step {
            Step::Answer(response) => Ok(response),
            Step::Closed => Err(TransportError::Connect(
                io::Error::from(io::ErrorKind::ConnectionRefused).into(),
            )),
            Step::Failed(reason) => Err(TransportError::Response(reason.into())),
            Step::Lost => Err(TransportError::Response(
                io::Error::from(io::ErrorKind::ConnectionReset).into(),
            )),
        }
    }

    async fn sleep(&self, duration: Duration) {
        self.sleeps.lock().unwrap().push(duration);
    }
}

/// The output of a future that waits for nothing, such as a send over a [`Scripted`].
pub fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}
