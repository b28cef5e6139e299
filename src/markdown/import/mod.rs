//! Markdown in.

mod blocks;
mod html;
mod inline;
mod language;
mod pieces;
mod reader;
mod table;

use std::fmt;

use super::Dialect;
use crate::builder::PostBuilder;
use crate::model::{At, Content, Image, Line, Post};
use pieces::FindMention;
use reader::Reader;

/// Turns the URL and the alternative text of an image into the image to show.
type FindImage<'f> = dyn FnMut(&str, &str) -> Option<Image<'static>> + 'f;

/// What an importer was told.
#[derive(Default)]
struct Choices<'f> {
    find_image: Option<Box<FindImage<'f>>>,
    find_mention: Option<Box<FindMention<'f>>>,
    basic: bool,
    join_lines: bool,
    dialect: Dialect,
}

/// Markdown in, with choices; [`Post::from_markdown`] is the same without any.
///
/// ```
/// use feishu_post::PostBuilder;
/// use feishu_post::markdown::Importer;
///
/// let uploaded = |url: &str, _alt: &str| (url == "plan.png").then_some("img_7ea74629");
/// let post = Importer::new().images(uploaded).post("计划:\n\n![计划图](plan.png)");
/// assert_eq!(post, PostBuilder::new().line(|line| line.text("计划:")).image("img_7ea74629").build()?);
/// # Ok::<(), feishu_post::PostError>(())
/// ```
#[derive(Default)]
#[must_use = "it converts nothing until it is given a text"]
pub struct Importer<'f>(Choices<'f>);

impl<'f> Importer<'f> {
    /// The largest text that is read as Markdown, 1 MiB: more than any message may have. A longer one is
    /// taken as plain text, a line for each of its lines, so that no input makes the parser expensive.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// let long = "*a*\n".repeat(Importer::MAX_BYTES / 4 + 1);
    /// assert_eq!(Importer::new().lines(&long)[0], "*a*".into());
    /// ```
    pub const MAX_BYTES: usize = 1 << 20;

    /// Images become links; code, tables and rules their own elements.
    pub fn new() -> Self {
        Self::default()
    }

    #[cfg(feature = "preview")]
    pub(crate) fn of(dialect: Dialect) -> Self {
        Self(Choices {
            dialect,
            ..Choices::default()
        })
    }

    /// Asks `find` for the image of each URL and alternative text: the key that its upload gave,
    /// or an [`Image`] with its size. Where it has none, the image stays a link.
    ///
    /// Images in a table stay links, because nothing else can stand in a row.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    /// use feishu_post::Image;
    ///
    /// let mut import = Importer::new().images(|_, _| Some(Image::new("img_1").size(300, 200)));
    /// let lines = import.lines("![计划图](https://example.com/plan.png)");
    /// assert_eq!(lines, [Image::new("img_1").size(300, 200).into()]);
    /// ```
    pub fn images<K: Into<Image<'static>>>(
        mut self,
        mut find: impl FnMut(&str, &str) -> Option<K> + 'f,
    ) -> Self {
        self.0.find_image = Some(Box::new(move |url, alt| find(url, alt).map(Into::into)));
        self
    }

    /// Only texts, links and images: what the platform's oldest page of posts lists. Code, tables
    /// and rules become lines of text.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// let lines = Importer::new().basic_elements().lines("```sh\nls\npwd\n```");
    /// assert_eq!(lines, ["ls".into(), "pwd".into()]);
    /// ```
    pub fn basic_elements(mut self) -> Self {
        self.0.basic = true;
        self
    }

    /// Joins the lines of a paragraph, for text that was wrapped by hand: a single line break is a space
    /// then, and between two wide characters nothing, because Chinese has no space there.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// assert_eq!(Importer::new().lines("one\ntwo"), ["one".into(), "two".into()]);
    /// assert_eq!(Importer::new().join_lines().lines("one\ntwo"), ["one two".into()]);
    /// assert_eq!(Importer::new().join_lines().lines("第一\n第二"), ["第一第二".into()]);
    /// ```
    pub fn join_lines(mut self) -> Self {
        self.0.join_lines = true;
        self
    }

    /// Asks `find` for the mention that the name after an `@` stands for, or the name in
    /// `<at user_id="…">name</at>`; what it does not know stays text. Of several names that begin alike the
    /// longest that it knows is taken. Without this, nothing in a text mentions anybody.
    ///
    /// ```
    /// use feishu_post::{At, line};
    /// use feishu_post::markdown::Importer;
    ///
    /// let known = |name: &str| (name == "小王").then(|| At::new("ou_1").name("小王"));
    /// let lines = Importer::new().mentions(known).lines("@小王请处理 @所有人");
    /// assert_eq!(lines, [line![at("ou_1").name("小王"), "请处理 @所有人"]]);
    /// ```
    pub fn mentions(mut self, find: impl FnMut(&str) -> Option<At<'static>> + 'f) -> Self {
        self.0.find_mention = Some(Box::new(find));
        self
    }

    /// The post of the text, in [`Locale::ZhCn`](crate::Locale::ZhCn); empty where the text shows nothing.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// assert_eq!(Importer::new().post("你好").to_json(), r#"{"zh_cn":{"content":[[{"tag":"text","text":"你好"}]]}}"#);
    /// assert!(Importer::new().post("").is_empty());
    /// ```
    pub fn post(&mut self, text: &str) -> Post<'static> {
        Post::from_content(self.content(text))
    }

    /// The title and lines of one locale. A heading of the first level at the very beginning is
    /// the title, if it is made of text alone; other headings are lines in bold.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// let content = Importer::new().content("# 工单\n\n## 进展\n\n已修复");
    /// assert_eq!(content.title(), Some("工单"));
    /// assert_eq!(content.lines().len(), 2);
    /// ```
    #[must_use]
    pub fn content(&mut self, text: &str) -> Content<'static> {
        let (title, lines) = Reader::new(&mut self.0, text, true).read();
        let content = Content::new(lines);
        match title {
            Some(title) => content.with_title(title),
            None => content,
        }
    }

    /// The lines, every heading among them in bold.
    ///
    /// ```
    /// use feishu_post::Stylize;
    /// use feishu_post::markdown::Importer;
    ///
    /// assert_eq!(Importer::new().lines("# 工单"), ["工单".bold().into()]);
    /// ```
    #[must_use]
    pub fn lines(&mut self, text: &str) -> Vec<Line<'static>> {
        Reader::new(&mut self.0, text, false).read().1
    }
}

impl fmt::Debug for Importer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Importer")
            .field("images", &self.0.find_image.is_some())
            .field("mentions", &self.0.find_mention.is_some())
            .field("basic_elements", &self.0.basic)
            .field("join_lines", &self.0.join_lines)
            .finish_non_exhaustive()
    }
}

impl Post<'static> {
    /// The post of a Markdown text, in [`Locale::ZhCn`](crate::Locale::ZhCn): CommonMark with the tables, task lists
    /// and strikethrough of GitHub. Any text is one; an empty text gives an empty post.
    ///
    /// A heading of the first level at the very beginning becomes the title. A link that the
    /// platform would refuse becomes the text `text (url)`. See [`markdown`](crate::markdown) for
    /// what becomes of the rest, and [`Importer`] for choices.
    ///
    /// ```
    /// use feishu_post::{Post, PostBuilder, Stylize};
    ///
    /// let post = Post::from_markdown("# 工单已更新\n\n- **重启** 完成\n- 见 [文档](https://open.feishu.cn)");
    /// let built = PostBuilder::new()
    ///     .title("工单已更新")
    ///     .line(|line| line.text("• ").text("重启".bold()).text(" 完成"))
    ///     .line(|line| line.text("• 见 ").link("文档", "https://open.feishu.cn"))
    ///     .build()?;
    /// assert_eq!(post, built);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn from_markdown(text: &str) -> Self {
        Importer::new().post(text)
    }
}

impl PostBuilder<'_> {
    /// Adds the lines of a Markdown text, as [`Post::from_markdown`] makes them; every heading is
    /// a line in bold.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().title("工单").extend_markdown("1. 重启\n2. 重试").build()?;
    /// assert!(post.to_json().contains("1. 重启"));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn extend_markdown(self, text: &str) -> Self {
        self.extend(Importer::new().lines(text))
    }
}
