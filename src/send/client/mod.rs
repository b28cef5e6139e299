//! What messages are sent by.

mod builder;
mod helpdesk;

pub use builder::HelpdeskBuilder;
pub use helpdesk::Helpdesk;

pub(crate) use helpdesk::Settings;
