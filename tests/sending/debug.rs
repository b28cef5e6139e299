//! `main() -> Result<(), Box<dyn Error>>` prints each error as a sentence with its causes.

use std::error::Error;

use feishu_post::{
    Bot, Href, Limit, Locale, MessageId, PostBuilder, Received, Receiver, Webhook, post,
};
use feishu_post_tests::scripted::{Scripted, Step, now};

/// What the standard library prints after `Error: `.
fn printed(error: impl Into<Box<dyn Error>>) -> String {
    format!("{:?}", error.into())
}

#[test]
fn debug_of_each_error_is_its_sentence_and_its_causes() {
    let bot = Bot::builder()
        .credentials(feishu_post::Credentials::tenant_token("t-1"))
        .retry_policy(feishu_post::RetryPolicy::never());
    let sent = |step| {
        let (bot, to) = (bot.clone().build().unwrap(), Receiver::chat("oc_1"));
        now(bot.send_with(&Scripted::new([step]), to, post!["你好"])).unwrap_err()
    };
    let rows = [
        printed(sent(Step::Closed)),
        printed(sent(Step::json(
            r#"{"code":230002,"msg":"Bot can NOT be out of the chat."}"#,
        ))),
        printed(Bot::builder().base_url("http://a").build().unwrap_err()),
        printed(Webhook::new("https://a").unwrap_err()),
        printed(MessageId::new("oc_1").unwrap_err()),
        printed(
            PostBuilder::new()
                .line(|line| line.at(""))
                .build()
                .unwrap_err(),
        ),
        printed(Href::parse("javascript:alert(1)").unwrap_err()),
        printed("FR fr".parse::<Locale>().unwrap_err()),
        printed(post!["你好"].split(Limit::bytes(10)).unwrap_err()),
        printed(Received::from_content("post", "{").unwrap_err()),
        printed(Received::from_content("image", "{}").unwrap_err()),
    ];
    insta::assert_snapshot!(rows.join("\n--\n"), @r#"
    could not connect: connection refused
    --
    refused with code 230002: the bot is not in the chat (Bot can NOT be out of the chat.)
    --
    missing credentials: call .credentials(…) with Credentials::app(id, secret) or Credentials::tenant_token(token)
    insecure base URL "http://a": use https, or http to a loopback address
    --
    invalid webhook URL (its path must end in /open-apis/bot/v2/hook/…): copy it from the bot's page, "https://open.feishu.cn/open-apis/bot/v2/hook/…"
    --
    invalid message id "oc_1": a message id is om_ followed by letters, digits, - and _
    --
    zh_cn line 1 element 1: mention without a user id: write at("ou_…"), or at_all() for everyone
    --
    link "javascript:alert(1)" is refused: scheme "javascript" is not http or https
    --
    unknown locale "FR fr": Locale::other takes unlisted names
    --
    zh_cn: the title cannot be split and needs a message of 24 bytes; the limit is 10
    --
    the content is not JSON: EOF while parsing an object at line 1 column 1
    --
    message type "image" is not supported: expected post or text
    "#);
}
