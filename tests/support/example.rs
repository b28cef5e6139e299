//! An example as its users run it.

use std::process::Command;

use feishu_post::testing::FakeHelpdesk;
use serde_json::Value;

/// Builds an example: cargo builds examples along with all tests, but not with a single one.
pub(crate) fn build(name: &str) -> String {
    let build = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--message-format", "json", "--example"])
        .arg(name)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&build.stderr);
    assert!(build.status.success(), "{errors}");
    let messages = String::from_utf8(build.stdout).unwrap();
    let messages = messages.lines().map(serde_json::from_str::<Value>);
    let executable = |message: Value| Some(message["executable"].as_str()?.to_owned());
    messages.flatten().filter_map(executable).last().unwrap()
}

/// A command that sees no `FEISHU_…` variable but those of `helpdesk`, if one is given.
pub(crate) fn command(executable: &str, helpdesk: Option<&FakeHelpdesk>) -> Command {
    let mut command = Command::new(executable);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("FEISHU_")) {
        command.env_remove(name);
    }
    if let Some(fake) = helpdesk {
        command.env("FEISHU_BASE_URL", fake.base_url());
        command.env("FEISHU_APP_ID", FakeHelpdesk::APP_ID);
        command.env("FEISHU_APP_SECRET", FakeHelpdesk::APP_SECRET);
        command.env("FEISHU_HELPDESK_ID", FakeHelpdesk::HELPDESK_ID);
        command.env("FEISHU_HELPDESK_TOKEN", FakeHelpdesk::HELPDESK_TOKEN);
    }
    command
}
