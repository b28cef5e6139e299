use std::collections::{HashSet, VecDeque};
use std::time::{Duration, Instant};

use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use serde_json::json;

use super::fault::Kind;
use super::limits::{Rates, TokenStore};
use super::outbox::Outbox;
use super::request::{self, Draft, Route};
use super::response::{self, Disposition, Refusal};
use super::{Endpoint, FakeFeishu, Fault, RecordedRequest, endpoints};
use crate::Code;

const LOG_ID: HeaderName = HeaderName::from_static("x-tt-logid");

/// The platform's state and behavior, without sockets.
pub(super) struct Platform {
    pub(super) tokens: TokenStore,
    /// The secret that messages to the webhook must be signed with, if any.
    pub(super) webhook_secret: Option<String>,
    /// Whether the webhook responds in the old format without `code`.
    pub(super) is_legacy: bool,
    pub(super) closed: HashSet<String>,
    pub(super) outbox: Outbox,
    pub(super) faults: VecDeque<Fault>,
    pub(super) token_faults: VecDeque<Fault>,
    pub(super) requests: Vec<RecordedRequest>,
    /// `None` if rate limits are not enforced.
    pub(super) rates: Option<Rates>,
}

type Reply = Result<Response<Vec<u8>>, Refusal>;
type Outcome = (Reply, Disposition);
type Answer = (Response<Vec<u8>>, Disposition);

/// A request to a known path.
struct Call<'r> {
    route: Route<'r>,
    request: &'r Request<Vec<u8>>,
    /// When it arrived.
    at: Instant,
}

impl Platform {
    pub(super) fn new() -> Self {
        Self {
            tokens: TokenStore::new(Duration::from_secs(7200), FakeFeishu::TENANT_ACCESS_TOKEN),
            webhook_secret: Some(FakeFeishu::WEBHOOK_SECRET.to_owned()),
            is_legacy: false,
            closed: HashSet::new(),
            outbox: Outbox::default(),
            faults: VecDeque::new(),
            token_faults: VecDeque::new(),
            requests: Vec::new(),
            rates: None,
        }
    }

    pub(super) fn answer(&mut self, request: &Request<Vec<u8>>) -> Answer {
        let at = Instant::now();
        self.requests.push(RecordedRequest::new(request, at));
        let Some(route) = Route::of(request.uri().path()) else {
            let refusal = Refusal::of(99_991_201);
            return self.finish(usual(Err(refusal)), None);
        };
        let outcome = self.route(&Call { route, request, at });
        self.finish(outcome, route.endpoint())
    }

    /// As on the platform, the gateway counts a request before anything else looks at it.
    fn route(&mut self, call: &Call<'_>) -> Outcome {
        if let Err(refusal) = self.admit_call(call) {
            return usual(Err(refusal));
        }
        let faults = match call.route {
            Route::Token => &mut self.token_faults,
            Route::Message(..) => &mut self.faults,
        };
        match faults.pop_front() {
            Some(fault) => self.apply_fault(fault, call),
            None => usual(self.serve(call)),
        }
    }

    fn apply_fault(&mut self, fault: Fault, call: &Call<'_>) -> Outcome {
        if fault.kind == Kind::ExpiredToken {
            let token = request::bearer(call.request.headers());
            self.tokens.expire(token.unwrap_or_default());
        }
        let served = if fault.is_served {
            self.serve(call)
        } else {
            Ok(Response::default())
        };
        match fault.kind {
            Kind::Refused(refusal) => usual(Err(refusal)),
            Kind::Page(status) => usual(Ok(response::gateway_page(status))),
            Kind::Reset => (served, Disposition::Reset),
            Kind::ExpiredToken => usual(served),
            Kind::Slow(delay) => (served, Disposition::Delayed(delay)),
            Kind::Outage(duration) => (served, Disposition::ThenOutage(duration)),
        }
    }

    fn serve(&mut self, call: &Call<'_>) -> Reply {
        let method = call.request.method();
        if *method != call.route.method() {
            let code = match call.route.endpoint() {
                Some(Endpoint::Ticket | Endpoint::Helpdesk) => Code::MethodForbidden,
                _ => Code::from(99_991_301),
            };
            return Err(Refusal::field(code, "method", method.as_str()));
        }
        match call.route {
            Route::Token => self.token(call),
            Route::Message(endpoint, id) => {
                let draft = self.read(endpoint, id, call)?;
                self.deliver(endpoint, draft, call)
            }
        }
    }

    fn token(&mut self, call: &Call<'_>) -> Reply {
        request::check_app(call.request.body())?;
        let (token, lasts) = self.tokens.fetch(call.at);
        let body = json!({
            "code": 0,
            "msg": "ok",
            "tenant_access_token": token,
            "expire": lasts.as_secs(),
        });
        Ok(response::json(StatusCode::OK, &body))
    }

    fn read(&self, endpoint: Endpoint, id: &str, call: &Call<'_>) -> Result<Draft, Refusal> {
        let request = call.request;
        if endpoint == Endpoint::Webhook {
            return endpoints::webhook(id, request, self.webhook_secret.as_deref());
        }
        self.check_token(call)?;
        match endpoint {
            Endpoint::Ticket => endpoints::ticket(id, request),
            Endpoint::Helpdesk => endpoints::bot_message(request),
            _ => endpoints::chat(endpoint, id, request),
        }
    }

    fn deliver(&mut self, endpoint: Endpoint, draft: Draft, call: &Call<'_>) -> Reply {
        let is_closed = |ticket_id: &String| self.closed.contains(ticket_id);
        if endpoint == Endpoint::Ticket && draft.target.as_ref().is_some_and(is_closed) {
            return Err(Refusal::of(Code::TicketClosed));
        }
        let now = call.at;
        let key = draft.key.as_deref();
        let index = if let Some(index) = key.and_then(|key| self.outbox.sent_with(key, now)) {
            index
        } else {
            if matches!(endpoint, Endpoint::Chat | Endpoint::Reply | Endpoint::Edit) {
                self.admit_to_chat(&draft, now)?;
            }
            let body = call.request.body();
            self.outbox.accept(endpoint, draft, body, now)?
        };
        let message = &self.outbox.messages[index];
        let body = response::accepted(message, self.is_legacy);
        Ok(response::json(StatusCode::OK, &body))
    }

    fn check_token(&self, call: &Call<'_>) -> Result<(), Refusal> {
        let code = match request::bearer(call.request.headers()) {
            None => Code::TokenMissing,
            Some(token) if !token.starts_with("t-") => Code::TokenMalformed,
            Some(token) if !self.tokens.is_good(token, call.at) => Code::TokenInvalid,
            Some(_) => return Ok(()),
        };
        Err(Refusal::of(code))
    }

    fn admit_call(&mut self, call: &Call<'_>) -> Result<(), Refusal> {
        let (Some(rates), Some(endpoint)) = (&mut self.rates, call.route.endpoint()) else {
            return Ok(());
        };
        let admitted = rates.admit_call(endpoint, call.at);
        admitted.map_err(|exceeded| match endpoint {
            Endpoint::Webhook => Refusal::of(Code::InvalidRequest).with_message("too many request"),
            _ => Refusal::rate(exceeded),
        })
    }

    fn admit_to_chat(&mut self, draft: &Draft, now: Instant) -> Result<(), Refusal> {
        let (Some(rates), Some(target)) = (&mut self.rates, &draft.target) else {
            return Ok(());
        };
        let chat = self.outbox.chat_of(target);
        rates
            .admit_to_chat(chat, now)
            .map_err(|_| Refusal::of(Code::ChatRateLimited))
    }

    fn finish(&self, (reply, disposition): Outcome, endpoint: Option<Endpoint>) -> Answer {
        let log_id = format!("20260101000000{:020X}", self.requests.len());
        let mut response =
            reply.unwrap_or_else(|refusal| refusal.response(endpoint, &log_id, self.is_legacy));
        if let Ok(log_id) = HeaderValue::try_from(log_id) {
            response.headers_mut().insert(LOG_ID, log_id);
        }
        (response, disposition)
    }
}

fn usual(reply: Reply) -> Outcome {
    (reply, Disposition::AsUsual)
}
