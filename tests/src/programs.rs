//! The examples as programs.

use std::process::Command;
use std::sync::LazyLock;

use feishu_post::testing::FakeFeishu;
use serde_json::Value;

/// The path of the example `preview`, built once.
pub static PREVIEW: LazyLock<String> =
    LazyLock::new(|| build("preview", &["--features", "preview"]));

/// Builds an example, with the features that its users name, and gives its path.
pub fn build(name: &str, features: &[&str]) -> String {
    let build = cargo()
        .args(["build", "--quiet", "--message-format", "json"])
        .args(["--example", name])
        .args(features)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&build.stderr);
    assert!(build.status.success(), "{errors}");
    let messages = String::from_utf8(build.stdout).unwrap();
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut executables =
        messages.filter_map(|message| Some(message["executable"].as_str()?.to_owned()));
    executables.next_back().unwrap()
}

/// Cargo without what it tells a test about its package: build scripts of dependencies watch these
/// variables, and would run again.
fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
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

/// A command that sees no `FEISHU_…` variable but those of `helpdesk`, if one is given.
pub fn command(executable: &str, helpdesk: Option<&FakeFeishu>) -> Command {
    let mut command = Command::new(executable);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("FEISHU_")) {
        command.env_remove(name);
    }
    if let Some(fake) = helpdesk {
        command.env("FEISHU_BASE_URL", fake.base_url());
        command.env("FEISHU_APP_ID", FakeFeishu::APP_ID);
        command.env("FEISHU_APP_SECRET", FakeFeishu::APP_SECRET);
        command.env("FEISHU_HELPDESK_ID", FakeFeishu::HELPDESK_ID);
        command.env("FEISHU_HELPDESK_TOKEN", FakeFeishu::HELPDESK_TOKEN);
    }
    command
}
