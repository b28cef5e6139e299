//! The example `preview` as a program.

use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// Its path. Built once: cargo builds the examples along with all tests, but not with a single one.
pub(crate) static PREVIEW: LazyLock<String> = LazyLock::new(|| {
    let build = cargo()
        .args([
            "build",
            "--quiet",
            "--example",
            "preview",
            "--message-format",
            "json",
        ])
        .output()
        .unwrap();
    assert!(
        build.status.success(),
        "{}",
        String::from_utf8_lossy(&build.stderr)
    );
    let messages = String::from_utf8(build.stdout).unwrap();
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut executables =
        messages.filter_map(|message| Some(message["executable"].as_str()?.to_owned()));
    executables.next_back().unwrap()
});

/// Cargo without what it tells a test about its package: build scripts of dependencies watch these
/// variables, and would run again.
fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    let told = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
        "CARGO_PRIMARY_",
    ];
    for (name, _) in std::env::vars() {
        if told.iter().any(|prefix| name.starts_with(prefix)) {
            cargo.env_remove(name);
        }
    }
    cargo
}
