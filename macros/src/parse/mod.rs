//! Parses tokens into the tree. Every mistake is reported, and parsing continues after it.

mod content;
mod element;
mod flow;
mod item;
mod recovery;
mod rust;

use feishu_post_core::ProblemKind;
use proc_macro2::{Span, TokenStream};
use syn::parse::ParseStream;

use crate::ast::{Line, Post};
use crate::diagnostics::Diagnostics;
use recovery::Scope;

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
        errors.at(Span::call_site(), ProblemKind::Empty.to_string());
    }
    post
}

pub(crate) fn line(input: ParseStream, errors: &mut Diagnostics) -> Line {
    let items = item::list(input, Scope::Line, errors);
    if items.is_empty() && errors.is_empty() {
        errors.at(
            Span::call_site(),
            r#"a line needs an element; for a blank line, write line![""]"#,
        );
    }
    Line { items }
}
