//! What is all literal: nested constants of borrowed slices. Each function gives nothing where a
//! value is only known at run time.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::private;
use crate::ast::{Content, Element, Entry, EntryValue, Item, Line, Post, Text, Value};

pub(super) fn post(post: &Post, krate: &TokenStream) -> Option<TokenStream> {
    let contents = match post {
        Post::Lines(lines) => {
            let lines = content(lines, krate)?;
            vec![quote!((#krate::__private::Locale::ZhCn, #lines))]
        }
        Post::Locales(entries) => entries
            .iter()
            .map(|entry| in_locale(entry, krate))
            .collect::<Option<_>>()?,
    };
    Some(quote!(#krate::__private::literal::constant!(const { &[#(#contents),*] })))
}

fn in_locale(entry: &Entry, krate: &TokenStream) -> Option<TokenStream> {
    let EntryValue::List(list) = &entry.value else {
        return None;
    };
    let (locale, content) = (&entry.locale, content(list, krate)?);
    Some(quote!((#krate::__private::Locale::#locale, #content)))
}

pub(super) fn content(content: &Content, krate: &TokenStream) -> Option<TokenStream> {
    let title = match &content.title {
        None => None,
        Some(Item::Text(text)) => Some(literal(text)?),
        Some(_) => return None,
    };
    let title = option(title, krate);
    let lines = content.lines.iter().map(|item| item_of_post(item, krate));
    let lines: Vec<_> = lines.collect::<Option<_>>()?;
    Some(quote!(#krate::__private::literal::content(#title, const { &[#(#lines),*] })))
}

/// A stand-alone element, or a line.
pub(super) fn item_of_post(item: &Item, krate: &TokenStream) -> Option<TokenStream> {
    match item {
        Item::Line(items) => line(items, krate),
        Item::Element(call) if call.form.is_alone => element(call, krate),
        Item::Text(_) | Item::Element(_) => Some(single(&item_of_line(item, krate)?, krate)),
        _ => None,
    }
}

pub(super) fn line(line: &Line, krate: &TokenStream) -> Option<TokenStream> {
    let items = line.items.iter().filter(|item| !is_misplaced(item));
    let elements: Vec<_> = items
        .map(|item| item_of_line(item, krate))
        .collect::<Option<_>>()?;
    Some(if let [element] = &elements[..] {
        single(element, krate)
    } else {
        quote!(#krate::__private::literal::line(const { &[#(#elements),*] }))
    })
}

fn single(element: &TokenStream, krate: &TokenStream) -> TokenStream {
    quote!(#krate::__private::literal::single(#element))
}

/// A stand-alone element inside a line, which was noted.
fn is_misplaced(item: &Item) -> bool {
    matches!(item, Item::Element(call) if call.form.is_alone)
}

pub(super) fn item_of_line(item: &Item, krate: &TokenStream) -> Option<TokenStream> {
    match item {
        Item::Text(text) => {
            let (set, text) = (set(text.styles.iter(), krate), literal(text)?);
            Some(quote!(#krate::__private::literal::text(#set, #text)))
        }
        Item::Element(call) => element(call, krate),
        _ => None,
    }
}

/// `literal::name(styles, arguments, optional argument, method's arguments)`, each where the
/// element has it.
pub(super) fn element(call: &Element, krate: &TokenStream) -> Option<TokenStream> {
    let (form, name) = (call.form, &call.name);
    let mut args = call.args.iter().map(literal).collect::<Option<Vec<_>>>()?;
    if form.optional > 0 {
        let optional = args.drain(form.roles.len() - form.optional..).next();
        args.push(option(optional, krate));
    }
    if form.extra.is_some() {
        let extra = match &call.extra {
            None => None,
            Some(extra) => Some(extra.args.iter().map(literal).collect::<Option<Vec<_>>>()?),
        };
        args.push(option(extra.map(tuple), krate));
    }
    if !form.styles.is_empty() {
        let inner = call.args.iter().flat_map(|arg| &arg.styles);
        args.insert(0, set(inner.chain(&call.styles), krate));
    }
    let private = private(krate, name.span());
    Some(quote!(#private::literal::#name(#(#args),*)))
}

fn literal(text: &Text) -> Option<TokenStream> {
    match &text.value {
        Value::Literal(literal) => Some(literal.clone()),
        _ => None,
    }
}

fn tuple(mut args: Vec<TokenStream>) -> TokenStream {
    if args.len() == 1 {
        args.remove(0)
    } else {
        quote!((#(#args),*))
    }
}

fn option(value: Option<TokenStream>, krate: &TokenStream) -> TokenStream {
    match value {
        None => quote!(#krate::__private::None),
        Some(value) => quote!(#krate::__private::Some(#value)),
    }
}

fn set<'s>(styles: impl Iterator<Item = &'s Ident>, krate: &TokenStream) -> TokenStream {
    styles
        .map(|style| quote!(#krate::__private::literal::set::#style))
        .reduce(|set, style| quote!(#set.and(#style)))
        .unwrap_or_else(|| quote!(#krate::__private::literal::set::plain))
}
