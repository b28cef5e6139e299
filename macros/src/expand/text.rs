//! Literals that capture values.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::LitStr;

use super::private;
use crate::ast::{Rust, Value};
use crate::format::{Capture, Format};

/// How a captured value is kept from meaning more than itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    None,
    /// The text is decoded before it is shown.
    Html,
    /// The text is Markdown.
    Markdown,
}

pub(super) fn value(value: &Value, is_un_escape: bool, krate: &TokenStream) -> TokenStream {
    match value {
        Value::Literal(literal) => literal.to_token_stream(),
        Value::Pixels(number) => number.to_token_stream(),
        Value::Format(literal) if literal.is_markdown => format(literal, Guard::Markdown, krate),
        Value::Format(literal) if is_un_escape => format(literal, Guard::Html, krate),
        Value::Format(literal) => format(literal, Guard::None, krate),
        Value::Url {
            parts,
            captures,
            span,
        } => {
            let values = captures.iter().map(|capture| displayed(capture, krate));
            let private = private(krate, *span);
            quote_spanned!(*span=> #private::assemble(&[#(#parts),*], &[#(&#values),*]))
        }
        Value::Rust(code) => rust(code, krate),
    }
}

/// A broken expression goes through a macro, which its syntax error does not leave.
pub(super) fn rust(code: &Rust, krate: &TokenStream) -> TokenStream {
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
            let private = private(krate, capture.span);
            quote_spanned!(capture.span=> #private::markup_free(&#value))
        }
    }
}
