use http::{Response, StatusCode};
use serde_json::{Value, json};

use super::rate_window::Exceeded;
use super::response;
use crate::Code;

/// Why the fake does not do what a request wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    code: Code,
    /// What is wrong with which field, for the reply's `field_violations`.
    violation: Option<(&'static str, String)>,
    /// The rate that was exceeded, and the seconds to wait.
    rate: Option<Exceeded>,
}

impl Refusal {
    /// With the HTTP status that the platform gives the code.
    pub(super) fn of(code: Code) -> Self {
        Self::with_status(status_of(code), code)
    }

    pub(super) fn with_status(status: StatusCode, code: Code) -> Self {
        Self {
            status,
            code,
            violation: None,
            rate: None,
        }
    }

    /// The request's `field` is not what the page asks for.
    pub(super) fn field(code: Code, field: &'static str, found: impl Into<String>) -> Self {
        Self {
            violation: Some((field, found.into())),
            ..Self::of(code)
        }
    }

    pub(super) fn rate(exceeded: Exceeded) -> Self {
        Self {
            rate: Some(exceeded),
            ..Self::of(Code::RateLimited)
        }
    }

    pub(super) fn response(&self, log_id: &str) -> Response<Vec<u8>> {
        let body = json!({
            "code": i64::from(self.code),
            "msg": message_of(self.code),
            "error": self.details(log_id),
        });
        let mut response = response::json(self.status, &body);
        if let Some(Exceeded { limit, reset }) = self.rate {
            let headers = response.headers_mut();
            headers.insert("x-ogw-ratelimit-limit", limit.into());
            headers.insert("x-ogw-ratelimit-reset", reset.into());
        }
        response
    }

    fn details(&self, log_id: &str) -> Value {
        let mut details = json!({ "log_id": log_id });
        if let Some((field, found)) = &self.violation {
            details["field_violations"] = json!([{ "field": field, "description": found }]);
        }
        details
    }
}

/// The page's table; of codes that it does not list, what was seen of them.
pub(super) fn status_of(code: Code) -> StatusCode {
    match code {
        Code::Unauthorized | Code::Forbidden | Code::TicketClosed | Code::BadUrl => {
            StatusCode::UNAUTHORIZED
        }
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Code::AppUnknown | Code::AppSecretWrong => StatusCode::OK,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::MethodForbidden => StatusCode::METHOD_NOT_ALLOWED,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// The `msg` of the page's table. The platform may change it at any time, so nothing branches on it.
fn message_of(code: Code) -> &'static str {
    match code {
        Code::BadRequest => "Bad request, please check your request body",
        Code::Unauthorized => "Unauthorized, please check you have the correct access",
        Code::Forbidden => "Please check you have the correct access",
        Code::TicketClosed => "Ticket already be closed",
        Code::BadUrl => "Send message with bad url",
        Code::Internal => "Internal error",
        Code::RateLimited => "request trigger frequency limit",
        Code::QuotaExceeded => "this month's API call quota has been exceeded",
        Code::TokenMissing => "Missing access token for authorization",
        Code::TokenInvalid => "Invalid access token for authorization",
        Code::TokenMalformed => "Invalid access token: it must start with t- or u-",
        Code::ScopeMissing => "Access denied: the scope helpdesk:all is required",
        Code::AppUnknown => "invalid param",
        Code::AppSecretWrong => "app secret invalid",
        Code::NotFound => "Resource not found",
        Code::MethodForbidden => "Method Forbidden",
        _ => "error",
    }
}
