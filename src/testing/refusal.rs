use std::borrow::Cow;

use http::{Response, StatusCode};
use serde_json::{Value, json};

use super::rates::Exceeded;
use super::{Endpoint, response, words};
use crate::Code;

/// Why the fake rejects a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    code: Code,
    /// Overrides the platform's status for the code.
    status: Option<StatusCode>,
    /// Overrides the platform's message for the code.
    msg: Option<Cow<'static, str>>,
    /// The invalid field and what is wrong with it, for the response's `field_violations`.
    violation: Option<(&'static str, String)>,
    /// The rate limit that was exceeded, and the seconds to wait.
    rate: Option<Exceeded>,
}

impl Refusal {
    pub(super) fn of(code: impl Into<Code>) -> Self {
        Self {
            code: code.into(),
            status: None,
            msg: None,
            violation: None,
            rate: None,
        }
    }

    /// The request's `field` is not as documented.
    pub(super) fn field(code: Code, field: &'static str, found: impl Into<String>) -> Self {
        Self {
            violation: Some((field, found.into())),
            ..Self::of(code)
        }
    }

    /// A parameter of a chat request is invalid, for a documented reason.
    pub(super) fn parameter(reason: &str) -> Self {
        let words = "Your request contains an invalid request parameter, ext=";
        Self::of(Code::InvalidParameter).with_message(format!("{words}{reason}"))
    }

    pub(super) fn rate(exceeded: Exceeded) -> Self {
        Self {
            rate: Some(exceeded),
            ..Self::of(Code::RateLimited)
        }
    }

    pub(super) fn with_status(self, status: StatusCode) -> Self {
        let status = Some(status);
        Self { status, ..self }
    }

    pub(super) fn with_message(self, msg: impl Into<Cow<'static, str>>) -> Self {
        let msg = Some(msg.into());
        Self { msg, ..self }
    }

    pub(super) fn response(
        &self,
        endpoint: Option<Endpoint>,
        log_id: &str,
        is_legacy: bool,
    ) -> Response<Vec<u8>> {
        let msg = self.msg.as_deref();
        let msg = msg.unwrap_or_else(|| words::message_of(self.code, endpoint));
        let mut body = json!({ "code": i64::from(self.code), "msg": msg });
        match endpoint {
            // Seen: a status code of 0 beside a code that is not.
            Some(Endpoint::Webhook) if is_legacy => {
                body["StatusCode"] = 0.into();
                body["StatusMessage"] = "".into();
            }
            Some(Endpoint::Webhook) => body["data"] = json!({}),
            _ => body["error"] = self.details(log_id),
        }
        let status = self.status;
        let status = status.unwrap_or_else(|| words::status_of(self.code, endpoint));
        let mut response = response::json(status, &body);
        if let Some(Exceeded { limit, reset }) = self.rate {
            let headers = response.headers_mut();
            headers.insert("x-ogw-ratelimit-limit", limit.into());
            headers.insert("x-ogw-ratelimit-reset", reset.into());
        }
        response
    }

    fn details(&self, log_id: &str) -> Value {
        let code = self.code;
        let search = "https://open.feishu.cn/search?from=openapi";
        let page = format!("{search}&log_id={log_id}&code={code}");
        let mut details = json!({
            "log_id": log_id,
            "troubleshooter": format!("排查建议查看(Troubleshooting suggestions): {page}"),
        });
        if let Some((field, found)) = &self.violation {
            details["field_violations"] = json!([{ "field": field, "description": found }]);
        }
        if code == Code::ScopeMissing {
            let scope = "im:message:send_as_bot";
            let page = "https://open.feishu.cn/app/cli_a1b2c3/auth?q=im:message:send_as_bot";
            details["permission_violations"] =
                json!([{ "type": "action_scope_required", "subject": scope }]);
            details["helps"] = json!([{ "url": page, "description": "apply for the scope" }]);
        }
        details
    }
}
