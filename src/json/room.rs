//! How much room a post's JSON takes: an estimate that holds for plain texts and links, with few
//! escapes in them. What goes beyond it costs the output another allocation.

use crate::model::{Content, Element, Line, Post};

/// What stands around the texts of a locale and its title.
const CONTENT: usize = 48;
/// What stands around the texts of an element: `],[{"tag":"a","text":"…","href":"…"}`.
const ELEMENT: usize = 36;
/// What the quotes in either become inside a string.
const QUOTES: usize = 12;

pub(super) fn of<const QUOTED: bool>(post: &Post<'_>) -> usize {
    if let (Some(json), false) = (post.json, QUOTED) {
        return json.len();
    }
    let around = if QUOTED { ELEMENT + QUOTES } else { ELEMENT };
    let contents = post.contents.iter();
    contents
        .map(|(_, content)| CONTENT + QUOTES + texts(content, around))
        .sum()
}

fn texts(content: &Content<'_>, around: usize) -> usize {
    let lines = content.lines().iter();
    let title = content.title().map_or(0, str::len);
    title + lines.map(|line| line_len(line, around)).sum::<usize>()
}

fn line_len(line: &Line<'_>, around: usize) -> usize {
    match line {
        Line::Paragraph(paragraph) => {
            let elements = paragraph.elements().iter();
            elements.map(|element| around + element_len(element)).sum()
        }
        Line::CodeBlock(block) => around + block.text().len(),
        Line::Markdown(markdown) => around + markdown.source().len(),
        _ => 2 * around,
    }
}

fn element_len(element: &Element<'_>) -> usize {
    match element {
        Element::Text(text) => text.as_str().len(),
        Element::Link(link) => link.text().as_str().len() + link.href().as_str().len(),
        _ => ELEMENT,
    }
}
