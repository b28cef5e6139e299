use std::borrow::Cow;

use super::json::Json;
use super::output::Output;
use super::room;
use crate::model::Post;

impl Post<'_> {
    /// The post as JSON: `{"zh_cn":{"title":"…","content":[[…],[…]]}}`, which is what im/v1 wants
    /// in `content`. For the body that a ticket takes, see [`Message::ticket_body`].
    ///
    /// Without a title there is no `title` key, without styles no `style` key, and `un_escape`
    /// stands there only when it is set. UTF-8 is written raw.
    ///
    /// ```
    /// use feishu_post::PostBuilder;
    ///
    /// let post = PostBuilder::new().line(|line| line.text("引号 \" 与换行\n")).build()?;
    /// assert_eq!(
    ///     post.to_json(),
    ///     r#"{"zh_cn":{"content":[[{"tag":"text","text":"引号 \" 与换行\n"}]]}}"#
    /// );
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = Output::<false>::sized(room::of::<false>(self));
        out.post(self);
        out.0
    }

    /// How many bytes [`to_json`](Self::to_json) gives, without making it.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let post = post![["引号 \" 与换行\n"]];
    /// assert_eq!(post.json_len(), post.to_json().len());
    /// ```
    #[must_use]
    pub fn json_len(&self) -> usize {
        super::fixed::len(self)
    }
}

/// What a ticket takes: a text or a post.
///
/// ```
/// use feishu_post::{ContentForm, Message};
///
/// let message = Message::text("你好");
/// assert_eq!(
///     message.ticket_body(ContentForm::Object),
///     r#"{"msg_type":"text","content":{"text":"你好"}}"#
/// );
/// ```
#[derive(Debug, Clone)]
pub struct Message<'a>(Body<'a>);

#[derive(Debug, Clone)]
enum Body<'a> {
    Text(Cow<'a, str>),
    Post(PostCow<'a>),
}

#[derive(Debug, Clone)]
enum PostCow<'a> {
    Borrowed(&'a Post<'a>),
    Owned(Post<'a>),
}

/// Whether the `content` of a ticket message is a JSON object or a string that holds one.
///
/// The platform's page declares a string and shows an object; its generated SDKs can only send a
/// string. What the endpoint makes of either is not documented beyond that. A 154000 on a
/// well-formed message is the symptom of the wrong form.
///
/// ```
/// use feishu_post::{ContentForm, Message};
///
/// assert_eq!(ContentForm::default(), ContentForm::Object);
/// assert_eq!(
///     Message::text("你好").ticket_body(ContentForm::String),
///     r#"{"msg_type":"text","content":"{\"text\":\"你好\"}"}"#
/// );
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentForm {
    /// As the page's example has it.
    #[default]
    Object,
    /// As the platform's SDKs send it.
    String,
}

impl<'a> Message<'a> {
    /// A text message. `<at user_id="ou_…">name</at>` in it mentions a person, and
    /// `<at user_id="all"></at>` everyone, so do not put foreign text into it unseen.
    ///
    /// ```
    /// use feishu_post::Message;
    ///
    /// assert_eq!(Message::text("你好").as_text(), Some("你好"));
    /// ```
    #[must_use]
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self(Body::Text(text.into()))
    }

    /// The text, if it is a text message.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.0 {
            Body::Text(text) => Some(text),
            Body::Post(_) => None,
        }
    }

    /// The post, if it is one.
    ///
    /// ```
    /// use feishu_post::{Message, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("工单").build()?;
    /// assert_eq!(Message::from(&post).as_post(), Some(&post));
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn as_post(&self) -> Option<&Post<'a>> {
        match &self.0 {
            Body::Text(_) => None,
            Body::Post(post) => Some(post),
        }
    }

    /// Whether there is nothing to show: an empty text, or an empty post. `send` refuses it.
    ///
    /// ```
    /// assert!(feishu_post::Message::text("").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Body::Text(text) => text.is_empty(),
            Body::Post(post) => post.is_empty(),
        }
    }

    /// The body of `POST /open-apis/helpdesk/v1/tickets/:ticket_id/messages`, as the platform's
    /// page has it.
    ///
    /// ```
    /// use feishu_post::{ContentForm, Message, PostBuilder};
    ///
    /// let post = PostBuilder::new().title("工单").build()?;
    /// assert_eq!(
    ///     Message::from(post).ticket_body(ContentForm::Object),
    ///     r#"{"msg_type":"post","content":{"post":{"zh_cn":{"title":"工单","content":[]}}}}"#
    /// );
    /// # Ok::<(), feishu_post::PostError>(())
    /// ```
    #[must_use]
    pub fn ticket_body(&self, form: ContentForm) -> String {
        match form {
            ContentForm::Object => self.body::<false>(),
            ContentForm::String => self.body::<true>(),
        }
    }

    fn body<const QUOTED: bool>(&self) -> String {
        match &self.0 {
            Body::Text(text) => {
                let mut out = Output::<QUOTED>::sized(text.len() + Self::AROUND);
                out.raw(&Self::BEFORE_TEXT);
                out.text(text);
                out.raw(&Self::BEHIND_TEXT);
                out.0
            }
            Body::Post(post) => {
                let mut out = Output::<QUOTED>::sized(room::of::<QUOTED>(post) + Self::AROUND);
                out.raw(&Self::BEFORE_POST);
                out.post(post);
                out.raw(&Self::BEHIND_POST);
                out.0
            }
        }
    }

    const BEFORE_TEXT: Json = Json {
        plain: r#"{"msg_type":"text","content":{"text":""#,
        quoted: r#"{"msg_type":"text","content":"{\"text\":\""#,
    };
    const BEHIND_TEXT: Json = Json {
        plain: r#""}}"#,
        quoted: r#"\"}"}"#,
    };
    const BEFORE_POST: Json = Json {
        plain: r#"{"msg_type":"post","content":{"post":"#,
        quoted: r#"{"msg_type":"post","content":"{\"post\":"#,
    };
    const BEHIND_POST: Json = Json {
        plain: "}}",
        quoted: r#"}"}"#,
    };
    /// Room for what stands around a text or a post.
    const AROUND: usize = 64;
}

impl<'a> std::ops::Deref for PostCow<'a> {
    type Target = Post<'a>;

    fn deref(&self) -> &Post<'a> {
        match self {
            Self::Borrowed(post) => post,
            Self::Owned(post) => post,
        }
    }
}

impl PartialEq for Message<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_text() == other.as_text() && self.as_post() == other.as_post()
    }
}

impl Eq for Message<'_> {}

impl<'a> From<Post<'a>> for Message<'a> {
    fn from(post: Post<'a>) -> Self {
        Self(Body::Post(PostCow::Owned(post)))
    }
}

impl<'a> From<&'a Message<'_>> for Message<'a> {
    fn from(message: &'a Message<'_>) -> Self {
        match &message.0 {
            Body::Text(text) => Self::text(&**text),
            Body::Post(post) => Self::from(&**post),
        }
    }
}

impl<'a> From<&'a Post<'_>> for Message<'a> {
    fn from(post: &'a Post<'_>) -> Self {
        Self(Body::Post(PostCow::Borrowed(post)))
    }
}
