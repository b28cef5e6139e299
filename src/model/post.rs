use super::{Content, Element, Line, Link, Locale, Location, Seq};

/// A message of titles and lines, in one locale or several.
///
/// Made by [`PostBuilder`](crate::PostBuilder), by [`post!`](crate::post), or from JSON. It
/// borrows its texts where it can; a `Post<'static>` passes for any `Post<'a>`.
///
/// ```
/// use feishu_post::{Locale, PostBuilder};
///
/// let post = PostBuilder::new().title("工单").line(|line| line.text("已收到")).build()?;
/// let content = post.content(&Locale::ZhCn).unwrap();
/// assert_eq!(content.title(), Some("工单"));
/// assert_eq!(
///     post.to_json(),
///     r#"{"zh_cn":{"title":"工单","content":[[{"tag":"text","text":"已收到"}]]}}"#
/// );
/// # Ok::<(), feishu_post::PostError>(())
/// ```
///
/// Two posts are equal if they say the same in the same locales, in whatever order these were
/// named: a JSON object has no order.
#[derive(Debug, Clone)]
pub struct Post<'a> {
    pub(crate) contents: Seq<'a, (Locale<'a>, Content<'a>)>,
    /// The JSON of a constant, written while compiling; it says what the contents say.
    pub(crate) json: Option<&'static str>,
}

impl<'a> Post<'a> {
    /// The post of a locale that was not named.
    pub(crate) fn from_content(content: Content<'a>) -> Self {
        let contents = if content.is_empty() {
            Seq::EMPTY
        } else {
            Seq::One([(Locale::ZhCn, content)])
        };
        Self {
            contents,
            json: None,
        }
    }

    /// The post of these contents; the ones with nothing to show are left out.
    pub(crate) fn from_contents(mut contents: Vec<(Locale<'a>, Content<'a>)>) -> Self {
        contents.retain(|(_, content)| !content.is_empty());
        Self {
            contents: contents.into(),
            json: None,
        }
    }

    /// The locales with their contents, in the order in which they were named.
    ///
    /// ```
    /// use feishu_post::{Locale, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("标题").locale(Locale::EnUs).title("Title").build()?;
    /// assert!(post.contents().map(|(locale, _)| locale.as_str()).eq(["zh_cn", "en_us"]));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn contents(&self) -> impl ExactSizeIterator<Item = (&Locale<'a>, &Content<'a>)> {
        self.contents
            .iter()
            .map(|(locale, content)| (locale, content))
    }

    /// The title and lines of one locale.
    ///
    /// ```
    /// use feishu_post::{Locale, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("标题").build()?;
    /// assert!(post.content(&Locale::ZhCn).is_some());
    /// assert!(post.content(&Locale::EnUs).is_none());
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn content(&self, locale: &Locale<'_>) -> Option<&Content<'a>> {
        self.contents()
            .find(|(named, _)| *named == locale)
            .map(|(_, content)| content)
    }

    /// Every link of the post with its place.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new()
    ///     .line(|line| line.text("见 ").link("文档", "https://open.feishu.cn"))
    ///     .build()?;
    /// let (place, link) = post.links().next().unwrap();
    /// assert_eq!(place.to_string(), "zh_cn line 1 element 2");
    /// assert_eq!(link.href().as_str(), "https://open.feishu.cn");
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn links(&self) -> impl Iterator<Item = (Location<'_>, &Link<'a>)> {
        self.contents().flat_map(|(locale, content)| {
            let lines = content.lines().iter().zip(1..);
            lines.flat_map(move |(line, number)| links_of(locale, number, line))
        })
    }

    /// Whether there is nothing to show. A builder refuses to make such a post; a `post!` whose
    /// control flow left nothing is one, and `send` refuses it.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let steps: [&str; 0] = [];
    /// assert!(post![for step in steps { step }].is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contents.as_slice().is_empty()
    }

    /// The same post, borrowing nothing.
    ///
    /// ```
    /// use feishu_post::{Post, PostBuilder, PostError};
    ///
    /// fn receipt(ticket: &str) -> Result<Post<'static>, PostError> {
    ///     let post = PostBuilder::new().line(|line| line.text(ticket)).build()?;
    ///     Ok(post.into_owned())
    /// }
    ///
    /// let post = receipt(&String::from("6948728206392295444"))?;
    /// assert!(!post.is_empty());
    /// # Ok::<(), PostError>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Post<'static> {
        Post {
            contents: self
                .contents
                .map_owned(|(locale, content)| (locale.into_owned(), content.into_owned())),
            json: self.json,
        }
    }
}

impl PartialEq for Post<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(locale, content)| other.content(locale) == Some(content);
        self.contents.len() == other.contents.len() && self.contents().all(same)
    }
}

impl Eq for Post<'_> {}

fn links_of<'p, 'a>(
    locale: &'p Locale<'a>,
    line_number: usize,
    of: &'p Line<'a>,
) -> impl Iterator<Item = (Location<'p>, &'p Link<'a>)> {
    of.elements()
        .iter()
        .zip(1..)
        .filter_map(move |(element, number)| match element {
            Element::Link(link) => Some((
                Location::at_element(locale.clone(), line_number, number),
                link,
            )),
            _ => None,
        })
}
