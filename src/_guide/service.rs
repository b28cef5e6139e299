use axum::extract::{Json, Path, State};
use axum::http::StatusCode;
use axum::{Router, routing};
use feishu_post::{Code, Delivery, Helpdesk, SendError, post};

#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app(Helpdesk::from_env()?)).await?;
    Ok(())
}

/// All clones of a client share its token, rate limit and connections, so one client serves all requests.
pub fn app(helpdesk: Helpdesk) -> Router {
    let reply = routing::post(reply);
    Router::new()
        .route("/tickets/{id}/reply", reply)
        .with_state(helpdesk)
}

#[derive(serde::Deserialize)]
struct Answer {
    text: String,
}

async fn reply(
    State(helpdesk): State<Helpdesk>,
    Path(ticket): Path<String>,
    Json(answer): Json<Answer>,
) -> Result<String, (StatusCode, String)> {
    let message = post!["服务台：{answer.text}"];
    match helpdesk.send_async(&ticket, message).await {
        Ok(message_id) => Ok(message_id.to_string()),
        Err(error) => Err((status(&error), error.to_string())),
    }
}

fn status(error: &SendError) -> StatusCode {
    let is_callers = error.attempts() == 0 || error.code() == Some(Code::TicketClosed);
    match error.delivery() {
        // It may have arrived: the caller must look before trying again.
        Delivery::Unknown => StatusCode::BAD_GATEWAY,
        // It certainly has not: the caller may try again, after `error.retry_after()` if there is one.
        Delivery::NotDelivered if error.is_transient() => StatusCode::SERVICE_UNAVAILABLE,
        Delivery::NotDelivered if is_callers => StatusCode::UNPROCESSABLE_ENTITY,
        // Ours to fix: credentials, permissions.
        Delivery::NotDelivered => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{Request, StatusCode, header};
    use feishu_post::testing::{FakeFeishu, Fault};
    use tower::ServiceExt as _;

    async fn reply(fake: &FakeFeishu, ticket: &str) -> StatusCode {
        let request = Request::post(format!("/tickets/{ticket}/reply"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(r#"{"text":"已解决"}"#.to_owned());
        let app = super::app(fake.helpdesk());
        app.oneshot(request.unwrap()).await.unwrap().status()
    }

    #[tokio::test]
    async fn the_answer_reaches_the_ticket() {
        let fake = FakeFeishu::start();
        assert_eq!(reply(&fake, "6948728206392295444").await, 200);
        let messages = fake.messages();
        assert_eq!(messages[0].post().unwrap().to_text(), "服务台：已解决");
    }

    #[tokio::test]
    async fn each_failure_has_its_status() {
        let fake = FakeFeishu::start();
        fake.close_ticket("1");
        assert_eq!(reply(&fake, "1").await, 422);
        assert_eq!(reply(&fake, "not%20a%20ticket").await, 422);

        fake.queue(Fault::reset().after_accepting());
        assert_eq!(reply(&fake, "2").await, 502);
        assert_eq!(fake.messages().len(), 1);
    }
}
