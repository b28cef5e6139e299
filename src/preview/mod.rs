//! What a message looks like, without sending it (feature `preview`).
//!
//! [`ansi`] is for a terminal, [`html`] a page that looks like the chat window. [`Terminal`] has
//! choices: its width, plain text, one locale; [`Terminal::from_env`] asks the environment.
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
//! # How near it comes
//!
//! - Texts with `un_escape` show their HTML references decoded, once, by the
//!   [list of HTML](https://html.spec.whatwg.org/multipage/named-characters.html); which names the
//!   platform knows is not documented. Other texts show them as written.
//! - An emoji shows as the Unicode emoji that looks like it, or as `[NAME]`.
//! - A mention shows the name that the message gives, or the id; the platform looks names up.
//! - An image or a video is a box with its key: only the platform has the picture.
//! - An `md` element shows what the platform documents of its Markdown.
//! - Control characters show as pictures (`␛`), and what overrides the direction of a line as
//!   `<U+202E>`: a message cannot steer the terminal, nor the page.

mod emoji;
mod page;
mod rows;
mod shown;
mod span;
mod terminal;

pub use terminal::Terminal;

use crate::model::Post;

/// The post for a terminal of 80 columns, with styles, colours and hyperlinks as escape
/// sequences. The same as [`Terminal::new`]`().render(post)`; it does not look at the environment.
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

/// The post as a page of HTML that looks like the chat window, in light and dark, with a tab for
/// each locale.
///
/// The page is self-contained: it has no script, asks nobody for anything, and forbids both to
/// itself with a [Content-Security-Policy](https://www.w3.org/TR/CSP3/). Links are those of the
/// message, and tell their pages nothing of where they were clicked.
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
    page::page(post).into_string()
}
