//! Reading on where something is wrong.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Expr, Token};

use crate::diagnostics::Diagnostics;

/// An ordinary expression.
pub(super) enum Ordinary {
    Parsed(Expr),
    /// One that Rust will find wrong, and say so better than we could.
    Broken(TokenStream),
}

/// The expression that comes next. Never empty, where something is left.
pub(super) fn expression(input: ParseStream) -> Ordinary {
    attempt(input, |input| input.parse::<Expr>()).map_or_else(
        |_| Ordinary::Broken(until(input, at_separator)),
        Ordinary::Parsed,
    )
}

/// Parses something whole, or nothing.
pub(super) fn attempt<T>(
    input: ParseStream,
    parse: impl FnOnce(ParseStream) -> syn::Result<T>,
) -> syn::Result<T> {
    let fork = input.fork();
    let parsed = parse(&fork)?;
    input.advance_to(&fork);
    Ok(parsed)
}

/// The tokens up to the place where `ends` holds.
pub(super) fn until(input: ParseStream, ends: impl Fn(ParseStream) -> bool) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !ends(input) {
        tokens.extend(input.parse::<TokenTree>());
    }
    tokens
}

pub(super) fn at_separator(input: ParseStream) -> bool {
    input.peek(Token![,]) || input.peek(Token![;])
}

/// The inside of a group, read to its end whatever happens.
pub(super) fn inside<T>(content: &ParseBuffer, parse: impl FnOnce(ParseStream) -> T) -> T {
    let parsed = parse(content);
    until(content, |_| false);
    parsed
}

/// What separates the items of a list, or ends those of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Semicolon,
}

impl Separator {
    /// Reads on to the next item, and notes what else stands between the two.
    pub(super) fn end_item(self, input: ParseStream, is_flow: bool, errors: &mut Diagnostics) {
        let other = match self {
            Self::Comma => take::<Token![;]>(input).map(ToTokens::into_token_stream),
            Self::Semicolon => take::<Token![,]>(input).map(ToTokens::into_token_stream),
        };
        if let Some(other) = other {
            errors.on(&other, self.rule());
        } else if input.is_empty() || self.take(input) || (is_flow && self == Self::Semicolon) {
        } else {
            let stray = next(input);
            errors.on(&stray, self.expected());
            if !begins_item(&stray) {
                until(input, at_separator);
                let _ = take::<Token![,]>(input).is_some() || take::<Token![;]>(input).is_some();
            }
        }
    }

    fn take(self, input: ParseStream) -> bool {
        match self {
            Self::Comma => take::<Token![,]>(input).is_some(),
            Self::Semicolon => take::<Token![;]>(input).is_some(),
        }
    }

    const fn rule(self) -> &'static str {
        match self {
            Self::Comma => "expected `,` between the items of a list",
            Self::Semicolon => "expected `;`: items in braces end as Rust's statements do",
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::Comma => "expected `,` before this",
            Self::Semicolon => "expected `;` before this",
        }
    }
}

fn take<T: syn::parse::Parse>(input: ParseStream) -> Option<T> {
    attempt(input, |input| input.parse()).ok()
}

fn next(input: ParseStream) -> TokenStream {
    input
        .fork()
        .parse::<TokenTree>()
        .map_or_else(|_| quote!(), ToTokens::into_token_stream)
}

fn begins_item(token: &TokenStream) -> bool {
    !matches!(
        token.clone().into_iter().next(),
        Some(TokenTree::Punct(_)) | None
    )
}
