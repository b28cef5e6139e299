//! The token endpoint: replies are flat, errors come with HTTP 200.

use std::time::Duration;

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post_tests::bare_http::{TEXT, call, fetch_token, ticket_request, token_request};
use http::header::AUTHORIZATION;

/// The outcome of a message that is sent with `token`.
#[track_caller]
fn sent_with(fake: &FakeFeishu, token: &str) -> (u16, i64) {
    let mut request = ticket_request(fake, TEXT);
    let bearer = format!("Bearer {token}").parse().unwrap();
    request.headers_mut().insert(AUTHORIZATION, bearer);
    call(request).unwrap().outcome()
}

#[test]
fn an_app_gets_a_valid_token() {
    let fake = FakeFeishu::start();
    let request = token_request(&fake, FakeFeishu::APP_ID, FakeFeishu::APP_SECRET);
    let reply = call(request).unwrap();

    assert_eq!(reply.status(), 200);
    insta::assert_snapshot!(
        reply.text(),
        @r#"{"code":0,"expire":7200,"msg":"ok","tenant_access_token":"t-000000000000000000000000000001"}"#
    );
    assert_eq!(
        sent_with(&fake, "t-000000000000000000000000000001"),
        (200, 0)
    );
}

#[test]
fn wrong_credentials_are_refused_with_http_200() {
    let fake = FakeFeishu::start();
    let outcome = |id, secret| call(token_request(&fake, id, secret)).unwrap().outcome();
    assert_eq!(
        outcome("cli_unknown", FakeFeishu::APP_SECRET),
        (200, 10_003)
    );
    assert_eq!(outcome(FakeFeishu::APP_ID, "wrong"), (200, 10_014));

    for body in ["", "[]", r#"{"app_id":"cli_a1b2c3"}"#] {
        let mut malformed = token_request(&fake, "", "");
        body.clone_into(malformed.body_mut());
        assert_eq!(call(malformed).unwrap().outcome(), (200, 10_003), "{body}");
    }
    assert_eq!(fake.token_fetches(), 0);
}

#[test]
fn a_token_is_reissued_while_it_has_30_minutes_left() {
    let fake = FakeFeishu::start();
    let (first, _) = fetch_token(&fake);
    let (second, expire) = fetch_token(&fake);
    assert_eq!(first, second);
    assert!(expire <= 7200);
    assert_eq!(fake.token_fetches(), 2);
}

#[test]
fn under_30_minutes_a_new_token_is_issued_and_both_are_valid() {
    let fake = FakeFeishu::start();
    fake.set_token_lifetime(Duration::from_secs(1799));
    let (first, expire) = fetch_token(&fake);
    let (second, _) = fetch_token(&fake);
    assert_ne!(first, second);
    assert!(expire <= 1799);
    assert_eq!(sent_with(&fake, &first), (200, 0));
    assert_eq!(sent_with(&fake, &second), (200, 0));
}

#[test]
fn a_token_may_last_for_any_time() {
    let fake = FakeFeishu::start();
    fake.set_token_lifetime(Duration::MAX);
    let (token, expire) = fetch_token(&fake);
    assert_eq!(expire, u64::MAX);
    assert_eq!(fetch_token(&fake).0, token);
    assert_eq!(sent_with(&fake, &token), (200, 0));
}

#[test]
fn an_expired_token_is_refused() {
    let fake = FakeFeishu::start();
    fake.set_token_lifetime(Duration::ZERO);
    let (token, expire) = fetch_token(&fake);
    assert_eq!(expire, 0);
    assert_eq!(sent_with(&fake, &token), (400, 99_991_663));
}

#[test]
fn a_token_refused_by_a_fault_stays_refused() {
    let fake = FakeFeishu::start();
    let (token, _) = fetch_token(&fake);
    fake.queue(Fault::expired_token());
    assert_eq!(sent_with(&fake, &token), (400, 99_991_663));
    assert_eq!(sent_with(&fake, &token), (400, 99_991_663));
    assert_eq!(sent_with(&fake, FakeFeishu::TENANT_ACCESS_TOKEN), (200, 0));

    let (fresh, _) = fetch_token(&fake);
    assert_ne!(fresh, token);
    assert_eq!(sent_with(&fake, &fresh), (200, 0));

    fake.queue(Fault::expired_token());
    assert_eq!(
        sent_with(&fake, FakeFeishu::TENANT_ACCESS_TOKEN),
        (400, 99_991_663)
    );
    assert_eq!(
        sent_with(&fake, FakeFeishu::TENANT_ACCESS_TOKEN),
        (400, 99_991_663)
    );
}

#[test]
fn token_faults_do_not_affect_messages() {
    let fake = FakeFeishu::start();
    fake.queue_token_fault(Fault::bad_gateway());
    assert_eq!(sent_with(&fake, FakeFeishu::TENANT_ACCESS_TOKEN), (200, 0));
    let request = token_request(&fake, FakeFeishu::APP_ID, FakeFeishu::APP_SECRET);
    assert_eq!(call(request).unwrap().status(), 502);
    assert_eq!(fake.pending_faults(), 0);
}
