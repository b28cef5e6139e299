use std::io::IsTerminal;

use super::rows::Rows;
use super::span::Span;
use crate::model::{Locale, Post};

/// Renders posts for a terminal with a given width and capabilities.
///
/// ```
/// use feishu_post::preview::Terminal;
/// use feishu_post::{PostBuilder, Stylize};
///
/// let post = PostBuilder::new()
///     .title("工单已更新")
///     .line(|line| line.text("状态: ").text("已修复".bold()))
///     .line(|line| line.text("见 ").link("文档", "https://open.feishu.cn"))
///     .build()?;
/// assert_eq!(
///     Terminal::new().width(40).plain().render(&post),
///     "╭───────────────────────────────────────\n\
///      │ 工单已更新\n\
///      │ 状态: 已修复\n\
///      │ 见 文档 (https://open.feishu.cn)\n\
///      ╰───────────────────────────────────────\n"
/// );
/// # Ok::<(), feishu_post::PostError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "it shows nothing until it is given a post"]
pub struct Terminal<'l> {
    width: usize,
    escapes: bool,
    hyperlinks: bool,
    locale: Option<Locale<'l>>,
}

impl<'l> Terminal<'l> {
    /// The default number of columns.
    pub const DEFAULT_WIDTH: usize = 80;
    /// The minimum number of columns: with fewer, frames leave no room for text.
    pub const MIN_WIDTH: usize = 20;
    /// The maximum number of columns: more than any terminal has.
    pub const MAX_WIDTH: usize = 1_000;

    /// Creates a terminal with 80 columns that supports styles, colors and hyperlinks.
    pub const fn new() -> Self {
        Self {
            width: Self::DEFAULT_WIDTH,
            escapes: true,
            hyperlinks: true,
            locale: None,
        }
    }

    /// Detects the capabilities of standard output from the environment. Use this in programs; everything else in
    /// this module depends only on its arguments.
    ///
    /// Output is [`plain`](Self::plain) if standard output is not a terminal, if `TERM` is `dumb`, or if
    /// [`NO_COLOR`](https://no-color.org) is set and not empty. `COLUMNS` sets the width (shells need to `export`
    /// it). Hyperlinks are used in terminals known to support them; `FORCE_HYPERLINK=1` enables them.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    /// use feishu_post::preview::Terminal;
    ///
    /// let post = PostBuilder::new().title("工单").build()?;
    /// print!("{}", Terminal::from_env().render(&post));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn from_env() -> Self {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
        let width = variable("COLUMNS").and_then(|columns| columns.parse().ok());
        let terminal = Self::new()
            .width(width.unwrap_or(Self::DEFAULT_WIDTH))
            .hyperlinks(supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout));
        let is_plain =
            is_dumb || variable("NO_COLOR").is_some() || !std::io::stdout().is_terminal();
        if is_plain { terminal.plain() } else { terminal }
    }

    /// Sets the number of columns, clamped between [`MIN_WIDTH`](Self::MIN_WIDTH) and [`MAX_WIDTH`](Self::MAX_WIDTH).
    /// Chinese characters and most emoji take two.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    /// use feishu_post::preview::Terminal;
    ///
    /// let post = PostBuilder::new().title("一二三四五六七八九,十").build()?;
    /// let rows = Terminal::new().width(20).plain().render(&post);
    /// assert_eq!(rows.lines().skip(1).take(2).collect::<Vec<_>>(), ["│ 一二三四五六七八", "│ 九,十"]);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub const fn width(mut self, columns: usize) -> Self {
        self.width = match columns {
            0..Self::MIN_WIDTH => Self::MIN_WIDTH,
            Self::MIN_WIDTH..=Self::MAX_WIDTH => columns,
            _ => Self::MAX_WIDTH,
        };
        self
    }

    /// Disables all escape sequences: no styles or colors, and each link's text is followed by its URL.
    ///
    /// ```
    /// use feishu_post::preview::Terminal;
    /// use feishu_post::{PostBuilder, Stylize};
    ///
    /// let post = PostBuilder::new().line(|line| line.text("紧急".bold())).build()?;
    /// assert!(!Terminal::new().plain().render(&post).contains('\x1b'));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub const fn plain(mut self) -> Self {
        self.escapes = false;
        self
    }

    /// Sets whether links are clickable ([OSC 8](https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda)).
    /// Otherwise, the URL follows the text.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    /// use feishu_post::preview::Terminal;
    ///
    /// let link = PostBuilder::new().line(|line| line.link("文档", "https://open.feishu.cn"));
    /// let post = link.build()?;
    /// assert!(Terminal::new().render(&post).contains("\x1b]8;;https://open.feishu.cn\x1b\\"));
    /// let shown = Terminal::new().hyperlinks(false).render(&post);
    /// assert!(shown.contains(" (https://open.feishu.cn)") && !shown.contains("\x1b]8"));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub const fn hyperlinks(mut self, hyperlinks: bool) -> Self {
        self.hyperlinks = hyperlinks;
        self
    }

    /// Renders only one locale: an empty string if the post does not have it. The default is all of them, one below
    /// the other.
    ///
    /// ```
    /// use feishu_post::preview::Terminal;
    /// use feishu_post::{Locale, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("标题").locale(Locale::EnUs).title("Title").build()?;
    /// let english = Terminal::new().plain().locale(Locale::EnUs).render(&post);
    /// assert!(english.contains("Title") && !english.contains("标题"));
    /// assert_eq!(Terminal::new().locale(Locale::JaJp).render(&post), "");
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn locale(mut self, locale: Locale<'l>) -> Self {
        self.locale = Some(locale);
        self
    }

    /// Renders the post, ending each row with a line break. Control characters in the message are made visible
    /// instead of sent: ESC becomes `␛`, a bidirectional override `<U+202E>`.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    /// use feishu_post::preview::Terminal;
    ///
    /// let post = PostBuilder::new().line(|line| line.text("\x1b[2J\u{202e}")).build()?;
    /// assert!(Terminal::new().plain().render(&post).contains("│ ␛[2J<U+202E>\n"));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn render(&self, post: &Post<'_>) -> String {
        let rows = Rows {
            width: self.width,
            shows_urls: !(self.escapes && self.hyperlinks),
        };
        let names_locale = post.contents().len() > 1;
        let rows = post
            .contents()
            .filter(|(locale, _)| self.locale.as_ref().is_none_or(|wanted| wanted == *locale))
            .flat_map(|(locale, content)| rows.of_content(locale, content, names_locale));
        let mut out = String::new();
        for row in rows {
            for span in &row {
                if self.escapes {
                    out.push_str(&ansi_span(span));
                } else {
                    out.push_str(&span.text);
                }
            }
            out.push('\n');
        }
        out
    }
}

impl Default for Terminal<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// The span, with its style and link as escape sequences.
fn ansi_span(span: &Span) -> String {
    let Span { text, style, url } = span;
    let set = format!("{style}{text}{style:#}");
    match url {
        Some(url) => format!("\x1b]8;;{url}\x1b\\{set}\x1b]8;;\x1b\\"),
        None => set,
    }
}
