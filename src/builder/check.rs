use crate::error::ProblemKind;
use crate::model::{Element, Line};

/// The problems that finished values can still have, each with its element's number.
pub(super) fn problems(line: &Line<'_>) -> impl Iterator<Item = (usize, ProblemKind)> {
    let alone = alone_problem(line).map(|kind| (1, kind));
    let elements = line.elements().iter().zip(1..);
    alone.into_iter().chain(
        elements
            .filter_map(|(element, number)| element_problem(element).map(|kind| (number, kind))),
    )
}

fn element_problem(element: &Element<'_>) -> Option<ProblemKind> {
    match element {
        Element::At(at) => blank(at.user_id()).then_some(ProblemKind::NoUserId),
        _ => None,
    }
}

fn alone_problem(line: &Line<'_>) -> Option<ProblemKind> {
    let no_key = |element, key| Some(ProblemKind::NoKey { element, key });
    match line {
        Line::Image(image) if blank(image.image_key()) => no_key("image", "image_key"),
        Line::Media(media) if blank(media.file_key()) => no_key("media", "file_key"),
        Line::Media(media) if media.image_key().is_some_and(blank) => no_key("cover", "image_key"),
        _ => None,
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
