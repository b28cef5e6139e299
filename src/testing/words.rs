//! The platform's `msg` and HTTP status for each documented code. The platform may change its texts at any time,
//! so the client branches on them only for the three codes that have two meanings.
//!
//! Sources: the documentation of each endpoint, the list of general codes and the guide to custom bots; where
//! these are silent, quotes in public threads.

#![allow(
    clippy::unreadable_literal,
    reason = "a code is written as the platform writes it"
)]

use http::StatusCode;

use super::Endpoint;
use crate::Code;

pub(super) fn status_of(code: Code, endpoint: Option<Endpoint>) -> StatusCode {
    use StatusCode as Status;
    match (i64::from(code), endpoint) {
        (154003, Some(Endpoint::Helpdesk)) | (99991401, _) => Status::FORBIDDEN,
        (154001 | 154003 | 154401 | 154403, _) => Status::UNAUTHORIZED,
        (154004 | 99991201, _) => Status::NOT_FOUND,
        (154005 | 99991301, _) => Status::METHOD_NOT_ALLOWED,
        (155000, _) => Status::INTERNAL_SERVER_ERROR,
        (99991400, _) => Status::TOO_MANY_REQUESTS,
        (10003 | 10014 | 10015, _) => Status::OK,
        (9499, _) => Status::BAD_REQUEST,
        (code, Some(Endpoint::Webhook)) if code < 90000000 => Status::OK,
        _ => Status::BAD_REQUEST,
    }
}

pub(super) fn message_of(code: Code, endpoint: Option<Endpoint>) -> &'static str {
    let code = i64::from(code);
    let differing = match (code, endpoint) {
        (230054, Some(Endpoint::Chat)) => {
            Some("This type of message is unavailable in the connection group.")
        }
        (230071, Some(Endpoint::Edit)) => Some("The operator is not the sender of the message."),
        (230072, Some(Endpoint::Edit)) => {
            Some("The message has reached the number of times it can be edited.")
        }
        (230075, Some(Endpoint::Edit)) => {
            Some("The message has exceeded the time that can be edited.")
        }
        _ => None,
    };
    let listed = || WORDS.iter().find(|(listed, _)| *listed == code);
    differing.unwrap_or_else(|| listed().map_or("error", |(_, words)| words))
}

/// In the order of the documentation.
#[rustfmt::skip]
const WORDS: [(i64, &str); 87] = [
    (154000, "Bad request, please check your request body"),
    (154001, "Unauthorized, please check you have the correct access"),
    (154003, "Please check you have the correct access"),
    (154004, "Resource not found"),
    (154005, "Method Forbidden"),
    (154401, "Ticket already be closed"),
    (154403, "Send message with bad url"),
    (155000, "Internal error"),
    (230001, "Your request contains an invalid request parameter."),
    (230002, "The bot can not be outside the group."),
    (230006, "Bot ability is not activated."),
    (230011, "The message is recalled."),
    (230013, "Bot has NO availability to this user."),
    (230015, "P2P chat can NOT be shared."),
    (230017, "Bot is NOT the owner of the resource."),
    (230018, "These operations are NOT allowed at current group settings."),
    (230019, "The topic does NOT exist."),
    (230020, "This operation triggers the frequency limit."),
    (230022, "The content of the message contains sensitive information."),
    (230025, "The length of the message content reaches its limit."),
    (230027, "Lack of necessary permissions."),
    (230028, "The messages do NOT pass the audit."),
    (230029, "User has resigned."),
    (230034, "The receive_id is invalid."),
    (230035, "Send Message Permission deny."),
    (230036, "Tenant crypt key has been deleted."),
    (230038, "Cross tenant p2p chat operate forbid."),
    (230049, "The message is being sent."),
    (230050, "The message is invisible to the operator."),
    (230053, "The user has stopped the bot from sending messages."),
    (230054, "This operation is not supported for this message type."),
    (230055, "The type of file upload does not match the type of message being sent."),
    (230071, "The group to which the message belongs does not support reply in thread."),
    (230072, "Aggregated messages do not support reply in thread."),
    (230073, "The message in the secret group is not allowed to be edited."),
    (230074, "The message in the third-party encryption group is not allowed to be edited."),
    (230075, "Sending encrypted messages is not supported."),
    (230099, "Failed to create card content."),
    (230110, "Action unavailable as the message has been deleted."),
    (230111, "Action unavailable as the message will self-destruct soon."),
    (232009, "Your request specifies a chat which has already been dissolved."),
    (9499, "Bad Request"),
    (10002, "text is nil"),
    (11232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]"),
    (11246, "create message content fail"),
    (19001, "param invalid: incoming webhook access token invalid"),
    (19002, "params error, msg_type need"),
    (19007, "Bot Not Enabled"),
    (19021, "sign match fail or timestamp is not within one hour from current time"),
    (19022, "Ip Not Allowed"),
    (19024, "Key Words Not Found"),
    (19036, "The message exceeds the size limit of 30KB"),
    (10003, "invalid parameter"),
    (10014, "app secret invalid"),
    (10015, "wrong app secret"),
    (99991543, "app_id or app_secret invalid"),
    (99991201, "resource not find"),
    (99991301, "request method doesn't match"),
    (99991400, "request trigger frequency limit"),
    (99991401, "request ip not in whitelist"),
    (99991403, "This month's API call quota has been exceeded"),
    (99991661, "Missing access token for authorization. Please make a request with token attached."),
    (99991662, "app not in use"),
    (99991663, "Invalid access token for authorization. Please make a request with token attached."),
    (99991664, "invalid app token"),
    (99991665, "invalid tenant code"),
    (99991668, "Invalid access token for authorization. Please make a request with token attached."),
    (99991671, "Invalid token: must start with t-/u-"),
    (99991672, "Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot, helpdesk:all]"),
    (99991673, "unauthorized app"),
    (99991676, "token no permission"),
    (99991677, "token expire"),
    (99991679, "Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again."),
    (99992351, "these open ids not existed: [ou_unknown]"),
    (99992354, "these ids not existed: [om_unknown]"),
    (99992356, "these open_chat ids not existed: [oc_unknown]"),
    (99992360, "these ids not existed: [unknown]"),
    (99992361, "open_id cross app"),
    (99992363, "these ids not existed: [on_unknown]"),
    (99992364, "user id cross tenant"),
    (99992381, "union_id cross tenant"),
    (99992402, "field validation failed"),
    (18121, "create request is being processed"),
    (1500, "internal error"),
    (2200, "internal error"),
    (5000, "internal error"),
    (55001, "server internal error"),
];
