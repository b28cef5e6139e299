//! Shared by `feishu-post` and its macros: link checking ([`Href`]), the platform's names, styles, problem messages,
//! and the JSON of a post.
//!
//! ```
//! use feishu_post_core::Href;
//!
//! assert_eq!(Href::parse("http://www.feishu.cn")?.as_str(), "http://www.feishu.cn");
//! assert_eq!(
//!     Href::parse("https://飞书.cn/工单")?.as_str(),
//!     "https://xn--1jq782p.cn/%E5%B7%A5%E5%8D%95",
//! );
//! # Ok::<(), feishu_post_core::HrefError>(())
//! ```
//!
//! `feishu-post` re-exports these types; this crate exists so that its macros check literals by the same rules.
//! Hidden items may change in any release.

#[doc(hidden)]
pub mod display;
mod error;
mod fast;
mod grammar;
mod href;
#[doc(hidden)]
pub mod json;
#[doc(hidden)]
pub mod names;
mod problem;
mod redact;
mod rule;
mod style;
#[doc(hidden)]
pub mod template;

pub use error::{HrefError, HrefErrorKind};
pub use href::Href;
pub use problem::ProblemKind;
pub use style::Style;

/// The fast path and the complete rule separately, for tests that compare them.
#[doc(hidden)]
pub mod __fuzz {
    pub use crate::fast::is_clean;
    pub use crate::rule::normalize;
}
