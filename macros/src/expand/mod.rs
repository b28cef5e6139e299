//! From the tree to tokens: a constant where all is literal, otherwise a block of statements.

mod constant;
mod dynamic;
mod text;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::ast::{Line, Post};

pub(crate) fn post(post: &Post, krate: &TokenStream) -> TokenStream {
    constant::post(post, krate).unwrap_or_else(|| dynamic::post(post, krate))
}

pub(crate) fn line(line: &Line, krate: &TokenStream) -> TokenStream {
    constant::line(line, krate).unwrap_or_else(|| dynamic::line(line, krate))
}

/// The path of what expansions use, where the caller's token stands: the compiler underlines a
/// call from the first token of its path.
fn private(krate: &TokenStream, span: Span) -> TokenStream {
    let krate = krate.clone().into_iter().map(|mut token: TokenTree| {
        token.set_span(span.resolved_at(token.span()));
        token
    });
    quote_spanned!(span=> #(#krate)*::__private)
}
