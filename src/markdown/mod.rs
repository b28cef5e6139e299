//! Conversion between posts and Markdown (feature `markdown`).
//!
//! [`Post::from_markdown`](crate::Post::from_markdown) and
//! [`PostBuilder::extend_markdown`](crate::PostBuilder::extend_markdown) read
//! [CommonMark](https://spec.commonmark.org/0.31.2/) with
//! GitHub's [tables, task lists and strikethrough](https://github.github.com/gfm/), emphasis next to Chinese,
//! Japanese and Korean text according to the
//! [CJK-friendly amendments](https://github.com/tats-u/markdown-cjk-friendly), and bare URLs as links;
//! [`Importer`] has options. Parsing never fails, and everything visible is kept.
//! [`Post::to_markdown`](crate::Post::to_markdown) converts in the other direction.
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
//! The result consists of regular elements rather than the platform's `md`, so text cannot mention anyone by
//! itself: `<at user_id="all"></at>` stays text. For `md`, see [`Markdown`](crate::Markdown).
//!
//! # Conversion
//!
//! | Markdown | in the post |
//! |---|---|
//! | `# …` at the very beginning, text only | the title, with [`Post::from_markdown`](crate::Post::from_markdown) |
//! | any other heading | a bold line |
//! | paragraph | one line per source line; [`Importer::join_lines`] joins them |
//! | `**…**`, `*…*`, `~~…~~`, `` `…` `` | bold, italic, struck through, [`Style::CODE`](crate::Style::CODE) |
//! | `[…](…)`, `<https://…>`, `https://…` | a link |
//! | list | one line per item; nested items are indented with ideographic spaces |
//! | fenced or indented code | a code block in the fence's language |
//! | `---` | a rule |
//! | table | a code block with columns aligned by display width, each up to 80 columns |
//! | image | a link, or an image returned by [`Importer::images`] |
//! | `@name`, `<at user_id="…">name</at>` | text, or a mention returned by [`Importer::mentions`] |
//! | `<br>`, `<b>`, `<strong>`, `<i>`, `<em>`, `<u>`, `<s>`, `<del>`, `<strike>`, `<code>`, `<a href="…">` | their meaning in HTML |
//! | a comment | nothing |
//! | other HTML | the HTML as written |
//!
//! With [`Importer::basic_elements`], code, tables and rules become lines of text, too.
//!
//! Indentation stops at 32 nested quotes, lists and items. Text longer than [`Importer::MAX_BYTES`] is treated
//! as plain text.
//!
//! # Differences from CommonMark rendering
//!
//! For every example in the specification, a post shows the same text as a rendered page, with these
//! exceptions:
//!
//! | Markdown | a CommonMark page shows | a post shows |
//! |---|---|---|
//! | bullet item | a bullet from the style sheet | `•`, and `◦` and `▪` at deeper levels, before the text |
//! | numbered item | a number from the style sheet | the number and a full stop before the text |
//! | task | a checkbox | `☐` or `☑` before the text |
//! | quote | an indented block | `▎` before each line |
//! | link that the platform would reject | a link | `text (url)` |
//! | link without text | nothing | a link that shows its URL |
//! | bare URL, which ends at the first non-ASCII character and keeps `*`, `_` and `~` in it | text | a link |
//! | image | the image | a link that shows the alternative text, or the URL if there is none |
//! | title of a link or image | a tooltip | nothing |
//! | HTML that is not in the table above | its meaning in HTML | the HTML as written |
//! | single line break | a space | a new line |
//! | `~~…~~`, tables, tasks | the source | what GitHub shows |

mod export;
mod import;

pub use import::Importer;
