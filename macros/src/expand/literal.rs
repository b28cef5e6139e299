//! What is all literal: nested constants of borrowed slices, and the JSON that they say. Each
//! function gives nothing where a value is only known at run time.

use feishu_post_core::json::{self, Writer};
use feishu_post_core::names::LOCALES;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::LitStr;

use super::private;
use crate::ast::{Content, Element, EntryValue, Extra, Item, Line, Post, Text, Value};
use crate::vocabulary::{Literal, TEXT};

/// A constant expression, and what its JSON says.
pub(super) struct Constant<T> {
    pub(super) tokens: TokenStream,
    json: T,
}

pub(super) struct ContentJson {
    title: Option<String>,
    lines: Vec<Vec<Literal>>,
}

pub(super) fn post(post: &Post, krate: &TokenStream) -> Option<TokenStream> {
    let contents: Vec<_> = match post {
        Post::Lines(lines) => vec![(LOCALES[0], Span::mixed_site(), content(lines, krate)?)],
        Post::Locales(entries) => entries
            .iter()
            .map(|entry| match &entry.value {
                EntryValue::List(list) => Some((entry.locale, entry.span, content(list, krate)?)),
                EntryValue::Prebuilt(_) => None,
            })
            .collect::<Option<_>>()?,
    };
    let tokens = contents.iter().map(|(locale, span, content)| {
        let (locale, content) = (super::locale(*locale, *span, krate), &content.tokens);
        quote!((#locale, #content))
    });
    let json = written(
        contents
            .iter()
            .map(|(locale, _, content)| (locale.0, &content.json)),
    );
    Some(quote!(#krate::__private::literal::post(const { &[#(#tokens),*] }, #json)))
}

fn written<'c>(contents: impl Iterator<Item = (&'c str, &'c ContentJson)>) -> String {
    let mut json = String::new();
    Writer::<_, false>(&mut json).post(contents.map(|(locale, content)| {
        json::Content {
            locale,
            title: content.title.as_deref(),
            lines: content
                .lines
                .iter()
                .map(|line| line.iter().map(Literal::json)),
        }
    }));
    json
}

pub(super) fn content(content: &Content, krate: &TokenStream) -> Option<Constant<ContentJson>> {
    let title = match &content.title {
        None => None,
        Some(Item::Text(text)) => Some(literal(text)?),
        Some(_) => return None,
    };
    let lines = content.lines.iter().map(|item| item_of_post(item, krate));
    let (tokens, lines) = unzipped(lines)?;
    let json = ContentJson {
        title: title.map(LitStr::value),
        lines,
    };
    let title = option(title, krate);
    Some(Constant {
        tokens: quote!(#krate::__private::literal::content(#title, const { &[#(#tokens),*] })),
        json,
    })
}

/// A line; one that is written as its only element, too.
fn item_of_post(item: &Item, krate: &TokenStream) -> Option<Constant<Vec<Literal>>> {
    match item {
        Item::Line(items) => line(items, krate),
        Item::Element(call) if call.spec.is_block => {
            let Constant { tokens, json } = element(call, krate)?;
            Some(Constant {
                tokens,
                json: vec![json],
            })
        }
        Item::Text(_) | Item::Element(_) => line_of(std::slice::from_ref(item), krate),
        _ => None,
    }
}

pub(super) fn line(line: &Line, krate: &TokenStream) -> Option<Constant<Vec<Literal>>> {
    line_of(&line.items, krate)
}

fn line_of(items: &[Item], krate: &TokenStream) -> Option<Constant<Vec<Literal>>> {
    let items = items.iter().filter(|item| !is_misplaced(item));
    let (elements, json) = unzipped(items.map(|item| inline(item, krate)))?;
    let tokens = if let [element] = &elements[..] {
        quote!(#krate::__private::literal::line_of_one(#element))
    } else {
        quote!(#krate::__private::literal::line(const { &[#(#elements),*] }))
    };
    Some(Constant { tokens, json })
}

/// A block inside a line, which was reported.
fn is_misplaced(item: &Item) -> bool {
    matches!(item, Item::Element(call) if call.spec.is_block)
}

pub(super) fn inline(item: &Item, krate: &TokenStream) -> Option<Constant<Literal>> {
    match item {
        Item::Text(text) => {
            let (format, value) = (format(&text.styles, krate), literal(text)?);
            Some(Constant {
                tokens: quote!(#krate::__private::literal::text(#format, #value)),
                json: Literal::new(&TEXT, vec![value.value()], &text.styles),
            })
        }
        Item::Element(call) => element(call, krate),
        _ => None,
    }
}

/// `literal::name(format, arguments, optional argument, method's arguments)`, each where the
/// element has it.
pub(super) fn element(call: &Element, krate: &TokenStream) -> Option<Constant<Literal>> {
    let (spec, name) = (call.spec, &call.name);
    let styles: Vec<_> = call
        .args
        .iter()
        .flat_map(|arg| &arg.styles)
        .chain(&call.styles)
        .collect();
    let mut args: Vec<_> = call.args.iter().map(literal).collect::<Option<_>>()?;
    let mut json = Literal::new(
        spec,
        args.iter().map(|arg| arg.value()).collect(),
        styles.iter().copied(),
    );
    let optional =
        (spec.optional > 0).then(|| args.drain(spec.args.len() - spec.optional..).next());
    let optional = optional.map(|arg| option(arg, krate));
    let extra = match &call.extra {
        None => None,
        Some(extra) => Some(method_args(extra, &mut json)?),
    };
    let extra = spec.extra.map(|_| option(extra, krate));
    let format = (!spec.styles.is_empty()).then(|| format(styles, krate));
    let args = format
        .into_iter()
        .chain(args.iter().map(ToTokens::to_token_stream))
        .chain(optional)
        .chain(extra);
    let private = private(krate, name.span());
    Some(Constant {
        tokens: quote!(#private::literal::#name(#(#args),*)),
        json,
    })
}

fn method_args(extra: &Extra, json: &mut Literal) -> Option<TokenStream> {
    let values: Vec<_> = extra.args.iter().map(|arg| &arg.value).collect();
    match values[..] {
        [Value::Literal(name)] => {
            json.user_name = Some(name.value());
            Some(quote!(#name))
        }
        [Value::Pixels(width), Value::Pixels(height)] => {
            json.size = Some((width.base10_parse().ok()?, height.base10_parse().ok()?));
            Some(quote!((#width, #height)))
        }
        _ => None,
    }
}

fn literal(text: &Text) -> Option<&LitStr> {
    match &text.value {
        Value::Literal(literal) => Some(literal),
        _ => None,
    }
}

/// Both halves of each constant.
fn unzipped<T>(
    constants: impl Iterator<Item = Option<Constant<T>>>,
) -> Option<(Vec<TokenStream>, Vec<T>)> {
    constants
        .map(|constant| constant.map(|Constant { tokens, json }| (tokens, json)))
        .collect()
}

fn option(value: Option<impl ToTokens>, krate: &TokenStream) -> TokenStream {
    match value {
        None => quote!(#krate::__private::None),
        Some(value) => quote!(#krate::__private::Some(#value)),
    }
}

fn format<'s>(styles: impl IntoIterator<Item = &'s Ident>, krate: &TokenStream) -> TokenStream {
    styles
        .into_iter()
        .map(|style| quote!(#krate::__private::literal::format::#style))
        .reduce(|format, style| quote!(#format.and(#style)))
        .unwrap_or_else(|| quote!(#krate::__private::literal::format::plain))
}
