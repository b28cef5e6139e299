//! Recovery after syntax errors.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::discouraged::Speculative as _;
use syn::parse::{Parse, ParseBuffer, ParseStream};
use syn::{Expr, Token, token};

use crate::diagnostics::Diagnostics;

/// An ordinary expression.
pub(super) enum Recovered {
    Parsed(Expr),
    /// One that rustc will reject with a better message than ours.
    Broken(TokenStream),
}

/// The expression that comes next; if there is none, that is reported.
pub(super) fn expression(input: ParseStream, errors: &mut Diagnostics) -> Option<Recovered> {
    if input.is_empty() || at_separator(input) {
        errors.at(input.span(), "expected an expression before this");
        return None;
    }
    Some(take(input).map_or_else(
        || Recovered::Broken(until(input, at_separator)),
        Recovered::Parsed,
    ))
}

/// Parses a complete syntax node, or consumes nothing.
pub(super) fn attempt<T>(
    input: ParseStream,
    parse: impl FnOnce(ParseStream) -> syn::Result<T>,
) -> syn::Result<T> {
    let fork = input.fork();
    let parsed = parse(&fork)?;
    input.advance_to(&fork);
    Ok(parsed)
}

/// Parses something whole, or nothing.
pub(super) fn take<T: Parse>(input: ParseStream) -> Option<T> {
    attempt(input, T::parse).ok()
}

/// The tokens up to where `ends` holds.
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

/// Whether `name = …` comes next, or a slip for it, `name: …`.
pub(super) fn is_named(input: ParseStream) -> bool {
    let has_equals = input.peek2(Token![=]) && !input.peek2(Token![==]) && !input.peek2(Token![=>]);
    let has_colon = input.peek2(Token![:]) && !input.peek2(Token![::]);
    input.peek(syn::Ident) && (has_equals || has_colon)
}

/// Whether the brackets that come next are the whole item. `["a"] ["b"]` are two lines without a
/// comma between them, though Rust would take the second one for an index.
pub(super) fn is_whole_line(input: ParseStream) -> bool {
    let rest = input.fork();
    let _ = rest.parse::<TokenTree>();
    let is_receiver = rest.peek(Token![.]) && !rest.peek(Token![..]);
    input.peek(token::Bracket) && !is_receiver && !rest.peek(Token![?])
}

/// The contents of a group, always consumed to the end.
pub(super) fn inside<T>(content: &ParseBuffer, parse: impl FnOnce(ParseStream) -> T) -> T {
    let parsed = parse(content);
    until(content, |_| false);
    parsed
}

pub(super) fn bracketed(input: ParseStream) -> syn::Result<(token::Bracket, ParseBuffer)> {
    let inner;
    let bracket = syn::bracketed!(inner in input);
    Ok((bracket, inner))
}

pub(super) fn braced(input: ParseStream) -> syn::Result<ParseBuffer> {
    let inner;
    syn::braced!(inner in input);
    Ok(inner)
}

pub(super) fn parenthesized(input: ParseStream) -> syn::Result<ParseBuffer> {
    let inner;
    syn::parenthesized!(inner in input);
    Ok(inner)
}

/// What the items of a list or block make up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The lines of a post.
    Post,
    /// The elements of a line.
    Line,
    /// The single text of a title.
    Title,
}

/// The separator of the items in a list, or the terminator of those in a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    /// Of the arms of a `match`.
    ArmComma,
    Semicolon,
}

/// The message for JSON pasted from the platform's pages.
const JSON: &str = "a post is not written as JSON: write \"…\" for a text, link(\"…\", \"https://…\"), at(\"ou_…\") and so on; \
    to read a post from JSON, use serde_json::from_str";

impl Separator {
    /// Skips to the next item, and reports anything else in between.
    pub(super) fn end_item(self, input: ParseStream, is_flow: bool, errors: &mut Diagnostics) {
        let needs_none = is_flow && self == Self::Semicolon;
        let found = input.fork().parse::<TokenTree>();
        if self.take(input) || needs_none {
            return;
        }
        let Ok(found) = found else { return };
        if matches!(&found, TokenTree::Punct(colon) if colon.as_char() == ':') {
            errors.on(&found, JSON);
            until(input, |_| false);
        } else if self.other().take(input) {
            errors.on(&found, self.rule());
        } else {
            errors.on(&found, self.expected());
            if matches!(found, TokenTree::Punct(_)) {
                until(input, at_separator);
                let _ = self.take(input) || self.other().take(input);
            }
        }
    }

    fn take(self, input: ParseStream) -> bool {
        match self {
            Self::Comma | Self::ArmComma => take::<Token![,]>(input).is_some(),
            Self::Semicolon => take::<Token![;]>(input).is_some(),
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Comma | Self::ArmComma => Self::Semicolon,
            Self::Semicolon => Self::Comma,
        }
    }

    const fn rule(self) -> &'static str {
        match self {
            Self::Comma | Self::ArmComma => "expected `,` between the items of a list",
            Self::Semicolon => "expected `;`: items in braces end like Rust statements",
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::Comma | Self::ArmComma => "expected `,` before this",
            Self::Semicolon => "expected `;` before this",
        }
    }
}
