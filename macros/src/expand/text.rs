//! Values as the caller wrote them: Rust expressions, and literals with captures.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::LitStr;

use crate::ast::{Argument, Rust};
use crate::format::{Capture, Format};

/// How a captured value is escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guard {
    None,
    /// The text is decoded before it is shown.
    Html,
    /// The text is Markdown.
    Markdown,
}

pub(super) fn argument(
    argument: &Argument,
    is_un_escape: bool,
    krate: &TokenStream,
) -> TokenStream {
    match argument {
        Argument::Literal(literal) => literal.to_token_stream(),
        Argument::Pixels(number) => number.to_token_stream(),
        Argument::Format(literal) if literal.is_markdown => format(literal, Guard::Markdown, krate),
        Argument::Format(literal) if is_un_escape => format(literal, Guard::Html, krate),
        Argument::Format(literal) => format(literal, Guard::None, krate),
        Argument::Url { parts, captures } => {
            let values = captures.iter().map(|capture| displayed(capture, krate));
            quote!(#krate::__private::assemble(&[#(#parts),*], &[#(&#values),*]))
        }
        Argument::Rust(code) => value(code, krate),
    }
}

/// Wraps an expression in a macro call, to which a syntax error in it stays confined. A valid one is wrapped, too,
/// because an editor completes half-typed code only if the expansion keeps its shape.
pub(super) fn value(code: &Rust, krate: &TokenStream) -> TokenStream {
    let tokens = &code.tokens;
    let borrow = code.is_broken.then(|| quote!(&));
    quote!(#borrow #krate::__private::expression!(#tokens))
}

/// The method or type for an argument, or the one for an argument that cannot be parsed. The latter is borrowed, so
/// that it is not moved, and both have the same length.
pub(super) fn name(whole: &'static str, is_broken: bool) -> &'static str {
    match whole {
        _ if !is_broken => whole,
        "title" => "head",
        "push" | "text" => "put",
        "push_statement" => "put_statement",
        "extend" => "waste",
        _ => "Unchecked",
    }
}

/// The head before a body. With `let` it is not an expression, so a macro cannot wrap it.
pub(super) fn head(code: &Rust, krate: &TokenStream) -> TokenStream {
    let tokens = &code.tokens;
    if has_let(code) && !code.is_broken {
        tokens.clone()
    } else {
        quote!(#krate::__private::expression!(#tokens))
    }
}

/// A head without a body.
pub(super) fn unused(code: &Rust, krate: &TokenStream) -> TokenStream {
    let tokens = &code.tokens;
    if has_let(code) {
        return TokenStream::new();
    }
    quote!(let _ = &#krate::__private::expression!(#tokens);)
}

fn has_let(code: &Rust) -> bool {
    let mut tokens = code.tokens.clone().into_iter();
    tokens.any(|token| token.to_string() == "let")
}

pub(super) fn statement(code: &Rust, krate: &TokenStream) -> TokenStream {
    let tokens = &code.tokens;
    if code.is_broken {
        quote!(#krate::__private::expression!(#tokens))
    } else {
        tokens.clone()
    }
}

/// A literal that `format!` accepts unchanged is passed unchanged, so that its errors point into the literal.
fn format(format: &Format, guard: Guard, krate: &TokenStream) -> TokenStream {
    if guard == Guard::None && format.is_std() {
        let literal = &format.literal;
        return quote!(#krate::__private::format!(#literal));
    }
    let mut args = Vec::new();
    let mut literal = vec![braces_escaped(&format.texts[0])];
    for (capture, text) in format.captures.iter().zip(&format.texts[1..]) {
        literal.push(if guard == Guard::None && capture.is_name {
            capture.written()
        } else {
            args.push(guarded(capture, guard, krate));
            // The formatted value is escaped.
            let spec = if guard == Guard::Html {
                ""
            } else {
                &capture.spec
            };
            format!("{{{}{spec}}}", args.len() - 1)
        });
        literal.push(braces_escaped(text));
    }
    let literal = LitStr::new(&literal.concat(), format.literal.span());
    quote!(#krate::__private::format!(#literal, #(#args),*))
}

fn braces_escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// The formatted value, with its format specification.
fn displayed(capture: &Capture, krate: &TokenStream) -> TokenStream {
    let Capture { value, spec, .. } = capture;
    if spec.is_empty() {
        return value.clone();
    }
    let literal = LitStr::new(&format!("{{0{spec}}}"), capture.span);
    quote!(#krate::__private::format_args!(#literal, #value))
}

fn guarded(capture: &Capture, guard: Guard, krate: &TokenStream) -> TokenStream {
    let value = &capture.value;
    match guard {
        Guard::None => value.clone(),
        Guard::Html => {
            let value = displayed(capture, krate);
            quote!(#krate::__private::Escaped(&#value))
        }
        Guard::Markdown => {
            // With one span for call and argument, the compiler underlines them once.
            let call = quote_spanned!(capture.span=> capture(&#value));
            quote!(#krate::__private::Vocabulary.#call)
        }
    }
}
