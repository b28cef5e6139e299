//! What the compiler says of a function whose feature is off: without these, that a module of its name is
//! private.

#![allow(
    clippy::missing_errors_doc,
    clippy::needless_pass_by_value,
    unused,
    reason = "nothing here is ever called"
)]

use std::future::Ready;

use crate::{MessageId, SendError};

/// Nothing does.
#[diagnostic::on_unimplemented(
    message = "`send` needs the feature `ureq` of feishu-post, which is on by default",
    label = "the feature `ureq` is off",
    note = "`send_with` takes an HTTP client of your own"
)]
pub trait FeatureUreq {}

/// Nothing does.
#[diagnostic::on_unimplemented(
    message = "`send_async` needs the feature `reqwest` of feishu-post",
    label = "the feature `reqwest` is off",
    note = "`send_with` takes an HTTP client of your own"
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
