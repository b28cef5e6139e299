use feishu_post_core::Href;
use unicode_width::UnicodeWidthChar;

use crate::model::{At, Element, Link, Style, Text};

/// The elements of the line being read.
#[derive(Debug, Default)]
pub(super) struct Inline {
    elements: Vec<Element<'static>>,
    styles: Styles,
    link: Option<OpenLink>,
    last: Option<char>,
    /// The style of a pending line break in the source, until the text after it is known.
    soft_break: Option<Style>,
}

/// How many times each style is open; HTML tags need not nest.
#[derive(Debug, Default)]
struct Styles([usize; Style::NAMED.len()]);

#[derive(Debug)]
struct OpenLink {
    url: String,
    href: Option<Href<'static>>,
    label: String,
    /// How many pieces its text has so far.
    pieces: usize,
    /// How many HTML links are open inside it; they are treated as text.
    nested: usize,
}

/// The maximum number of pieces of a link, such as bold words, that get a copy of its URL; the rest becomes text.
const MAX_PIECES: usize = 100;

impl OpenLink {
    fn next_href(&mut self) -> Option<Href<'static>> {
        self.pieces += 1;
        if self.pieces > MAX_PIECES {
            self.href = None;
        }
        self.href.clone()
    }
}

impl Styles {
    fn change(&mut self, style: Style, change: impl Fn(usize) -> usize) {
        for (count, (named, _)) in self.0.iter_mut().zip(Style::NAMED) {
            if style.contains(named) {
                *count = change(*count);
            }
        }
    }

    fn current(&self) -> Style {
        let open = self
            .0
            .iter()
            .zip(Style::NAMED)
            .filter(|(count, _)| **count > 0);
        open.fold(Style::PLAIN, |style, (_, (named, _))| style | named)
    }
}

impl Inline {
    pub(super) fn open_style(&mut self, style: Style) {
        self.styles.change(style, |count| count + 1);
    }

    pub(super) fn close_style(&mut self, style: Style) {
        self.styles.change(style, |count| count.saturating_sub(1));
    }

    /// Closes the styles that HTML left open in a block.
    pub(super) fn close_styles(&mut self) {
        self.styles = Styles::default();
    }

    pub(super) fn open_link(&mut self, url: String) {
        self.link = Some(OpenLink {
            href: Href::try_from(url.clone()).ok(),
            url,
            label: String::new(),
            pieces: 0,
            nested: 0,
        });
    }

    /// Ends a link. One without text shows its URL; one that the platform would reject becomes text, followed
    /// by its URL if `shows_url`.
    pub(super) fn close_link(&mut self, shows_url: bool) {
        let Some(link) = self.link.take() else { return };
        let address = link.url.strip_prefix("mailto:").unwrap_or(&link.url);
        let is_shown = address.is_empty() || link.label == address || link.label == link.url;
        if link.label.is_empty() {
            self.show(&link.url, link.href, false);
        } else if link.href.is_none() && !is_shown && shows_url {
            self.text(&format!(" ({})", link.url));
        }
    }

    /// Ends a link that HTML left open; one without text is dropped.
    pub(super) fn leave_link(&mut self, shows_url: bool) {
        self.link.take_if(|link| link.label.is_empty());
        self.close_link(shows_url);
    }

    pub(super) fn open_nested_link(&mut self) {
        if let Some(link) = &mut self.link {
            link.nested += 1;
        }
    }

    /// Closes a nested link, and returns whether there was one.
    pub(super) fn close_nested_link(&mut self) -> bool {
        let nested = self.link.as_mut().filter(|link| link.nested > 0);
        nested.map(|link| link.nested -= 1).is_some()
    }

    pub(super) const fn is_in_link(&self) -> bool {
        self.link.is_some()
    }

    /// Adds a text to the open link, if there is one.
    pub(super) fn text(&mut self, text: &str) {
        let href = self.link.as_mut().and_then(OpenLink::next_href);
        let goes_on = self
            .link
            .as_ref()
            .is_some_and(|link| !link.label.is_empty());
        self.show(text, href, goes_on);
    }

    /// Adds a bare URL.
    pub(super) fn url(&mut self, url: &str) {
        self.show(url, Href::try_from(url.to_owned()).ok(), false);
    }

    pub(super) fn mention(&mut self, at: At<'static>) {
        self.space_before('@');
        self.last = Some('@');
        let style = self.styles.current();
        self.elements.push(At { style, ..at }.into());
    }

    pub(super) fn soft_break(&mut self) {
        self.soft_break = Some(self.styles.current());
    }

    /// Takes the line so far; styles and an open link continue in the next line.
    pub(super) fn take_line(&mut self) -> Vec<Element<'static>> {
        self.soft_break = None;
        self.last = None;
        std::mem::take(&mut self.elements)
    }

    fn show(&mut self, text: &str, href: Option<Href<'static>>, goes_on: bool) {
        let Some(first) = text.chars().next() else {
            return;
        };
        self.space_before(first);
        self.last = text.chars().next_back();
        if let Some(link) = &mut self.link {
            link.label.push_str(text);
        }
        let style = self.styles.current();
        self.push(text, style, href, goes_on);
    }

    /// A line break in the source becomes a space, or nothing between two wide characters, as in CSS
    /// Text Level 4, section 4.1.3: Chinese does not separate words with spaces.
    fn space_before(&mut self, next: char) {
        let (Some(style), Some(last)) = (self.soft_break.take(), self.last) else {
            return;
        };
        if is_cjk_wide(last) && is_cjk_wide(next) {
            return;
        }
        let link = self.link.as_mut().filter(|link| !link.label.is_empty());
        let href = link.and_then(|link| {
            link.label.push(' ');
            link.next_href()
        });
        self.push(" ", style, href, true);
    }

    /// Appends to the last element if the style and, for a link, the link are the same.
    fn push(&mut self, text: &str, style: Style, href: Option<Href<'static>>, goes_on: bool) {
        match (self.elements.last_mut(), href) {
            (Some(Element::Text(last)), None) if last.style == style => {
                last.text.to_mut().push_str(text);
            }
            (Some(Element::Link(last)), Some(_)) if goes_on && last.style() == style => {
                last.text.text.to_mut().push_str(text);
            }
            (_, href) => {
                let text = Text {
                    style,
                    ..Text::new(text.to_owned())
                };
                self.elements.push(match href {
                    Some(href) => Link { text, href }.into(),
                    None => text.into(),
                });
            }
        }
    }
}

fn is_cjk_wide(character: char) -> bool {
    let is_hangul = matches!(character, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}');
    character.width() == Some(2) && !is_hangul
}

/// The elements as one text, with a link's URL after its text: for table cells, which hold only text.
pub(super) fn to_plain_text(elements: &[Element<'_>]) -> String {
    let mut text = String::new();
    let mut rest = elements.iter().peekable();
    while let Some(element) = rest.next() {
        match element {
            Element::Link(link) => {
                let label = link.text.as_str();
                let goes_on =
                    matches!(rest.peek(), Some(Element::Link(next)) if next.href == link.href);
                text.push_str(label);
                if !goes_on && label != link.href.as_str() {
                    text.extend([" (", link.href.as_str(), ")"]);
                }
            }
            other => text.push_str(&crate::text::of_element(other)),
        }
    }
    text
}
