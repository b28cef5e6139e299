//! Builds a post with method calls.

mod line;
mod misplaced;

use std::borrow::Cow;

use feishu_post_core::names::is_locale_name;

use crate::error::{PostError, Problem, ProblemKind};
use crate::model::{
    CodeBlock, Content, Element, Hr, Image, Language, Line, Locale, Location, Markdown, Media,
    Post, UnknownName,
};

use line::LineBuffer;
pub use line::LineBuilder;
pub(crate) use line::link_or_text;

/// Builds a [`Post`] line by line.
///
/// ```
/// use feishu_post::{PostBuilder, Stylize};
///
/// let post = PostBuilder::new()
///     .title("this is title")
///     .line(|line| line.text("第一行 :".un_escape()).link("超链接", "http://www.feishu.cn"))
///     .line(|line| line.text("第二行 :").text("文本测试"))
///     .build()?;
/// assert_eq!(
///     post.to_json(),
///     concat!(
///         r#"{"zh_cn":{"title":"this is title","content":["#,
///         r#"[{"tag":"text","un_escape":true,"text":"第一行 :"},"#,
///         r#"{"tag":"a","text":"超链接","href":"http://www.feishu.cn"}],"#,
///         r#"[{"tag":"text","text":"第二行 :"},{"tag":"text","text":"文本测试"}]]}}"#,
///     )
/// );
/// # Ok::<(), feishu_post::PostError>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a builder is a value: chain the calls, or rebind it, as in `post = post.title(…)`"]
pub struct PostBuilder<'a> {
    contents: Vec<(Locale<'a>, Content<'a>)>,
    /// The index of the locale selected last; `None` until one is selected.
    current: Option<usize>,
    error: PostError,
    /// Used by one line after another, so that its allocation is reused.
    buffer: Option<Box<LineBuffer<'a>>>,
}

impl<'a> PostBuilder<'a> {
    /// Creates an empty builder.
    pub const fn new() -> Self {
        Self {
            contents: Vec::new(),
            current: None,
            error: PostError::NONE,
            buffer: None,
        }
    }

    /// Selects the locale of the title and lines that follow; the default is [`Locale::ZhCn`].
    /// Selecting a locale again resumes it. A post has at most [`Post::MAX_LOCALES`] locales;
    /// [`build`](Self::build) reports each additional one as a problem.
    ///
    /// ```
    /// use feishu_post::{Locale, PostBuilder};
    ///
    /// let post = PostBuilder::new()
    ///     .title("标题")
    ///     .locale(Locale::EnUs)
    ///     .title("Title")
    ///     .locale(Locale::ZhCn)
    ///     .line(|line| line.text("第一行"))
    ///     .build()?;
    /// assert_eq!(post.content(&Locale::ZhCn).unwrap().lines().len(), 1);
    /// assert_eq!(post.content(&Locale::EnUs).unwrap().title(), Some("Title"));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn locale(mut self, locale: Locale<'a>) -> Self {
        self.select_locale(locale);
        self
    }

    /// Sets the title above the lines, replacing an earlier one. An empty string removes it.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().title("草稿").title("工单").build()?;
    /// assert_eq!(post.to_json(), r#"{"zh_cn":{"title":"工单","content":[]}}"#);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn title(mut self, title: impl Into<Cow<'a, str>>) -> Self {
        let content = self.content_mut();
        *content = std::mem::take(content).with_title(title);
        self
    }

    /// Adds a line that the closure fills. A line left empty is omitted.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new()
    ///     .line(|line| line.text("见 ").link("文档", "https://open.feishu.cn"))
    ///     .line(|line| line)
    ///     .build()?;
    /// assert_eq!(post.contents().next().unwrap().1.lines().len(), 1);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn line(mut self, fill: impl FnOnce(LineBuilder<'a>) -> LineBuilder<'a>) -> Self {
        let line = self.take_buffer();
        self.add(fill(line));
        self
    }

    /// Adds a line for each item.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new()
    ///     .lines(["重启", "重试"], |line, step| line.text("- ").text(step))
    ///     .build()?;
    /// assert_eq!(post.contents().next().unwrap().1.lines().len(), 2);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn lines<I: IntoIterator>(
        mut self,
        items: I,
        mut fill: impl FnMut(LineBuilder<'a>, I::Item) -> LineBuilder<'a>,
    ) -> Self {
        let items = items.into_iter();
        self.content_mut().lines.reserve(items.size_hint().0);
        for item in items {
            let line = self.take_buffer();
            self.add(fill(line, item));
        }
        self
    }

    /// Adds an image: its key, or an [`Image`] with its size.
    ///
    /// ```
    /// use feishu_post::{Image, PostBuilder};
    ///
    /// let post = PostBuilder::new().image(Image::new("img_1").size(300, 200)).build()?;
    /// assert!(post.to_json().contains(r#"{"tag":"img","image_key":"img_1","width":300,"height":200}"#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn image(self, image: impl Into<Image<'a>>) -> Self {
        self.push(image.into())
    }

    /// Adds a video: its key, or a [`Media`].
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().media("file_1").build()?;
    /// assert!(post.to_json().contains(r#"{"tag":"media","file_key":"file_1"}"#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn media(self, media: impl Into<Media<'a>>) -> Self {
        self.push(media.into())
    }

    /// Adds a video with the cover image to show before it plays.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().media_with_cover("file_1", "img_1").build()?;
    /// assert!(post.to_json().contains(r#""file_key":"file_1","image_key":"img_1""#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn media_with_cover(
        self,
        media: impl Into<Media<'a>>,
        image_key: impl Into<Cow<'a, str>>,
    ) -> Self {
        self.push(media.into().cover(image_key))
    }

    /// Adds a rule.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().hr().build()?;
    /// assert_eq!(post.to_json(), r#"{"zh_cn":{"content":[[{"tag":"hr"}]]}}"#);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn hr(self) -> Self {
        self.push(Hr)
    }

    /// Adds a code block in a language: a [`Language`], or its name as a string in any case.
    /// For code without a language, push a [`CodeBlock::plain`].
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().code_block("rust", "fn main() {}").build()?;
    /// assert!(post.to_json().contains(r#""language":"RUST","text":"fn main() {}""#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn code_block(
        mut self,
        language: impl TryInto<Language<'a>, Error: Into<UnknownName>>,
        text: impl Into<Cow<'a, str>>,
    ) -> Self {
        match language.try_into() {
            Ok(language) => self.push(CodeBlock::new(language, text)),
            Err(error) => {
                self.report(1, error.into().into());
                self.push(CodeBlock::plain(text))
            }
        }
    }

    /// Adds Markdown source that the platform renders. The source is used verbatim; see
    /// [`Markdown`] for the risk of untrusted text in it.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().markdown("**已解决**").build()?;
    /// assert!(post.to_json().contains(r#"{"tag":"md","text":"**已解决**"}"#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn markdown(self, source: impl Into<Markdown<'a>>) -> Self {
        self.push(source.into())
    }

    /// Adds a prebuilt line; an empty one is omitted.
    ///
    /// ```
    /// use feishu_post::{Line, PostBuilder};
    ///
    /// let signature = Line::from("— 服务台");
    /// let post = PostBuilder::new().title("工单").push(signature).build()?;
    /// assert_eq!(post.contents().next().unwrap().1.lines().len(), 1);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn push(mut self, line: impl Into<Line<'a>>) -> Self {
        self.add_line(line.into());
        self
    }

    /// Adds prebuilt lines.
    ///
    /// ```
    /// use feishu_post::{Line, PostBuilder};
    ///
    /// fn footer() -> [Line<'static>; 2] {
    ///     ["—".into(), "服务台".into()]
    /// }
    ///
    /// let post = PostBuilder::new().title("工单").extend(footer()).build()?;
    /// assert_eq!(post.contents().next().unwrap().1.lines().len(), 2);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn extend(self, lines: impl IntoIterator<Item = impl Into<Line<'a>>>) -> Self {
        lines.into_iter().fold(self, Self::push)
    }

    /// Appends another post, adding the lines of each locale after the existing ones. Its title is
    /// used if there is none yet; otherwise it becomes a bold line.
    ///
    /// ```
    /// use feishu_post::{Locale, Post, PostBuilder};
    ///
    /// let footer: Post = PostBuilder::new().line(|line| line.text("— 服务台")).build()?;
    /// let post = PostBuilder::new().title("工单").append(footer).build()?;
    /// assert_eq!(post.content(&Locale::ZhCn).unwrap().lines().len(), 1);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn append(self, post: Post<'a>) -> Self {
        let current = self.current;
        let contents = post.contents.into_vec().into_iter();
        let appended = contents.fold(self, |post, (locale, content)| {
            post.locale(locale).append_content(content)
        });
        Self {
            current,
            ..appended
        }
    }

    /// Builds the post.
    ///
    /// # Errors
    ///
    /// Returns a [`PostError`] that lists the post's problems: rejected links, unknown emoji and
    /// languages, mentions without a user ID, images and videos without a key, empty locales, invalid locale names,
    /// and too many locales.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let error = PostBuilder::new().image("").line(|line| line.at("")).build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "zh_cn line 1 element 1: image without image_key: write the key that the upload returned\n\
    ///      zh_cn line 2 element 1: mention without a user id: write at(\"ou_…\"), or at_all() for everyone"
    /// );
    /// ```
    pub fn build(mut self) -> Result<Post<'a>, PostError> {
        if self.contents.is_empty() {
            self.contents.push((Locale::default(), Content::EMPTY));
        }
        for problem in self.contents.iter().filter_map(locale_problem) {
            self.error.push_with(|| problem);
        }
        self.into_contents().map(Post::from_contents)
    }

    /// Returns what was added so far, which must be valid but may be incomplete.
    pub(crate) fn into_contents(self) -> Result<Vec<(Locale<'a>, Content<'a>)>, PostError> {
        if self.error.problems().is_empty() {
            Ok(self.contents)
        } else {
            Err(self.error)
        }
    }

    fn append_content(self, content: Content<'a>) -> Self {
        use crate::model::Stylize as _;

        let post = match content.title {
            Some(title) if self.is_titled() => self.push(title.bold()),
            Some(title) => self.title(title),
            None => self,
        };
        post.extend(content.lines.into_vec())
    }

    #[inline]
    fn take_buffer(&mut self) -> LineBuilder<'a> {
        LineBuilder(self.buffer.take().unwrap_or_default())
    }

    fn add(&mut self, line: LineBuilder<'a>) {
        let LineBuilder(mut buffer) = line;
        if !buffer.problems.is_empty() {
            self.report_all(&mut buffer.problems);
        }
        check_elements(&buffer.elements, |element, kind| self.report(element, kind));
        self.content_mut().push_elements(&mut buffer.elements);
        self.buffer = Some(buffer);
    }

    #[cold]
    fn report_all(&mut self, problems: &mut Vec<(usize, ProblemKind)>) {
        for (element, kind) in problems.drain(..) {
            self.report(element, kind);
        }
    }

    fn add_line(&mut self, line: Line<'a>) {
        check_line(&line, |element, kind| self.report(element, kind));
        self.content_mut().push(line);
    }

    fn is_titled(&self) -> bool {
        let current = self.current.and_then(|current| self.contents.get(current));
        current.is_some_and(|(_, content)| content.title.is_some())
    }

    /// Returns the index of the locale selected last, or of the default one.
    fn current(&mut self) -> usize {
        match self.current {
            Some(current) => current,
            None => self.select_locale(Locale::default()),
        }
    }

    fn content_mut(&mut self) -> &mut Content<'a> {
        let current = self.current();
        &mut self.contents[current].1
    }

    /// Makes a locale the current one, adding it if necessary.
    fn select_locale(&mut self, locale: Locale<'a>) -> usize {
        let known = self.contents.iter().position(|(named, _)| *named == locale);
        let current = known.unwrap_or_else(|| self.add_locale(locale));
        self.current = Some(current);
        current
    }

    /// Adds a locale. One too many is reported, and later content goes to the previous locale.
    fn add_locale(&mut self, locale: Locale<'a>) -> usize {
        if self.contents.len() < Post::MAX_LOCALES {
            self.contents.reserve_exact(1);
            self.contents.push((locale, Content::EMPTY));
        } else {
            let location = Location::locale_only(locale);
            self.error
                .push_with(|| Problem::new(location, ProblemKind::TooManyLocales));
        }
        self.contents.len() - 1
    }

    /// Reports a problem in the line that is about to be added.
    #[cold]
    fn report(&mut self, element: usize, kind: ProblemKind) {
        let current = self.current();
        let (locale, content) = &self.contents[current];
        let line = content.lines().len() + 1;
        self.error
            .push_with(|| Problem::new(Location::at_element(locale.clone(), line, element), kind));
    }
}

/// Creates a builder that continues a post.
///
/// ```
/// use feishu_post::PostBuilder;
///
/// let post = PostBuilder::new().title("工单").build()?;
/// let longer = PostBuilder::from(post).hr().build()?;
/// assert_eq!(longer.to_json(), r#"{"zh_cn":{"title":"工单","content":[[{"tag":"hr"}]]}}"#);
/// # Ok::<(), feishu_post::PostError>(())
/// ```
impl<'a> From<Post<'a>> for PostBuilder<'a> {
    fn from(post: Post<'a>) -> Self {
        Self {
            contents: post.contents.into_vec(),
            ..Self::new()
        }
    }
}

fn locale_problem((locale, content): &(Locale<'_>, Content<'_>)) -> Option<Problem> {
    let kind = match locale {
        Locale::Other(name) if !is_locale_name(name.as_str()) => {
            ProblemKind::LocaleName(name.as_str().to_owned())
        }
        _ if content.is_empty() => ProblemKind::Empty,
        _ => return None,
    };
    Some(Problem::new(Location::locale_only(locale.clone()), kind))
}

/// Reports the problems that a finished line can still have, each with its element's number.
fn check_line(line: &Line<'_>, mut found: impl FnMut(usize, ProblemKind)) {
    match line {
        Line::Paragraph(paragraph) => check_elements(paragraph.elements(), found),
        block => {
            if let Some(kind) = block_problem(block) {
                found(1, kind);
            }
        }
    }
}

/// Reports the problems of inline elements.
#[inline]
fn check_elements(elements: &[Element<'_>], mut found: impl FnMut(usize, ProblemKind)) {
    for (index, element) in elements.iter().enumerate() {
        if let Some(kind) = element_problem(element) {
            found(index + 1, kind);
        }
    }
}

#[inline]
fn element_problem(element: &Element<'_>) -> Option<ProblemKind> {
    match element {
        Element::At(at) => blank(at.user_id()).then_some(ProblemKind::MissingUserId),
        Element::Emotion(emotion) if blank(emotion.emoji().name()) => {
            Some(ProblemKind::MissingEmoji)
        }
        _ => None,
    }
}

fn block_problem(line: &Line<'_>) -> Option<ProblemKind> {
    let no_key = |element, key| Some(ProblemKind::MissingKey { element, key });
    match line {
        Line::Image(image) if blank(image.image_key()) => no_key("image", "image_key"),
        Line::Media(media) if blank(media.file_key()) => no_key("media", "file_key"),
        Line::Media(media) if media.cover_key().is_some_and(blank) => no_key("cover", "image_key"),
        _ => None,
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
