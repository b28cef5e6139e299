use feishu_post_core::{Href, HrefError};

use crate::error::ProblemKind;
use crate::model::{At, Element, Emoji, Escaped, Link, Text, UnknownName, push_with};

/// Builds one line of inline elements; [`PostBuilder::line`](crate::PostBuilder::line) passes it to its closure.
///
/// A line cannot contain blocks (images, videos, rules, code, Markdown); add those with the methods of
/// [`PostBuilder`](crate::PostBuilder).
///
/// ```
/// use feishu_post::{Emoji, PostBuilder, Stylize};
///
/// let post = PostBuilder::new()
///     .line(|line| line.text("处理人:".bold()).at("ou_1").emotion(Emoji::DONE))
///     .build()?;
/// assert_eq!(
///     post.to_json(),
///     r#"{"zh_cn":{"content":[[{"tag":"text","text":"处理人:","style":["bold"]},{"tag":"at","user_id":"ou_1"},{"tag":"emotion","emoji_type":"DONE"}]]}}"#
/// );
/// # Ok::<(), feishu_post::PostError>(())
/// ```
///
/// ```compile_fail
/// feishu_post::PostBuilder::new().line(|line| line.image("img_1"));
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder is a value: chain the calls, or rebind it, as in `line = line.text(…)`"]
pub struct LineBuilder<'a>(pub(super) Box<LineBuffer<'a>>);

/// The contents of a line so far. It stays in place while its builder moves from call to call.
#[derive(Debug, Clone, Default)]
pub(super) struct LineBuffer<'a> {
    pub(super) elements: Vec<Element<'a>>,
    pub(super) problems: Vec<(usize, ProblemKind)>,
}

impl<'a> LineBuilder<'a> {
    /// Adds a text: a string, or a styled [`Text`].
    ///
    /// ```
    /// use feishu_post::{PostBuilder, Stylize};
    ///
    /// let name = String::from("工单");
    /// let post = PostBuilder::new().line(|line| line.text(&name).text("已更新".bold())).build()?;
    /// assert!(post.to_json().contains(r#"{"tag":"text","text":"工单"}"#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn text(self, text: impl Into<Text<'a>>) -> Self {
        self.push_with(|| text.into().into())
    }

    /// Adds a link: its text, and its URL as a string, an [`Href`] or a [`url::Url`].
    ///
    /// A string is checked immediately; if it is rejected, [`build`](crate::PostBuilder::build) reports it.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new()
    ///     .line(|line| line.link("超链接", "http://www.feishu.cn"))
    ///     .build()?;
    /// assert!(post.to_json().contains(r#""href":"http://www.feishu.cn""#));
    ///
    /// let refused = PostBuilder::new().line(|line| line.link("超链接", "www.feishu.cn")).build();
    /// assert_eq!(
    ///     refused.unwrap_err().to_string(),
    ///     r#"zh_cn line 1 element 1: link "www.feishu.cn" is refused: no scheme; write "https://www.feishu.cn""#
    /// );
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn link(
        self,
        text: impl Into<Text<'a>>,
        href: impl TryInto<Href<'a>, Error: Into<HrefError>>,
    ) -> Self {
        match href.try_into() {
            Ok(href) => self.push_with(|| {
                let text = text.into();
                Link { text, href }.into()
            }),
            Err(error) => self.push_placeholder(text, error.into()),
        }
    }

    /// Adds a link, or the plain text `text (url)` if the URL is rejected, so that the message can still be sent.
    /// Takes the same arguments as [`link`](Self::link).
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new()
    ///     .line(|line| line.link_or_text("密码", "file:///etc/passwd"))
    ///     .build()?;
    /// assert_eq!(
    ///     post.to_json(),
    ///     r#"{"zh_cn":{"content":[[{"tag":"text","text":"密码 (file:///etc/passwd)"}]]}}"#
    /// );
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn link_or_text(
        self,
        text: impl Into<Text<'a>>,
        href: impl TryInto<Href<'a>, Error: Into<HrefError>>,
    ) -> Self {
        self.push(link_or_text(text.into(), href))
    }

    /// Adds a mention: a user ID, or an [`At`] with a name and style.
    ///
    /// ```
    /// use feishu_post::{At, PostBuilder};
    ///
    /// let post = PostBuilder::new().line(|line| line.at(At::new("ou_1").name("王小明"))).build()?;
    /// assert!(post.to_json().contains(r#""user_id":"ou_1","user_name":"王小明""#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn at(self, user: impl Into<At<'a>>) -> Self {
        self.push(user.into())
    }

    /// Adds a mention of everyone in the chat.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().line(|line| line.at_all()).build()?;
    /// assert!(post.to_json().contains(r#""user_id":"all""#));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn at_all(self) -> Self {
        self.push(At::all())
    }

    /// Adds an emoji: an [`Emoji`], or its name as a string.
    ///
    /// ```
    /// use feishu_post::{Emoji, PostBuilder};
    ///
    /// let post = PostBuilder::new()
    ///     .line(|line| line.emotion(Emoji::SMILE).emotion("SMILE"))
    ///     .build()?;
    /// assert_eq!(post.to_json().matches(r#""emoji_type":"SMILE""#).count(), 2);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn emotion(self, emoji: impl TryInto<Emoji<'a>, Error: Into<UnknownName>>) -> Self {
        match emoji.try_into() {
            Ok(emoji) => self.push(emoji),
            Err(error) => {
                let unknown = error.into();
                self.push_placeholder(Text::new(unknown.name().to_owned()), unknown)
            }
        }
    }

    /// Adds a prebuilt element.
    ///
    /// ```
    /// use feishu_post::{Href, Link, PostBuilder, Stylize};
    ///
    /// let docs = Link::new("文档", Href::parse("https://open.feishu.cn")?).bold();
    /// let post = PostBuilder::new().line(|line| line.text("见 ").push(docs)).build()?;
    /// assert_eq!(post.links().count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn push(self, element: impl Into<Element<'a>>) -> Self {
        self.push_with(|| element.into())
    }

    #[inline]
    fn push_with(mut self, element: impl FnOnce() -> Element<'a>) -> Self {
        push_with(&mut self.0.elements, element);
        self
    }

    /// Adds prebuilt elements.
    ///
    /// ```
    /// use feishu_post::{At, PostBuilder};
    ///
    /// let on_duty = ["ou_1", "ou_2"];
    /// let post = PostBuilder::new().line(|line| line.extend(on_duty.map(At::new))).build()?;
    /// assert_eq!(post.to_json().matches("user_id").count(), 2);
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    pub fn extend(self, elements: impl IntoIterator<Item = impl Into<Element<'a>>>) -> Self {
        elements.into_iter().fold(self, Self::push)
    }

    /// Reports the problem. The placeholder keeps the element's position, so that later elements are
    /// numbered correctly; it is never sent, because `build` fails.
    pub(crate) fn push_placeholder(
        self,
        placeholder: impl Into<Text<'a>>,
        problem: impl Into<ProblemKind>,
    ) -> Self {
        let mut line = self.push(placeholder.into());
        let number = line.0.elements.len();
        line.0.problems.push((number, problem.into()));
        line
    }
}

pub(crate) fn link_or_text<'a>(
    text: Text<'a>,
    href: impl TryInto<Href<'a>, Error: Into<HrefError>>,
) -> Element<'a> {
    match href.try_into() {
        Ok(href) => Link { text, href }.into(),
        Err(error) => fallback_text(&text, error.into()).into(),
    }
}

fn fallback_text<'a>(text: &Text<'_>, refused: HrefError) -> Text<'a> {
    let given = refused.into_input();
    let shown = if text.un_escape {
        format!("{} ({})", text.as_str(), Escaped(given))
    } else {
        format!("{} ({given})", text.as_str())
    };
    Text {
        text: shown.into(),
        style: text.style,
        un_escape: text.un_escape,
    }
}
