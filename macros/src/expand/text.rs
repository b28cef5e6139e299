//! Values as the caller wrote them: Rust, and literals that capture.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::LitStr;

use crate::ast::{Argument, Rust};
use crate::format::{Capture, Format};

/// How a captured value is kept from meaning more than itself.
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

/// An expression goes through a macro, which its syntax error does not leave. A whole one does, too: an
/// editor completes what is half typed only if the expansion keeps its shape.
pub(super) fn value(code: &Rust, krate: &TokenStream) -> TokenStream {
    let tokens = &code.tokens;
    let borrow = code.is_broken.then(|| quote!(&));
    quote!(#borrow #krate::__private::expression!(#tokens))
}

/// The method or type for an argument, or the one for what cannot be parsed: that is borrowed, so that it
/// is not moved, and both are as long as each other.
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

/// What is before a body. With `let` it is not an expression, which a macro must be.
pub(super) fn head(code: &Rust, krate: &TokenStream) -> TokenStream {
    let tokens = &code.tokens;
    if has_let(code) && !code.is_broken {
        tokens.clone()
    } else {
        quote!(#krate::__private::expression!(#tokens))
    }
}

/// What no body follows.
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

/// What `format!` takes as it is, it gets as it is: its errors then point into the literal.
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
            // What is escaped is the value as it is written out.
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

/// The value as it is written out, by its specification.
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
