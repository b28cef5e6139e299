//! Texts and elements, which are recognized by a string literal or by an element's name in call
//! position.

use feishu_post_core::names::nearest;
use proc_macro2::{Group, Ident, Span, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{BinOp, Expr, ExprLit, Lit, LitStr, Token, token};

use super::recovery::{
    Recovered, Scope, Separator, at_separator, attempt, expression, inside, parenthesized, take,
};
use super::rust;
use crate::ast::{Argument, Element, Extra, Hint, Rust, Text};
use crate::check;
use crate::diagnostics::Diagnostics;
use crate::vocabulary::{self, ArgKind, SPECS, STYLES, Spec, has_un_escape};

/// Whether an element comes next, under its name or under the platform's.
pub(super) fn is_next(input: ParseStream) -> bool {
    let name = input
        .fork()
        .call(Ident::parse_any)
        .map(|name| name.to_string());
    input.peek2(token::Paren)
        && name.is_ok_and(|name| {
            vocabulary::spec(&name).is_some() || vocabulary::advice_on_tag(&name).is_some()
        })
}

/// Whether a string literal comes next that is a text of the macro's. As an operand, or with a method
/// that is neither a style nor a slip for one, it is ordinary Rust.
pub(super) fn is_text(input: ParseStream) -> bool {
    let rest = input.fork();
    if take::<LitStr>(&rest).is_none() {
        return false;
    }
    while !rest.peek(Token![..]) && take::<Token![.]>(&rest).is_some() {
        let Ok(method) = rest.call(Ident::parse_any) else {
            return true;
        };
        let is_called = take::<Group>(&rest).is_some() || rest.peek(Token![::]);
        if is_called && nearest(&method.to_string(), STYLES).is_none() {
            return false;
        }
    }
    !at_operator(&rest)
}

/// Whether an operator comes next that no item begins with.
fn at_operator(input: ParseStream) -> bool {
    let operator = input.fork().parse::<BinOp>();
    let begins_item = matches!(
        operator,
        Ok(BinOp::And(_)
            | BinOp::Or(_)
            | BinOp::BitAnd(_)
            | BinOp::BitOr(_)
            | BinOp::Mul(_)
            | BinOp::Sub(_))
    );
    input.peek(Token![?]) || input.peek(Token![as]) || (operator.is_ok() && !begins_item)
}

/// The elements that were probably meant if the called function or the name does not exist.
pub(super) fn hint(expr: &Expr) -> Hint {
    let (path, is_call) = match expr {
        Expr::Call(call) => (&*call.func, true),
        expr => (expr, false),
    };
    let Expr::Path(path) = path else {
        return Hint::None;
    };
    match path.path.get_ident() {
        Some(name) if is_call => {
            let names = SPECS.iter().map(|spec| spec.name);
            nearest(&name.to_string(), names).map_or(Hint::None, Hint::Nearest)
        }
        Some(name) if vocabulary::spec(&name.to_string()).is_none() => Hint::All,
        _ => Hint::None,
    }
}

/// A string literal in a list, with its styles.
pub(super) fn text(input: ParseStream, scope: Scope, errors: &mut Diagnostics) -> Option<Text> {
    let text = styled(input, ArgKind::Text, errors)?;
    if let (Scope::Title, Some(style)) = (scope, text.styles.first()) {
        errors.on(style, "a title cannot have a style");
    }
    Some(text)
}

fn styled(input: ParseStream, kind: ArgKind, errors: &mut Diagnostics) -> Option<Text> {
    let literal: LitStr = input.parse().ok()?;
    let value = check::literal(kind, &literal, errors);
    let mut styles = Vec::new();
    while let Some(method) = method(input, errors) {
        if STYLES.iter().any(|style| method == style) {
            no_arguments(&method, input, errors);
            styles.push(method);
        } else {
            errors.on(&method, unknown_style(&method));
            let _ = arguments(input, &[], &mut Diagnostics::default());
        }
    }
    if has_un_escape(&styles) {
        check::references(&value, errors);
    }
    Some(Text { value, styles })
}

fn unknown_style(method: &Ident) -> String {
    match nearest(&method.to_string(), STYLES) {
        Some(meant) => format!("unknown style {method}: did you mean {meant}?"),
        None => format!("unknown style {method}: expected {}", STYLES.join(", ")),
    }
}

/// `link(…)` and its like, with its styles.
pub(super) fn element(
    input: ParseStream,
    scope: Scope,
    errors: &mut Diagnostics,
) -> Option<Element> {
    let call = input.fork();
    let name: Ident = input.call(Ident::parse_any).ok()?;
    let Some(spec) = vocabulary::spec(&name.to_string()) else {
        skip_tag(&name, input, errors);
        return None;
    };
    match scope {
        Scope::Line if spec.is_block => errors.on(
            &first_two(&call),
            format!(
                "{} is a block: write it outside the [ ] of a line",
                spec.noun
            ),
        ),
        Scope::Title => errors.on(
            &name,
            format!("{} is not a title: a title is plain text", spec.noun),
        ),
        _ => {}
    }
    let mut element = Element {
        spec,
        args: arguments(input, spec.args, errors),
        styles: Vec::new(),
        extra: None,
        name,
    };
    check_arity(&mut element, errors);
    while let Some(method) = method(input, errors) {
        add_method(&mut element, method, input, errors);
    }
    if has_un_escape(&element.styles) {
        let args = element.args.iter();
        let plain = args.filter(|arg| !has_un_escape(&arg.styles));
        plain.for_each(|arg| check::references(&arg.value, errors));
    }
    Some(element)
}

/// Reports a call of an element by its tag, and skips the rest, which may be valid under the right name.
fn skip_tag(name: &Ident, input: ParseStream, errors: &mut Diagnostics) {
    let advice = vocabulary::advice_on_tag(&name.to_string());
    errors.on(name, advice.unwrap_or_default());
    let mut unread = Diagnostics::default();
    arguments(input, &[], &mut unread);
    while method(input, &mut unread).is_some() {
        arguments(input, &[], &mut unread);
    }
}

/// Adds placeholders for missing arguments, so that the expansion still calls the same function.
fn check_arity(element: &mut Element, errors: &mut Diagnostics) {
    let Spec {
        name,
        args: kinds,
        optional,
        usage,
        ..
    } = element.spec;
    let (least, most) = (kinds.len() - optional, kinds.len());
    let found = element.args.len();
    if (least..=most).contains(&found) {
        return;
    }
    let expected = counted(least, most);
    errors.on(
        &element.name,
        format!("{name} takes {expected}, found {found}: write {usage}"),
    );
    element.args.truncate(most);
    let span = element.name.span();
    let kept = element.args.len();
    element.args.resize_with(least.max(kept), || missing(span));
}

fn counted(least: usize, most: usize) -> String {
    match (least, most) {
        (0, 0) => "no arguments".to_owned(),
        (1, 1) => "1 argument".to_owned(),
        (least, most) if least == most => format!("{most} arguments"),
        (least, most) => format!("{least} or {most} arguments"),
    }
}

/// A placeholder for an argument.
fn missing(span: Span) -> Text {
    Text {
        value: Argument::Literal(LitStr::new("", span)),
        styles: Vec::new(),
    }
}

fn add_method(element: &mut Element, method: Ident, input: ParseStream, errors: &mut Diagnostics) {
    let spec = element.spec;
    match spec.extra {
        Some((name, kinds)) if method == name => {
            let args = arguments(input, kinds, errors);
            if args.len() == kinds.len() {
                element.extra = Some(Extra { method, args });
            } else {
                errors.on(
                    &method,
                    format!(
                        "{name} takes {}, found {}",
                        counted(kinds.len(), kinds.len()),
                        args.len()
                    ),
                );
            }
        }
        _ if spec.styles.iter().any(|style| method == style) => {
            no_arguments(&method, input, errors);
            element.styles.push(method);
        }
        _ => {
            errors.on(&method, unknown_method(spec, &method));
            let _ = arguments(input, &[], &mut Diagnostics::default());
        }
    }
}

fn unknown_method(spec: &Spec, method: &Ident) -> String {
    let known: Vec<_> = spec
        .styles
        .iter()
        .copied()
        .chain(spec.extra.map(|(name, _)| name))
        .collect();
    let noun = spec.noun;
    match nearest(&method.to_string(), known.iter().copied()) {
        Some(meant) => format!("unknown style {method}: did you mean {meant}?"),
        None if known.is_empty() => format!("{noun} has no style: remove .{method}()"),
        None if method == "un_escape" => {
            format!("{noun} has no text to decode: remove .un_escape()")
        }
        None => format!(
            "{noun} has no method {method}: expected {}",
            known.join(", ")
        ),
    }
}

/// The name after a dot, if a method comes next.
fn method(input: ParseStream, errors: &mut Diagnostics) -> Option<Ident> {
    if input.peek(Token![..]) {
        return None;
    }
    let dot: Token![.] = take(input)?;
    let method = attempt(input, Ident::parse_any).ok();
    if method.is_none() {
        errors.on(&dot, "expected a method after the dot, such as .bold()");
    }
    method
}

/// `()` after a style.
fn no_arguments(method: &Ident, input: ParseStream, errors: &mut Diagnostics) {
    if !input.peek(token::Paren) {
        errors.on(method, format!("expected .{method}()"));
    } else if !arguments(input, &[], &mut Diagnostics::default()).is_empty() {
        errors.on(
            method,
            format!("{method} takes no arguments: write .{method}()"),
        );
    }
}

/// `( … )`, by the kinds of the arguments; further ones are ordinary.
fn arguments(input: ParseStream, kinds: &[ArgKind], errors: &mut Diagnostics) -> Vec<Text> {
    let Ok(inner) = parenthesized(input) else {
        return Vec::new();
    };
    inside(&inner, |inner| {
        let mut args = Vec::new();
        while !inner.is_empty() {
            let kind = kinds.get(args.len()).copied();
            args.push(argument(inner, kind, errors).unwrap_or_else(|| missing(inner.span())));
            Separator::Comma.end_item(inner, false, errors);
        }
        args
    })
}

fn argument(input: ParseStream, kind: Option<ArgKind>, errors: &mut Diagnostics) -> Option<Text> {
    let literal = kind.filter(|kind| match kind {
        ArgKind::Text => is_text(input),
        ArgKind::Pixels => false,
        _ => input.peek(LitStr) && is_last(input),
    });
    if let Some(text) = literal.and_then(|kind| styled(input, kind, errors)) {
        return Some(text);
    }
    let value = match expression(input, errors)? {
        Recovered::Parsed(expr) if kind == Some(ArgKind::Text) => {
            Argument::Rust(rust::styled(expr))
        }
        Recovered::Parsed(Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        })) if kind == Some(ArgKind::Pixels) => Argument::Pixels(number),
        Recovered::Parsed(expr) => Argument::Rust(Rust::whole(expr)),
        Recovered::Broken(tokens) => Argument::Rust(Rust::broken(tokens)),
    };
    Some(Text {
        value,
        styles: Vec::new(),
    })
}

/// Whether only one token is left of an argument.
fn is_last(input: ParseStream) -> bool {
    let fork = input.fork();
    fork.parse::<TokenTree>().is_ok() && (fork.is_empty() || at_separator(&fork))
}

fn first_two(input: ParseStream) -> proc_macro2::TokenStream {
    std::iter::from_fn(|| input.parse::<TokenTree>().ok())
        .take(2)
        .collect()
}
