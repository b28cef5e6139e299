use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Expr, Ident, LitInt, LitStr};

use crate::format::{Capture, Format};
use crate::vocabulary::Spec;

/// The input of `post!`.
pub(crate) enum Post {
    /// The lines of a post without named locales.
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
    pub(crate) title: Option<Title>,
    pub(crate) lines: Vec<Item>,
}

/// `title = …`
pub(crate) struct Title {
    pub(crate) name: Ident,
    pub(crate) value: Item,
}

/// An entry of a list or a block: of a post, of a line, or the value of a title.
pub(crate) enum Item {
    /// `[ … ]`
    Line(Line),
    /// `"…"`, with its styles.
    Text(Text),
    /// `link(…)` and its like.
    Element(Element),
    /// An ordinary expression.
    Value(Value),
    /// `..expr`
    Spread { items: Rust, span: Span },
    /// A statement without a value: `let`, `return`, an assignment.
    Statement(Rust),
    /// `if`, `match`, loops and blocks.
    Flow(Vec<Piece>),
    /// An item after attributes, such as `#[cfg(…)]`.
    Attributed(Vec<Attribute>, Box<Item>),
}

pub(crate) struct Value {
    pub(crate) code: Rust,
    /// Whether it is in braces, where it may have no value.
    pub(crate) is_statement: bool,
    pub(crate) hint: Hint,
}

/// The element names to bring into scope in case the written name does not exist.
#[derive(Clone, Copy)]
pub(crate) enum Hint {
    None,
    /// For a call: the element that was probably meant, so that the compiler suggests it.
    Nearest(&'static str),
    /// For a bare name: all elements, so that an editor can complete it.
    All,
}

pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
}

/// A part of control flow.
pub(crate) enum Piece {
    /// Keywords and patterns, or a whole item of Rust.
    Tokens(TokenStream),
    Rust(Rust),
    /// The head of control flow without a body, which was reported.
    Unused(Rust),
    Body(Vec<Item>),
    Arms(Vec<Arm>),
}

/// `pattern if guard => body`
pub(crate) struct Arm {
    pub(crate) head: TokenStream,
    pub(crate) body: Vec<Item>,
}

pub(crate) struct Text {
    pub(crate) value: Argument,
    pub(crate) styles: Vec<Ident>,
}

pub(crate) struct Element {
    pub(crate) spec: &'static Spec,
    /// As the user wrote it.
    pub(crate) name: Ident,
    pub(crate) args: Vec<Text>,
    pub(crate) styles: Vec<Ident>,
    /// `.name(…)`, `.size(…, …)`
    pub(crate) extra: Option<Extra>,
}

pub(crate) struct Extra {
    pub(crate) method: Ident,
    pub(crate) args: Vec<Text>,
}

/// A value that an element holds.
pub(crate) enum Argument {
    /// Checked, and as it is sent.
    Literal(LitStr),
    Pixels(LitInt),
    /// A literal that captures values.
    Format(Format),
    /// A URL literal that captures values.
    Url {
        parts: Vec<String>,
        captures: Vec<Capture>,
    },
    /// An ordinary expression.
    Rust(Rust),
}

/// Rust as the caller wrote it.
pub(crate) struct Rust {
    pub(crate) tokens: TokenStream,
    /// Whether it ends with a style method, so that the caller need not import the trait.
    pub(crate) is_styled: bool,
    /// Whether rustc will reject it with a better message than ours.
    pub(crate) is_broken: bool,
}

impl Rust {
    pub(crate) fn whole(tokens: impl ToTokens) -> Self {
        Self {
            tokens: parenthesize_groups(tokens.into_token_stream()),
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

/// The same tokens, with parentheses where only an invisible group keeps an operand together, as it does
/// for a `$value:expr` of a macro around this one: the compiler forgets such groups of a procedural macro.
fn parenthesize_groups(tokens: TokenStream) -> TokenStream {
    tokens.into_iter().map(parenthesize_group).collect()
}

fn parenthesize_group(token: TokenTree) -> TokenTree {
    let TokenTree::Group(group) = token else {
        return token;
    };
    let delimiter = match group.delimiter() {
        Delimiter::None if is_operation(group.stream()) => Delimiter::Parenthesis,
        delimiter => delimiter,
    };
    let mut parenthesized = Group::new(delimiter, parenthesize_groups(group.stream()));
    parenthesized.set_span(group.span());
    parenthesized.into()
}

/// A type or a pattern that looks like one may be in parentheses, too.
fn is_operation(tokens: TokenStream) -> bool {
    matches!(
        syn::parse2(tokens),
        Ok(Expr::Binary(_)
            | Expr::Unary(_)
            | Expr::Reference(_)
            | Expr::Cast(_)
            | Expr::Range(_)
            | Expr::Closure(_))
    )
}
