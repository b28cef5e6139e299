use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// The mistakes of one call, in the order in which they were found.
#[derive(Default)]
pub(crate) struct Diagnostics(Vec<Mistake>);

struct Mistake {
    start: Span,
    end: Span,
    message: String,
}

impl Diagnostics {
    pub(crate) fn at(&mut self, span: Span, message: impl Into<String>) {
        self.between(span, span, message);
    }

    /// Underlines all of `tokens`.
    pub(crate) fn on(&mut self, tokens: &impl ToTokens, message: impl Into<String>) {
        let mut spans = tokens
            .to_token_stream()
            .into_iter()
            .map(|token| token.span());
        let start = spans.next().unwrap_or_else(Span::call_site);
        self.between(start, spans.last().unwrap_or(start), message);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn between(&mut self, start: Span, end: Span, message: impl Into<String>) {
        let message = message.into();
        self.0.push(Mistake {
            start,
            end,
            message,
        });
    }

    /// Statements that report the mistakes as compile errors.
    pub(crate) fn into_statements(self) -> TokenStream {
        self.0.into_iter().map(Mistake::compile_error).collect()
    }
}

impl Mistake {
    /// The compiler joins the spans of the first and the last token, if both are the caller's.
    fn compile_error(self) -> TokenStream {
        let Self {
            start,
            end,
            message,
        } = self;
        let path = quote_spanned!(start=> ::core::compile_error!);
        let message = quote_spanned!(end=> { #message });
        quote!(#path #message)
    }
}
