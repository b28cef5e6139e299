//! Compiler messages for functions that require a feature that is not enabled. Without them, the compiler would
//! only report that a module of the same name is private.

#![allow(
    clippy::missing_errors_doc,
    clippy::needless_pass_by_value,
    unused,
    reason = "nothing here is ever called"
)]

use std::future::Ready;

use crate::{MessageId, SendError};

/// Never implemented.
#[diagnostic::on_unimplemented(
    message = "`send` requires the feature `ureq` of feishu-post, which is enabled by default",
    label = "the feature `ureq` is not enabled",
    note = "to use your own HTTP client, call `send_with`"
)]
pub trait FeatureUreq {}

/// Never implemented.
#[diagnostic::on_unimplemented(
    message = "`send_async` requires the feature `reqwest` of feishu-post",
    label = "the feature `reqwest` is not enabled",
    note = "to use your own HTTP client, call `send_with`"
)]
pub trait FeatureReqwest {}

pub fn send<C: FeatureUreq>(_: C, _: impl Sized, _: impl Sized) -> Result<MessageId, SendError> {
    unreachable!("no client has the feature")
}

pub fn send_async<C: FeatureReqwest>(
    _: C,
    _: impl Sized,
    _: impl Sized,
) -> Ready<Result<MessageId, SendError>> {
    unreachable!("no client has the feature")
}
