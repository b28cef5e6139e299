//! Whatever stands in `post![…]` or `line![…]`: no panic; and if it is a list of expressions in which no
//! mistake is noted, the expansion is an expression. Half-typed code is left to the compiler.
//!
//! The input is words between spaces. A bracket opens a group or closes the innermost one, whatever its
//! kind, so that every input is a tree of tokens; a word that is no token is left out.
#![no_main]

// A crate of macros cannot be linked, so its modules stand here.
#[path = "../../macros/src/ast.rs"]
mod ast;
#[path = "../../macros/src/check.rs"]
mod check;
#[path = "../../macros/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../macros/src/format.rs"]
mod format;
#[path = "../../macros/src/expand/mod.rs"]
mod expand;
#[path = "../../macros/src/parse/mod.rs"]
mod parse;
#[path = "../../macros/src/vocabulary.rs"]
mod vocabulary;

use std::mem;

use libfuzzer_sys::fuzz_target;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Token};

use diagnostics::Diagnostics;

/// Deeper, the compiler itself gives up (`recursion_limit`).
const DEEPEST: usize = 32;

fuzz_target!(|text: &str| {
    let soup = soup(text);
    let is_whole = Punctuated::<Expr, Token![,]>::parse_terminated
        .parse2(soup.clone())
        .is_ok();
    let input = quote!((::feishu_post) #soup);
    let post = expand(&input, |input, errors| {
        let post = parse::post(input, errors);
        Box::new(move |errors, krate| expand::post(&post, errors, krate))
    });
    let line = expand(&input, |input, errors| {
        let line = parse::line(input, errors);
        Box::new(move |errors, krate| expand::line(&line, errors, krate))
    });
    for expansion in [post, line].into_iter().flatten().filter(|_| is_whole) {
        let read = syn::parse2::<Expr>(expansion.clone());
        assert!(read.is_ok(), "{input}\n{expansion}");
    }
});

type Expand = Box<dyn FnOnce(&TokenStream, &TokenStream) -> TokenStream>;
type Parse = fn(ParseStream, &mut Diagnostics) -> Expand;

/// What the macro expands to, if it notes no mistake.
fn expand(input: &TokenStream, parse: Parse) -> Option<TokenStream> {
    let expansion = |input: ParseStream| {
        let krate = parse::krate(input)?;
        let mut errors = Diagnostics::default();
        let expand = parse(input, &mut errors);
        let is_right = errors.is_empty();
        let expansion = expand(&errors.into_statements(), &krate);
        Ok(is_right.then_some(expansion))
    };
    expansion.parse2(input.clone()).ok().flatten()
}

fn soup(text: &str) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut outer = Vec::new();
    for word in text.split_whitespace() {
        match (word, delimiter(word)) {
            (_, Some(delimiter)) if outer.len() < DEEPEST => {
                outer.push((delimiter, mem::take(&mut tokens)));
            }
            (")" | "]" | "}", _) => tokens = closed(tokens, outer.pop()),
            _ => tokens.extend(flat(word)),
        }
    }
    while !outer.is_empty() {
        tokens = closed(tokens, outer.pop());
    }
    tokens
}

fn delimiter(word: &str) -> Option<Delimiter> {
    match word {
        "(" => Some(Delimiter::Parenthesis),
        "[" => Some(Delimiter::Bracket),
        "{" => Some(Delimiter::Brace),
        _ => None,
    }
}

fn closed(inner: TokenStream, outer: Option<(Delimiter, TokenStream)>) -> TokenStream {
    let Some((delimiter, mut tokens)) = outer else {
        return inner;
    };
    tokens.extend([TokenTree::from(Group::new(delimiter, inner))]);
    tokens
}

/// The tokens of a word, without what nests in it.
fn flat(word: &str) -> impl Iterator<Item = TokenTree> {
    let tokens: TokenStream = word.parse().unwrap_or_default();
    let is_flat = |token: &TokenTree| !matches!(token, TokenTree::Group(_));
    tokens.into_iter().filter(is_flat)
}
