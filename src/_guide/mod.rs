//! Guides to composing, sending, reading, testing and previewing messages.
//!
//! | guide | covers |
//! |---|---|
//! | [`composing`] | messages with [`post!`](crate::post) and [`PostBuilder`](crate::PostBuilder) |
//! | [`sending`] | every endpoint; tokens, limits, retries, and how to handle each failure |
//! | [`reading`] | reading and answering the messages that people send |
//! | [`cookbook`] | complete examples: an alert, a digest, an LLM's answer, a reply to a screenshot, a stored message, a service |
//! | [`testing_your_bot`] | the fake platform for your own tests |
//! | [`previewing`] | viewing a message without sending it; Markdown |
//! | [`open_questions`] | what the platform's documentation leaves open, and how this crate handles it |
//! | [`coming_from`] | migrating from `json!`, openlark or lark-channel |

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
