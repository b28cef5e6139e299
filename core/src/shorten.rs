/// The longest part of a refused link that an error repeats, in characters.
const LONGEST: usize = 120;

pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
