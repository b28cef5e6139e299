//! The macros of `feishu-post`; use them through that crate. The grammar is documented at `post!` there.
//!
//! The input is parsed to its end into a tree of items (`ast`), and all mistakes are reported (`parse`). The
//! tree is expanded to a constant or a block of statements, with the mistakes as the last statements (`expand`).

mod ast;
mod check;
mod diagnostics;
mod expand;
mod format;
mod parse;
mod vocabulary;

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};

use diagnostics::Diagnostics;

/// `post!`, after the path of the crate in parentheses.
#[proc_macro]
pub fn post(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(input, |input, errors| {
        let post = parse::post(input, errors);
        Box::new(move |errors, krate| expand::post(&post, errors, krate))
    })
}

/// `line!`, after the path of the crate in parentheses.
#[proc_macro]
pub fn line(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(input, |input, errors| {
        let line = parse::line(input, errors);
        Box::new(move |errors, krate| expand::line(&line, errors, krate))
    })
}

type Expand = Box<dyn FnOnce(&TokenStream, &TokenStream) -> TokenStream>;

fn expand(
    input: proc_macro::TokenStream,
    parse: fn(ParseStream, &mut Diagnostics) -> Expand,
) -> proc_macro::TokenStream {
    let expansion = |input: ParseStream| {
        let krate = parse::krate(input)?;
        let mut errors = Diagnostics::default();
        let expand = parse(input, &mut errors);
        Ok(expand(&errors.into_statements(), &krate))
    };
    let expanded = expansion.parse2(input.into());
    expanded
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
