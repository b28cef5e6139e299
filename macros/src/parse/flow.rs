//! Control flow over items, and the statements between them.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::parse::{ParseStream, Peek};
use syn::{BinOp, Expr, Label, Lifetime, Pat, Stmt, Token, token};

use super::recovery::{Separator, at_separator, attempt, inside, take, until};
use super::{Scope, content, item};
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

/// `if`, `match`, a loop or a block, whose bodies hold items of `scope`. Nothing is left of one whose
/// head is wrong: what its bodies need would be missing.
pub(super) fn flow(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Item {
    let mut flow = Flow {
        pieces: Vec::new(),
        input,
        scope,
        errors,
    };
    match flow.read() {
        Ok(()) => Item::Flow(flow.pieces),
        Err(Noted) => Item::Flow(Vec::new()),
    }
}

/// A mistake that was noted, and read over.
struct Noted;

struct Flow<'p, 'e> {
    pieces: Vec<Piece>,
    input: ParseStream<'p>,
    scope: Scope,
    errors: &'e mut Diagnostics,
}

impl Flow<'_, '_> {
    fn read(&mut self) -> Result<(), Noted> {
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
    fn branches(&mut self) -> Result<(), Noted> {
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
    fn pattern(&mut self) -> Result<(), Noted> {
        let pattern = pattern(self.input, |input| input.peek(Token![in]), self.errors);
        self.pieces.push(Piece::Tokens(pattern));
        self.expect(Token![in], "expected `in` before this")
    }

    /// The expression before a body.
    fn head(&mut self) -> Result<(), Noted> {
        let head = attempt(self.input, Expr::parse_without_eager_brace).map_or_else(
            |_| Rust::broken(until(self.input, |input| input.peek(token::Brace))),
            Rust::whole,
        );
        if head.tokens.is_empty() {
            return self.refuse("expected an expression before this");
        }
        self.pieces.push(Piece::Rust(head));
        self.expect(
            token::Brace,
            "expected `{` and the items that depend on this",
        )
    }

    fn body(&mut self) -> Result<(), Noted> {
        self.expect(token::Brace, "expected `{` before this")?;
        let body = body(self.input, self.scope, self.errors);
        self.pieces.push(Piece::Body(body));
        Ok(())
    }

    fn arms(&mut self) -> Result<(), Noted> {
        let inner = braced(self.input).map_err(|_| Noted)?;
        let arms = inside(&inner, |inner| {
            let mut arms = Vec::new();
            while !inner.is_empty() {
                arms.push(arm(inner, self.scope, self.errors));
            }
            arms
        });
        self.pieces.push(Piece::Arms(arms));
        Ok(())
    }

    fn expect(&mut self, token: impl Peek, message: &str) -> Result<(), Noted> {
        if self.input.peek(token) {
            Ok(())
        } else {
            self.refuse(message)
        }
    }

    /// Notes a mistake at the next token, and reads over the rest of the item. Bodies in it are
    /// looked through all the same.
    fn refuse(&mut self, message: &str) -> Result<(), Noted> {
        match self.input.fork().parse::<TokenTree>() {
            Ok(found) => self.errors.on(&found, message),
            Err(_) => self.errors.at(self.input.span(), message),
        }
        while !self.input.is_empty() && !at_separator(self.input) {
            if self.input.peek(token::Brace) {
                body(self.input, self.scope, self.errors);
            } else {
                let _ = self.input.parse::<TokenTree>();
            }
        }
        Err(Noted)
    }
}

/// `{ … }`
fn body(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Vec<Item> {
    let Ok(inner) = braced(input) else {
        return Vec::new();
    };
    inside(&inner, |inner| {
        let mut items = Vec::new();
        while !inner.is_empty() {
            // A semicolon that ends nothing is Rust's empty statement.
            if take::<Token![;]>(inner).is_none() {
                item::push(inner, scope, Separator::Semicolon, &mut items, errors);
            }
        }
        items
    })
}

/// `pattern if guard => body`
fn arm(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Arm {
    let mut head = pattern(
        input,
        |input| input.peek(Token![=>]) || input.peek(Token![if]),
        errors,
    );
    head.extend(until(input, |input| input.peek(Token![=>])));
    head.extend(input.parse::<Token![=>]>().map(|arrow| quote!(#arrow)));
    if input.peek(token::Brace) {
        let body = body(input, scope, errors);
        take::<Token![,]>(input);
        return Arm { head, body };
    }
    let mut body = Vec::new();
    if !input.is_empty() {
        item::push(input, scope, Separator::ArmComma, &mut body, errors);
    }
    Arm { head, body }
}

/// A pattern with its attributes, or what stands in its place.
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

/// In braces: what is a statement of Rust and no item of the post.
pub(super) fn statement(
    input: ParseStream,
    scope: Scope,
    errors: &mut Diagnostics,
) -> Option<Item> {
    if input.peek(Token![let]) {
        let broken = input.fork();
        let whole = broken.parse::<Stmt>().is_ok();
        let tokens = until(input, |input| input.peek(Token![;]));
        return Some(Item::Statement(Rust {
            tokens,
            is_styled: false,
            is_broken: !whole,
        }));
    }
    if scope == Scope::Post && content::is_titled(input) {
        item::skip_named(
            input,
            "a title stands before every line: write title = if … { … } else { … } there",
            errors,
        );
        return Some(Item::Flow(Vec::new()));
    }
    if !begins_rust_item(input) {
        return None;
    }
    let item: syn::Item = take(input)?;
    Some(Item::Flow(vec![Piece::Tokens(item.into_token_stream())]))
}

fn begins_rust_item(input: ParseStream) -> bool {
    input.peek(Token![use])
        || input.peek(Token![fn])
        || input.peek(Token![static])
        || input.peek(Token![struct])
        || input.peek(Token![enum])
        || input.peek(Token![type])
        || input.peek(Token![impl])
        || input.peek(Token![trait])
        || (input.peek(Token![const]) && !input.peek2(token::Brace))
}

/// Whether an expression is run for what it does, and stands for no item.
pub(super) fn is_statement(expr: &Expr) -> bool {
    match expr {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) | Expr::Assign(_) => true,
        Expr::Macro(call) => call.mac.path.segments.last().is_some_and(|name| {
            ["panic", "todo", "unimplemented", "unreachable"]
                .iter()
                .any(|diverging| name.ident == diverging)
        }),
        Expr::Binary(binary) => is_assignment(binary.op),
        _ => false,
    }
}

const fn is_assignment(op: BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

fn braced(input: ParseStream) -> syn::Result<syn::parse::ParseBuffer> {
    let inner;
    syn::braced!(inner in input);
    Ok(inner)
}
