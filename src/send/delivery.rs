/// Whether a message that failed may nevertheless have been delivered.
///
/// The ticket endpoint has no idempotency key: a message that is sent again after
/// [`Delivery::Unknown`] may arrive twice.
///
/// ```
/// use feishu_post::{Delivery, MessageId};
///
/// let gateway = http::Response::builder().status(502).body("<html>bad gateway</html>").unwrap();
/// assert_eq!(MessageId::from_response(&gateway).unwrap_err().delivery(), Delivery::Unknown);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Certainly not delivered: to send it again is safe.
    NotDelivered,
    /// It may have been delivered.
    Unknown,
}
