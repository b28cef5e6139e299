//! What a link in a Feishu post may be.
//!
//! One illegal link makes Feishu refuse the whole message, without saying which link it was. [`Href`] is a
//! link that has been checked: `http` or `https`, a host, and nothing that a URL may not hold.
//!
//! ```
//! use feishu_post_core::Href;
//!
//! assert_eq!(Href::parse("http://www.feishu.cn")?.as_str(), "http://www.feishu.cn");
//! assert_eq!(
//!     Href::parse("https://飞书.cn/工单")?.as_str(),
//!     "https://xn--1jq782p.cn/%E5%B7%A5%E5%8D%95",
//! );
//! assert_eq!(
//!     Href::parse("file:///etc/passwd").unwrap_err().to_string(),
//!     r#"link "file:///etc/passwd" is refused: scheme "file" is not http or https"#,
//! );
//! # Ok::<(), feishu_post_core::HrefError>(())
//! ```
//!
//! Users of `feishu-post` find these types there; this crate exists so that its macros check literals by the same rule.

mod assemble;
mod authority;
mod component;
mod encode;
mod error;
mod fast;
mod grammar;
mod href;
#[doc(hidden)]
pub mod json;
mod misplaced;
#[doc(hidden)]
pub mod names;
mod piece;
mod problem;
mod reason;
mod redact;
mod rule;
mod shorten;
mod split;
mod style;
#[doc(hidden)]
pub mod template;

pub use error::HrefError;
pub use href::Href;
pub use problem::ProblemKind;
pub use reason::HrefErrorKind;
pub use style::Style;

/// The quick answer and the whole rule apart, to hold one against the other.
#[doc(hidden)]
pub mod judges {
    pub use crate::fast::is_clean;
    pub use crate::rule::clean_slowly;
}
