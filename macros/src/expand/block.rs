//! Expansion of posts with run-time values: a block of statements in source order, in which the caller's
//! control flow takes effect.
//!
//! Each name that the caller wrote is a single name in the expansion, and nothing else has its span, because an
//! editor shows what is at that span.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{literal, text};
use crate::ast::{
    Argument, Arm, Content, Element, Entry, EntryValue, Hint, Item, Line, Piece, Post, Text, Title,
    Value,
};
use crate::vocabulary::{ArgKind, has_un_escape};

/// What a statement adds to.
#[derive(Clone, Copy)]
enum Target<'t> {
    Post,
    Line,
    /// With its name.
    Title(&'t Ident),
}

pub(super) fn post(post: &Post, errors: &TokenStream, krate: &TokenStream) -> TokenStream {
    match post {
        Post::Lines(content) => {
            let lines = Target::Post.variable();
            let content = filled(content, krate);
            quote!({ #content #errors #lines.into_post() })
        }
        Post::Locales(entries) => {
            let post = mixed_site_ident("post");
            let entries = entries.iter().map(|entry| in_locale(&post, entry, krate));
            quote!({
                let mut #post = #krate::__private::ComposedPost::new();
                #(#entries)*
                #errors
                #post.finish()
            })
        }
    }
}

fn in_locale(post: &Ident, entry: &Entry, krate: &TokenStream) -> TokenStream {
    let (before, content) = match &entry.value {
        EntryValue::Prebuilt(content) => (None, text::value(content, krate)),
        EntryValue::List(list) => {
            let filled = || {
                let lines = Target::Post.variable();
                (Some(filled(list, krate)), quote!(#lines.finish()))
            };
            let constant = literal::content(list, krate);
            constant.map_or_else(filled, |constant| (None, constant.tokens))
        }
    };
    let locale = Ident::new(entry.locale.0, entry.span);
    quote!({ #before #post.#locale(#content); })
}

/// Statements that declare and fill the lines.
fn filled(content: &Content, krate: &TokenStream) -> TokenStream {
    let lines = Target::Post.variable();
    let title = content.title.iter();
    let title = title.map(|Title { name, value }| item(value, Target::Title(name), krate));
    let items = statements(&content.lines, Target::Post, krate);
    quote! {
        #[allow(unused_mut)]
        let mut #lines = #krate::__private::ComposedContent::new();
        #(#title)*
        #items
    }
}

pub(super) fn line(line: &Line, errors: &TokenStream, krate: &TokenStream) -> TokenStream {
    let elements = Target::Line.variable();
    let items = statements(&line.items, Target::Line, krate);
    quote!({
        #[allow(unused_mut)]
        let mut #elements = #krate::__private::ComposedLine::new();
        #items
        #errors
        #elements.finish()
    })
}

fn statements(items: &[Item], target: Target<'_>, krate: &TokenStream) -> TokenStream {
    items.iter().map(|one| item(one, target, krate)).collect()
}

fn item(item: &Item, target: Target<'_>, krate: &TokenStream) -> TokenStream {
    match item {
        Item::Line(line) => line_of(line, target, krate),
        Item::Text(text) => target.push(&text_value(text, target, krate), false),
        Item::Element(call) => element_statement(call, target, krate),
        Item::Value(value) => value_statement(value, target, krate),
        Item::Spread { items, span } => {
            let extend = text::name("extend", items.is_broken);
            let extend = Ident::new(extend, span.resolved_at(Span::mixed_site()));
            let (variable, items) = (target.variable(), text::value(items, krate));
            quote!(#variable.#extend(#items);)
        }
        Item::Statement(statement) => {
            let statement = text::statement(statement, krate);
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

fn line_of(line: &Line, target: Target<'_>, krate: &TokenStream) -> TokenStream {
    if !matches!(target, Target::Post) {
        return misplaced_line(line, target, krate);
    }
    if let Some(constant) = literal::line(line, krate) {
        return target.push(&constant.tokens, false);
    }
    // Its elements are collected by the content itself. If the caller's control flow leaves a line, it is
    // never ended.
    let (lines, elements) = (target.variable(), Target::Line.variable());
    let items = statements(&line.items, Target::Line, krate);
    quote!({
        #[allow(unused_variables)]
        let #elements = #lines.begin();
        #items
        #lines.end();
    })
}

/// A line inside a line or a title, which was reported; its elements are still checked.
fn misplaced_line(line: &Line, target: Target<'_>, krate: &TokenStream) -> TokenStream {
    let items = statements(&line.items, Target::Line, krate);
    let Target::Title(_) = target else {
        return items;
    };
    let elements = Target::Line.variable();
    quote!({
        let mut #elements = #krate::__private::ComposedLine::new();
        #items
        let _ = #elements;
    })
}

fn piece(piece: &Piece, target: Target<'_>, krate: &TokenStream) -> TokenStream {
    match piece {
        Piece::Tokens(tokens) => tokens.clone(),
        Piece::Rust(code) => text::head(code, krate),
        Piece::Unused(code) => text::unused(code, krate),
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

fn value_statement(value: &Value, target: Target<'_>, krate: &TokenStream) -> TokenStream {
    let tokens = text::value(&value.code, krate);
    let statement = if value.is_statement {
        target.push_statement(&tokens, value.code.is_broken)
    } else {
        target.push(&tokens, value.code.is_broken)
    };
    let statement = with_stylize(statement, value.code.is_styled, krate);
    // The names are in scope only for one statement that does not use them, so they shadow nothing of the
    // caller's.
    let names = match value.hint {
        Hint::None => return statement,
        Hint::All => quote!(*),
        Hint::Nearest(name) if tokens.to_string().contains(name) => return statement,
        Hint::Nearest(name) => {
            let name = Ident::new(name, Span::mixed_site());
            quote!(#name)
        }
    };
    quote!({
        #[allow(unused_imports)]
        use #krate::__private::names::#names;
        #statement
    })
}

fn element_statement(call: &Element, target: Target<'_>, krate: &TokenStream) -> TokenStream {
    let value = match literal::element(call, krate) {
        Some(constant) => constant.tokens,
        None => element(call, krate),
    };
    let statement = if target.takes(call) {
        target.push(&value, false)
    } else {
        quote!(let _ = #value;)
    };
    with_stylize(statement, call.args.iter().any(is_styled), krate)
}

fn is_styled(arg: &Text) -> bool {
    matches!(&arg.value, Argument::Rust(code) if code.is_styled)
}

fn is_broken(arg: &Text) -> bool {
    matches!(&arg.value, Argument::Rust(code) if code.is_broken)
}

/// Methods of the same names on the caller's types still work, because the compiler resolves them all.
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

/// `Vocabulary.name(…)`, its methods and its styles.
fn element(call: &Element, krate: &TokenStream) -> TokenStream {
    let (spec, name) = (call.spec, &call.name);
    // Whether it is a link or a text is known only at run time, so the styles are applied to the text.
    let (inner, outer) = match spec.name {
        "link_or_text" => (&call.styles[..], &[][..]),
        _ => (&[][..], &call.styles[..]),
    };
    let is_un_escape = has_un_escape(&call.styles);
    let args = call.args.iter().zip(spec.args).map(|(arg, kind)| {
        let styles = if *kind == ArgKind::Text { inner } else { &[] };
        argument(arg, *kind, styles, is_un_escape, krate)
    });
    let mut args: Vec<_> = args.collect();
    let has_optional = spec.optional > 0 && args.len() == spec.args.len();
    let cover = has_optional.then(|| args.pop()).flatten().into_iter();
    let extra = call.extra.iter().map(|extra| {
        let args = extra.args.iter();
        let args = args.map(|arg| text::argument(&arg.value, false, krate));
        let method = &extra.method;
        quote!(.#method(#(#args),*))
    });
    let inside = (!spec.styles.is_empty()).then(|| quote!(.0));
    let is_broken = call.args.iter().any(is_broken);
    let vocabulary = mixed_site_ident(text::name("Vocabulary", is_broken));
    quote!(#krate::__private::#vocabulary.#name(#(#args),*) #(.cover(#cover))* #(#extra)* #(.#outer())* #inside)
}

fn argument(
    arg: &Text,
    kind: ArgKind,
    styles: &[Ident],
    is_un_escape: bool,
    krate: &TokenStream,
) -> TokenStream {
    match (kind, &arg.value) {
        (ArgKind::Url, Argument::Literal(url)) => {
            quote!(#krate::__private::Href::from_checked(#url))
        }
        (ArgKind::Language, Argument::Literal(name)) => {
            quote!(#krate::__private::language(#name))
        }
        (ArgKind::Text, _) => {
            let is_un_escape = is_un_escape || has_un_escape(&arg.styles);
            let value = text::argument(&arg.value, is_un_escape, krate);
            styled(
                value,
                arg.styles.iter().chain(styles),
                is_broken(arg),
                krate,
            )
        }
        _ => text::argument(&arg.value, false, krate),
    }
}

/// A string in a list, with its styles. A title cannot have styles; they were already reported.
fn text_value(text: &Text, target: Target<'_>, krate: &TokenStream) -> TokenStream {
    if let Target::Title(_) = target {
        return text::argument(&text.value, false, krate);
    }
    if let Some(constant) = literal::text(text, krate) {
        return constant.tokens;
    }
    let value = text::argument(&text.value, has_un_escape(&text.styles), krate);
    styled(value, text.styles.iter(), false, krate)
}

fn styled<'s>(
    value: TokenStream,
    styles: impl Iterator<Item = &'s Ident>,
    is_broken: bool,
    krate: &TokenStream,
) -> TokenStream {
    let mut styles = styles.peekable();
    if styles.peek().is_none() {
        return value;
    }
    let text = mixed_site_ident(text::name("text", is_broken));
    quote!(#krate::__private::#text(#value)#(.#styles())*.0)
}

impl Target<'_> {
    fn variable(self) -> Ident {
        mixed_site_ident(match self {
            Self::Post | Self::Title(_) => "lines",
            Self::Line => "line",
        })
    }

    /// Adds a value.
    fn push(self, value: &TokenStream, is_broken: bool) -> TokenStream {
        let method = match self {
            Self::Title(title) => Ident::new(text::name("title", is_broken), title.span()),
            Self::Post | Self::Line => mixed_site_ident(text::name("push", is_broken)),
        };
        let variable = self.variable();
        quote!(#variable.#method(#value);)
    }

    /// Adds the value of an expression, if it has one.
    fn push_statement(self, value: &TokenStream, is_broken: bool) -> TokenStream {
        if let Self::Title(_) = self {
            return self.push(value, is_broken);
        }
        let method = mixed_site_ident(text::name("push_statement", is_broken));
        let variable = self.variable();
        quote!(#variable.#method(#value);)
    }

    /// Whether an element is allowed here; if not, it was reported.
    fn takes(self, call: &Element) -> bool {
        match self {
            Self::Post => true,
            Self::Line => !call.spec.is_block,
            Self::Title(_) => false,
        }
    }
}

/// A hygienic name in the expansion, which cannot conflict with the caller's names.
fn mixed_site_ident(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
