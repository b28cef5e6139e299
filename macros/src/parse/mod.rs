//! From tokens to the tree. Every mistake is noted, and parsing goes on behind it.

mod content;
mod element;
mod flow;
mod item;
mod recovery;

use proc_macro2::{Span, TokenStream};
use syn::parse::ParseStream;

use crate::ast::{Line, Post};
use crate::diagnostics::Diagnostics;

/// What the items of a list or block make up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The lines of a post.
    Post,
    /// The elements of a line.
    Line,
    /// The one text of a title.
    Title,
}

/// The path of the crate, which the front of the macro passes in parentheses.
pub(crate) fn krate(input: ParseStream) -> syn::Result<TokenStream> {
    let path;
    syn::parenthesized!(path in input);
    path.parse()
}

pub(crate) fn post(input: ParseStream, errors: &mut Diagnostics) -> Post {
    let post = content::entries(input, errors);
    let is_empty = match &post {
        Post::Lines(content) => content.title.is_none() && content.lines.is_empty(),
        Post::Locales(entries) => entries.is_empty(),
    };
    if is_empty && errors.is_empty() {
        errors.at(Span::call_site(), "a post needs a title or a line");
    }
    post
}

pub(crate) fn line(input: ParseStream, errors: &mut Diagnostics) -> Line {
    let items = item::list(input, Scope::Line, errors);
    if items.is_empty() && errors.is_empty() {
        errors.at(
            Span::call_site(),
            r#"a line needs an element; a blank line is line![""]"#,
        );
    }
    Line {
        span: Span::mixed_site(),
        items,
    }
}
