use std::collections::{HashSet, VecDeque};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use serde_json::{Value, json};

use super::accepted_message::Content;
use super::fault::{Kind, Replacement};
use super::rate_window::{Exceeded, RateWindow};
use super::refusal::Refusal;
use super::response::{self, Answer, Disposition};
use super::ticket_message;
use super::token_store::TokenStore;
use super::{AcceptedMessage, FakeFeishu, Fault, RecordedRequest};
use crate::Code;

// Spelled out from the pages and not shared with the sending half, which they are to check.
const TOKENS: &str = "/open-apis/auth/v3/tenant_access_token/internal";
pub(super) const TICKETS: &str = "/open-apis/helpdesk/v1/tickets/";
const MESSAGES: &str = "/messages";
pub(super) const HELPDESK_AUTHORIZATION: HeaderName =
    HeaderName::from_static("x-lark-helpdesk-authorization");
const LOG_ID: HeaderName = HeaderName::from_static("x-tt-logid");

/// The platform without its sockets: what it knows, and what it answers.
pub(super) struct Platform {
    pub(super) tokens: TokenStore,
    pub(super) rate: Option<RateWindow>,
    pub(super) closed: HashSet<String>,
    pub(super) faults: VecDeque<Fault>,
    pub(super) token_faults: VecDeque<Fault>,
    pub(super) accepted: Vec<AcceptedMessage>,
    pub(super) requests: Vec<RecordedRequest>,
}

type Reply = Result<Response<Vec<u8>>, Refusal>;
type Outcome = (Reply, Disposition);

impl Platform {
    pub(super) fn new() -> Self {
        Self {
            tokens: TokenStore::new(Duration::from_secs(7200), FakeFeishu::TENANT_ACCESS_TOKEN),
            rate: None,
            closed: HashSet::new(),
            faults: VecDeque::new(),
            token_faults: VecDeque::new(),
            accepted: Vec::new(),
            requests: Vec::new(),
        }
    }

    pub(super) fn answer(&mut self, request: &Request<Vec<u8>>, at: Instant) -> Answer {
        self.requests.push(RecordedRequest::new(request, at));
        let path = request.uri().path();
        let (reply, disposition) = match Endpoint::of(path) {
            Some(to) => self.route(&Call { to, request, at }),
            None => usual(Err(Refusal::field(Code::NotFound, "path", path))),
        };
        let response = self.respond(reply);
        Answer {
            response,
            disposition,
        }
    }

    /// As on the platform, the gateway counts before anything looks at the request.
    fn route(&mut self, call: &Call<'_>) -> Outcome {
        if let Err(exceeded) = self.admit(call) {
            return usual(Err(Refusal::rate(exceeded)));
        }
        match self.queue(&call.to).pop_front() {
            Some(fault) => self.apply_fault(fault, call),
            None => usual(self.serve(call)),
        }
    }

    fn apply_fault(&mut self, Fault(kind): Fault, call: &Call<'_>) -> Outcome {
        match kind {
            Kind::Lost {
                replacement,
                is_message_taken,
            } => {
                if is_message_taken {
                    drop(self.serve(call));
                }
                fault_response(&replacement)
            }
            Kind::Slow(delay) => (self.serve(call), Disposition::Delayed(delay)),
            Kind::Outage(duration) => (self.serve(call), Disposition::ThenOutage(duration)),
            Kind::ExpiredToken => {
                let token = bearer(call.request.headers());
                self.tokens.expire(token.unwrap_or_default());
                usual(self.serve(call))
            }
        }
    }

    fn serve(&mut self, call: &Call<'_>) -> Reply {
        let method = call.request.method();
        if method != Method::POST {
            return Err(Refusal::field(
                Code::MethodForbidden,
                "method",
                method.as_str(),
            ));
        }
        match &call.to {
            Endpoint::Token => self.token(call),
            Endpoint::Messages { ticket_id } => self.message(ticket_id, call),
        }
    }

    fn token(&mut self, call: &Call<'_>) -> Reply {
        check_app(call.request.body())?;
        let (token, lasts) = self.tokens.fetch(call.at);
        let body = json!({
            "code": 0,
            "msg": "ok",
            "tenant_access_token": token,
            "expire": lasts.as_secs(),
        });
        Ok(response::json(StatusCode::OK, &body))
    }

    fn message(&mut self, ticket_id: &str, call: &Call<'_>) -> Reply {
        self.check_token(call)?;
        check_helpdesk(call.request.headers())?;
        check_ticket_id(ticket_id)?;
        let message = ticket_message::read(call.request)?;
        if self.closed.contains(ticket_id) {
            return Err(Refusal::of(Code::TicketClosed));
        }
        let message_id = self.accept(ticket_id, message, call.request.body());
        let body = json!({ "code": 0, "msg": "success", "data": { "message_id": message_id } });
        Ok(response::json(StatusCode::OK, &body))
    }

    fn accept(&mut self, ticket_id: &str, message: Content, body: &[u8]) -> String {
        let message_id = format!("om_{:032x}", self.accepted.len() + 1);
        self.accepted.push(AcceptedMessage {
            endpoint: super::Endpoint::Ticket,
            target: Some(ticket_id.to_owned()),
            message_id: Some(message_id.clone()),
            content: message,
            body: String::from_utf8_lossy(body).into_owned(),
        });
        message_id
    }

    fn check_token(&self, call: &Call<'_>) -> Result<(), Refusal> {
        let code = match bearer(call.request.headers()) {
            None => Code::TokenMissing,
            Some(token) if !token.starts_with("t-") => Code::TokenMalformed,
            Some(token) if !self.tokens.is_good(token, call.at) => Code::TokenInvalid,
            Some(_) => return Ok(()),
        };
        Err(Refusal::of(code))
    }

    fn admit(&mut self, call: &Call<'_>) -> Result<(), Exceeded> {
        match (&call.to, &mut self.rate) {
            (Endpoint::Messages { .. }, Some(rate)) => rate.admit(call.at),
            _ => Ok(()),
        }
    }

    fn queue(&mut self, to: &Endpoint) -> &mut VecDeque<Fault> {
        match to {
            Endpoint::Token => &mut self.token_faults,
            Endpoint::Messages { .. } => &mut self.faults,
        }
    }

    fn respond(&self, reply: Reply) -> Response<Vec<u8>> {
        let log_id = format!("20260101000000{:020X}", self.requests.len());
        let mut response = reply.unwrap_or_else(|refusal| refusal.response(&log_id));
        if let Ok(log_id) = HeaderValue::try_from(log_id) {
            response.headers_mut().insert(LOG_ID, log_id);
        }
        response
    }
}

/// A request that has an endpoint.
struct Call<'r> {
    to: Endpoint,
    request: &'r Request<Vec<u8>>,
    at: Instant,
}

/// Where a request goes.
enum Endpoint {
    Token,
    Messages { ticket_id: String },
}

impl Endpoint {
    fn of(path: &str) -> Option<Self> {
        if path == TOKENS {
            return Some(Self::Token);
        }
        let ticket_id = path.strip_prefix(TICKETS)?.strip_suffix(MESSAGES)?;
        let is_segment = !ticket_id.is_empty() && !ticket_id.contains('/');
        is_segment.then(|| Self::Messages {
            ticket_id: ticket_id.to_owned(),
        })
    }
}

fn usual(reply: Reply) -> Outcome {
    (reply, Disposition::AsUsual)
}

fn fault_response(replacement: &Replacement) -> Outcome {
    match *replacement {
        Replacement::Code { status, code } => usual(Err(Refusal::with_status(status, code))),
        Replacement::RateLimit { reset } => {
            usual(Err(Refusal::rate(Exceeded { limit: 50, reset })))
        }
        Replacement::Page { status } => usual(Ok(response::gateway_page(status))),
        Replacement::Reset => (Ok(Response::default()), Disposition::Reset),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

fn check_helpdesk(headers: &HeaderMap) -> Result<(), Refusal> {
    let pair = format!("{}:{}", FakeFeishu::HELPDESK_ID, FakeFeishu::HELPDESK_TOKEN);
    let wanted = BASE64_STANDARD.encode(pair);
    if headers
        .get(HELPDESK_AUTHORIZATION)
        .is_some_and(|found| *found == wanted)
    {
        return Ok(());
    }
    let wanted = "expected base64(helpdesk_id:helpdesk_token)";
    Err(Refusal::field(
        Code::Unauthorized,
        "X-Lark-Helpdesk-Authorization",
        wanted,
    ))
}

/// The page's type is a string, of decimal digits in every example.
fn check_ticket_id(ticket_id: &str) -> Result<(), Refusal> {
    if ticket_id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let found = format!("expected decimal digits, found {ticket_id:?}");
    Err(Refusal::field(Code::BadRequest, "ticket_id", found))
}

fn check_app(body: &[u8]) -> Result<(), Refusal> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let code = match (body["app_id"].as_str(), body["app_secret"].as_str()) {
        (Some(FakeFeishu::APP_ID), Some(FakeFeishu::APP_SECRET)) => return Ok(()),
        (Some(FakeFeishu::APP_ID), Some(_)) => Code::AppSecretWrong,
        _ => Code::AppUnknown,
    };
    Err(Refusal::of(code))
}
