//! From the tree to tokens: a constant where all is literal, otherwise a block of statements.

mod constant;
mod dynamic;
mod text;

use proc_macro2::TokenStream;

use crate::ast::{Line, Post};

pub(crate) fn post(post: &Post, krate: &TokenStream) -> TokenStream {
    constant::post(post, krate).unwrap_or_else(|| dynamic::post(post, krate))
}

pub(crate) fn line(line: &Line, krate: &TokenStream) -> TokenStream {
    constant::line(line, krate).unwrap_or_else(|| dynamic::line(line, krate))
}
