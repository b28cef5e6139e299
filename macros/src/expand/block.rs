//! What holds values: a block of statements, run in the order of the source on the caller's own
//! control flow.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{literal, private, text};
use crate::ast::{Arm, Content, Element, Entry, EntryValue, Item, Line, Piece, Post, Text, Value};
use crate::vocabulary::{ArgKind, has_un_escape};

/// What a statement adds to.
#[derive(Clone, Copy)]
enum Target {
    Post,
    Line,
    Title,
}

pub(super) fn post(post: &Post, krate: &TokenStream) -> TokenStream {
    match post {
        Post::Lines(content) => {
            let lines = Target::Post.variable();
            let content = filled(content, krate);
            quote!({ #content #lines.into_post() })
        }
        Post::Locales(entries) => {
            let post = hidden("post", Span::mixed_site());
            let entries = entries.iter().map(|entry| in_locale(&post, entry, krate));
            quote!({
                let mut #post = #krate::__private::Locales::new();
                #(#entries)*
                #post.finish()
            })
        }
    }
}

fn in_locale(post: &Ident, entry: &Entry, krate: &TokenStream) -> TokenStream {
    let Entry {
        locale,
        span,
        value,
    } = entry;
    let (before, content) = match value {
        EntryValue::Prebuilt(content) => (None, text::rust(content, krate)),
        EntryValue::List(list) => literal::content(list, krate).map_or_else(
            || {
                let lines = Target::Post.variable();
                (Some(filled(list, krate)), quote!(#lines.finish()))
            },
            |content| (None, content.tokens),
        ),
    };
    let (push, locale) = (hidden("push", *span), super::locale(*locale, *span, krate));
    quote!({ #before #post.#push(#locale, #content); })
}

/// Statements that declare and fill the lines.
fn filled(content: &Content, krate: &TokenStream) -> TokenStream {
    let lines = Target::Post.variable();
    let title = content.title.iter();
    let title = title.map(|title| item(title, Target::Title, krate));
    let items = statements(&content.lines, Target::Post, krate);
    quote! {
        #[allow(unused_mut)]
        let mut #lines = #krate::__private::Lines::new();
        #(#title)*
        #items
    }
}

pub(super) fn line(line: &Line, krate: &TokenStream) -> TokenStream {
    let elements = Target::Line.variable();
    let items = statements(&line.items, Target::Line, krate);
    quote!({
        #[allow(unused_mut)]
        let mut #elements = #krate::__private::Elements::new();
        #items
        #elements.finish()
    })
}

fn statements(items: &[Item], target: Target, krate: &TokenStream) -> TokenStream {
    items.iter().map(|one| item(one, target, krate)).collect()
}

fn item(item: &Item, target: Target, krate: &TokenStream) -> TokenStream {
    match item {
        Item::Line(line) => line_of(line, target, krate),
        Item::Text(text) => {
            let constant = match target {
                Target::Title => None,
                _ => literal::inline(item, krate),
            };
            let value =
                constant.map_or_else(|| styled(text, target, krate), |constant| constant.tokens);
            target.add(text.span, &value)
        }
        Item::Element(call) => {
            let constant = literal::element(call, krate);
            let value = constant.map_or_else(|| element(call, krate), |constant| constant.tokens);
            let statement = if target.takes(call) {
                target.add(call.name.span(), &value)
            } else {
                quote!(let _ = #value;)
            };
            with_stylize(statement, call.args.iter().any(is_styled), krate)
        }
        Item::Value {
            value,
            span,
            is_statement,
            meant,
        } => {
            let tokens = text::rust(value, krate);
            let statement = if *is_statement {
                target.run(*span, &tokens)
            } else {
                target.add(*span, &tokens)
            };
            let statement = with_stylize(statement, value.is_styled, krate);
            hinted(statement, *meant, &tokens, krate)
        }
        Item::Spread { items, span } => {
            let (variable, extend) = (target.variable(), hidden("extend", *span));
            let items = text::rust(items, krate);
            quote!(#variable.#extend(#items);)
        }
        Item::Statement(statement) => {
            let statement = text::rust(statement, krate);
            quote!(#statement;)
        }
        Item::Flow(pieces) => pieces
            .iter()
            .map(|part| piece(part, target, krate))
            .collect(),
        Item::Attributed(attributes, inner) => {
            let statement = self::item(inner, target, krate);
            quote!(#(#attributes)* { #statement })
        }
    }
}

fn line_of(line: &Line, target: Target, krate: &TokenStream) -> TokenStream {
    match target {
        Target::Post => match literal::line(line, krate) {
            Some(line_of) => target.add(line.span, &line_of.tokens),
            None => line_of_post(line, krate),
        },
        // A line inside a line, which was noted: its elements are checked all the same.
        Target::Line | Target::Title => {
            let items = statements(&line.items, Target::Line, krate);
            let line = Target::Line.variable();
            match target {
                Target::Title => quote!({
                    let mut #line = #krate::__private::Elements::new();
                    #items
                    let _ = #line;
                }),
                _ => items,
            }
        }
    }
}

/// Its elements are gathered by the lines themselves. A line that the caller's control flow leaves
/// is never ended.
fn line_of_post(line: &Line, krate: &TokenStream) -> TokenStream {
    let (lines, elements) = (Target::Post.variable(), Target::Line.variable());
    let items = statements(&line.items, Target::Line, krate);
    quote!({
        #[allow(unused_variables)]
        let #elements = #lines.begin();
        #items
        #lines.end();
    })
}

fn piece(piece: &Piece, target: Target, krate: &TokenStream) -> TokenStream {
    match piece {
        Piece::Tokens(tokens) => tokens.clone(),
        Piece::Rust(code) => text::rust(code, krate),
        Piece::Body(items) => {
            let items = statements(items, target, krate);
            quote!({ #items })
        }
        Piece::Arms(arms) => {
            let arms = arms.iter().map(|Arm { head, body }| {
                let body = statements(body, target, krate);
                quote!(#head { #body })
            });
            quote!({ #(#arms)* })
        }
    }
}

/// Lets the compiler propose the element's name, should the function that is called not exist. The
/// name is in scope for a statement that does not mention it, so nothing of the caller's is hidden.
fn hinted(
    statement: TokenStream,
    meant: Option<&str>,
    value: &TokenStream,
    krate: &TokenStream,
) -> TokenStream {
    match meant {
        Some(meant) if !value.to_string().contains(meant) => {
            let meant = Ident::new(meant, Span::mixed_site());
            quote!({
                #[allow(unused_imports)]
                use #krate::__private::element::#meant;
                #statement
            })
        }
        _ => statement,
    }
}

fn is_styled(arg: &Text) -> bool {
    matches!(&arg.value, Value::Rust(code) if code.is_styled)
}

/// The caller's own methods of these names stay what they are: the compiler resolves them all.
fn with_stylize(statement: TokenStream, is_styled: bool, krate: &TokenStream) -> TokenStream {
    if !is_styled {
        return statement;
    }
    quote!({
        #[allow(unused_imports)]
        use #krate::__private::Stylize as _;
        #statement
    })
}

/// `element::name(…)`, its methods and its styles.
fn element(call: &Element, krate: &TokenStream) -> TokenStream {
    let name = &call.name;
    // What it is at run time, a link or a text, is not known here: the text takes the styles.
    let (inner, outer) = match call.spec.name {
        "link_or_text" => (&call.styles[..], &[][..]),
        _ => (&[][..], &call.styles[..]),
    };
    let is_un_escape = has_un_escape(&call.styles);
    let args = call.args.iter().zip(call.spec.args).map(|(arg, kind)| {
        let styles = if *kind == ArgKind::Text { inner } else { &[] };
        argument(arg, *kind, styles, is_un_escape, krate)
    });
    let (mut args, mut methods): (Vec<_>, _) = (args.collect(), quote!());
    if let ("media", Some(cover)) = (call.spec.name, args.get(1)) {
        methods = quote_spanned!(name.span()=> .cover(#cover));
        args.truncate(1);
    }
    if let Some(extra) = &call.extra {
        let method = &extra.method;
        let args = extra
            .args
            .iter()
            .map(|arg| text::value(&arg.value, false, krate));
        methods = quote!(.#method(#(#args),*));
    }
    let private = private(krate, name.span());
    let value = quote!(#private::element::#name(#(#args),*)#methods);
    with_styles(value, outer, &quote!(Stylize), krate)
}

fn argument(
    arg: &Text,
    kind: ArgKind,
    styles: &[Ident],
    is_un_escape: bool,
    krate: &TokenStream,
) -> TokenStream {
    match (kind, &arg.value) {
        (ArgKind::Url, Value::Literal(url)) => quote!(#krate::__private::Href::from_checked(#url)),
        (ArgKind::Language, Value::Literal(name)) => {
            quote!(#krate::__private::literal::language(#name))
        }
        (ArgKind::Text, _) => {
            let is_un_escape = is_un_escape || has_un_escape(&arg.styles);
            let value = text::value(&arg.value, is_un_escape, krate);
            let value = with_styles(value, &arg.styles, &quote!(text), krate);
            with_styles(value, styles, &quote!(text), krate)
        }
        _ => text::value(&arg.value, false, krate),
    }
}

/// A literal with its styles. As a title it has none; there they were noted.
fn styled(text: &Text, target: Target, krate: &TokenStream) -> TokenStream {
    let value = text::value(&text.value, has_un_escape(&text.styles), krate);
    match target {
        Target::Title => value,
        _ => with_styles(value, &text.styles, &quote!(text), krate),
    }
}

fn with_styles(
    value: TokenStream,
    styles: &[Ident],
    scope: &TokenStream,
    krate: &TokenStream,
) -> TokenStream {
    styles.iter().fold(value, |value, style| {
        let private = private(krate, style.span());
        quote!(#private::#scope::#style(#value))
    })
}

impl Target {
    fn variable(self) -> Ident {
        let name = match self {
            Self::Post | Self::Title => "lines",
            Self::Line => "line",
        };
        hidden(name, Span::mixed_site())
    }

    fn add(self, span: Span, value: &TokenStream) -> TokenStream {
        let variable = self.variable();
        let method = match self {
            Self::Post | Self::Line => hidden("push", span),
            Self::Title => hidden("title", span),
        };
        quote!(#variable.#method(#value);)
    }

    /// Adds what an expression gives, if anything.
    fn run(self, span: Span, value: &TokenStream) -> TokenStream {
        let (variable, method) = (self.variable(), hidden("run", span));
        match self {
            Self::Post | Self::Line => quote!(#variable.#method(#value);),
            Self::Title => self.add(span, value),
        }
    }

    /// Whether an element may stand here; one that may not was noted.
    fn takes(self, call: &Element) -> bool {
        match self {
            Self::Post => true,
            Self::Line => !call.spec.is_block,
            Self::Title => false,
        }
    }
}

/// A name of the expansion's own, which the caller's names neither meet nor see.
fn hidden(name: &str, span: Span) -> Ident {
    Ident::new(name, span.resolved_at(Span::mixed_site()))
}
