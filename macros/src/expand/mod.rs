//! From the tree to tokens: a constant where all is literal, otherwise a block of statements.

mod block;
mod literal;
mod text;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::ast::{Line, LocaleName, Post};

pub(crate) fn post(post: &Post, krate: &TokenStream) -> TokenStream {
    literal::post(post, krate).unwrap_or_else(|| block::post(post, krate))
}

pub(crate) fn line(line: &Line, krate: &TokenStream) -> TokenStream {
    match literal::line(line, krate) {
        Some(constant) => constant.tokens,
        None => block::line(line, krate),
    }
}

/// `Locale::ZhCn`, where the user wrote `zh_cn`.
fn locale((_, variant): LocaleName, span: Span, krate: &TokenStream) -> TokenStream {
    let variant = Ident::new(variant, span);
    quote!(#krate::__private::Locale::#variant)
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
