use crate::error::ProblemKind;
use crate::model::{Element, Line};

/// Passes on the problems that a finished line can still have, each with its element's number.
pub(super) fn line(line: &Line<'_>, mut found: impl FnMut(usize, ProblemKind)) {
    match line {
        Line::Paragraph(paragraph) => elements(paragraph.elements(), found),
        block => {
            if let Some(kind) = block_problem(block) {
                found(1, kind);
            }
        }
    }
}

/// Those of inline elements.
#[inline]
pub(super) fn elements(elements: &[Element<'_>], mut found: impl FnMut(usize, ProblemKind)) {
    for (index, element) in elements.iter().enumerate() {
        if let Some(kind) = element_problem(element) {
            found(index + 1, kind);
        }
    }
}

#[inline]
fn element_problem(element: &Element<'_>) -> Option<ProblemKind> {
    match element {
        Element::At(at) => blank(at.user_id()).then_some(ProblemKind::MissingUserId),
        Element::Emotion(emotion) if blank(emotion.emoji().name()) => {
            Some(ProblemKind::MissingEmoji)
        }
        _ => None,
    }
}

fn block_problem(line: &Line<'_>) -> Option<ProblemKind> {
    let no_key = |element, key| Some(ProblemKind::MissingKey { element, key });
    match line {
        Line::Image(image) if blank(image.image_key()) => no_key("image", "image_key"),
        Line::Media(media) if blank(media.file_key()) => no_key("media", "file_key"),
        Line::Media(media) if media.cover_key().is_some_and(blank) => no_key("cover", "image_key"),
        _ => None,
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
