//! Markdown in: posts from Markdown text (feature `markdown`).
//!
//! [`Post::from_markdown`](crate::Post::from_markdown) and
//! [`PostBuilder::extend_markdown`](crate::PostBuilder::extend_markdown) read
//! [CommonMark](https://spec.commonmark.org/0.31.2/) with the
//! [tables, task lists and strikethrough](https://github.github.com/gfm/) of GitHub, and bare
//! URLs as links; [`Importer`] has choices. Every text is Markdown: nothing fails, and nothing that
//! the text shows is lost.
//!
//! ```
//! use feishu_post::{Post, PostBuilder, Stylize};
//!
//! let post = Post::from_markdown("## 进展\n\n1. ~~排队~~ **已修复**\n2. 见 [本地](file:///tmp/log)");
//! let built = PostBuilder::new()
//!     .line(|line| line.text("进展".bold()))
//!     .line(|line| line.text("1. ").text("排队".line_through()).text(" ").text("已修复".bold()))
//!     .line(|line| line.text("2. 见 本地 (file:///tmp/log)"))
//!     .build()?;
//! assert_eq!(post, built);
//! # Ok::<(), feishu_post::PostError>(())
//! ```
//!
//! It makes elements, not the platform's own `md`, so what a text says about people stays text:
//! `<at user_id="all"></at>` in it mentions nobody. For `md`, see [`Markdown`](crate::Markdown).
//!
//! # What becomes of it
//!
//! | Markdown | in the post |
//! |---|---|
//! | `# …` at the very beginning, of text alone | the title, with [`Post::from_markdown`](crate::Post::from_markdown) |
//! | any other heading | a line in bold |
//! | paragraph | a line; a hard line break begins another |
//! | `**…**`, `*…*`, `~~…~~` | bold, italic, struck through |
//! | `[…](…)`, `<https://…>`, `https://…` | a link |
//! | list | a line an item; deeper items indented by ideographic spaces |
//! | fenced or indented code | a code block, in the fence's language |
//! | `---` | a rule |
//! | table | a code block, its columns aligned by display width |
//! | image | a link, or an image that [`Importer::images`] finds |
//!
//! With [`Importer::basic_elements`] code, tables and rules are lines of text as well.
//!
//! # How it differs from the page that CommonMark describes
//!
//! The text that a post shows is the text of the page, in all examples of the specification, but for this:
//!
//! | Markdown | a CommonMark page shows | a post shows |
//! |---|---|---|
//! | bullet item | a bullet by style | `•`, and deeper `◦` and `▪`, before the text |
//! | numbered item | a number by style | the number and a full stop before the text |
//! | task | a checkbox | `☐` or `☑` before the text |
//! | quote | an indented block | `▎` before each line |
//! | inline code | another typeface | its text in the line's typeface |
//! | link that the platform would refuse | a link | `text (url)` |
//! | link without a text | nothing | a link that shows its URL |
//! | bare URL | text | a link |
//! | image | the image | a link that shows the alternative text, or the URL where there is none |
//! | title of a link or image | a hint under the pointer | nothing |
//! | raw HTML | what it means | the HTML as written |
//! | line break between two wide characters | a space | nothing: Chinese has no space there |
//! | `~~…~~`, tables, tasks | the source | what GitHub shows |

mod dialect;
mod import;

pub(crate) use dialect::Dialect;
pub use import::Importer;
