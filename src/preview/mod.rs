//! Previews of messages, without sending them (feature `preview`).
//!
//! [`ansi`] renders for a terminal, [`html`] as a page that looks like the chat window. [`Terminal`] has
//! options such as the width, plain text, or a single locale; [`Terminal::from_env`] reads the environment.
//!
//! ```
//! use feishu_post::{Emoji, PostBuilder, preview};
//!
//! let post = PostBuilder::new()
//!     .title("工单已更新")
//!     .line(|line| line.at_all().text(" 已修复 ").emotion(Emoji::PARTY))
//!     .build()?;
//! assert!(preview::ansi(&post).contains("🎉"));
//! assert!(preview::html(&post).starts_with("<!DOCTYPE html>"));
//! # Ok::<(), feishu_post::PostError>(())
//! ```
//!
//! # Fidelity
//!
//! - In texts with `un_escape`, HTML character references are decoded once, using the
//!   [list in the HTML standard](https://html.spec.whatwg.org/multipage/named-characters.html); which names
//!   the platform supports is not documented. Other texts show references as written.
//! - An emoji is shown as the most similar Unicode emoji, or as `[NAME]`.
//! - A mention shows the name in the message, or the ID; only the platform can look up names.
//! - An image or a video is a box with its key; only the platform has the content.
//! - An `md` element is rendered as far as the platform documents its Markdown.
//! - Control characters are shown as symbols (`␛`), and bidirectional overrides as `<U+202E>`: a message cannot
//!   manipulate the terminal or the page.

mod page;
mod rows;
mod shown;
mod span;
mod terminal;

pub use terminal::Terminal;

use crate::model::Post;

/// Renders the post for an 80-column terminal, with styles, colors and hyperlinks as escape sequences. Same as
/// [`Terminal::new`]`().render(post)`; it ignores the environment.
///
/// ```
/// use feishu_post::{PostBuilder, Stylize, preview};
///
/// let post = PostBuilder::new().line(|line| line.text("紧急".bold())).build()?;
/// assert!(preview::ansi(&post).contains("\x1b[1m紧急\x1b[0m"));
/// # Ok::<(), feishu_post::PostError>(())
/// ```
#[must_use]
pub fn ansi(post: &Post<'_>) -> String {
    Terminal::new().render(post)
}

/// Renders the post as an HTML page that looks like the chat window, in light and dark mode, with a tab for each
/// locale.
///
/// The page is self-contained: it has no scripts and makes no requests, and its
/// [Content-Security-Policy](https://www.w3.org/TR/CSP3/) forbids both. Its only links are those in the message,
/// and they send no referrer.
///
/// ```
/// use feishu_post::{PostBuilder, preview};
///
/// let post = PostBuilder::new().line(|line| line.text("<script>alert(1)</script>")).build()?;
/// assert!(preview::html(&post).contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
/// # Ok::<(), feishu_post::PostError>(())
/// ```
#[must_use]
pub fn html(post: &Post<'_>) -> String {
    page::page(post)
}
