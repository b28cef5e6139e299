//! What the macros say of mistakes: a file a mistake, and files with several, all of which must be
//! reported. The wording of the compiler's own sentences is that of the stable toolchain.

#[test]
fn mistakes_are_compile_errors() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}
