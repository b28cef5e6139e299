use std::fmt;

use http::HeaderValue;

/// Text that never shows: `Debug` prints a placeholder, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// A header that no client may log.
///
/// Invariant: `text` is of printable ASCII.
#[expect(clippy::expect_used, reason = "the text is printable ASCII")]
pub(crate) fn sensitive(text: &str) -> HeaderValue {
    let mut value =
        HeaderValue::from_str(text).expect("a credential is checked to be printable ASCII");
    value.set_sensitive(true);
    value
}
