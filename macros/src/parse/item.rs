//! One item: a line, a text, an element, control flow, or an expression of Rust.

use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, Token};

use super::recovery::{
    Recovered, Scope, Separator, bracketed, expression, inside, is_named, is_whole_line, take,
};
use super::rust::{begins_rust_item, is_statement, let_statement, rust, skip_named, style, styled};
use super::{element, flow};
use crate::ast::{Hint, Item, Line, Piece, Rust, Value};
use crate::diagnostics::Diagnostics;

/// The items of a list, separated by commas.
pub(super) fn list(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        push(input, scope, Separator::Comma, &mut items, errors);
    }
    items
}

/// Reads one item, and the separator after it.
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
    items.extend(item.map(|item| attributed(attributes, item)));
    separator.end_item(input, is_flow, errors);
}

fn attributed(attributes: Vec<Attribute>, item: Item) -> Item {
    if attributes.is_empty() {
        item
    } else {
        Item::Attributed(attributes, Box::new(item))
    }
}

fn item(
    input: ParseStream,
    scope: Scope,
    separator: Separator,
    errors: &mut Diagnostics,
) -> Option<Item> {
    if flow::is_next(input) {
        return Some(flow::flow(input, scope, block, errors));
    }
    if separator == Separator::Semicolon {
        if let Some(statement) = statement(input, scope, errors) {
            return Some(statement);
        }
    } else if is_named(input) {
        let message = if is_titled(input) {
            "a title cannot be part of a line: move it outside the [ ], before all lines"
        } else {
            "`name = …` cannot be part of a line: move it to the top level of the post"
        };
        skip_named(input, message, errors);
        return None;
    }
    if input.peek(Token![..]) && !input.peek(Token![..=]) {
        return spread(input, scope, errors);
    }
    if is_whole_line(input) {
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

/// The items of a block, each of which ends with a semicolon. A lone semicolon is an empty statement.
fn block(
    input: ParseStream,
    scope: Scope,
    separator: Separator,
    errors: &mut Diagnostics,
) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        if separator == Separator::ArmComma {
            push(input, scope, separator, &mut items, errors);
            break;
        }
        if take::<Token![;]>(input).is_none() {
            push(input, scope, separator, &mut items, errors);
        }
    }
    items
}

/// In braces: a statement of Rust that is not an item of the post.
fn statement(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Option<Item> {
    if let Some(statement) = let_statement(input) {
        return Some(Item::Statement(statement));
    }
    if scope == Scope::Post && is_titled(input) {
        skip_named(
            input,
            "the title must come before all lines: write title = if … { … } else { … } there",
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

/// Whether `title = …` comes next.
fn is_titled(input: ParseStream) -> bool {
    let name = input.fork().parse::<syn::Ident>();
    is_named(input) && name.is_ok_and(|name| name == "title")
}

/// `[ … ]`
fn line(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Option<Item> {
    let (bracket, inner) = bracketed(input).ok()?;
    let span = bracket.span.open();
    let reported = errors.count();
    let items = inside(&inner, |inner| list(inner, Scope::Line, errors));
    match scope {
        Scope::Post if items.is_empty() && errors.count() == reported => {
            errors.at(
                bracket.span.join(),
                r#"an empty line is omitted from the post: remove it, or write "" for a blank line"#,
            );
        }
        Scope::Post => {}
        Scope::Line => errors.at(
            span,
            "a line cannot be inside another line: remove these [ ]",
        ),
        Scope::Title => errors.at(span, "a title is a single text: remove these [ ]"),
    }
    Some(Item::Line(Line { items }))
}

fn spread(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Option<Item> {
    let dots: Token![..] = input.parse().ok()?;
    if scope == Scope::Title {
        errors.on(&dots, "a title is a single text: remove the `..`");
    }
    Some(Item::Spread {
        span: dots.span(),
        items: rust(input, errors)?,
    })
}

fn value(
    input: ParseStream,
    scope: Scope,
    separator: Separator,
    errors: &mut Diagnostics,
) -> Option<Item> {
    let is_statement_place = separator != Separator::Comma;
    let expr = match expression(input, errors)? {
        Recovered::Parsed(expr) => expr,
        Recovered::Broken(tokens) => {
            return Some(Item::Value(Value {
                code: Rust::broken(tokens),
                is_statement: is_statement_place,
                hint: Hint::None,
            }));
        }
    };
    if is_statement(&expr) {
        return Some(Item::Statement(Rust::whole(expr)));
    }
    if matches!(&expr, Expr::Tuple(unit) if unit.elems.is_empty()) {
        return None;
    }
    let expr = match scope {
        Scope::Title => without_styles(expr, errors),
        Scope::Post | Scope::Line => expr,
    };
    Some(Item::Value(Value {
        hint: element::hint(&expr),
        code: styled(expr),
        is_statement: is_statement_place,
    }))
}

fn without_styles(mut expr: Expr, errors: &mut Diagnostics) -> Expr {
    let reported = errors.count();
    while let Some(call) = style(&expr) {
        if errors.count() == reported {
            errors.on(&call.method, "a title cannot have a style");
        }
        expr = Expr::clone(&call.receiver);
    }
    expr
}
