use std::borrow::Cow;

use feishu_post_core::Href;
use unicode_width::UnicodeWidthChar;

use super::bare_urls;
use super::dialect::Dialect;
use crate::model::{At, Element, Link, Style, Text};

/// The elements of the line that is being read.
#[derive(Debug, Default)]
pub(super) struct Inline<'a> {
    elements: Vec<Element<'a>>,
    styles: Vec<Style>,
    link: Option<OpenLink<'a>>,
    last: Option<char>,
    /// The style in which a line break of the source waits for the text behind it.
    soft_break: Option<Style>,
}

#[derive(Debug)]
struct OpenLink<'a> {
    url: Cow<'a, str>,
    href: Option<Href<'a>>,
    label: String,
}

impl<'a> Inline<'a> {
    pub(super) fn open_style(&mut self, style: Style) {
        self.styles.push(self.style().with(style));
    }

    pub(super) fn close_style(&mut self) {
        self.styles.pop();
    }

    pub(super) fn open_link(&mut self, url: Cow<'a, str>) {
        self.link = Some(OpenLink {
            href: Href::try_from(url.clone()).ok(),
            url,
            label: String::new(),
        });
    }

    /// A link without a text shows its URL; one that the platform would refuse is a text and
    /// shows it behind, unless the platform itself drops it.
    pub(super) fn close_link(&mut self, dialect: Dialect) {
        let Some(link) = self.link.take() else { return };
        let is_shown = link.url.is_empty() || link.label == *link.url;
        if link.label.is_empty() {
            self.show(link.url, link.href, false);
        } else if link.href.is_none() && !is_shown && !dialect.is_platform() {
            self.literal(format!(" ({})", link.url).into());
        }
    }

    pub(super) const fn is_in_link(&self) -> bool {
        self.link.is_some()
    }

    /// A text as read: bare URLs in it become links.
    pub(super) fn text(&mut self, text: Cow<'a, str>) {
        if self.is_in_link() {
            return self.literal(text);
        }
        for (piece, is_url) in bare_urls::split(text) {
            let href = Href::try_from(piece.clone()).ok().filter(|_| is_url);
            self.show(piece, href, false);
        }
    }

    /// A text that stays as it is.
    pub(super) fn literal(&mut self, text: Cow<'a, str>) {
        let href = self.link.as_ref().and_then(|link| link.href.clone());
        let goes_on = self
            .link
            .as_ref()
            .is_some_and(|link| !link.label.is_empty());
        self.show(text, href, goes_on);
    }

    pub(super) fn mention(&mut self, at: At<'a>) {
        self.space_before('@');
        self.last = Some('@');
        let style = self.style();
        self.elements.push(At { style, ..at }.into());
    }

    pub(super) fn soft_break(&mut self) {
        self.soft_break = Some(self.style());
    }

    /// The line so far; styles and an open link go on in the next.
    pub(super) fn take_line(&mut self) -> Vec<Element<'a>> {
        self.soft_break = None;
        self.last = None;
        std::mem::take(&mut self.elements)
    }

    fn show(&mut self, text: Cow<'a, str>, href: Option<Href<'a>>, goes_on: bool) {
        let Some(first) = text.chars().next() else {
            return;
        };
        self.space_before(first);
        self.last = text.chars().last();
        if let Some(link) = &mut self.link {
            link.label.push_str(&text);
        }
        let style = self.style();
        self.push(text, style, href, goes_on);
    }

    /// A line break in the source shows as a space, but between two wide characters as nothing,
    /// as in CSS Text Level 4, section 4.1.3: Chinese has no spaces between words.
    fn space_before(&mut self, next: char) {
        let (Some(style), Some(last)) = (self.soft_break.take(), self.last) else {
            return;
        };
        if joins_over_break(last) && joins_over_break(next) {
            return;
        }
        let link = self.link.as_mut().filter(|link| !link.label.is_empty());
        let href = link.and_then(|link| {
            link.label.push(' ');
            link.href.clone()
        });
        self.push(" ".into(), style, href, true);
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    /// Adds to the last element what looks the same and, if it is a link, is the same link.
    fn push(&mut self, text: Cow<'a, str>, style: Style, href: Option<Href<'a>>, goes_on: bool) {
        match (self.elements.last_mut(), href) {
            (Some(Element::Text(last)), None) if last.style == style => {
                last.text.to_mut().push_str(&text);
            }
            (Some(Element::Link(last)), Some(_)) if goes_on && last.style() == style => {
                last.text.text.to_mut().push_str(&text);
            }
            (_, href) => {
                let text = Text {
                    style,
                    ..Text::new(text)
                };
                self.elements.push(match href {
                    Some(href) => Link { text, href }.into(),
                    None => text.into(),
                });
            }
        }
    }
}

fn joins_over_break(character: char) -> bool {
    let is_hangul = matches!(character, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}');
    character.width() == Some(2) && !is_hangul
}

/// The elements as one text, a link's URL behind its text: for cells, which take nothing else.
pub(super) fn flat(elements: &[Element<'_>]) -> String {
    let mut text = String::new();
    let mut rest = elements.iter().peekable();
    while let Some(element) = rest.next() {
        match element {
            Element::Text(piece) => text.push_str(piece.as_str()),
            Element::Link(link) => {
                let label = link.text.as_str();
                let goes_on =
                    matches!(rest.peek(), Some(Element::Link(next)) if next.href == link.href);
                text.push_str(label);
                if !goes_on && label != link.href.as_str() {
                    text.extend([" (", link.href.as_str(), ")"]);
                }
            }
            Element::At(at) => text.push_str(at.user_name().unwrap_or(at.user_id())),
            Element::Emotion(emotion) => text.push_str(emotion.emoji.name()),
        }
    }
    text
}
