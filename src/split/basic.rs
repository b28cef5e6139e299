use crate::model::{Content, Element, Line, Locale, Post, Text};
use crate::text;

impl Post<'_> {
    /// The same message in texts, links, mentions and images, which every endpoint takes.
    ///
    /// Emotions, videos, rules, code and Markdown become the texts that [`to_text`](Self::to_text) shows for
    /// them, a line for each of theirs. Styles stay: a webhook ignores them.
    ///
    /// ```
    /// use feishu_post::post;
    ///
    /// let post = post![["好 ", emotion("SMILE")], code_block("RUST", "fn main() {\n}")];
    /// assert_eq!(post.to_basic(), post![["好 ", "[SMILE]"], "fn main() {{", "}}"]);
    /// ```
    #[must_use]
    pub fn to_basic(&self) -> Self {
        let contents = self
            .contents()
            .map(|(locale, content)| basic(locale, content));
        Self::from_contents(contents.collect())
    }
}

fn basic<'a>(locale: &Locale<'a>, content: &Content<'a>) -> (Locale<'a>, Content<'a>) {
    let lines = content.lines().iter().flat_map(basic_lines);
    let title = content.title.clone().unwrap_or_default();
    (locale.clone(), Content::new(lines).with_title(title))
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
