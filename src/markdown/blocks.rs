use unicode_width::UnicodeWidthStr;

/// The quotes, lists and items around what is being read, outermost first: what stands before a
/// line.
#[derive(Debug, Default)]
pub(super) struct Blocks(Vec<Block>);

#[derive(Debug)]
enum Block {
    Quote,
    /// The number of the next item; none in a list of bullets.
    List(Option<u64>),
    /// The marker, until a line has taken it, and the columns that it took.
    Item {
        marker: Option<String>,
        columns: usize,
    },
}

const QUOTE: &str = "▎";
/// By depth, as the platform's own editor sets them.
const BULLETS: [&str; 3] = ["• ", "◦ ", "▪ "];
/// A space of two columns that neither breaks a row nor collapses.
const INDENT: &str = "\u{3000}";

impl Blocks {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn open_quote(&mut self) {
        self.0.push(Block::Quote);
    }

    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.0.push(Block::List(first));
    }

    pub(super) fn open_item(&mut self) {
        let marker = self.next_marker();
        let columns = marker.width();
        self.0.push(Block::Item {
            marker: Some(marker),
            columns,
        });
    }

    pub(super) fn close(&mut self) {
        self.0.pop();
    }

    /// A box for a task in place of the bullet, or after the number.
    pub(super) fn mark_task(&mut self, done: bool) {
        let checkbox = if done { "☑ " } else { "☐ " };
        if let Some(Block::Item {
            marker: Some(marker),
            ..
        }) = self.0.last_mut()
        {
            let is_bullet = BULLETS.contains(&marker.as_str());
            *marker = if is_bullet {
                checkbox.to_owned()
            } else {
                format!("{marker}{checkbox}")
            };
        }
    }

    /// Whether an item's marker still waits for its line.
    pub(super) fn has_marker(&self) -> bool {
        let is_waiting = |block: &Block| {
            matches!(
                block,
                Block::Item {
                    marker: Some(_),
                    ..
                }
            )
        };
        self.0.iter().any(is_waiting)
    }

    /// What stands before the next line; markers are given out once.
    pub(super) fn prefix(&mut self) -> String {
        self.0.iter_mut().map(Block::prefix).collect()
    }

    fn next_marker(&mut self) -> String {
        let depth = self.bullet_lists().saturating_sub(1);
        match self.0.last_mut() {
            Some(Block::List(Some(number))) => {
                let marker = format!("{number}. ");
                *number += 1;
                marker
            }
            _ => BULLETS[depth % BULLETS.len()].to_owned(),
        }
    }

    fn bullet_lists(&self) -> usize {
        let is_bullets = |block: &&Block| matches!(block, Block::List(None));
        self.0.iter().filter(is_bullets).count()
    }
}

impl Block {
    fn prefix(&mut self) -> String {
        match self {
            Self::Quote => format!("{QUOTE} "),
            Self::List(_) => String::new(),
            Self::Item { marker, columns } => marker
                .take()
                .unwrap_or_else(|| INDENT.repeat(columns.div_ceil(2))),
        }
    }
}
