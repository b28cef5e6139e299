/// JSON that is known while compiling, as it stands in each content form.
#[derive(Debug, Clone, Copy)]
pub struct Json {
    /// As a value.
    pub(crate) plain: &'static str,
    /// Inside a JSON string.
    pub(crate) quoted: &'static str,
}

impl Json {
    /// The same JSON in both forms.
    #[must_use]
    pub const fn new(plain: &'static str, quoted: &'static str) -> Self {
        Self { plain, quoted }
    }
}
