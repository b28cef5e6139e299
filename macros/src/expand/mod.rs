//! Expands the tree to tokens: a constant if everything is a literal, otherwise a block of statements.

mod block;
mod literal;
mod text;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::ast::{Argument, EntryValue, Item, Line, Post, Rust, Text};

/// A post, with statements that report the mistakes in it. An editor looks up what is at the cursor by its
/// position in the expansion, so these statements come after everything that the caller wrote.
pub(crate) fn post(post: &Post, errors: &TokenStream, krate: &TokenStream) -> TokenStream {
    if let Some(constant) = literal::post(post, krate) {
        return with_errors(constant, errors);
    }
    let contents: Vec<_> = match post {
        Post::Lines(content) => vec![Some(content)],
        Post::Locales(entries) => entries
            .iter()
            .map(|entry| match &entry.value {
                EntryValue::List(content) => Some(content),
                EntryValue::Prebuilt(_) => None,
            })
            .collect(),
    };
    let are_constants = contents.iter().all(|content| {
        content.is_some_and(|content| {
            let title = content.title.iter().map(|title| &title.value);
            title.chain(&content.lines).all(holds_constants)
        })
    });
    block_of(block::post(post, errors, krate), are_constants, krate)
}

/// The same for a line.
pub(crate) fn line(line: &Line, errors: &TokenStream, krate: &TokenStream) -> TokenStream {
    if let Some(constant) = literal::line(line, krate) {
        return with_errors(constant.tokens, errors);
    }
    let are_constants = line.items.iter().all(holds_constants);
    block_of(block::line(line, errors, krate), are_constants, krate)
}

fn with_errors(constant: TokenStream, errors: &TokenStream) -> TokenStream {
    if errors.is_empty() {
        constant
    } else {
        quote!({ #errors #constant })
    }
}

/// If all values are constants, the post is probably meant to be one, too. It goes through a single function, so
/// that the compiler reports in one error that it is not.
fn block_of(block: TokenStream, are_constants: bool, krate: &TokenStream) -> TokenStream {
    if are_constants {
        quote!(#krate::__private::a_post_with_values_is_not_a_constant(|| #block))
    } else {
        block
    }
}

fn holds_constants(item: &Item) -> bool {
    match item {
        Item::Line(line) => line.items.iter().all(holds_constants),
        Item::Text(text) => is_constant(text),
        Item::Element(call) => {
            let extra = call.extra.iter().flat_map(|extra| &extra.args);
            call.args.iter().chain(extra).all(is_constant)
        }
        Item::Value(value) => is_constant_of(&value.code),
        _ => false,
    }
}

fn is_constant(text: &Text) -> bool {
    let captures = match &text.value {
        Argument::Literal(_) | Argument::Pixels(_) => return true,
        Argument::Rust(code) => return is_constant_of(code),
        Argument::Format(format) => &format.captures,
        Argument::Url { captures, .. } => captures,
    };
    captures
        .iter()
        .all(|capture| is_constant_name(&capture.path))
}

fn is_constant_of(code: &Rust) -> bool {
    let mut tokens = code.tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) => is_constant_name(&name.to_string()),
        _ => false,
    }
}

fn is_constant_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}
