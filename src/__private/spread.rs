//! What stands behind `..`.

use super::{Elements, InLine, InPost, Lines};

/// Lines from an iterator.
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no lines",
    label = "expected an iterator of lines",
    note = "the lines of a `Content` are written `..content.lines()`",
    note = "those of a `Post` `..post.contents().flat_map(|(_, content)| content.lines())`"
)]
pub trait LinesOf<'a> {
    fn add_to(self, lines: &mut Lines<'a>);
}

/// Elements from an iterator.
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no elements",
    label = "expected an iterator of texts or elements",
    note = "the elements of a `Line` are written `..line.elements()`"
)]
pub trait ElementsOf<'a> {
    fn add_to(self, line: &mut Elements<'a>);
}

#[diagnostic::do_not_recommend]
impl<'a, T: IntoIterator<Item: InPost<'a>>> LinesOf<'a> for T {
    fn add_to(self, lines: &mut Lines<'a>) {
        self.into_iter().for_each(|line| lines.push(line));
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: IntoIterator<Item: InLine<'a>>> ElementsOf<'a> for T {
    fn add_to(self, line: &mut Elements<'a>) {
        self.into_iter().for_each(|element| line.push(element));
    }
}
