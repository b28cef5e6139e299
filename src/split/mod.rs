//! Splitting messages that are too large for an endpoint.

mod cut;
mod fit;
mod limit;

use crate::json::Measure;
use crate::model::{Content, Element, Line, Locale, Post, Text};
use crate::text;

pub use limit::{Limit, SplitError};

impl Post<'_> {
    /// Splits the post into parts that fit the limit, in order. A post that fits is returned as one part.
    ///
    /// The first part has the title. Parts are split between lines. A line that does not fit a part of its
    /// own is split between its elements and within its texts, after a nearby line break or space if there is
    /// one, otherwise between graphemes. Code is split between its lines and keeps its language; Markdown is
    /// split between its lines, outside fences if possible: a fence that fills a part ends with it, and the rest
    /// of its code is Markdown in the next. Links, mentions and other blocks are never split.
    /// If the post has several locales, each part has a piece of each while there are pieces left.
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

/// How much of a part each locale may take: all it needs, or its share of what smaller locales leave.
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
