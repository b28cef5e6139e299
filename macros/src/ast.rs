use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Ident, LitInt, LitStr};

use crate::format::{Capture, Format};
use crate::precedence;
use crate::vocabulary::Spec;

/// What `post!` was given.
pub(crate) enum Post {
    /// Lines of the locale that a post without locales has.
    Lines(Content),
    Locales(Vec<Entry>),
}

/// The name of a locale, and the variant of `Locale` that it is.
pub(crate) type LocaleName = (&'static str, &'static str);

/// `zh_cn = …`
pub(crate) struct Entry {
    pub(crate) locale: LocaleName,
    /// Of the name.
    pub(crate) span: Span,
    pub(crate) value: EntryValue,
}

pub(crate) enum EntryValue {
    List(Content),
    Prebuilt(Rust),
}

#[derive(Default)]
pub(crate) struct Content {
    pub(crate) title: Option<Item>,
    pub(crate) lines: Vec<Item>,
}

/// What stands in a list or a block: of a post, of a line, or as the value of a title.
pub(crate) enum Item {
    /// `[ … ]`
    Line(Line),
    /// `"…"`, with its styles.
    Text(Text),
    /// `link(…)` and its like.
    Element(Element),
    /// An ordinary expression.
    Value {
        value: Rust,
        span: Span,
        /// Whether it stands in braces, where it may give nothing.
        is_statement: bool,
        meant: Option<&'static str>,
    },
    /// `..expr`
    Spread { items: Rust, span: Span },
    /// What Rust runs and nobody reads: `let`, `return`, an assignment.
    Statement(Rust),
    /// `if`, `match`, loops and blocks.
    Flow(Vec<Piece>),
    /// An item behind attributes, such as `#[cfg(…)]`.
    Attributed(Vec<Attribute>, Box<Item>),
}

pub(crate) struct Line {
    pub(crate) span: Span,
    pub(crate) items: Vec<Item>,
}

/// A part of control flow.
pub(crate) enum Piece {
    /// Keywords and patterns, or a whole item of Rust.
    Tokens(TokenStream),
    Rust(Rust),
    Body(Vec<Item>),
    Arms(Vec<Arm>),
}

/// `pattern if guard => body`
pub(crate) struct Arm {
    pub(crate) head: TokenStream,
    pub(crate) body: Vec<Item>,
}

pub(crate) struct Text {
    pub(crate) value: Value,
    pub(crate) span: Span,
    pub(crate) styles: Vec<Ident>,
}

pub(crate) struct Element {
    pub(crate) spec: &'static Spec,
    /// As the user wrote it.
    pub(crate) name: Ident,
    pub(crate) args: Vec<Text>,
    pub(crate) styles: Vec<Ident>,
    /// `.name(…)`, `.size(…, …)`, `.cover(…)`
    pub(crate) extra: Option<Extra>,
}

pub(crate) struct Extra {
    pub(crate) method: Ident,
    pub(crate) args: Vec<Text>,
}

/// A value that an element holds.
pub(crate) enum Value {
    /// Checked, and as it is sent.
    Literal(LitStr),
    Pixels(LitInt),
    /// A literal that captures values.
    Format(Format),
    /// A URL literal that captures values.
    Url {
        parts: Vec<String>,
        captures: Vec<Capture>,
        span: Span,
    },
    /// An ordinary expression.
    Rust(Rust),
}

/// Rust as the caller wrote it.
pub(crate) struct Rust {
    pub(crate) tokens: TokenStream,
    /// Whether it ends in a style, whose trait the caller need not import.
    pub(crate) is_styled: bool,
    /// Whether Rust will find it wrong, and say so better than we could.
    pub(crate) is_broken: bool,
}

impl Rust {
    pub(crate) fn whole(tokens: impl ToTokens) -> Self {
        Self {
            tokens: precedence::kept(tokens.into_token_stream()),
            is_styled: false,
            is_broken: false,
        }
    }

    pub(crate) fn broken(tokens: TokenStream) -> Self {
        Self {
            tokens,
            is_styled: false,
            is_broken: true,
        }
    }
}
