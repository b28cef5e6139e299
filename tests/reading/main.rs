//! Posts out of what somebody wrote: stored JSON, Markdown, and messages from people.

mod commonmark;
mod emphasis;
mod json;
mod limits;
mod markdown;
mod markdown_laws;
mod markdown_out;
mod received;
mod received_laws;
mod received_refused;
mod received_seen;
