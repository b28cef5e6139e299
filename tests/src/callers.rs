//! Many callers at once, through each of the two adapters.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use feishu_post::{Helpdesk, Message, MessageId, PostBuilder, SendError};

use crate::TICKET;

pub type Outcome = Result<MessageId, SendError>;

/// A text or a post, by turns, that nothing else says.
pub fn message(index: usize) -> Message<'static> {
    let mark = mark(index);
    if index.is_multiple_of(2) {
        return Message::text(mark);
    }
    let post = PostBuilder::new()
        .title(mark)
        .line(|line| line.text("\"正文\"\n"));
    post.build().unwrap().into()
}

pub fn mark(index: usize) -> String {
    format!("message {index}")
}

/// How to send the messages 0 to `count`, `callers` at a time: `before` is called ahead of each.
pub struct Crowd<B> {
    pub helpdesk: Helpdesk,
    pub count: usize,
    pub callers: usize,
    pub before: B,
}

impl<B: Fn(usize) + Send + Sync + 'static> Crowd<B> {
    /// By `send`, a thread for each caller. The outcomes are in the messages' order.
    pub fn threads(self) -> Vec<Outcome> {
        let next = AtomicUsize::new(0);
        let outcomes = Mutex::new(Vec::with_capacity(self.count));
        thread::scope(|scope| {
            for _ in 0..self.callers {
                scope.spawn(|| {
                    let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
                    for index in numbers.take_while(|index| *index < self.count) {
                        (self.before)(index);
                        let outcome = feishu_post::send(&self.helpdesk, TICKET, message(index));
                        outcomes.lock().unwrap().push((index, outcome));
                    }
                });
            }
        });
        in_order(outcomes.into_inner().unwrap())
    }

    /// By `send_async`, a task for each caller.
    #[cfg(feature = "reqwest")]
    pub fn tasks(self) -> Vec<Outcome> {
        use std::sync::Arc;

        let runtime = tokio::runtime::Runtime::new().unwrap();
        let crowd = Arc::new((self, AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..crowd.0.callers)
            .map(|_| runtime.spawn(Self::caller(Arc::clone(&crowd))))
            .collect();
        let outcomes = tasks
            .into_iter()
            .flat_map(|task| runtime.block_on(task).unwrap());
        in_order(outcomes.collect())
    }

    #[cfg(feature = "reqwest")]
    async fn caller(crowd: std::sync::Arc<(Self, AtomicUsize)>) -> Vec<(usize, Outcome)> {
        let (crowd, next) = &*crowd;
        let mut outcomes = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= crowd.count {
                return outcomes;
            }
            (crowd.before)(index);
            let sent = feishu_post::send_async(&crowd.helpdesk, TICKET, message(index));
            outcomes.push((index, sent.await));
        }
    }
}

fn in_order(mut outcomes: Vec<(usize, Outcome)>) -> Vec<Outcome> {
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}
