//! Control flow over items.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::parse::{ParseStream, Peek};
use syn::{Expr, Label, Lifetime, Pat, Token, token};

use super::recovery::{Scope, Separator, at_separator, attempt, braced, inside, take, until};
use crate::ast::{Arm, Item, Piece, Rust};
use crate::diagnostics::Diagnostics;

pub(super) fn is_next(input: ParseStream) -> bool {
    input.peek(Token![if])
        || input.peek(Token![match])
        || input.peek(Token![for])
        || input.peek(Token![while])
        || input.peek(Token![loop])
        || input.peek(token::Brace)
        || (input.peek(Lifetime) && input.peek2(Token![:]))
}

/// Reads the items of a body.
pub(super) type Body = fn(ParseStream, Scope, Separator, &mut Diagnostics) -> Vec<Item>;

/// `if`, `match`, a loop or a block; the bodies contain items of `scope`. If it is invalid, only the head is
/// kept, so that an editor can complete it: names that the bodies use would be missing.
pub(super) fn flow(input: ParseStream, scope: Scope, body: Body, errors: &mut Diagnostics) -> Item {
    let mut flow = Flow {
        pieces: Vec::new(),
        input,
        scope,
        body,
        errors,
        head: None,
    };
    match (flow.read(), flow.head) {
        (Ok(()), _) => Item::Flow(flow.pieces),
        (Err(Reported), Some(head)) => Item::Flow(vec![Piece::Unused(head)]),
        (Err(Reported), None) => Item::Flow(Vec::new()),
    }
}

/// A mistake that was reported and skipped.
struct Reported;

struct Flow<'p, 'e> {
    pieces: Vec<Piece>,
    input: ParseStream<'p>,
    scope: Scope,
    body: Body,
    errors: &'e mut Diagnostics,
    /// The head of control flow without a body.
    head: Option<Rust>,
}

impl Flow<'_, '_> {
    fn read(&mut self) -> Result<(), Reported> {
        if let Some(label) = take::<Label>(self.input) {
            self.pieces.push(Piece::Tokens(label.into_token_stream()));
        }
        if self.input.peek(Token![if]) {
            return self.branches();
        }
        if self.input.peek(Token![match]) {
            self.token();
            self.head()?;
            return self.arms();
        }
        if self.input.peek(Token![for]) {
            self.token();
            self.pattern()?;
            self.token();
            self.head()?;
        } else if self.input.peek(Token![while]) {
            self.token();
            self.head()?;
        } else if self.input.peek(Token![loop]) {
            self.token();
        }
        self.body()
    }

    /// `if … { … } else if … { … } else { … }`
    fn branches(&mut self) -> Result<(), Reported> {
        self.token();
        self.head()?;
        self.body()?;
        if !self.input.peek(Token![else]) {
            return Ok(());
        }
        self.token();
        if self.input.peek(Token![if]) {
            self.branches()
        } else {
            self.body()
        }
    }

    fn token(&mut self) {
        if let Ok(token) = self.input.parse::<TokenTree>() {
            self.pieces.push(Piece::Tokens(token.into()));
        }
    }

    /// `pattern in`, up to the `in`.
    fn pattern(&mut self) -> Result<(), Reported> {
        let pattern = pattern(self.input, |input| input.peek(Token![in]), self.errors);
        self.pieces.push(Piece::Tokens(pattern));
        self.expect(Token![in], "expected `in` before this")
    }

    /// The expression before a body.
    fn head(&mut self) -> Result<(), Reported> {
        let head = attempt(self.input, Expr::parse_without_eager_brace).map_or_else(
            |_| Rust::broken(until(self.input, |input| input.peek(token::Brace))),
            Rust::whole,
        );
        if head.tokens.is_empty() {
            return self.fail("expected an expression before this");
        }
        if self.input.peek(token::Brace) {
            self.pieces.push(Piece::Rust(head));
            return Ok(());
        }
        // The error that rustc reports for the head is enough.
        let is_broken = head.is_broken;
        self.head = Some(head);
        if is_broken {
            return Err(Reported);
        }
        self.fail("expected `{` and the items after this")
    }

    fn body(&mut self) -> Result<(), Reported> {
        self.expect(token::Brace, "expected `{` before this")?;
        let items = self.items();
        self.pieces.push(Piece::Body(items));
        Ok(())
    }

    /// `{ … }`
    fn items(&mut self) -> Vec<Item> {
        let Ok(inner) = braced(self.input) else {
            return Vec::new();
        };
        inside(&inner, |inner| {
            (self.body)(inner, self.scope, Separator::Semicolon, self.errors)
        })
    }

    fn arms(&mut self) -> Result<(), Reported> {
        let inner = braced(self.input).map_err(|_| Reported)?;
        let arms = inside(&inner, |inner| {
            let mut flow = Flow {
                pieces: Vec::new(),
                input: inner,
                errors: self.errors,
                head: None,
                ..*self
            };
            let mut arms = Vec::new();
            while !inner.is_empty() {
                arms.push(flow.arm());
            }
            arms
        });
        self.pieces.push(Piece::Arms(arms));
        Ok(())
    }

    /// `pattern if guard => body`
    fn arm(&mut self) -> Arm {
        let input = self.input;
        let mut head = pattern(
            input,
            |input| input.peek(Token![=>]) || input.peek(Token![if]),
            self.errors,
        );
        head.extend(until(input, |input| input.peek(Token![=>])));
        head.extend(input.parse::<Token![=>]>().map(|arrow| quote!(#arrow)));
        let body = if input.peek(token::Brace) {
            let body = self.items();
            take::<Token![,]>(input);
            body
        } else {
            (self.body)(input, self.scope, Separator::ArmComma, self.errors)
        };
        Arm { head, body }
    }

    fn expect(&mut self, token: impl Peek, message: &str) -> Result<(), Reported> {
        if self.input.peek(token) {
            Ok(())
        } else {
            self.fail(message)
        }
    }

    /// Reports a mistake at the next token, and skips the rest of the item. Bodies in it are still
    /// checked.
    fn fail(&mut self, message: &str) -> Result<(), Reported> {
        match self.input.fork().parse::<TokenTree>() {
            Ok(found) => self.errors.on(&found, message),
            Err(_) => self.errors.at(self.input.span(), message),
        }
        while !self.input.is_empty() && !at_separator(self.input) {
            if self.input.peek(token::Brace) {
                self.items();
            } else {
                let _ = self.input.parse::<TokenTree>();
            }
        }
        Err(Reported)
    }
}

/// A pattern with its attributes, or `_` in its place.
fn pattern(
    input: ParseStream,
    ends: impl Fn(ParseStream) -> bool,
    errors: &mut Diagnostics,
) -> TokenStream {
    let attributes = input.call(syn::Attribute::parse_outer).unwrap_or_default();
    match attempt(input, Pat::parse_multi_with_leading_vert) {
        Ok(pattern) => quote!(#(#attributes)* #pattern),
        Err(error) => {
            errors.at(error.span(), error.to_string());
            until(input, ends);
            quote!(_)
        }
    }
}
