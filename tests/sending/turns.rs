//! Nobody holds up the others: futures that are not polled, dropped or forgotten, under a rate
//! limit and while a token is fetched, on both kinds of runtime.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post::{
    Credentials, Delivery, Helpdesk, Message, MessageId, RateLimit, Receiver, SendError, send_async,
};
use feishu_post_tests::TICKET;
use feishu_post_tests::adapter::runtime;
use feishu_post_tests::scripted::now;
use futures_util::future::{join, join_all};
use futures_util::stream::{self, FuturesUnordered, StreamExt};
use tokio::runtime::Runtime;

/// Longer than any of these tests may take, whatever else the machine does.
const LONG: Duration = Duration::from_secs(60);

type Sending<'h> = Pin<Box<dyn Future<Output = Result<MessageId, SendError>> + Send + 'h>>;

fn sending(helpdesk: &Helpdesk) -> Sending<'_> {
    Box::pin(send_async(helpdesk, TICKET, Message::text("你好")))
}

fn helpdesk(fake: &FakeFeishu, limit: RateLimit) -> Helpdesk {
    fake.helpdesk_builder().rate_limit(limit).build().unwrap()
}

fn runtimes() -> [Runtime; 2] {
    let threads = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    [runtime(), threads.unwrap()]
}

async fn in_time<F: Future>(work: F) -> F::Output {
    let work = tokio::time::timeout(LONG, work).await;
    work.expect("nobody holds up the others for ever")
}

/// Polls once, to get a place or to begin a fetch.
fn poll_once(sending: &mut Sending<'_>) {
    let polled = sending
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
}

#[test]
fn a_send_in_the_body_of_a_buffered_loop_completes() {
    for runtime in runtimes() {
        let fake = FakeFeishu::start();
        let helpdesk = helpdesk(&fake, RateLimit::unlimited().per_second(100));
        let began = Instant::now();
        runtime.block_on(in_time(async {
            let all = stream::iter((0..200).map(|_| sending(&helpdesk)));
            let mut buffered = all.buffer_unordered(64);
            while let Some(sent) = buffered.next().await {
                sent.unwrap();
                sending(&helpdesk).await.unwrap();
            }
        }));
        assert_eq!(fake.messages().len(), 400);
        // 100 at once and 100 more each second take 3 seconds.
        let took = began.elapsed();
        assert!(took < 4 * Duration::from_secs(3), "{took:?}");
    }
}

#[test]
fn more_futures_than_a_window_holds_make_room_for_one_more() {
    for runtime in runtimes() {
        let fake = FakeFeishu::start();
        let helpdesk = helpdesk(&fake, RateLimit::default());
        let began = Instant::now();
        runtime.block_on(in_time(async {
            let mut sendings: FuturesUnordered<_> = (0..51).map(|_| sending(&helpdesk)).collect();
            while let Some(sent) = sendings.next().await {
                sent.unwrap();
                sending(&helpdesk).await.unwrap();
            }
        }));
        assert_eq!(fake.messages().len(), 102);
        // 50 at once and 50 more each second take 2 seconds.
        let took = began.elapsed();
        assert!(took < 4 * Duration::from_secs(2), "{took:?}");
    }
}

#[test]
fn unpolled_and_forgotten_futures_do_not_block_the_others() {
    for runtime in runtimes() {
        let fake = FakeFeishu::start();
        let helpdesk = helpdesk(&fake, RateLimit::unlimited().per_second(10));
        let began = Instant::now();
        runtime.block_on(in_time(async {
            for _ in 0..10 {
                sending(&helpdesk).await.unwrap();
            }
            // More than a window holds, and none of them may go yet.
            let mut kept: Vec<_> = (0..30).map(|_| sending(&helpdesk)).collect();
            kept.iter_mut().for_each(poll_once);
            kept.drain(..15).for_each(std::mem::forget);
            for _ in 0..20 {
                sending(&helpdesk).await.unwrap();
            }
            for sending in kept {
                sending.await.unwrap();
            }
        }));
        assert_eq!(fake.messages().len(), 45);
        // 10 at once and 10 more each second take 4 seconds.
        let took = began.elapsed();
        assert!(took < 4 * Duration::from_secs(4), "{took:?}");
    }
}

/// Until its response is there, a message may still be under way, and until a second later those after it must wait.
#[test]
fn a_slow_response_holds_up_all_that_wait() {
    for runtime in runtimes() {
        let fake = FakeFeishu::start();
        let slow = Duration::from_millis(200);
        fake.queue(Fault::slow(slow));
        let helpdesk = fake
            .helpdesk_builder()
            .credentials(Credentials::tenant_token(FakeFeishu::TENANT_ACCESS_TOKEN))
            .rate_limit(RateLimit::unlimited().per_second(3))
            .build()
            .unwrap();
        runtime.block_on(in_time(async {
            let first = async { sending(&helpdesk).await.map(drop) };
            let others = async {
                while fake.requests().is_empty() {
                    tokio::task::yield_now().await;
                }
                join_all((0..5).map(|_| sending(&helpdesk))).await
            };
            let (first, others) = join(first, others).await;
            assert!(first.is_ok() && others.iter().all(Result::is_ok));
        }));
        let requests = fake.requests();
        let [first, .., fourth, _, _] = &requests[..] else {
            panic!("{requests:?}");
        };
        let after = fourth.received_at - first.received_at;
        assert!(after >= slow + Duration::from_secs(1), "{after:?}");
    }
}

#[test]
fn an_unpolled_token_fetch_is_taken_over() {
    for runtime in runtimes() {
        let fake = FakeFeishu::start();
        let helpdesk = helpdesk(&fake, RateLimit::unlimited());
        runtime.block_on(in_time(async {
            let mut kept = sending(&helpdesk);
            poll_once(&mut kept);
            let mut forgotten = sending(&helpdesk);
            poll_once(&mut forgotten);
            std::mem::forget(forgotten);
            sending(&helpdesk).await.unwrap();
            kept.await.unwrap();
        }));
        assert_eq!(fake.messages().len(), 2);
    }
}

#[test]
fn one_caller_renews_while_the_others_use_the_valid_token() {
    for runtime in runtimes() {
        let fake = FakeFeishu::start();
        // Renewed after half of its life.
        fake.set_token_lifetime(Duration::from_secs(2));
        let helpdesk = helpdesk(&fake, RateLimit::unlimited());
        runtime.block_on(in_time(async {
            sending(&helpdesk).await.unwrap();
            tokio::time::sleep(Duration::from_millis(1100)).await;
            fake.queue_token_fault(Fault::slow(LONG));
            let mut renewing = sending(&helpdesk);
            // It renews until the others are done.
            while fake.requests().len() < 3 {
                poll_once(&mut renewing);
                tokio::task::yield_now().await;
            }
            for _ in 0..5 {
                sending(&helpdesk).await.unwrap();
            }
            drop(renewing);
        }));
        assert_eq!(fake.messages().len(), 6);
    }
}

#[test]
fn a_renewal_that_fails_is_one_attempt_and_the_valid_token_is_used() {
    for runtime in runtimes() {
        let fake = FakeFeishu::start();
        // Renewed after half of its life.
        fake.set_token_lifetime(Duration::from_secs(4));
        let helpdesk = helpdesk(&fake, RateLimit::unlimited());
        runtime.block_on(in_time(async {
            sending(&helpdesk).await.unwrap();
            tokio::time::sleep(Duration::from_millis(2100)).await;
            (0..5).for_each(|_| fake.queue_token_fault(Fault::bad_gateway()));
            for _ in 0..3 {
                sending(&helpdesk).await.unwrap();
            }
        }));
        let requests = fake.requests();
        let renewals = requests.iter().filter(|request| !request.is_message());
        // One for the first message, one that failed.
        assert_eq!((renewals.count(), fake.messages().len()), (2, 4));
    }
}

#[test]
fn a_refusal_of_the_credentials_is_remembered_for_a_while() {
    use feishu_post::Code;

    for code in [10_003, 10_014, 99_991_543].map(Code::from) {
        let fake = FakeFeishu::start();
        let bot = fake.bot();
        for _ in 0..50 {
            fake.queue_token_fault(Fault::code(code));
        }
        let began = Instant::now();
        for _ in 0..50 {
            let sent = bot.send(Receiver::chat("oc_1"), Message::text("你好"));
            assert_eq!(sent.unwrap_err().code(), Some(code));
        }
        let seconds = usize::try_from(began.elapsed().as_secs()).unwrap();
        assert!(fake.requests().len() <= 1 + seconds);
    }
}

#[test]
fn without_a_runtime_a_call_fails_and_says_so() {
    let fake = FakeFeishu::start();
    let error = now(sending(&fake.helpdesk())).unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotDelivered);
    let told = format!("{error:?}");
    let start = "could not connect: there is no reactor running";
    assert!(told.starts_with(start), "{told}");
    assert!(fake.requests().is_empty());
}

#[test]
fn callers_are_served_in_order() {
    let fake = FakeFeishu::start();
    let helpdesk = helpdesk(&fake, RateLimit::unlimited().per_second(4));
    runtime().block_on(in_time(async {
        let messages: Vec<String> = (0..16).map(|number| number.to_string()).collect();
        let mut tasks = Vec::new();
        for text in messages {
            let helpdesk = helpdesk.clone();
            let sent = async move { send_async(&helpdesk, TICKET, Message::text(text)).await };
            tasks.push(tokio::spawn(sent));
            tokio::task::yield_now().await;
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
    }));
    let texts: Vec<_> = fake.messages();
    let batches: Vec<usize> = texts
        .iter()
        .map(|message| message.text().unwrap().parse::<usize>().unwrap() / 4)
        .collect();
    // Within a window all go at once.
    assert!(batches.is_sorted(), "{batches:?}");
}

#[test]
fn messages_to_one_chat_wait_for_its_own_rate_and_hold_up_no_other_chat() {
    let fake = FakeFeishu::start();
    fake.set_rate_limit(true);
    let bot = fake.bot();
    let send = |chat: &str| {
        let (bot, chat) = (bot.clone(), Receiver::chat(chat));
        async move { bot.send_async(chat, Message::text("你好")).await }
    };
    let began = Instant::now();
    runtime().block_on(in_time(async {
        let crowded = join_all((0..20).map(|_| send("oc_1")));
        let other = async {
            // The first chat is over its rate by now.
            while fake.requests().len() < 12 {
                tokio::task::yield_now().await;
            }
            let began = Instant::now();
            send("oc_2").await.unwrap();
            began.elapsed()
        };
        let (crowded, other) = join(crowded, other).await;
        assert!(crowded.iter().all(Result::is_ok), "{crowded:?}");
        assert!(other < Duration::from_secs(1), "{other:?}");
    }));
    assert_eq!(fake.messages().len(), 21);
    // 5 a second, of which the first refusals cost one.
    let took = began.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
}
