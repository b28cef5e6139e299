//! What wrappers written with `macro_rules!` pass as `$value:expr` stays one operand.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::Expr;

/// The same tokens, with parentheses where only an invisible group keeps an operand together: the
/// compiler forgets such groups of a procedural macro.
pub(crate) fn kept(tokens: TokenStream) -> TokenStream {
    tokens.into_iter().map(kept_in).collect()
}

fn kept_in(token: TokenTree) -> TokenTree {
    let TokenTree::Group(group) = token else {
        return token;
    };
    let delimiter = match group.delimiter() {
        Delimiter::None if is_operation(group.stream()) => Delimiter::Parenthesis,
        delimiter => delimiter,
    };
    let mut kept = Group::new(delimiter, kept(group.stream()));
    kept.set_span(group.span());
    kept.into()
}

/// A type or a pattern that looks like one may stand in parentheses, too.
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
