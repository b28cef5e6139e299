/// Whether a message that failed may have been delivered all the same.
///
/// Tickets and webhooks have no idempotency key: a message that is sent again after
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
    /// Certainly not delivered: it is safe to send it again.
    NotDelivered,
    /// It may have been delivered.
    Unknown,
}
