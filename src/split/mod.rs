//! Splitting messages that are too large for an endpoint.

mod cut;
mod fit;

use crate::json::Measure;
use crate::model::{Content, Element, Line, Locale, Post, Text};
use crate::text;

pub use cut::SplitError;

/// The maximum size of a message.
///
/// The platform documents limits for the request body in KB, but not whether a KB is 1000 or 1024 bytes, nor
/// whether the limit applies to the body as sent or as processed; larger messages were observed to pass. This
/// crate uses the stricter reading: a KB is 1000 bytes, and both the content and the entire body must fit.
///
/// ```
/// use feishu_post::{Limit, post};
///
/// let parts = post!["一", "二"].split(Limit::bytes(60))?.len();
/// assert_eq!((parts, Limit::CHAT.max_bytes()), (2, 30_000));
/// # Ok::<(), feishu_post::SplitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    bytes: usize,
    /// The maximum size of the rest of the endpoint's body, without the post.
    envelope: usize,
    /// Whether the post is inside a JSON string, where its quotes are escaped.
    escaped: bool,
}

impl Limit {
    /// The limit for a post sent to a chat or as a reply: a body of 30 KB.
    ///
    /// Source: the platform's page [send message](https://open.feishu.cn/document/server-docs/im-v1/message/create).
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::CHAT.max_bytes(), 30_000);
    /// ```
    pub const CHAT: Self = Self {
        bytes: 30_000,
        // The longest receiver is an email address of 254 bytes, the longest key has 50; the rest is for
        // their field names, the type and the braces.
        envelope: 512,
        escaped: true,
    };

    /// The limit for a text sent to a chat or as a reply: a body of 150 KB.
    ///
    /// Source: the platform's page [send message](https://open.feishu.cn/document/server-docs/im-v1/message/create).
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::CHAT_TEXT.max_bytes(), 150_000);
    /// ```
    pub const CHAT_TEXT: Self = Self {
        bytes: 150_000,
        ..Self::CHAT
    };

    /// The limit for a post sent to a webhook: a body of 20 KB.
    ///
    /// Source: the platform's page [custom bot](https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot).
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::WEBHOOK.max_bytes(), 20_000);
    /// ```
    pub const WEBHOOK: Self = Self {
        bytes: 20_000,
        // Timestamp, signature, type, and the `post` around the locales take about 150.
        envelope: 256,
        escaped: false,
    };

    /// Creates a limit on the length of [`to_json`](crate::Post::to_json) in bytes.
    ///
    /// ```
    /// use feishu_post::{Limit, post};
    ///
    /// let post = post![["你好"]];
    /// assert_eq!(post.split(Limit::bytes(post.json_len()))?.len(), 1);
    /// # Ok::<(), feishu_post::SplitError>(())
    /// ```
    #[must_use]
    pub const fn bytes(bytes: usize) -> Self {
        Self {
            bytes,
            envelope: 0,
            escaped: false,
        }
    }

    /// Returns the maximum size of the body, in bytes of UTF-8.
    ///
    /// ```
    /// assert_eq!(feishu_post::Limit::bytes(512).max_bytes(), 512);
    /// ```
    #[must_use]
    pub const fn max_bytes(self) -> usize {
        self.bytes
    }

    /// The maximum size of the post itself.
    const fn room(self) -> usize {
        self.bytes.saturating_sub(self.envelope)
    }
}

impl Post<'_> {
    /// Splits the post into parts that fit the limit, in order. A post that fits is returned as one part.
    ///
    /// The first part has the title. The post is split between lines. A line that does not fit in a part of
    /// its own is split between its elements and within its texts, after a nearby line break or space if there
    /// is one, otherwise between graphemes. Code is split between its lines and keeps its language; Markdown is
    /// split between its lines, outside fences if possible. If a fence has to be split, the rest of its code is no
    /// longer fenced in the next part. Links, mentions and other blocks are never split. If the post has several
    /// locales, each part has a piece of each while there are pieces left.
    ///
    /// # Errors
    ///
    /// Returns a [`SplitError`] if something that cannot be split, such as a URL, exceeds the limit.
    ///
    /// ```
    /// use feishu_post::{Limit, PostBuilder};
    ///
    /// let digest = PostBuilder::new()
    ///     .title("今日工单")
    ///     .lines(1..=1000, |line, number| line.text(format!("工单 {number}")))
    ///     .build()?;
    /// let parts = digest.split(Limit::WEBHOOK)?;
    /// assert_eq!(parts.len(), 2);
    /// assert!(parts.iter().all(|part| part.json_len() <= Limit::WEBHOOK.max_bytes()));
    ///
    /// let texts: Vec<_> = parts.iter().map(|part| part.to_text()).collect();
    /// assert_eq!(texts.join("\n"), digest.to_text());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn split(&self, limit: Limit) -> Result<Vec<Self>, SplitError> {
        let measure = Measure {
            escaped: limit.escaped,
        };
        let sizes: Vec<_> = self
            .contents()
            .map(|(locale, content)| 1 + measure.content(locale.as_str(), content))
            .collect();
        // Each locale is preceded by a brace or a comma; this is the closing brace.
        let room = limit.room().saturating_sub(1);
        if sizes.iter().sum::<usize>() <= room {
            return Ok(vec![self.clone()]);
        }
        let cut_to = |shares: Vec<usize>| {
            let cut = |((locale, content), share)| {
                let pieces = cut::cut(measure, limit, locale, share, content)?;
                let pieces = pieces.into_iter().map(|piece| (locale.clone(), piece));
                Ok(pieces.collect::<Vec<_>>())
            };
            let pieces = self.contents().zip(shares).map(cut);
            pieces.collect::<Result<Vec<_>, SplitError>>()
        };
        match cut_to(shares(room, &sizes)) {
            Ok(pieces) => Ok(side_by_side(pieces)),
            Err(_) if sizes.len() > 1 => {
                let pieces = cut_to(vec![room; sizes.len()])?.into_iter().flatten();
                Ok(pieces
                    .map(|piece| Post::from_contents(vec![piece]))
                    .collect())
            }
            Err(error) => Err(error),
        }
    }
}

/// How much of a part each locale may take up: all it needs, or its share of what smaller locales leave.
fn shares(room: usize, sizes: &[usize]) -> Vec<usize> {
    let mut by_size: Vec<usize> = (0..sizes.len()).collect();
    by_size.sort_by_key(|locale| sizes[*locale]);
    let mut shares = vec![0; sizes.len()];
    let (mut room, mut waiting) = (room, sizes.len());
    for locale in by_size {
        shares[locale] = sizes[locale].min(room / waiting);
        room -= shares[locale];
        waiting -= 1;
    }
    shares
}

/// The first part has the first piece of each locale, and so on.
fn side_by_side<'a>(pieces: Vec<Vec<(Locale<'a>, Content<'a>)>>) -> Vec<Post<'a>> {
    let count = pieces.iter().map(Vec::len).max().unwrap_or_default();
    let mut parts = vec![Vec::new(); count];
    for pieces in pieces {
        for (part, piece) in parts.iter_mut().zip(pieces) {
            part.push(piece);
        }
    }
    parts.into_iter().map(Post::from_contents).collect()
}

impl Post<'_> {
    /// Converts the message to texts, links, mentions and images only, which every endpoint accepts.
    ///
    /// Emotions, videos, rules, code and Markdown become the plain text that [`to_text`](Self::to_text) gives,
    /// with one line per line of text. Styles are kept; webhooks ignore them.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let post = post![["好 ", emotion("SMILE")], code_block("RUST", "fn main() {\n}")];
    /// assert_eq!(post.to_basic(), post![["好 ", "[SMILE]"], "fn main() {{", "}}"]);
    /// ```
    pub fn to_basic(&self) -> Self {
        let contents = self.contents().map(|(locale, content)| {
            let lines = content.lines().iter().flat_map(basic_lines);
            let title = content.title.clone().unwrap_or_default();
            (locale.clone(), Content::new(lines).with_title(title))
        });
        Self::from_contents(contents.collect())
    }
}

fn basic_lines<'a>(line: &Line<'a>) -> Vec<Line<'a>> {
    match line {
        Line::Paragraph(paragraph) => {
            vec![paragraph.elements().iter().map(basic_element).collect()]
        }
        Line::Image(image) => vec![image.clone().into()],
        block => text::of_line(block)
            .split('\n')
            .map(|row| row.to_owned().into())
            .collect(),
    }
}

fn basic_element<'a>(element: &Element<'a>) -> Element<'a> {
    match element {
        Element::Emotion(_) => Text::new(text::of_element(element)).into(),
        basic => basic.clone(),
    }
}
