//! The blocking adapter.

use std::future::{Future, ready};
use std::io::{self, Read};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use http::{Request, Response};
use ureq::{Agent, SendBody};

use super::client::{Helpdesk, Settings};
use super::deliver::{CONNECT_SHARE, Client, deliver};
use super::error::SendError;
use super::message_id::MessageId;
use super::response::{REPLY_LIMIT, too_long};
use crate::json::Message;

/// Sends a message to a ticket and waits for the platform's answer.
///
/// It waits for its turn in the [pace](crate::RateLimit), gets a token if the access is an app's, and
/// tries again what [`RetryPolicy`](crate::RetryPolicy) allows. The message is a [`Post`](crate::Post), a
/// reference to one, or a [`Message`].
///
/// Inside an async task call `send_async` instead, or this one by
/// `spawn_blocking`: it blocks the thread, which may be the one on which the task runs that has the
/// turn, and then neither goes on.
///
/// # Errors
/// [`SendError`]: its [`code`](SendError::code) is the platform's, its
/// [`delivery`](SendError::delivery) says whether the message may have arrived all the same. An
/// empty message and a ticket id that is not digits alone are refused before anything is sent.
///
/// ```
/// use feishu_post::{Credentials, Delivery, Helpdesk, Message, send};
///
/// let helpdesk = Helpdesk::builder()
///     .credentials(Credentials::tenant_token("t-7f1bcd13"))
///     .helpdesk("6948728206392295444", "ht-1")
///     .build()?;
/// let error = send(&helpdesk, "6948728206392295444", Message::text("")).unwrap_err();
/// assert_eq!(error.delivery(), Delivery::NotDelivered);
/// assert_eq!(error.to_string(), "the message is empty, nothing was sent");
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
pub fn send<'m>(
    helpdesk: &Helpdesk,
    ticket_id: &str,
    message: impl Into<Message<'m>>,
) -> Result<MessageId, SendError> {
    block_on(deliver(
        helpdesk.ureq(),
        helpdesk,
        ticket_id,
        message.into(),
    ))
}

#[derive(Debug)]
pub(crate) struct Ureq(Agent);

impl Ureq {
    pub(crate) fn new(settings: &Settings) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(settings.timeout))
            .timeout_connect(Some(settings.timeout / CONNECT_SHARE));
        // What is for this machine goes to no proxy, so credentials never leave it in the clear.
        let config = if settings.loopback {
            config.proxy(None)
        } else {
            config
        };
        Self(config.build().into())
    }

    fn call(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, SendError> {
        let (head, body) = request.into_parts();
        let mut body = Unread {
            body: &body,
            begun: false,
        };
        let sent = self
            .0
            .run(Request::from_parts(head, SendBody::from_reader(&mut body)));
        let reply = match sent {
            Ok(reply) => reply,
            Err(error) if body.begun => return Err(SendError::no_reply(error)),
            Err(error) => return Err(SendError::not_connected(error)),
        };
        read(reply)
    }
}

fn read(mut reply: Response<ureq::Body>) -> Result<Response<Vec<u8>>, SendError> {
    let limit = REPLY_LIMIT as u64;
    match reply.body_mut().with_config().limit(limit).read_to_vec() {
        Ok(whole) => Ok(reply.map(|_| whole)),
        Err(ureq::Error::BodyExceedsLimit(_)) => Err(too_long(&reply)),
        Err(other) => Err(SendError::no_reply(other)),
    }
}

impl Client for Ureq {
    fn exchange(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, SendError>> + Send {
        ready(self.call(request))
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        thread::sleep(time);
        ready(())
    }
}

/// A body that knows whether any of it was handed out. The client asks for it only when the
/// connection stands and has taken the head of the request: until then the message certainly was
/// not delivered, whatever kind of error came.
struct Unread<'b> {
    body: &'b [u8],
    begun: bool,
}

impl Read for Unread<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.begun = true;
        self.body.read(buffer)
    }
}

/// Runs a future on this thread, which sleeps while the future waits for another caller.
fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
