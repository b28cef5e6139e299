//! Guides: how to compose, send, test and look at messages, and what the platform leaves open.
//!
//! | guide | for |
//! |---|---|
//! | [`composing`] | messages with [`post!`](crate::post) and [`PostBuilder`](crate::PostBuilder) |
//! | [`sending`] | every endpoint; tokens, limits, retries, and what to do with each failure |
//! | [`reading`] | what people send, and answering it |
//! | [`cookbook`] | whole tasks: an alert, a digest, an LLM's answer, a reply to a screenshot, a stored message, a service |
//! | [`testing_your_bot`] | the stand-in for the platform in your own tests |
//! | [`previewing`] | looking at a message without sending it; Markdown |
//! | [`open_questions`] | what the platform's documentation does not settle, and what this crate does about it |
//! | [`coming_from`] | the same message with `json!`, openlark and lark-channel |

#[doc = include_str!("composing.md")]
pub mod composing {}

#[doc = include_str!("sending.md")]
pub mod sending {}

#[doc = include_str!("reading.md")]
pub mod reading {}

#[doc = include_str!("cookbook.md")]
#[doc = concat!("```ignore\n", include_str!("service.rs"), "```")]
pub mod cookbook {}

#[doc = include_str!("testing_your_bot.md")]
pub mod testing_your_bot {}

#[doc = include_str!("previewing.md")]
pub mod previewing {}

#[doc = include_str!("open_questions.md")]
pub mod open_questions {}

#[doc = include_str!("coming_from.md")]
pub mod coming_from {}
