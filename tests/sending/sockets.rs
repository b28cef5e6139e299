//! What a hostile or broken server can do, on raw sockets: in no case is a message sent twice.

use std::time::Duration;

use feishu_post::{Delivery, Message, SendError};
use feishu_post_tests::TICKET;
use feishu_post_tests::adapter::{Adapter, HELPDESK_TOKEN, TOKEN, runtime, settings};
use feishu_post_tests::server::{Act, Server, TAKEN, http_reply};

fn fail(adapter: Adapter, server: &Server) -> SendError {
    let helpdesk = settings(&server.base_url)
        .timeout(Duration::from_secs(3))
        .build()
        .unwrap();
    adapter
        .send(&helpdesk, TICKET, &Message::text("你好"))
        .unwrap_err()
}

#[test]
fn a_connection_lost_after_the_request_is_unknown_and_not_retried() {
    for adapter in Adapter::BOTH {
        let server = Server::start([Act::Cut]);
        let error = fail(adapter, &server);
        assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
        assert_eq!(
            error.to_string(),
            "no response received; the message may have been delivered"
        );
        assert_eq!((server.requests().len(), server.connections()), (1, 1));
    }
}

#[test]
fn a_truncated_response_is_unknown_and_not_retried() {
    let whole = String::from_utf8(http_reply("200 OK", "", TAKEN)).unwrap();
    for adapter in Adapter::BOTH {
        for length in [1, 20, whole.len() - 1] {
            let server = Server::start([Act::AnswerAndClose(whole[..length].into())]);
            let error = fail(adapter, &server);
            assert_eq!(error.delivery(), Delivery::Unknown, "{length} {adapter:?}");
            assert_eq!(server.requests().len(), 1);
        }
    }
}

#[test]
fn a_reused_connection_that_the_server_drops_is_unknown_and_not_retried() {
    for adapter in [Adapter::Blocking, Adapter::Async] {
        let server = Server::start([Act::json(TAKEN), Act::Cut]);
        let helpdesk = settings(&server.base_url).build().unwrap();
        let message = Message::text("你好");
        let (first, second) = match adapter {
            Adapter::Blocking => (
                feishu_post::send(&helpdesk, TICKET, message.clone()),
                feishu_post::send(&helpdesk, TICKET, message),
            ),
            Adapter::Async => runtime().block_on(async {
                let first = feishu_post::send_async(&helpdesk, TICKET, message.clone()).await;
                (
                    first,
                    feishu_post::send_async(&helpdesk, TICKET, message).await,
                )
            }),
        };
        assert!(first.is_ok());
        assert_eq!(second.unwrap_err().delivery(), Delivery::Unknown);
        assert_eq!(server.requests().len(), 2, "{adapter:?}");
        assert_eq!(
            server.connections(),
            1,
            "the connection was kept, {adapter:?}"
        );
    }
}

#[test]
fn a_redirect_is_not_followed() {
    for adapter in Adapter::BOTH {
        let elsewhere = Server::start([Act::json(TAKEN)]);
        for status in ["302 Found", "307 Temporary Redirect"] {
            let location = format!("location: {}/x\r\n", elsewhere.base_url);
            let server = Server::start([Act::Answer(http_reply(status, &location, ""))]);
            let error = fail(adapter, &server);
            assert_eq!(error.delivery(), Delivery::Unknown);
            assert_eq!(
                error.to_string(),
                format!(
                    "unexpected response (HTTP {}): body is empty; the message may have been delivered",
                    &status[..3]
                )
            );
            assert_eq!(server.requests().len(), 1);
        }
        assert_eq!(elsewhere.connections(), 0);
    }
}

#[test]
fn an_oversized_response_is_not_read_to_its_end() {
    for adapter in Adapter::BOTH {
        let limit = 1024 * 1024;
        let padded = |length: usize| format!("{TAKEN}{}", " ".repeat(length - TAKEN.len()));
        let server = Server::start([Act::json(&padded(limit))]);
        let helpdesk = settings(&server.base_url).build().unwrap();
        assert!(
            adapter
                .send(&helpdesk, TICKET, &Message::text("你好"))
                .is_ok()
        );

        let server = Server::start([Act::json(&padded(limit + 1))]);
        let error = fail(adapter, &server);
        assert_eq!(error.delivery(), Delivery::Unknown);
        assert_eq!(
            error.to_string(),
            "unexpected response (HTTP 200): body is longer than 1048576 bytes; the message may have been \
             delivered"
        );
    }
}

#[test]
fn a_timeout_is_unknown() {
    for adapter in Adapter::BOTH {
        // Nothing is answered, and the connection stays open.
        let server = Server::start([Act::Answer(Vec::new())]);
        let settings = settings(&server.base_url).timeout(Duration::from_millis(100));
        let sent = adapter.send(&settings.build().unwrap(), TICKET, &Message::text("你好"));
        assert_eq!(sent.unwrap_err().delivery(), Delivery::Unknown);
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn the_request_matches_the_documentation() {
    for adapter in Adapter::BOTH {
        let server = Server::start([Act::json(TAKEN)]);
        let helpdesk = settings(&(server.base_url.clone() + "/gateway/"))
            .build()
            .unwrap();
        let id = adapter
            .send(&helpdesk, TICKET, &Message::text("你好"))
            .unwrap();
        assert_eq!(id.to_string(), "om_1");
        let request = server.requests().remove(0);
        let lines: Vec<_> = request.split("\r\n").collect();
        assert_eq!(
            lines[0],
            "POST /gateway/open-apis/helpdesk/v1/tickets/6948728206392295444/messages HTTP/1.1"
        );
        let header = |name: &str| {
            let values: Vec<_> = lines
                .iter()
                .filter_map(|line| line.split_once(": "))
                .filter(|(found, _)| found.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
                .collect();
            assert_eq!(values.len(), 1, "{name} in {request}");
            values[0].to_owned()
        };
        assert_eq!(header("authorization"), format!("Bearer {TOKEN}"));
        assert_eq!(
            header("x-lark-helpdesk-authorization"),
            "Njk0ODcyODIwNjM5MjI5NTQ0NDpodC01ZDYwYTRjMS1zZWNyZXQ="
        );
        assert_eq!(header("content-type"), "application/json; charset=utf-8");
        assert_eq!(
            lines.last(),
            Some(&r#"{"msg_type":"text","content":{"text":"你好"}}"#)
        );
    }
}

#[test]
fn secrets_in_a_response_are_redacted_from_the_error() {
    for adapter in Adapter::BOTH {
        let base64 = "Njk0ODcyODIwNjM5MjI5NTQ0NDpodC01ZDYwYTRjMS1zZWNyZXQ=";
        let body = format!(r#"{{"code":7,"msg":"{TOKEN} {HELPDESK_TOKEN} {base64}"}}"#);
        let server = Server::start([Act::json(&body)]);
        let error = fail(adapter, &server);
        assert_eq!(
            error.to_string(),
            "failed with code 7 ([secret] [secret] [secret]); the message may have been delivered"
        );
        let debug = format!("{error:?} {error:#?}");
        for secret in [TOKEN, HELPDESK_TOKEN, base64] {
            assert!(!debug.contains(secret));
        }
    }
}

#[test]
fn a_secret_is_redacted_before_a_long_text_is_shortened() {
    for adapter in Adapter::BOTH {
        let before = "x".repeat(195);
        let body = format!(r#"{{"code":7,"msg":"{before}{TOKEN}"}}"#);
        let server = Server::start([Act::json(&body)]);
        let error = fail(adapter, &server);
        assert_eq!(
            error.to_string(),
            format!("failed with code 7 ({before}[secr…); the message may have been delivered")
        );
        assert!(!format!("{error:?} {error:#?}").contains(&TOKEN[..5]));
    }
}

#[test]
fn a_secret_in_the_log_id_is_redacted() {
    for adapter in Adapter::BOTH {
        for error in [
            format!(r#","error":{{"log_id":"1-{TOKEN}"}}"#),
            String::new(),
        ] {
            let header = format!("x-tt-logid: 1-{TOKEN}\r\n");
            let body = format!(r#"{{"code":154401{error}}}"#);
            let server = Server::start([Act::Answer(http_reply("200 OK", &header, &body))]);
            let error = fail(adapter, &server);
            assert_eq!(error.log_id(), Some("1-[secret]"));
            assert!(!format!("{error} {error:?}").contains(TOKEN));
        }
    }
}
