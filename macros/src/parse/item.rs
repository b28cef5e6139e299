//! One item: a line, a text, an element, control flow, or an expression of Rust.

use proc_macro2::{Ident, TokenTree};
use syn::parse::{ParseBuffer, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, ExprMethodCall, Token, token};

use super::recovery::{Ordinary, Separator, expression, inside};
use super::{Scope, content, element, flow};
use crate::ast::{Item, Line, Rust};
use crate::diagnostics::Diagnostics;
use crate::vocabulary::STYLES;

/// The items of a list, separated by commas.
pub(super) fn list(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        push(input, scope, Separator::Comma, &mut items, errors);
    }
    items
}

/// Reads one item, and the separator behind it.
pub(super) fn push(
    input: ParseStream,
    scope: Scope,
    separator: Separator,
    items: &mut Vec<Item>,
    errors: &mut Diagnostics,
) {
    let attributes = input.call(Attribute::parse_outer).unwrap_or_default();
    let item = item(input, scope, separator, errors);
    let is_flow = matches!(item, Some(Item::Flow(_)));
    items.extend(item.map(|item| {
        if attributes.is_empty() {
            item
        } else {
            Item::Attributed(attributes, Box::new(item))
        }
    }));
    separator.end_item(input, is_flow, errors);
}

fn item(
    input: ParseStream,
    scope: Scope,
    separator: Separator,
    errors: &mut Diagnostics,
) -> Option<Item> {
    if flow::is_next(input) {
        return Some(flow::flow(input, scope, errors));
    }
    if separator == Separator::Semicolon {
        if let Some(statement) = flow::statement(input, scope, errors) {
            return Some(statement);
        }
    } else if content::is_named(input) {
        let message = if content::is_titled(input) {
            "a title stands outside the [ ] of a line, before every line"
        } else {
            "`name = …` stands at the top of a post, outside the [ ] of a line"
        };
        skip_named(input, message, errors);
        return None;
    }
    if input.peek(Token![..]) && !input.peek(Token![..=]) {
        return spread(input, scope, errors);
    }
    if input.peek(token::Bracket) && is_whole_line(input) {
        return line(input, scope, errors);
    }
    if element::is_text(input) {
        return element::text(input, scope, errors).map(Item::Text);
    }
    if element::is_next(input) {
        return element::element(input, scope, errors).map(Item::Element);
    }
    value(input, scope, separator, errors)
}

/// `[ … ]`
fn line(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Option<Item> {
    let (bracket, inner) = bracketed(input).ok()?;
    let span = bracket.span.open();
    let noted = errors.count();
    let items = inside(&inner, |inner| list(inner, Scope::Line, errors));
    match scope {
        Scope::Post if items.is_empty() && errors.count() == noted => {
            errors.at(
                bracket.span.join(),
                r#"an empty line is left out of a post: remove it, or write "" for a blank line"#,
            );
        }
        Scope::Post => {}
        Scope::Line => errors.at(span, "a line stands inside a line: remove these [ ]"),
        Scope::Title => errors.at(span, "a title is one text: remove these [ ]"),
    }
    Some(Item::Line(Line { span, items }))
}

fn spread(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Option<Item> {
    let dots: Token![..] = input.parse().ok()?;
    if scope == Scope::Title {
        errors.on(&dots, "a title is one text: remove the `..`");
    }
    Some(Item::Spread {
        span: dots.span(),
        items: rust(input, errors)?,
    })
}

/// Reads over `name = …` where it cannot stand.
pub(super) fn skip_named(input: ParseStream, message: &str, errors: &mut Diagnostics) {
    if let Ok(name) = input.parse::<Ident>() {
        errors.on(&name, message);
    }
    let _ = input.parse::<Token![=]>();
    rust(input, errors);
}

fn value(
    input: ParseStream,
    scope: Scope,
    separator: Separator,
    errors: &mut Diagnostics,
) -> Option<Item> {
    let is_statement = separator != Separator::Comma;
    let expr = match expression(input, errors)? {
        Ordinary::Parsed(expr) => expr,
        Ordinary::Broken(tokens) => {
            return Some(Item::Value {
                span: tokens.span(),
                value: Rust::broken(tokens),
                is_statement,
                meant: None,
            });
        }
    };
    if flow::is_statement(&expr) {
        return Some(Item::Statement(Rust::whole(expr)));
    }
    if matches!(&expr, Expr::Tuple(unit) if unit.elems.is_empty()) {
        return None;
    }
    let expr = match scope {
        Scope::Title => without_styles(expr, errors),
        Scope::Post | Scope::Line => expr,
    };
    Some(Item::Value {
        meant: element::meant(&expr),
        span: expr.span(),
        value: styled(expr),
        is_statement,
    })
}

/// An ordinary expression that the macro does not look into.
pub(super) fn rust(input: ParseStream, errors: &mut Diagnostics) -> Option<Rust> {
    Some(match expression(input, errors)? {
        Ordinary::Parsed(expr) => Rust::whole(expr),
        Ordinary::Broken(tokens) => Rust::broken(tokens),
    })
}

/// An ordinary expression that styles may end.
pub(super) fn styled(expr: Expr) -> Rust {
    Rust {
        is_styled: style(&expr).is_some(),
        ..Rust::whole(expr)
    }
}

/// The style at the end of an expression.
fn style(expr: &Expr) -> Option<&ExprMethodCall> {
    match expr {
        Expr::MethodCall(call) => STYLES
            .iter()
            .any(|style| call.args.is_empty() && call.method == style)
            .then_some(call),
        _ => None,
    }
}

fn without_styles(mut expr: Expr, errors: &mut Diagnostics) -> Expr {
    let noted = errors.count();
    while let Some(call) = style(&expr) {
        if errors.count() == noted {
            errors.on(&call.method, "a title has no style");
        }
        expr = Expr::clone(&call.receiver);
    }
    expr
}

/// Whether the brackets that come next are the whole item. `["a"] ["b"]` are two lines without a
/// comma between them, though Rust would take the second one for an index.
pub(super) fn is_whole_line(input: ParseStream) -> bool {
    let behind = input.fork();
    let _ = behind.parse::<TokenTree>();
    let is_receiver = behind.peek(Token![.]) && !behind.peek(Token![..]);
    !is_receiver && !behind.peek(Token![?])
}

pub(super) fn bracketed(input: ParseStream) -> syn::Result<(token::Bracket, ParseBuffer)> {
    let inner;
    let bracket = syn::bracketed!(inner in input);
    Ok((bracket, inner))
}
