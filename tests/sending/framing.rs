//! How a response's end is found (RFC 9112, section 6.3), alike in both adapters.

use feishu_post::{Delivery, Message};
use feishu_post_tests::TICKET;
use feishu_post_tests::adapter::{Adapter, settings};
use feishu_post_tests::server::{Act, Server, TAKEN, http_reply};

/// What becomes of two messages on a server that answers so: the errors, and how many connections it took.
fn two(adapter: Adapter, act: &Act) -> (Vec<String>, usize) {
    let server = Server::start([act.clone()]);
    let helpdesk = settings(&server.base_url).build().unwrap();
    let both = [Message::text("一"), Message::text("二")];
    let sent = match adapter {
        Adapter::Blocking => both
            .map(|message| feishu_post::send(&helpdesk, TICKET, message))
            .to_vec(),
        Adapter::Async => feishu_post_tests::adapter::runtime().block_on(async {
            let [one, two] = both;
            let one = feishu_post::send_async(&helpdesk, TICKET, one).await;
            vec![one, feishu_post::send_async(&helpdesk, TICKET, two).await]
        }),
    };
    let errors = sent.into_iter().filter_map(Result::err);
    let errors = errors.map(|error| {
        assert_eq!(error.delivery(), Delivery::Unknown);
        format!("{error:?}")
    });
    (errors.collect(), server.connections())
}

#[track_caller]
fn takes(bytes: &str, connections: usize) {
    for adapter in Adapter::BOTH {
        let act = match connections {
            1 => Act::Answer(bytes.into()),
            _ => Act::AnswerAndClose(bytes.into()),
        };
        assert_eq!(
            two(adapter, &act),
            (vec![], connections),
            "{adapter:?}: {bytes}"
        );
    }
}

#[track_caller]
fn refuses(bytes: &str) {
    for adapter in Adapter::BOTH {
        let (errors, _) = two(adapter, &Act::AnswerAndClose(bytes.into()));
        assert_eq!(errors.len(), 2, "{adapter:?}: {bytes}");
    }
}

#[test]
fn a_response_has_a_length_or_chunks_or_ends_with_its_connection() {
    let length = TAKEN.len();
    let (first, second) = TAKEN.split_at(20);
    let rest = second.len();
    takes(
        &format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{TAKEN}"),
        1,
    );
    takes(
        &format!(
            "HTTP/1.1 200 \r\ncontent-length:{length}\r\ncontent-length: {length}\r\n\r\n{TAKEN}"
        ),
        1,
    );
    takes(
        &format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{first}\r\n{rest:X};name=value\r\n{second}\r\n0\r\nx-trailer: 1\r\n\r\n"
        ),
        1,
    );
    takes(
        &format!(
            "HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{TAKEN}"
        ),
        1,
    );
    takes(
        &format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{TAKEN}"),
        2,
    );
    takes(&format!("HTTP/1.1 200 OK\r\n\r\n{TAKEN}"), 2);
    takes(&format!("HTTP/1.0 200 OK\r\n\r\n{TAKEN}"), 2);
}

#[test]
fn a_response_without_a_body_ends_after_its_head() {
    for adapter in Adapter::BOTH {
        let (errors, connections) = two(
            adapter,
            &Act::Answer(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()),
        );
        assert_eq!(connections, 1);
        for error in errors {
            assert_eq!(
                error,
                "unexpected response (HTTP 204): body is empty; the message may have been delivered"
            );
        }
    }
}

#[test]
fn an_incomplete_response_is_unknown() {
    let length = TAKEN.len();
    refuses("");
    refuses("220 smtp.example.com ESMTP\r\n");
    refuses(&format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{TAKEN}",
        length + 1
    ));
    refuses(&format!(
        "HTTP/1.1 200 OK\r\ncontent-length: +{length}\r\n\r\n{TAKEN}"
    ));
    refuses(&format!(
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: {length}\r\n\r\n{TAKEN}"
    ));
    refuses(&format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{length:x}\r\n{TAKEN}\r\n"
    ));
    refuses(&format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{TAKEN}\r\n0\r\n\r\n"
    ));
    refuses(&format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nten\r\n{TAKEN}\r\n0\r\n\r\n"
    ));
    refuses(&format!(
        "HTTP/1.1 200 OK\r\nx: {}\r\n\r\n",
        "x".repeat(1 << 20)
    ));
}

#[test]
fn trailing_data_after_a_response_closes_the_connection() {
    let twice = [
        http_reply("200 OK", "", TAKEN),
        http_reply("200 OK", "", TAKEN),
    ]
    .concat();
    for adapter in Adapter::BOTH {
        let (errors, connections) = two(adapter, &Act::Answer(twice.clone()));
        assert_eq!((errors, connections), (vec![], 2), "{adapter:?}");
    }
}
