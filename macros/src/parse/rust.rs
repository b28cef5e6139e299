//! Ordinary Rust, which the macro passes through without interpreting it.

use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{BinOp, Expr, ExprMethodCall, Ident, Stmt, Token, token};

use super::recovery::{Recovered, expression, take, until};
use crate::ast::Rust;
use crate::diagnostics::Diagnostics;
use crate::vocabulary::STYLES;

pub(super) fn rust(input: ParseStream, errors: &mut Diagnostics) -> Option<Rust> {
    Some(match expression(input, errors)? {
        Recovered::Parsed(expr) => Rust::whole(expr),
        Recovered::Broken(tokens) => Rust::broken(tokens),
    })
}

/// An expression that may end with styles.
pub(super) fn styled(expr: Expr) -> Rust {
    Rust {
        is_styled: style(&expr).is_some(),
        ..Rust::whole(expr)
    }
}

/// The style at the end of an expression.
pub(super) fn style(expr: &Expr) -> Option<&ExprMethodCall> {
    match expr {
        Expr::MethodCall(call) => STYLES
            .iter()
            .any(|style| call.args.is_empty() && call.method == style)
            .then_some(call),
        _ => None,
    }
}

/// Skips `name = …` where it is not allowed.
pub(super) fn skip_named(input: ParseStream, message: &str, errors: &mut Diagnostics) {
    if let Ok(name) = input.parse::<Ident>() {
        errors.on(&name, message);
    }
    let _ = take::<Token![=]>(input).is_some() || take::<Token![:]>(input).is_some();
    rust(input, errors);
}

/// `let …`, up to its semicolon.
pub(super) fn let_statement(input: ParseStream) -> Option<Rust> {
    if !input.peek(Token![let]) {
        return None;
    }
    let is_broken = input.fork().parse::<Stmt>().is_err();
    Some(Rust {
        tokens: until(input, |input| input.peek(Token![;])),
        is_styled: false,
        is_broken,
    })
}

/// A function, a constant, a `use` declaration and similar items.
pub(super) fn begins_rust_item(input: ParseStream) -> bool {
    const KEYWORDS: [&str; 8] = [
        "use", "fn", "static", "struct", "enum", "type", "impl", "trait",
    ];
    let keyword = input.fork().call(Ident::parse_any);
    let is_keyword = keyword.is_ok_and(|word| KEYWORDS.iter().any(|keyword| word == keyword));
    is_keyword || (input.peek(Token![const]) && !input.peek2(token::Brace))
}

/// Whether an expression is evaluated only for its effect and adds no item.
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

/// `+=` and the like.
fn is_assignment(op: BinOp) -> bool {
    let op = op.to_token_stream().to_string();
    op.ends_with('=') && !["==", "!=", "<=", ">="].contains(&op.as_str())
}
