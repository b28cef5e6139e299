/// A `&'static Json` of constant strings, one after the other.
macro_rules! json {
    ($($plain:expr),+) => {{
        const PLAIN: &str = $crate::wire::fixed::fixed!(|out: Fixed<false>| $(out.push($plain)),+);
        const QUOTED: &str = $crate::wire::fixed::fixed!(|out: Fixed<false>| out.text(PLAIN));
        const JSON: &$crate::model::Json = &$crate::model::Json {
            plain: PLAIN,
            quoted: QUOTED,
        };
        JSON
    }};
}

pub(super) use json;
