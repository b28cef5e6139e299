//! Posts from Markdown, and Markdown from posts (feature `markdown`).
//!
//! [`Post::from_markdown`](crate::Post::from_markdown) and
//! [`PostBuilder::extend_markdown`](crate::PostBuilder::extend_markdown) read
//! [CommonMark](https://spec.commonmark.org/0.31.2/) with the
//! [tables, task lists and strikethrough](https://github.github.com/gfm/) of GitHub, emphasis beside Chinese,
//! Japanese and Korean by the [CJK-friendly amendments](https://github.com/tats-u/markdown-cjk-friendly), and
//! bare URLs as links; [`Importer`] has choices. Every text is Markdown: nothing fails, and nothing that
//! the text shows is lost. [`Post::to_markdown`](crate::Post::to_markdown) is the way back.
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
//! | paragraph | a line for each of its lines; [`Importer::join_lines`] joins them |
//! | `**…**`, `*…*`, `~~…~~`, `` `…` `` | bold, italic, struck through, [`Style::CODE`](crate::Style::CODE) |
//! | `[…](…)`, `<https://…>`, `https://…` | a link |
//! | list | a line an item; deeper items indented by ideographic spaces |
//! | fenced or indented code | a code block, in the fence's language |
//! | `---` | a rule |
//! | table | a code block, its columns aligned by display width |
//! | image | a link, or an image that [`Importer::images`] finds |
//! | `@name`, `<at user_id="…">name</at>` | text, or a mention that [`Importer::mentions`] knows |
//! | `<br>`, `<b>`, `<strong>`, `<i>`, `<em>`, `<u>`, `<s>`, `<del>`, `<code>`, `<a href="…">` | what they mean |
//! | a comment | nothing |
//! | other HTML | the HTML as written |
//!
//! With [`Importer::basic_elements`] code, tables and rules are lines of text as well.
//!
//! A line is set in by at most 32 quotes, lists and items, and a text of more than
//! [`Importer::MAX_BYTES`] is taken as plain text.
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
//! | link that the platform would refuse | a link | `text (url)` |
//! | link without a text | nothing | a link that shows its URL |
//! | bare URL, which ends at the first character beyond ASCII | text | a link |
//! | image | the image | a link that shows the alternative text, or the URL where there is none |
//! | title of a link or image | a hint under the pointer | nothing |
//! | HTML that is not in the table above | what it means | the HTML as written |
//! | single line break | a space | a new line |
//! | `~~…~~`, tables, tasks | the source | what GitHub shows |

mod export;
mod import;

pub use import::Importer;

/// Whose Markdown is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// CommonMark with GitHub's tables, task lists and strikethrough.
    #[default]
    CommonMark,
    /// What the platform makes of an `md` element, for previews: mentions as
    /// `<at user_id="…">`, underlines as `~…~`, refused links as their text, no HTML, and a space for a single line break.
    Platform,
}
