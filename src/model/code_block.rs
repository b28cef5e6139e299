use std::borrow::Cow;

use super::Language;

/// A block of code, a line of its own; the platform's `code_block`.
///
/// ```
/// use feishu_post::{CodeBlock, Language};
///
/// let block = CodeBlock::new(Language::RUST, "fn main() {}");
/// assert_eq!(block.language(), Some(&Language::RUST));
/// assert_eq!(block.text(), "fn main() {}");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodeBlock<'a> {
    pub(crate) language: Option<Language<'a>>,
    pub(crate) text: Cow<'a, str>,
}

impl<'a> CodeBlock<'a> {
    pub(crate) const TAG: &'static str = "code_block";

    /// Code in a language.
    #[must_use]
    pub fn new(language: Language<'a>, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            language: Some(language),
            text: text.into(),
        }
    }

    /// Code in no language that the platform should know.
    ///
    /// ```
    /// use feishu_post::CodeBlock;
    ///
    /// assert_eq!(CodeBlock::plain("$ ls").language(), None);
    /// ```
    #[must_use]
    pub fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            language: None,
            text: text.into(),
        }
    }

    /// The language, where one was given.
    #[must_use]
    pub const fn language(&self) -> Option<&Language<'a>> {
        self.language.as_ref()
    }

    /// The code.
    #[must_use]
    pub const fn text(&self) -> &str {
        super::as_str(&self.text)
    }

    /// The same block, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> CodeBlock<'static> {
        CodeBlock {
            language: self.language.map(Language::into_owned),
            text: super::owned(self.text),
        }
    }
}
