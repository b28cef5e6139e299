use unicode_width::UnicodeWidthStr;

/// The quotes, lists and items around what is being read, outermost first: what stands before a
/// line.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    stack: Vec<Block>,
    /// How many of them, the outermost, stood before a line already.
    shown: usize,
    /// How many items of the others wait for a line to stand before.
    waiting: usize,
    bullet_lists: usize,
}

#[derive(Debug)]
enum Block {
    Quote,
    /// The number of the next item; none in a list of bullets.
    List(Option<usize>),
    /// Its marker.
    Item(String),
}

const QUOTE: &str = "▎ ";
/// By depth, as the platform's own editor sets them.
const BULLETS: [&str; 3] = ["• ", "◦ ", "▪ "];
/// A space of two columns that neither breaks a row nor collapses.
const INDENT: &str = "\u{3000}";
/// A line is set in no further than that, or a short text of deep quotes would become a long post.
const MAX_DEPTH: usize = 32;

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

    /// An item, with a box if it is a task.
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
        self.waiting += 1;
    }

    pub(super) fn close(&mut self) {
        let is_shown = self.shown == self.stack.len();
        match self.stack.pop() {
            Some(Block::List(None)) => self.bullet_lists -= 1,
            Some(Block::Item(_)) if !is_shown => self.waiting -= 1,
            _ => {}
        }
        self.shown = self.shown.min(self.stack.len());
    }

    /// Whether an item's marker still waits for its line.
    pub(super) fn has_marker(&self) -> bool {
        self.waiting > 0
    }

    /// What stands before the next line; markers are given out once.
    pub(super) fn prefix(&mut self) -> String {
        let (shown, new) = self.stack.split_at(self.shown);
        let indents = shown.iter().take(MAX_DEPTH).map(Block::indent);
        let prefix = indents.chain(new.iter().map(Block::marker)).collect();
        self.shown = self.stack.len();
        self.waiting = 0;
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
            Self::Item(marker) => INDENT.repeat(marker.width().div_ceil(2)),
            other => other.marker(),
        }
    }
}
