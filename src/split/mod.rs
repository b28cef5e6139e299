//! Messages that are larger than an endpoint takes.

mod basic;
mod cut;
mod error;
mod limit;

pub use error::SplitError;
pub use limit::Limit;

use crate::json::Measure;
use crate::model::{Content, Locale, Post};
use cut::Cutter;

impl Post<'_> {
    /// Cuts the post into parts that fit the limit, in order; a post that fits is the only part.
    ///
    /// The title stands on the first part. Cuts are made between lines; a line that does not fit a part of
    /// its own is cut between its elements, a text or the text of a link between graphemes, and code and
    /// Markdown between their lines. Code keeps its language, each piece of a link its URL. Of a post in
    /// several locales each part has a piece of each, as long as there is one.
    ///
    /// # Errors
    /// [`SplitError`] if something that cannot be cut is larger than the limit, such as a URL.
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
        // Each locale has a brace or a comma before it; this is the brace at the end.
        let room = limit.room().saturating_sub(1);
        if sizes.iter().sum::<usize>() <= room {
            return Ok(vec![self.clone()]);
        }
        let cut =
            |((locale, content), room)| Cutter::new(measure, limit, locale, room).cut(content);
        let cuts = self.contents().zip(shares(room, &sizes)).map(cut);
        Ok(parts(
            self.contents().map(|(locale, _)| locale),
            cuts.collect::<Result<_, _>>()?,
        ))
    }
}

/// How much of a part each locale may take: all that it needs, or its part of what the smaller leave.
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
fn parts<'p, 'a: 'p>(
    locales: impl Iterator<Item = &'p Locale<'a>>,
    pieces: Vec<Vec<Content<'a>>>,
) -> Vec<Post<'a>> {
    let count = pieces.iter().map(Vec::len).max().unwrap_or_default();
    let mut parts: Vec<Vec<_>> = std::iter::repeat_with(Vec::new).take(count).collect();
    for (locale, pieces) in locales.zip(pieces) {
        for (part, piece) in parts.iter_mut().zip(pieces) {
            part.push((locale.clone(), piece));
        }
    }
    parts.into_iter().map(Post::from_contents).collect()
}
