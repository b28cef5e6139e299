//! What the macros say of mistakes: a file a mistake, and files with several, all of which must be
//! reported. Rust's own sentences among them differ from version to version, so they are compared
//! with that of one; the gates run it.

use std::process::Command;

/// The version whose sentences `ui/` holds.
const RUSTC: &str = "rustc 1.95.";

#[test]
fn mistakes_are_compile_errors() {
    let output = Command::new("rustc").arg("--version").output();
    let version = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    if !version
        .as_deref()
        .is_ok_and(|version| version.starts_with(RUSTC))
    {
        println!("skipped: the sentences are those of {RUSTC}x, this is {version:?}");
        return;
    }
    let cases = trybuild::TestCases::new();
    if cfg!(any(feature = "ureq", feature = "reqwest")) {
        cases.compile_fail("compile_errors/ui/*.rs");
    } else {
        cases.compile_fail("compile_errors/ui_without_features/*.rs");
    }
}
