/// Writes a post as Rust: see the grammar below.
#[macro_export]
macro_rules! post {
    ($($input:tt)*) => {
        $crate::private::post! { ($crate) $($input)* }
    };
}

/// Writes one line of a post as Rust.
#[macro_export]
macro_rules! line {
    ($($input:tt)*) => {
        $crate::private::line! { ($crate) $($input)* }
    };
}

/// An expression as the caller wrote it: a syntax error in it stays in it, and what the macro and
/// the compiler find elsewhere is reported too.
#[doc(hidden)]
#[macro_export]
macro_rules! __feishu_post_expression {
    ($($token:tt)*) => {
        $($token)*
    };
}
