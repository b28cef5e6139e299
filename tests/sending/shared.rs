//! Many callers on one helpdesk: one token for all, turns in order, no harm from those who give up.

use std::future::Future;
use std::pin::pin;
use std::sync::Barrier;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post::{Code, Helpdesk, Message, MessageId, RateLimit, SendError, send, send_async};
use feishu_post_tests::TICKET;
use feishu_post_tests::adapter::runtime;

const CALLERS: usize = 100;

fn helpdesk(fake: &FakeFeishu) -> Helpdesk {
    fake.helpdesk_builder()
        .rate_limit(RateLimit::unlimited())
        .build()
        .unwrap()
}

fn all_blocking(helpdesk: &Helpdesk) -> Vec<Result<MessageId, SendError>> {
    let start = Barrier::new(CALLERS);
    thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    send(helpdesk, TICKET, Message::text("你好"))
                })
            })
            .collect();
        callers
            .into_iter()
            .map(|caller| caller.join().unwrap())
            .collect()
    })
}

fn all_async(helpdesk: &Helpdesk) -> Vec<Result<MessageId, SendError>> {
    runtime().block_on(async {
        let tasks: Vec<_> = (0..CALLERS)
            .map(|_| {
                let helpdesk = helpdesk.clone();
                tokio::spawn(
                    async move { send_async(&helpdesk, TICKET, Message::text("你好")).await },
                )
            })
            .collect();
        let mut sent = Vec::new();
        for task in tasks {
            sent.push(task.await.unwrap());
        }
        sent
    })
}

type Way = fn(&Helpdesk) -> Vec<Result<MessageId, SendError>>;

const WAYS: [Way; 2] = [all_blocking, all_async];

#[test]
fn a_hundred_first_messages_fetch_one_token() {
    for all in WAYS {
        let fake = FakeFeishu::start();
        assert!(all(&helpdesk(&fake)).iter().all(Result::is_ok));
        assert_eq!((fake.messages().len(), fake.token_fetches()), (CALLERS, 1));
    }
}

#[test]
fn a_hundred_first_messages_share_one_refusal() {
    let fake = FakeFeishu::start();
    for _ in 0..CALLERS {
        fake.queue_token_fault(Fault::code(Code::AppSecretWrong));
    }
    let helpdesk = helpdesk(&fake);
    runtime().block_on(async {
        let mut callers: Vec<_> = (0..CALLERS)
            .map(|_| Box::pin(send_async(&helpdesk, TICKET, Message::text("你好"))))
            .collect();
        // The first fetches, and before its reply is looked at, all others wait for it.
        for caller in &mut callers {
            let polled = caller
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
            assert!(polled.is_pending());
        }
        for caller in callers {
            assert_eq!(caller.await.unwrap_err().code(), Some(Code::AppSecretWrong));
        }
    });
    assert_eq!(fake.requests().len(), 1);
}

#[test]
fn a_hundred_messages_on_an_expired_token_fetch_one_more() {
    for all in WAYS {
        let fake = FakeFeishu::start();
        let helpdesk = helpdesk(&fake);
        send(&helpdesk, TICKET, Message::text("你好")).unwrap();
        fake.queue(Fault::expired_token());
        assert!(all(&helpdesk).iter().all(Result::is_ok));
        assert_eq!(
            (fake.messages().len(), fake.token_fetches()),
            (CALLERS + 1, 2)
        );
    }
}

#[test]
fn both_adapters_share_the_token() {
    let fake = FakeFeishu::start();
    let helpdesk = helpdesk(&fake);
    send(&helpdesk, TICKET, Message::text("你好")).unwrap();
    runtime()
        .block_on(send_async(&helpdesk.clone(), TICKET, Message::text("你好")))
        .unwrap();
    assert_eq!(fake.token_fetches(), 1);
}

#[test]
fn a_cancelled_token_fetch_does_not_block_the_others() {
    let fake = FakeFeishu::start();
    fake.queue_token_fault(Fault::slow(Duration::from_secs(60)));
    let helpdesk = helpdesk(&fake);
    runtime().block_on(async {
        let quitter = helpdesk.clone();
        let fetching =
            tokio::spawn(async move { send_async(&quitter, TICKET, Message::text("一")).await });
        while fake.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        let waiter = helpdesk.clone();
        let waiting =
            tokio::spawn(async move { send_async(&waiter, TICKET, Message::text("二")).await });
        tokio::task::yield_now().await;
        fetching.abort();
        assert!(waiting.await.unwrap().is_ok());
    });
    let messages = fake.messages();
    let texts: Vec<_> = messages
        .iter()
        .filter_map(|message| message.text())
        .collect();
    assert_eq!(texts, ["二"]);
}

#[test]
fn waiting_callers_keep_their_order_when_one_gives_up() {
    let fake = FakeFeishu::start();
    // The second place of the minute goes to the third caller: had the two who give up kept
    // theirs, it would wait for the minute to pass.
    let pace = RateLimit::unlimited().per_second(1).per_minute(2);
    let helpdesk = fake.helpdesk_builder().rate_limit(pace).build().unwrap();
    send(&helpdesk, TICKET, Message::text("first")).unwrap();
    runtime().block_on(async {
        let mut context = Context::from_waker(Waker::noop());
        // It stands at the head of the line, another behind it; both give up.
        let mut head = Box::pin(send_async(&helpdesk, TICKET, Message::text("head")));
        let mut second = Box::pin(send_async(&helpdesk, TICKET, Message::text("second")));
        assert!(head.as_mut().poll(&mut context).is_pending());
        assert!(second.as_mut().poll(&mut context).is_pending());
        let mut third = pin!(send_async(&helpdesk, TICKET, Message::text("third")));
        let mut fourth = pin!(send_async(&helpdesk, TICKET, Message::text("fourth")));
        assert!(third.as_mut().poll(&mut context).is_pending());
        assert!(fourth.as_mut().poll(&mut context).is_pending());
        drop(second);
        drop(head);
        // The fourth is polled first, yet the third goes first.
        let turns = std::future::poll_fn(|context| {
            let late = fourth.as_mut().poll(context);
            assert!(late.is_pending(), "the fourth overtook the third");
            third.as_mut().poll(context)
        });
        let sent = tokio::time::timeout(Duration::from_secs(30), turns).await;
        assert!(sent.expect("no hole is left").is_ok());
    });
    let requests = fake.requests();
    let sent: Vec<_> = requests
        .iter()
        .filter(|request| request.is_message())
        .collect();
    assert_eq!(sent.len(), 2);
}

#[test]
fn a_blocked_thread_takes_over_from_a_cancelled_task() {
    let fake = FakeFeishu::start();
    let pace = RateLimit::unlimited().per_second(1);
    let helpdesk = fake.helpdesk_builder().rate_limit(pace).build().unwrap();
    send(&helpdesk, TICKET, Message::text("first")).unwrap();
    let runtime = runtime();
    let mut head = Box::pin(send_async(&helpdesk, TICKET, Message::text("head")));
    {
        let _context = runtime.enter();
        let polled = head.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(polled, Poll::Pending));
    }
    thread::scope(|scope| {
        let blocked = scope.spawn(|| send(&helpdesk, TICKET, Message::text("second")));
        drop(head);
        assert!(blocked.join().unwrap().is_ok());
    });
}
