use unicode_width::UnicodeWidthStr;

/// The quotes, lists and items around the current position, outermost first; they determine a line's prefix.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    stack: Vec<Block>,
    /// How many of them, from the outermost, have already been shown before a line.
    shown: usize,
    /// Whether an item's marker is still waiting for its line.
    has_marker: bool,
    bullet_lists: usize,
}

#[derive(Debug)]
enum Block {
    Quote,
    /// The number of the next item; `None` in a bulleted list.
    List(Option<usize>),
    /// Its marker.
    Item(String),
}

const QUOTE: &str = "▎ ";
/// By depth, as in the platform's own editor.
const BULLETS: [&str; 3] = ["• ", "◦ ", "▪ "];
/// A two-column space that neither breaks a row nor collapses.
const INDENT: &str = "\u{3000}";
/// The maximum indentation; otherwise a short text with deeply nested quotes would become a long post.
const MAX_DEPTH: usize = 32;
/// The indentation of an item with a number below 10,000; items with longer numbers are indented no further.
const MAX_INDENT: usize = 3;

impl Blocks {
    pub(super) fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    pub(super) fn open_quote(&mut self) {
        self.stack.push(Block::Quote);
    }

    pub(super) fn open_list(&mut self, first: Option<usize>) {
        self.bullet_lists += usize::from(first.is_none());
        self.stack.push(Block::List(first));
    }

    /// Opens an item, with a checkbox if it is a task.
    pub(super) fn open_item(&mut self, done: Option<bool>) {
        let checkbox = done.map(|done| if done { "☑ " } else { "☐ " });
        let marker = match (self.stack.last_mut(), checkbox) {
            (Some(Block::List(Some(number))), checkbox) => {
                let marker = format!("{number}. {}", checkbox.unwrap_or_default());
                *number += 1;
                marker
            }
            (_, Some(checkbox)) => checkbox.to_owned(),
            (_, None) => {
                let depth = self.bullet_lists.saturating_sub(1);
                BULLETS[depth % BULLETS.len()].to_owned()
            }
        };
        self.stack.push(Block::Item(marker));
        self.has_marker = true;
    }

    /// Closes the innermost; an item's marker must have been shown.
    pub(super) fn close(&mut self) {
        if let Some(Block::List(None)) = self.stack.pop() {
            self.bullet_lists -= 1;
        }
        self.shown = self.shown.min(self.stack.len());
    }

    pub(super) const fn has_marker(&self) -> bool {
        self.has_marker
    }

    /// The prefix of the next line; each marker is returned once.
    pub(super) fn prefix(&mut self) -> String {
        let (shown, new) = self.stack.split_at(self.shown);
        let indents = shown.iter().take(MAX_DEPTH).map(Block::indent);
        let prefix = indents.chain(new.iter().map(Block::marker)).collect();
        self.shown = self.stack.len();
        self.has_marker = false;
        prefix
    }
}

impl Block {
    fn marker(&self) -> String {
        match self {
            Self::Quote => QUOTE.to_owned(),
            Self::List(_) => String::new(),
            Self::Item(marker) => marker.clone(),
        }
    }

    fn indent(&self) -> String {
        match self {
            Self::Item(marker) => INDENT.repeat(marker.width().div_ceil(2).min(MAX_INDENT)),
            other => other.marker(),
        }
    }
}
