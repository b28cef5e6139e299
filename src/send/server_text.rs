use std::fmt;

use feishu_post_core::display::{one_line, start};

/// How much of a foreign text is shown, in characters.
const SHOWN: usize = 200;

/// What the server said, whole, so that a secret in it can be found; `Display` and `Debug` show
/// its beginning, on one line.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ServerText(String);

impl ServerText {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes each of the `secrets` out, in their order.
    pub(crate) fn redact(&mut self, secrets: &[&str]) {
        for secret in secrets {
            if self.0.contains(secret) {
                self.0 = self.0.replace(secret, "[secret]");
            }
        }
    }

    fn shown(&self) -> String {
        one_line(start(&self.0, SHOWN))
    }
}

impl fmt::Display for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl fmt::Debug for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().fmt(f)
    }
}
