//! The title and lines of a post, or of each of its locales.

use feishu_post_core::ProblemKind;
use feishu_post_core::names::{LOCALES, listed, locale_names, nearest};
use proc_macro2::{Ident, TokenTree};
use syn::Token;
use syn::parse::ParseStream;

use super::item;
use super::recovery::{Scope, Separator, bracketed, inside, is_named, is_whole_line, take};
use super::rust::{rust, skip_named};
use crate::ast::{Content, Entry, EntryValue, LocaleName, Post, Title};
use crate::diagnostics::Diagnostics;

/// What may be before `=`.
fn names() -> impl Iterator<Item = &'static str> {
    ["title"].into_iter().chain(locale_names())
}

/// The whole input of `post!`: lines, or locales.
pub(super) fn entries(input: ParseStream, errors: &mut Diagnostics) -> Post {
    let mut content = Content::default();
    let mut entries = Vec::new();
    let mut outside = None;
    while !input.is_empty() {
        if is_named(input) && !is_title(input) {
            entries.extend(entry(input, &entries, errors));
            Separator::Comma.end_item(input, false, errors);
        } else {
            outside = outside.or_else(|| input.fork().parse::<TokenTree>().ok());
            push(input, &mut content, errors);
        }
    }
    match outside {
        Some(item) if !entries.is_empty() => {
            errors.on(
                &item,
                "this is outside any locale: move it into the list of one, such as zh_cn = [ … ]",
            );
            Post::Locales(entries)
        }
        None if !entries.is_empty() => Post::Locales(entries),
        _ => Post::Lines(content),
    }
}

/// `zh_cn = …`
fn entry(input: ParseStream, before: &[Entry], errors: &mut Diagnostics) -> Option<Entry> {
    let name = named(input, errors)?;
    let locale = locale(&name, errors);
    if before.iter().any(|entry| entry.locale == locale) && errors.is_empty() {
        errors.on(
            &name,
            format!("duplicate locale {name}: write all items of a locale in one list"),
        );
    }
    let value = if is_whole_line(input) {
        EntryValue::List(list(input, &name, errors)?)
    } else {
        EntryValue::Prebuilt(rust(input, errors)?)
    };
    Some(Entry {
        locale,
        span: name.span(),
        value,
    })
}

fn locale(name: &Ident, errors: &mut Diagnostics) -> LocaleName {
    let written = name.to_string();
    let known = LOCALES.iter().find(|(known, _)| *known == written);
    *known.unwrap_or_else(|| {
        errors.on(
            name,
            match nearest(&written, names()) {
                Some(meant) => format!("unknown locale {name}: did you mean {meant}?"),
                None => format!("unknown locale {name}: expected {}", listed(locale_names())),
            },
        );
        &LOCALES[0]
    })
}

fn list(input: ParseStream, locale: &Ident, errors: &mut Diagnostics) -> Option<Content> {
    let (_, inner) = bracketed(input).ok()?;
    let reported = errors.count();
    let content = inside(&inner, |inner| {
        let mut content = Content::default();
        while !inner.is_empty() {
            push(inner, &mut content, errors);
        }
        content
    });
    if content.title.is_none() && content.lines.is_empty() && errors.count() == reported {
        errors.on(locale, format!("{locale}: {}", ProblemKind::Empty));
    }
    Some(content)
}

/// Reads one item of a post or of a locale's list.
fn push(input: ParseStream, content: &mut Content, errors: &mut Diagnostics) {
    if !is_named(input) {
        item::push(
            input,
            Scope::Post,
            Separator::Comma,
            &mut content.lines,
            errors,
        );
        return;
    }
    if !is_title(input) {
        skip_named(
            input,
            "a locale cannot be inside another: move it to the top level of the post",
            errors,
        );
        Separator::Comma.end_item(input, false, errors);
        return;
    }
    let Some(name) = named(input, errors) else {
        return;
    };
    let mut values = Vec::new();
    item::push(input, Scope::Title, Separator::Comma, &mut values, errors);
    match misplaced(&name, content) {
        Some(message) => errors.on(&name, message),
        None => content.title = values.pop().map(|value| Title { name, value }),
    }
}

/// Reads `name =`, if something follows.
fn named(input: ParseStream, errors: &mut Diagnostics) -> Option<Ident> {
    let name: Ident = input.parse().ok()?;
    let sign = input.span();
    if take::<Token![:]>(input).is_some() {
        errors.at(sign, format!("expected `=`: write {name} = …"));
    } else {
        take::<Token![=]>(input)?;
    }
    if input.is_empty() {
        errors.at(sign, format!("expected a value after {name} ="));
        return None;
    }
    Some(name)
}

fn misplaced(name: &Ident, content: &Content) -> Option<String> {
    if name != "title" {
        Some(format!("unknown name {name}: did you mean title?"))
    } else if content.title.is_some() {
        Some("duplicate title: a locale can have only one".to_owned())
    } else if !content.lines.is_empty() {
        Some("the title must come first: move it before all lines".to_owned())
    } else {
        None
    }
}

/// Whether the name that comes next is `title`, or a slip for it.
fn is_title(input: ParseStream) -> bool {
    let name = input.fork().parse::<Ident>();
    name.is_ok_and(|name| nearest(&name.to_string(), names()) == Some("title"))
}
