//! String literals as format strings: which values they capture.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::LitStr;
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;

/// A string literal that captures values.
pub(crate) struct Format {
    pub(crate) literal: LitStr,
    /// The texts around the captures, one more than there are captures; braces are unescaped.
    pub(crate) texts: Vec<String>,
    pub(crate) captures: Vec<Capture>,
    pub(crate) is_markdown: bool,
}

/// `{ticket.id:>5}`
pub(crate) struct Capture {
    /// The name or the path of fields, at the literal.
    pub(crate) value: TokenStream,
    /// Whether `format!` accepts it unchanged.
    pub(crate) is_name: bool,
    /// `:>5`, or nothing.
    pub(crate) spec: String,
    /// As written, without braces and format specification.
    pub(crate) path: String,
    pub(crate) span: Span,
}

impl Format {
    /// Reads a literal; without captures, there is one text.
    ///
    /// # Errors
    ///
    /// Returns a message if its braces are invalid.
    pub(crate) fn parse(literal: &LitStr) -> Result<Self, String> {
        let value = literal.value();
        let mut format = Self {
            literal: literal.clone(),
            texts: vec![String::new()],
            captures: Vec::new(),
            is_markdown: false,
        };
        let mut rest = value.as_str();
        while let Some(index) = rest.find(['{', '}']) {
            format.push_text(&rest[..index]);
            rest = format.braces(&rest[index..])?;
        }
        format.push_text(rest);
        Ok(format)
    }

    /// Whether `format!` reads the literal as this crate does.
    pub(crate) fn is_std(&self) -> bool {
        self.captures.iter().all(|capture| capture.is_name)
    }

    /// Reads an escaped brace or a capture, and returns what follows.
    fn braces<'v>(&mut self, rest: &'v str) -> Result<&'v str, String> {
        for (escaped, brace) in [("{{", "{"), ("}}", "}")] {
            if let Some(rest) = rest.strip_prefix(escaped) {
                self.push_text(brace);
                return Ok(rest);
            }
        }
        let Some(inside) = rest.strip_prefix('{') else {
            return Err(r#"unmatched "}" in the string: write "}}" for a brace"#.to_owned());
        };
        let Some((capture, rest)) = inside.split_once('}') else {
            return Err(r#"unclosed "{" in the string: write "{{" for a brace"#.to_owned());
        };
        self.captures
            .push(Capture::parse(capture, self.literal.span())?);
        self.texts.push(String::new());
        Ok(rest)
    }

    fn push_text(&mut self, text: &str) {
        if let Some(last) = self.texts.last_mut() {
            last.push_str(text);
        }
    }
}

impl Capture {
    /// As written, with braces and format specification.
    pub(crate) fn written(&self) -> String {
        let Self { path, spec, .. } = self;
        format!("{{{path}{spec}}}")
    }

    fn parse(inside: &str, span: Span) -> Result<Self, String> {
        let (path, spec) = match inside.split_once(':') {
            Some((path, spec)) => (path.trim(), format!(":{spec}")),
            None => (inside.trim(), String::new()),
        };
        if path.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!(
                r#""{{{path}}}" does not name a value: write a name in the braces, "{{name}}""#
            ));
        }
        let mut steps = path.split('.').map(str::trim);
        let value = steps.next().and_then(|name| name_at(name, span));
        let value = steps.try_fold(value.map(ToTokens::into_token_stream), |value, field| {
            let (value, field) = (value?, field_at(field, span)?);
            Some(Some(quote_spanned!(span=> #value.#field)))
        });
        let Some(value) = value.flatten() else {
            return Err(format!(
                r#""{{{path}}}" is neither a name nor a field path: bind the value with let and capture its name"#
            ));
        };
        Ok(Self {
            value,
            is_name: !path.contains('.'),
            spec,
            path: path.to_owned(),
            span,
        })
    }
}

/// A name, which may be a keyword, as in `format!`.
fn name_at(name: &str, span: Span) -> Option<Ident> {
    let mut ident = Ident::parse_any.parse_str(name).ok()?;
    let is_path = ["self", "Self", "super", "crate", "_"].contains(&name);
    if !is_path && syn::parse_str::<Ident>(name).is_err() {
        ident = Ident::new_raw(name, span);
    }
    ident.set_span(span);
    Some(ident)
}

fn field_at(field: &str, span: Span) -> Option<TokenStream> {
    match field.parse() {
        Ok(index) => {
            let mut index = Literal::usize_unsuffixed(index);
            index.set_span(span);
            Some(index.into_token_stream())
        }
        Err(_) => name_at(field, span).map(ToTokens::into_token_stream),
    }
}
