//! Expansion of posts made only of literals: nested constants of borrowed slices, and their JSON. Each
//! function returns `None` if a value is known only at run time.

use feishu_post_core::json::{self, Writer};
use feishu_post_core::names::LOCALES;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::LitStr;

use crate::ast::{
    Argument, Content, Element, EntryValue, Extra, Item, Line, LocaleName, Post, Text, Title,
};
use crate::vocabulary::{ArgKind, Literal, TEXT};

/// A constant expression and its JSON.
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
        let (locale, content) = (self::locale(*locale, *span, krate), &content.tokens);
        quote!((#locale, #content))
    });
    let json = written(
        contents
            .iter()
            .map(|(locale, _, content)| (locale.0, &content.json)),
    );
    Some(quote!(#krate::__private::literal::post(const { &[#(#tokens),*] }, #json)))
}

/// `Locale::ZhCn`, where the user wrote `zh_cn`.
fn locale((_, variant): LocaleName, span: Span, krate: &TokenStream) -> TokenStream {
    let variant = Ident::new(variant, span);
    quote!(#krate::__private::Locale::#variant)
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
    let (title, title_text) = match &content.title {
        None => (quote!(#krate::__private::None), None),
        Some(Title { name, value }) => {
            let Item::Text(text) = value else { return None };
            let (title, text) = (Ident::new("title", name.span()), literal(text)?);
            let tokens = quote!(#krate::__private::literal::#title(#text));
            (tokens, Some(text.value()))
        }
    };
    let lines = content.lines.iter().map(|item| item_of_post(item, krate));
    let (lines, json) = unzipped(lines)?;
    Some(Constant {
        tokens: quote!(#krate::__private::literal::content(#title, const { &[#(#lines),*] })),
        json: ContentJson {
            title: title_text,
            lines: json,
        },
    })
}

/// A line, including one written as a single element without brackets.
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

fn inline(item: &Item, krate: &TokenStream) -> Option<Constant<Literal>> {
    match item {
        Item::Text(value) => text(value, krate),
        Item::Element(call) => element(call, krate),
        _ => None,
    }
}

pub(super) fn text(text: &Text, krate: &TokenStream) -> Option<Constant<Literal>> {
    let (value, label) = (literal(text)?, label(text, krate)?);
    Some(Constant {
        tokens: if text.styles.is_empty() {
            quote!(#krate::__private::literal::plain(#value))
        } else {
            quote!(#label.into_element())
        },
        json: Literal::new(&TEXT, vec![value.value()], &text.styles),
    })
}

fn label(text: &Text, krate: &TokenStream) -> Option<TokenStream> {
    let (styles, text) = (&text.styles, literal(text)?);
    Some(quote!(#krate::__private::literal::text(#text)#(.#styles())*))
}

/// `literals::name(…)`, its methods and its styles.
pub(super) fn element(call: &Element, krate: &TokenStream) -> Option<Constant<Literal>> {
    let (spec, name, styles) = (call.spec, &call.name, &call.styles);
    let texts: Vec<_> = call.args.iter().map(literal).collect::<Option<_>>()?;
    let all_styles = call.args.iter().flat_map(|arg| &arg.styles).chain(styles);
    let values = texts.iter().map(|text| text.value()).collect();
    let mut json = Literal::new(spec, values, all_styles);
    let mut args = Vec::new();
    for (arg, kind) in call.args.iter().zip(spec.args) {
        args.push(match kind {
            ArgKind::Text => label(arg, krate)?,
            _ => literal(arg)?.to_token_stream(),
        });
    }
    if spec.optional > 0 {
        let optional = args.drain(spec.args.len() - spec.optional..).next();
        args.push(option(optional, krate));
    }
    let extra = match &call.extra {
        None => None,
        Some(extra) => Some(method_call(extra, &mut json)?),
    };
    let into = spec
        .into_literal
        .map(|into| Ident::new(into, Span::mixed_site()));
    let into = into.iter();
    Some(Constant {
        tokens: quote!(#krate::__private::literals::#name(#(#args),*) #extra #(.#styles())* #(.#into())*),
        json,
    })
}

fn method_call(extra: &Extra, json: &mut Literal) -> Option<TokenStream> {
    let method = &extra.method;
    let values: Vec<_> = extra.args.iter().map(|arg| &arg.value).collect();
    match values[..] {
        [Argument::Literal(name)] => {
            json.user_name = Some(name.value());
            Some(quote!(.#method(#name)))
        }
        [Argument::Pixels(width), Argument::Pixels(height)] => {
            json.size = Some((width.base10_parse().ok()?, height.base10_parse().ok()?));
            Some(quote!(.#method(#width, #height)))
        }
        _ => None,
    }
}

fn literal(text: &Text) -> Option<&LitStr> {
    match &text.value {
        Argument::Literal(literal) => Some(literal),
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

fn option(value: Option<TokenStream>, krate: &TokenStream) -> TokenStream {
    match value {
        None => quote!(#krate::__private::None),
        Some(value) => quote!(#krate::__private::Some(#value)),
    }
}
