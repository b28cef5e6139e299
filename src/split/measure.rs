use crate::model::{Content, Element, Line, Locale};

/// How many bytes things take where the post is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) escaped: bool,
}

impl Measure {
    /// A locale with all of its lines, and the comma or brace before it.
    pub(super) fn content(self, locale: &Locale<'_>, content: &Content<'_>) -> usize {
        let lines = content.lines();
        let commas = lines.len().saturating_sub(1);
        let lines: usize = lines.iter().map(|line| self.line(line)).sum();
        self.frame(locale, content.title()) + lines + commas
    }

    /// The JSON of an element.
    pub(super) fn element(self, element: &Element<'_>) -> usize {
        let line = Line::from(element.clone());
        self.line(&line) - self.line(&Line::default())
    }

    /// The JSON of a line.
    pub(super) fn line(self, line: &Line<'_>) -> usize {
        self.json(serde_json::to_string(line))
    }

    /// The inside of a string.
    pub(super) fn text(self, text: &str) -> usize {
        self.json(serde_json::to_string(text)) - if self.escaped { 4 } else { 2 }
    }

    /// A locale without lines, and the comma or brace before it.
    pub(super) fn frame(self, locale: &Locale<'_>, title: Option<&str>) -> usize {
        let content = Content::default().with_title(title.unwrap_or_default().to_owned());
        1 + 1
            + self.text(locale.as_str())
            + self.quotes(2)
            + self.json(serde_json::to_string(&content))
    }

    fn quotes(self, count: usize) -> usize {
        if self.escaped { 2 * count } else { count }
    }

    fn json(self, json: Result<String, serde_json::Error>) -> usize {
        let json = json.unwrap_or_default();
        let escapes = json
            .bytes()
            .filter(|byte| matches!(byte, b'"' | b'\\'))
            .count();
        json.len() + if self.escaped { escapes } else { 0 }
    }
}
