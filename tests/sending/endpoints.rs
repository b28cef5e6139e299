//! Each endpoint through a real socket, in both adapters: each of its documented codes, each of its
//! limits, and what becomes of a lost response.

use std::time::Duration;

use feishu_post::testing::{Endpoint, FakeFeishu, Fault};
use feishu_post::{
    Code, Credentials, Delivery, Message, RateLimit, Reply, RetryPolicy, SendError, Webhook,
};
use feishu_post_tests::adapter::{Adapter, runtime};
use feishu_post_tests::clients::{Clients, ENDPOINTS, MESSAGE_ID, chat};

/// The codes that the platform's page of each endpoint lists.
fn codes_of(endpoint: Endpoint) -> &'static [i64] {
    match endpoint {
        Endpoint::Ticket => &[154_000, 154_001, 154_003, 154_401, 154_403, 155_000],
        Endpoint::Helpdesk => &[154_000, 154_001, 154_003, 154_004, 154_005, 155_000],
        Endpoint::Chat => &[
            230_001, 230_002, 230_006, 230_013, 230_015, 230_017, 230_018, 230_019, 230_020,
            230_022, 230_025, 230_027, 230_028, 230_029, 230_034, 230_035, 230_036, 230_038,
            230_049, 230_053, 230_054, 230_055, 230_075, 230_099, 232_009,
        ],
        Endpoint::Reply => &[
            230_001, 230_002, 230_006, 230_011, 230_013, 230_015, 230_017, 230_018, 230_019,
            230_020, 230_022, 230_025, 230_027, 230_028, 230_035, 230_038, 230_049, 230_050,
            230_054, 230_055, 230_071, 230_072, 230_075, 230_099, 230_111, 232_009,
        ],
        Endpoint::Edit => &[
            230_001, 230_002, 230_006, 230_011, 230_013, 230_018, 230_020, 230_022, 230_025,
            230_027, 230_028, 230_035, 230_038, 230_050, 230_054, 230_055, 230_071, 230_072,
            230_073, 230_074, 230_075, 230_110, 232_009,
        ],
        Endpoint::Webhook => &[
            9499, 10_002, 11_232, 11_246, 19_001, 19_002, 19_007, 19_021, 19_022, 19_024, 19_036,
        ],
        _ => panic!("no page of {endpoint:?}"),
    }
}

/// The codes that the platform lists for all endpoints.
const GENERAL: [i64; 29] = [
    99_991_400, 99_991_401, 99_991_403, 99_991_661, 99_991_662, 99_991_663, 99_991_664, 99_991_665,
    99_991_668, 99_991_671, 99_991_672, 99_991_673, 99_991_676, 99_991_677, 99_991_679, 99_992_351,
    99_992_354, 99_992_356, 99_992_360, 99_992_361, 99_992_363, 99_992_364, 99_992_381, 99_992_402,
    18_121, 1500, 2200, 5000, 55_001,
];

/// After these nobody knows whether the message was delivered.
const UNKNOWN: [i64; 7] = [155_000, 230_049, 18_121, 1500, 2200, 5000, 55_001];

/// The clients of one fake by one adapter.
struct Setup {
    fake: FakeFeishu,
    adapter: Adapter,
    clients: Clients,
}

impl Setup {
    fn new(adapter: Adapter, retry: RetryPolicy) -> Self {
        Self::with_limit(adapter, retry, None)
    }

    /// With another limit of the body's length than the endpoints'.
    fn with_limit(adapter: Adapter, retry: RetryPolicy, limit: Option<usize>) -> Self {
        let fake = FakeFeishu::start();
        let token = || Credentials::tenant_token(FakeFeishu::TENANT_ACCESS_TOKEN);
        let unlimited = RateLimit::unlimited;
        let mut bot = fake.bot_builder().credentials(token()).retry_policy(retry);
        let mut helpdesk = fake
            .helpdesk_builder()
            .credentials(token())
            .retry_policy(retry);
        let mut webhook = Webhook::builder(fake.webhook_url()).retry_policy(retry);
        if let Some(bytes) = limit {
            bot = bot.max_body_bytes(bytes);
            helpdesk = helpdesk.max_body_bytes(bytes);
            webhook = webhook.max_body_bytes(bytes);
        }
        let webhook = webhook.rate_limit(unlimited()).build().unwrap();
        Self {
            fake,
            adapter,
            clients: Clients {
                bot: bot.rate_limit(unlimited()).build().unwrap(),
                helpdesk: helpdesk.rate_limit(unlimited()).build().unwrap(),
                webhook: webhook.secret(FakeFeishu::WEBHOOK_SECRET),
            },
        }
    }

    fn send(&self, to: Endpoint, message: &Message<'_>) -> Result<(), SendError> {
        let message = message.clone();
        let sent = match self.adapter {
            Adapter::Blocking => self.clients.send(to, message),
            Adapter::Async => runtime().block_on(self.clients.send_async(to, message)),
        };
        sent.map(drop)
    }

    /// How many requests for a message came, and how many messages were accepted.
    fn seen(&self) -> (usize, usize) {
        let requests = self.fake.requests();
        let requests = requests.iter().filter(|request| request.is_message());
        (requests.count(), self.fake.messages().len())
    }
}

fn text() -> Message<'static> {
    Message::text("你好")
}

fn each(test: impl Fn(Adapter, Endpoint)) {
    for adapter in Adapter::BOTH {
        for endpoint in ENDPOINTS {
            test(adapter, endpoint);
        }
    }
}

#[test]
fn each_endpoint_delivers_a_text_and_a_post() {
    each(|adapter, endpoint| {
        let setup = Setup::new(adapter, RetryPolicy::never());
        let post = feishu_post::post![title = "标题", ["你好,", at("ou_1")]];
        setup.send(endpoint, &text()).unwrap();
        setup.send(endpoint, &Message::from(&post)).unwrap();
        let messages = setup.fake.messages();
        assert_eq!(messages[0].text(), Some("你好"));
        assert_eq!(messages[1].post(), Some(&post));
        assert!(
            messages
                .iter()
                .all(|message| message.endpoint() == endpoint)
        );
    });
}

#[test]
fn each_documented_code_says_whether_the_message_was_delivered() {
    each(|adapter, endpoint| {
        for &code in codes_of(endpoint).iter().chain(&GENERAL) {
            // A client of its own: after a code of a rate limit, a client waits.
            let setup = Setup::new(adapter, RetryPolicy::never());
            setup.fake.queue(Fault::code(code));
            let error = setup.send(endpoint, &text()).unwrap_err();
            let delivery = match code {
                code if UNKNOWN.contains(&code) => Delivery::Unknown,
                _ => Delivery::NotDelivered,
            };
            assert_eq!(error.code(), Some(Code::from(code)), "{endpoint:?} {code}");
            assert_eq!(error.delivery(), delivery, "{endpoint:?} {code}");
            assert_eq!(error.attempts(), 1, "{endpoint:?} {code}");
            assert_eq!(setup.seen(), (1, 0), "{endpoint:?} {code}");
        }
    });
}

#[test]
fn each_documented_code_has_its_sentence_and_advice() {
    let mut rows = Vec::new();
    for endpoint in ENDPOINTS {
        rows.push(format!("# {endpoint:?}"));
        for &code in codes_of(endpoint) {
            let setup = Setup::new(Adapter::Blocking, RetryPolicy::never());
            setup.fake.queue(Fault::code(code));
            let error = setup.send(endpoint, &text()).unwrap_err();
            let log_id = format!(", log id {}", error.log_id().unwrap());
            let sentence = error.to_string().replace(&log_id, "");
            rows.push(format!("{sentence}\n    {}", error.hint().unwrap_or("-")));
        }
    }
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn each_endpoints_rate_is_refused_with_its_code() {
    each(|adapter, endpoint| {
        let (limit, code) = match endpoint {
            // Its message may be edited 20 times only; its chat's limit is that of a reply.
            Endpoint::Edit => return,
            Endpoint::Ticket => (50, 99_991_400),
            Endpoint::Helpdesk => (100, 99_991_400),
            Endpoint::Webhook => (5, 9499),
            _ => (5, 230_020),
        };
        let setup = Setup::new(adapter, RetryPolicy::never());
        setup.fake.set_rate_limit(true);
        let refused = (0..=1000).find_map(|_| setup.send(endpoint, &text()).err());
        let error = refused.unwrap();
        assert_eq!(
            error.code(),
            Some(Code::from(code)),
            "{endpoint:?}: {error}"
        );
        assert_eq!(error.delivery(), Delivery::NotDelivered);
        assert!(setup.fake.messages().len() >= limit, "{endpoint:?}");
    });
}

#[test]
fn a_rate_limited_message_is_sent_again_after_a_pause() {
    let limits = [
        (Endpoint::Ticket, Fault::rate_limit(0)),
        (Endpoint::Edit, Fault::code(230_020)),
        (
            Endpoint::Webhook,
            Fault::code(9499).with_message("too many request"),
        ),
        (Endpoint::Webhook, Fault::code(11_232)),
    ];
    for adapter in Adapter::BOTH {
        for (endpoint, fault) in limits.clone() {
            let setup = Setup::new(adapter, RetryPolicy::default());
            setup.fake.queue(fault);
            setup.send(endpoint, &text()).unwrap();
            assert_eq!(setup.seen(), (2, 1), "{endpoint:?}");
        }
    }
}

#[test]
fn a_lost_response_is_retried_only_where_it_cannot_duplicate() {
    let retry = RetryPolicy::never()
        .max_attempts(3)
        .max_elapsed(Duration::from_secs(60));
    each(|adapter, endpoint| {
        for (fault, accepted) in [(Fault::reset(), 0), (Fault::reset().after_accepting(), 1)] {
            let setup = Setup::new(adapter, retry);
            setup.fake.queue(fault);
            let sent = setup.send(endpoint, &text());
            let delivery = sent.map_err(|error| error.delivery());
            let expected = match endpoint {
                Endpoint::Chat | Endpoint::Reply => (Ok(()), (2, 1)),
                // Both edits are the same.
                Endpoint::Edit => (Ok(()), (2, 1 + accepted)),
                _ => (Err(Delivery::Unknown), (1, accepted)),
            };
            assert_eq!((delivery, setup.seen()), expected, "{endpoint:?}");
        }
    });
}

#[test]
fn a_repeated_key_returns_the_first_messages_id() {
    let fake = FakeFeishu::start();
    let bot = fake.bot();
    let send = |key| bot.send(chat().once(key), text()).unwrap();
    let first = send("deploy-42");
    assert_eq!(send("deploy-42"), first);
    let repeated = bot.send_async(chat().once("deploy-42"), text());
    assert_eq!(runtime().block_on(repeated).unwrap(), first);
    assert_ne!(send("deploy-43"), first);
    let reply = || {
        bot.reply(Reply::to(MESSAGE_ID).once("answer"), text())
            .unwrap()
    };
    assert_eq!(reply(), reply());
    assert_eq!(fake.messages().len(), 3);
}

/// A message whose request has a body of exactly so many bytes.
fn message_of(length: usize, is_post: bool, endpoint: Endpoint) -> Message<'static> {
    let of = |count: usize| {
        let text = "x".repeat(count);
        if is_post {
            Message::from(feishu_post::post![[text]])
        } else {
            Message::text(text)
        }
    };
    let setup = Setup::new(Adapter::Blocking, RetryPolicy::never());
    setup.send(endpoint, &of(1)).unwrap();
    of(1 + length - setup.fake.messages()[0].body().len())
}

#[test]
fn each_endpoints_size_limit_is_enforced_before_sending() {
    let limits = [
        (Endpoint::Chat, false, 150_000, 230_025),
        (Endpoint::Chat, true, 30_000, 230_025),
        (Endpoint::Reply, false, 150_000, 230_025),
        (Endpoint::Reply, true, 30_000, 230_025),
        (Endpoint::Edit, false, 150_000, 230_025),
        (Endpoint::Edit, true, 30_000, 230_025),
        (Endpoint::Webhook, false, 20_000, 19_036),
        (Endpoint::Webhook, true, 20_000, 19_036),
    ];
    for adapter in Adapter::BOTH {
        for (endpoint, is_post, limit, code) in limits {
            let longest = message_of(limit, is_post, endpoint);
            let too_long = message_of(limit + 1, is_post, endpoint);

            let setup = Setup::new(adapter, RetryPolicy::never());
            setup.send(endpoint, &longest).unwrap();
            let error = setup.send(endpoint, &too_long).unwrap_err();
            assert_eq!(
                (error.code(), error.delivery()),
                (None, Delivery::NotDelivered)
            );
            assert_eq!(setup.seen(), (1, 1), "{endpoint:?}");

            let setup = Setup::with_limit(adapter, RetryPolicy::never(), Some(limit + 1));
            let error = setup.send(endpoint, &too_long).unwrap_err();
            assert_eq!(
                error.code(),
                Some(Code::from(code)),
                "{endpoint:?}: {error}"
            );
            assert_eq!(setup.seen(), (1, 0), "{endpoint:?}");
        }
    }
}

#[test]
fn both_forms_of_a_webhook_response_are_read() {
    for adapter in Adapter::BOTH {
        let setup = Setup::new(adapter, RetryPolicy::never());
        setup.fake.set_legacy_webhook(true);
        setup.send(Endpoint::Webhook, &text()).unwrap();
        setup.fake.queue(Fault::code(19_007));
        let error = setup.send(Endpoint::Webhook, &text()).unwrap_err();
        assert_eq!(error.code(), Some(Code::WebhookBotDisabled));
        assert_eq!(error.delivery(), Delivery::NotDelivered);
    }
}

#[test]
fn a_wrong_webhook_secret_is_refused_without_retry() {
    for adapter in Adapter::BOTH {
        let mut setup = Setup::new(adapter, RetryPolicy::default());
        setup.clients.webhook = setup.clients.webhook.secret("another");
        let error = setup.send(Endpoint::Webhook, &text()).unwrap_err();
        assert_eq!(error.code(), Some(Code::SignatureMismatch));
        assert_eq!(setup.seen(), (1, 0));
        setup.fake.set_webhook_secret(Some("another"));
        setup.send(Endpoint::Webhook, &text()).unwrap();
    }
}
