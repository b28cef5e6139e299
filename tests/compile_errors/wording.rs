//! What the macros say of mistakes: a file a mistake, and files with several, all of which must be
//! reported. Rust's own sentences among them differ from version to version, so they are compared
//! with those of the one that the repository names.

use std::process::Command;

use feishu_post_tests::skip;

const TOOLCHAIN: &str = include_str!("../../rust-toolchain.toml");

#[test]
fn mistakes_are_compile_errors() {
    let channel = TOOLCHAIN.split("channel = \"").nth(1).unwrap();
    let version = channel.split('"').next().unwrap();
    let rustc = Command::new("rustc").arg("--version").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    if !rustc.starts_with(&format!("rustc {version} ")) {
        skip(&format!(
            "the sentences are those of rustc {version}, this is {rustc}"
        ));
        return;
    }
    let cases = trybuild::TestCases::new();
    if cfg!(any(feature = "ureq", feature = "reqwest")) {
        cases.compile_fail("compile_errors/ui/*.rs");
    } else {
        cases.compile_fail("compile_errors/ui_without_features/*.rs");
    }
}
