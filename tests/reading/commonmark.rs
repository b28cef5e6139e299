//! Every example of the CommonMark specification shows the text of its reference HTML.

use feishu_post::{Element, Href, Line, Post};

const SPEC: &str = include_str!("commonmark-0.31.2/spec.txt");
const FENCE: &str = "````````````````````````````````";

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = SPEC.lines();
    while let Some(line) = lines.next() {
        if line == format!("{FENCE} example") {
            let mut part = |end: &str| {
                let part = lines.by_ref().take_while(|line| *line != end);
                part.map(|line| line.replace('→', "\t") + "\n")
                    .collect::<String>()
            };
            let (markdown, html) = (part("."), part(FENCE));
            let number = examples.len() + 1;
            examples.push(Example {
                number,
                markdown,
                html,
            });
        }
    }
    examples
}

/// What a reader of the post sees, without the marks that stand for the blocks of the page.
fn shown(post: &Post<'_>) -> String {
    let Some((_, content)) = post.contents().next() else {
        return String::new();
    };
    let lines = content.lines().iter().map(|line| match line {
        Line::CodeBlock(block) => block.text().to_owned(),
        Line::Hr(_) => String::new(),
        paragraph => paragraph.elements().iter().map(label).collect(),
    });
    let lines: Vec<String> = content
        .title()
        .map(str::to_owned)
        .into_iter()
        .chain(lines)
        .collect();
    normal(&lines.join("\n").replace(['•', '◦', '▪', '▎'], " "))
}

fn label<'p>(element: &'p Element<'_>) -> &'p str {
    match element {
        Element::Text(text) => text.as_str(),
        Element::Link(link) => link.text().as_str(),
        other => panic!("Markdown yields no {other:?}"),
    }
}

/// What a reader of the reference page sees: numbers of items, and URLs where a post shows them.
struct Page<'e> {
    markdown: &'e str,
    text: String,
    numbers: Vec<Option<u64>>,
    link: Option<(String, usize)>,
    links: Vec<String>,
}

impl<'e> Page<'e> {
    fn of(example: &'e Example) -> (String, Vec<String>) {
        let mut page = Self {
            markdown: &example.markdown,
            text: String::new(),
            numbers: Vec::new(),
            link: None,
            links: Vec::new(),
        };
        let mut rest = example.html.as_str();
        while let Some((text, (tag, behind))) = next_tag(rest) {
            page.show(text);
            if page.is_raw(tag) {
                page.text.extend(["<", tag, ">"]);
            } else {
                page.tag(tag);
            }
            rest = behind;
        }
        page.show(rest);
        (normal(&page.text), page.links)
    }

    fn show(&mut self, html: &str) {
        self.text.push_str(&html_escape::decode_html_entities(html));
    }

    /// Raw HTML comes through as written, but for tags that mean something in a message; the reference
    /// never writes a tag of its own like that.
    fn is_raw(&self, tag: &str) -> bool {
        let name = tag_name(tag);
        let leads_nowhere = name == "a" && !tag.starts_with('/') && !tag.contains("href");
        let is_known = KNOWN_TAGS.contains(&name) && !leads_nowhere;
        self.markdown.contains(&format!("<{tag}>")) && !is_known
    }

    fn tag(&mut self, tag: &str) {
        match tag.split([' ', '/', '\n']).next().unwrap_or_default() {
            "ol" => self.numbers.push(Some(
                attribute(tag, "start").map_or(1, |n| n.parse().unwrap()),
            )),
            "ul" => self.numbers.push(None),
            "li" => self.item(),
            "a" => self.link = attribute(tag, "href").map(|url| (url, self.text.len())),
            "img" => {
                self.link = self
                    .link
                    .take()
                    .or(Some((attribute(tag, "src").unwrap(), self.text.len())));
                self.text.push_str(&attribute(tag, "alt").unwrap());
                self.end_link();
            }
            "em" | "strong" | "code" | "i" | "b" | "del" => {}
            comment if comment.starts_with("!--") => {}
            "" => match tag {
                "/ol" | "/ul" => drop(self.numbers.pop()),
                "/a" => self.end_link(),
                "/em" | "/strong" | "/code" | "/i" | "/b" | "/del" => {}
                _ => {
                    self.leave_link();
                    self.text.push('\n');
                }
            },
            _ => self.text.push('\n'),
        }
    }

    fn item(&mut self) {
        self.text.push('\n');
        if let Some(Some(number)) = self.numbers.last_mut() {
            self.text.extend([number.to_string().as_str(), ". "]);
            *number += 1;
        }
    }

    /// What HTML left open ends with its block; without text, it is nothing.
    fn leave_link(&mut self) {
        let start = self.text.len();
        self.link = self.link.take().filter(|(_, link)| *link < start);
        self.end_link();
    }

    fn end_link(&mut self) {
        let Some((url, start)) = self.link.take() else {
            return;
        };
        let label = self.text[start..].to_owned();
        let is_shown = normal(&label) == normal(url.trim_start_matches("mailto:"));
        self.links
            .extend(Href::parse(&url).map(|href| normal(href.as_str())));
        if label.is_empty() {
            self.text.push_str(&url);
        } else if Href::parse(&url).is_err() && !is_shown && !url.is_empty() {
            self.text.extend([" (", &url, ")"]);
        }
    }
}

const KNOWN_TAGS: [&str; 12] = [
    "!--", "a", "b", "br", "code", "del", "em", "i", "s", "strike", "strong", "u",
];

fn tag_name(tag: &str) -> &str {
    if tag.starts_with("!--") {
        return "!--";
    }
    let tag = tag.trim_start_matches('/');
    tag.split([' ', '/', '\n']).next().unwrap_or_default()
}

fn next_tag(html: &str) -> Option<(&str, (&str, &str))> {
    let (text, tagged) = html.split_once('<')?;
    let mut quote = None;
    let end = tagged.find(|character| match quote {
        None if matches!(character, '"' | '\'') => {
            quote = Some(character);
            false
        }
        None => character == '>',
        Some(open) => {
            quote = quote.filter(|_| character != open);
            false
        }
    });
    let end = end
        .filter(|_| !tagged.starts_with("!--"))
        .or_else(|| tagged.find('>'))?;
    Some((text, (&tagged[..end], &tagged[end + 1..])))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!("{name}=\""))?;
    let (value, _) = value.split_once('"')?;
    Some(html_escape::decode_html_entities(value).into_owned())
}

/// White space as a page shows it, and percent-encoding undone: the reference encodes URLs.
fn normal(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_example_has_the_text_of_its_reference() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    for example in &examples {
        let post = Post::from_markdown(&example.markdown);
        assert_eq!(
            shown(&post),
            Page::of(example).0,
            "example {}",
            example.number
        );
    }
}

/// Bare URLs, which CommonMark leaves as text and a post makes links of.
const BARE_URLS: [usize; 2] = [608, 611];

#[test]
fn every_example_links_where_its_reference_does() {
    for example in &examples() {
        let post = Post::from_markdown(&example.markdown);
        let links: Vec<_> = post
            .links()
            .map(|(_, link)| normal(link.href().as_str()))
            .collect();
        let is_bare = BARE_URLS.contains(&example.number);
        assert_eq!(
            links == Page::of(example).1,
            !is_bare,
            "example {}: {links:?}",
            example.number
        );
    }
}
