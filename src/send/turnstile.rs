use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A line in which callers wait for their turn, threads and tasks alike: first come, first served.
/// A caller that gives up, by dropping its [`Turn`] or the future of it, leaves no gap.
#[derive(Debug, Default)]
pub(crate) struct Turnstile(Mutex<Line>);

#[derive(Debug, Default)]
struct Line {
    next: u64,
    /// The first has its turn; the others wait.
    callers: VecDeque<Caller>,
}

#[derive(Debug)]
struct Caller {
    number: u64,
    waker: Option<Waker>,
}

/// A place in the line, left on drop.
#[derive(Debug)]
#[must_use = "the turn ends when this is dropped"]
pub(crate) struct Turn<'t> {
    turnstile: &'t Turnstile,
    number: u64,
}

impl Turnstile {
    /// Waits for the caller's turn, which lasts until the value is dropped.
    pub(crate) async fn turn(&self) -> Turn<'_> {
        let turn = self.join();
        poll_fn(|context| turn.poll(context)).await;
        turn
    }

    fn join(&self) -> Turn<'_> {
        let mut line = self.line();
        let number = line.next;
        line.next += 1;
        line.callers.push_back(Caller {
            number,
            waker: None,
        });
        Turn {
            turnstile: self,
            number,
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    /// The numbers rise from the first to the last.
    fn position(&self, number: u64) -> Option<usize> {
        let found = self
            .callers
            .binary_search_by_key(&number, |caller| caller.number);
        found.ok()
    }
}

impl Turn<'_> {
    fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut line = self.turnstile.line();
        match line.position(self.number) {
            Some(ahead) if ahead > 0 => {
                line.callers[ahead].waker = Some(context.waker().clone());
                Poll::Pending
            }
            _ => Poll::Ready(()),
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut line = self.turnstile.line();
        if let Some(position) = line.position(self.number) {
            line.callers.remove(position);
        }
        let next = line
            .callers
            .front_mut()
            .and_then(|caller| caller.waker.take());
        drop(line);
        if let Some(waker) = next {
            waker.wake();
        }
    }
}
