use std::borrow::Cow;

use feishu_post_core::json::{Output, Raw, Writer};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::write::{self, Json};
use crate::model::Post;

/// A message, either a text or a post, that can be sent to any endpoint.
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

/// Whether the `content` of a ticket message is a JSON object or a string containing one.
///
/// The platform's page declares a string but shows an object; its generated SDKs can only send a
/// string. Nothing else is documented. A 154000 for a well-formed message indicates the wrong form.
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
    /// An object, as in the page's example.
    #[default]
    Object,
    /// A string, as sent by the platform's SDKs.
    String,
}

impl<'a> Message<'a> {
    /// Creates a text message. In it, `<at user_id="ou_…">name</at>` mentions a person and
    /// `<at user_id="all"></at>` mentions everyone, so do not include untrusted text unchecked.
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

    /// Returns the text, if it is a text message.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.0 {
            Body::Text(text) => Some(text),
            Body::Post(_) => None,
        }
    }

    /// Returns the post, if it is one.
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

    /// Returns whether the text or post is empty. `send` rejects an empty message.
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

    /// A request body: `before`, the fields `msg_type` and `content`, and `after`.
    #[inline]
    pub(crate) fn body(
        &self,
        envelope: Envelope,
        form: ContentForm,
        before: &str,
        after: &str,
    ) -> String {
        RequestBody {
            message: self,
            envelope,
            form,
            before,
            after,
        }
        .written()
    }

    const fn msg_type(&self) -> &'static str {
        match &self.0 {
            Body::Text(_) => "text",
            Body::Post(_) => "post",
        }
    }
}

/// Serializes the request body of a ticket message with an object as `content`; see [`Message::ticket_body`].
///
/// ```
/// use feishu_post::{ContentForm, Message};
///
/// let message = Message::text("你好");
/// assert_eq!(serde_json::to_string(&message)?, message.ticket_body(ContentForm::Object));
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("msg_type", self.msg_type())?;
        map.serialize_key("content")?;
        match &self.0 {
            Body::Text(text) => map.serialize_value(&Entry("text", &**text))?,
            Body::Post(post) => map.serialize_value(&Entry("post", &**post))?,
        }
        map.end()
    }
}

/// An object with one field.
struct Entry<'v, V: ?Sized>(&'static str, &'v V);

impl<V: Serialize + ?Sized> Serialize for Entry<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.0, self.1)])
    }
}

/// The envelope around the locales of a post in `content`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Envelope {
    /// None, as in im/v1: `{"zh_cn":…}`.
    None,
    /// As for tickets and webhooks: `{"post":{"zh_cn":…}}`.
    Post,
}

struct RequestBody<'m> {
    message: &'m Message<'m>,
    envelope: Envelope,
    form: ContentForm,
    before: &'m str,
    after: &'m str,
}

impl Json for RequestBody<'_> {
    #[inline]
    fn write<O: Output>(&self, out: &mut O) {
        out.push(self.before);
        match self.form {
            ContentForm::Object => self.fields(&mut Writer::<_, false>(out)),
            ContentForm::String => self.fields(&mut Writer::<_, true>(out)),
        }
        out.push(self.after);
    }
}

impl RequestBody<'_> {
    #[inline]
    fn fields<O: Output, const ESCAPED: bool>(&self, out: &mut Writer<'_, O, ESCAPED>) {
        match (&self.message.0, self.envelope) {
            (Body::Text(text), _) => {
                out.string(TEXT, text);
                out.raw(END);
            }
            (Body::Post(post), Envelope::None) => {
                out.raw(BARE_POST);
                write::post(out, post);
                out.raw(BARE_END);
            }
            (Body::Post(post), Envelope::Post) => {
                out.raw(POST);
                write::post(out, post);
                out.raw(END);
            }
        }
    }
}

const TEXT: Raw = Raw {
    plain: r#""msg_type":"text","content":{"text":""#,
    escaped: r#""msg_type":"text","content":"{\"text\":\""#,
};
const POST: Raw = Raw {
    plain: r#""msg_type":"post","content":{"post":"#,
    escaped: r#""msg_type":"post","content":"{\"post\":"#,
};
const BARE_POST: Raw = Raw {
    plain: r#""msg_type":"post","content":"#,
    escaped: r#""msg_type":"post","content":""#,
};
const END: Raw = Raw {
    plain: "}",
    escaped: "}\"",
};
const BARE_END: Raw = Raw {
    plain: "",
    escaped: "\"",
};

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
