//! Converting Markdown to posts.

mod blocks;
mod code;
mod inline;
mod marks;
mod pieces;
mod reader;

use std::fmt;

use crate::builder::PostBuilder;
use crate::model::{At, Content, Image, Line, Post};
use pieces::FindMention;
use reader::Reader;

/// Maps the URL and the alternative text of an image to the image to show.
type FindImage<'f> = dyn FnMut(&str, &str) -> Option<Image<'static>> + 'f;

/// Converts Markdown to posts, with options; [`Post::from_markdown`] uses the defaults.
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
pub struct Importer<'f> {
    find_image: Option<Box<FindImage<'f>>>,
    find_mention: Option<Box<FindMention<'f>>>,
    basic: bool,
    join_lines: bool,
    /// Whether to read as the platform renders an `md` element, for previews: mentions as `<at user_id="…">`,
    /// underlines as `~…~`, rejected links as their text, no HTML, and a space for a single line break.
    is_platform: bool,
}

impl<'f> Importer<'f> {
    /// The maximum size of a text that is parsed as Markdown, 1 MiB: more than any message can hold. Longer
    /// text is treated as plain text, line by line, so that no input makes parsing expensive.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// let long = "*a*\n".repeat(Importer::MAX_BYTES / 4 + 1);
    /// assert_eq!(Importer::new().lines(&long)[0], "*a*".into());
    /// ```
    pub const MAX_BYTES: usize = 1 << 20;

    /// Creates an importer with the defaults: images become links, tables and code become code blocks, and
    /// `---` becomes a rule.
    pub fn new() -> Self {
        Self::default()
    }

    #[cfg(feature = "preview")]
    pub(crate) fn platform() -> Self {
        Self {
            is_platform: true,
            ..Self::default()
        }
    }

    /// Calls `find` with the URL and alternative text of each image. It returns the key of the uploaded
    /// image or an [`Image`] with its size, or `None` to make the image a link.
    ///
    /// It is not called for images in a table, whose cells can contain only text: they become `text (url)`.
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
        let is_named = |image: &Image<'_>| !image.image_key().trim().is_empty();
        self.find_image = Some(Box::new(move |url, alt| {
            find(url, alt).map(Into::into).filter(is_named)
        }));
        self
    }

    /// Uses only the elements on the platform's oldest page on posts: texts, links, images and, with
    /// [`mentions`](Self::mentions), mentions. Code, tables and rules become lines of text.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// let lines = Importer::new().basic_elements().lines("```sh\nls\npwd\n```");
    /// assert_eq!(lines, ["ls".into(), "pwd".into()]);
    /// ```
    pub fn basic_elements(mut self) -> Self {
        self.basic = true;
        self
    }

    /// Joins the lines of a paragraph, for hard-wrapped text: a single line break becomes a space, or nothing
    /// between two wide characters, because Chinese does not separate words with spaces.
    ///
    /// ```
    /// use feishu_post::markdown::Importer;
    ///
    /// assert_eq!(Importer::new().lines("one\ntwo"), ["one".into(), "two".into()]);
    /// assert_eq!(Importer::new().join_lines().lines("one\ntwo"), ["one two".into()]);
    /// assert_eq!(Importer::new().join_lines().lines("第一\n第二"), ["第一第二".into()]);
    /// ```
    pub fn join_lines(mut self) -> Self {
        self.join_lines = true;
        self
    }

    /// Calls `find` with the name after an `@` or in `<at user_id="…">name</at>`. It returns the mention, or
    /// `None` to keep the text. The longest name for which it returns a mention wins. Without this option, text
    /// never mentions anyone.
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
        self.find_mention = Some(Box::new(find));
        self
    }

    /// Converts the text to a post in [`Locale::ZhCn`](crate::Locale::ZhCn), which is empty if the text has no
    /// visible content.
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

    /// Converts the text to the title and lines of one locale. A level-1 heading at the very beginning becomes
    /// the title if it consists of text only; other headings become bold lines.
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
        let (title, lines) = Reader::new(self, true).read(text);
        Content::new(lines).with_title(title.unwrap_or_default())
    }

    /// Converts the text to lines; every heading becomes a bold line.
    ///
    /// ```
    /// use feishu_post::Stylize;
    /// use feishu_post::markdown::Importer;
    ///
    /// assert_eq!(Importer::new().lines("# 工单"), ["工单".bold().into()]);
    /// ```
    #[must_use]
    pub fn lines(&mut self, text: &str) -> Vec<Line<'static>> {
        Reader::new(self, false).read(text).1
    }
}

impl fmt::Debug for Importer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Importer")
            .field("images", &self.find_image.is_some())
            .field("mentions", &self.find_mention.is_some())
            .field("basic_elements", &self.basic)
            .field("join_lines", &self.join_lines)
            .finish_non_exhaustive()
    }
}

impl Post<'static> {
    /// Converts Markdown to a post in [`Locale::ZhCn`](crate::Locale::ZhCn): CommonMark with GitHub's tables, task
    /// lists and strikethrough. This never fails; empty text gives an empty post.
    ///
    /// A level-1 heading at the very beginning becomes the title. A link that the platform would reject becomes
    /// the text `text (url)`. See [`markdown`](crate::markdown) for the complete conversion, and [`Importer`] for
    /// options.
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
    /// Adds the lines of a Markdown text, converted as by [`Post::from_markdown`], except that every heading
    /// becomes a bold line.
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
