/// JSON that is known while compiling, as it stands in each content form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Json {
    /// As a value.
    pub(super) plain: &'static str,
    /// Inside a JSON string.
    pub(super) quoted: &'static str,
}

/// A `&'static Json` of constant strings, one after the other.
macro_rules! json {
    ($($plain:expr),+) => {{
        const PLAIN: &str = $crate::wire::fixed::fixed!(|out: Fixed<false>| $(out.push($plain)),+);
        const QUOTED: &str = $crate::wire::fixed::fixed!(|out: Fixed<false>| out.text(PLAIN));
        const JSON: &$crate::wire::json::Json = &$crate::wire::json::Json {
            plain: PLAIN,
            quoted: QUOTED,
        };
        JSON
    }};
}

pub(super) use json;
