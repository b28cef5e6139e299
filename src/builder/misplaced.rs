//! Compiler messages for a block added to a line, or an inline element added to a post.

use super::{LineBuilder, PostBuilder};
use crate::model::{At, CodeBlock, Emotion, Hr, Image, Link, Markdown, Media, Text};

/// Never implemented: a line cannot contain a block.
#[diagnostic::on_unimplemented(
    message = "a block cannot be part of a line: `{Block}` is a line of its own",
    label = "not allowed inside `.line(…)`",
    note = "call this method on the `PostBuilder`, outside `.line(…)`"
)]
pub trait TakesBlock<Block> {}

/// Never implemented: a post cannot directly contain an inline element.
#[diagnostic::on_unimplemented(
    message = "an inline element must be part of a line: `{Inline}` is not a line of its own",
    label = "not allowed outside `.line(…)`",
    note = "call this method inside a line: `.line(|line| line.text(\"…\"))`"
)]
pub trait TakesInline<Inline> {}

macro_rules! misplaced {
    ($builder:ident: $trait:ident; $($name:ident($($arg:tt),*) -> $element:ty,)*) => {
        impl<'a> $builder<'a> {
            $(
                #[doc(hidden)]
                pub fn $name(self, $($arg: impl Sized),*) -> Self
                where
                    Self: $trait<$element>,
                {
                    self
                }
            )*
        }
    };
}

misplaced! {
    LineBuilder: TakesBlock;
    image(_) -> Image<'a>,
    media(_) -> Media<'a>,
    media_with_cover(_, _) -> Media<'a>,
    hr() -> Hr,
    code_block(_, _) -> CodeBlock<'a>,
    markdown(_) -> Markdown<'a>,
}

misplaced! {
    PostBuilder: TakesInline;
    text(_) -> Text<'a>,
    link(_, _) -> Link<'a>,
    link_or_text(_, _) -> Link<'a>,
    at(_) -> At<'a>,
    at_all() -> At<'a>,
    emotion(_) -> Emotion<'a>,
}
