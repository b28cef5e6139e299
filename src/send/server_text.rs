use std::fmt;

/// How much of a foreign text is shown, in characters.
const SHOWN: usize = 200;

/// What the platform said, whole, so that a secret in it can be found; `Display` and `Debug` show
/// its beginning, on one line.
#[derive(Clone)]
pub(crate) struct Said(String);

impl Said {
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
            self.0 = self.0.replace(secret, "[secret]");
        }
    }

    fn shown(&self) -> String {
        let text = self.0.chars().take(SHOWN);
        text.map(|c| if steers(c) { ' ' } else { c }).collect()
    }
}

/// Whether it moves what stands around it: a control, or one that turns the direction of writing
/// (UAX #9, explicit formatting characters).
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().fmt(f)
    }
}
