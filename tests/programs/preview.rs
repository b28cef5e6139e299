//! The example as its users run it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use feishu_post_tests::programs::PREVIEW;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

fn preview(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(PREVIEW.as_str())
        .args(arguments)
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn shows(arguments: &[&str], input: &str, expected: &str) {
    let output = preview(arguments, input.as_bytes());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    assert_eq!(output.status.code(), Some(0));
}

#[track_caller]
fn refuses(arguments: &[&str], input: &[u8], expected: &str) {
    let output = preview(arguments, input);
    assert_eq!(
        String::from_utf8(output.stderr).unwrap().trim_end(),
        format!("preview: {expected}")
    );
    assert_eq!(output.stdout, b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn markdown_and_json_are_recognized() {
    let shown = "╭───────────────────────\n│ 标题\n│ 正文\n╰───────────────────────\n";
    let arguments = ["-", "--width", "24"];
    shows(&arguments, "# 标题\n\n正文", shown);
    let json = r#"{"zh_cn":{"title":"标题","content":[[{"tag":"text","text":"正文"}]]}}"#;
    shows(&arguments, json, shown);
}

#[test]
fn html_writes_the_page_to_a_file() {
    let folder = TempDir::new().unwrap();
    let page = folder.path().join("page.html");
    let output = preview(&["--html", page.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        std::fs::read_to_string(page)
            .unwrap()
            .starts_with("<!DOCTYPE html>")
    );
}

#[test]
fn the_sample_matches_the_documentation() {
    let output = preview(&["--width", "72"], b"");
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn invalid_input_is_located() {
    refuses(
        &["-"],
        b"{\n  \"zh_cn\": }",
        "standard input: expected value at line 2 column 12",
    );
    refuses(
        &["-"],
        b"ok\n\xe5\xb7\xa5\xff",
        "standard input: not UTF-8 at line 2 column 2",
    );
    refuses(
        &["-"],
        b" \n\n",
        "standard input: nothing to show; the input ends at line 3 column 1",
    );
    refuses(
        &["-"],
        br#"{"zh_cn":{"content":[[{"tag":"a","text":"x","href":"file:///"}]]}}"#,
        r#"standard input: zh_cn line 1 element 1: link "file:///" is refused: scheme "file" is not http or https"#,
    );
}

#[test]
fn invalid_arguments_are_reported() {
    let usage = "usage: cargo run --example preview -- [FILE | -] [--html FILE] [--width COLUMNS] [--plain]";
    refuses(
        &["--colour"],
        b"",
        &format!("invalid option '--colour'; {usage}"),
    );
    refuses(
        &["--html"],
        b"",
        &format!("missing argument for option '--html'; {usage}"),
    );
    refuses(
        &["--width", "x"],
        b"",
        &format!("cannot parse argument \"x\": invalid digit found in string; {usage}"),
    );
    refuses(
        &["-", "b"],
        b"",
        &format!("unexpected argument \"b\"; {usage}"),
    );
}

#[test]
fn a_missing_file_is_reported() {
    refuses(
        &["nowhere.md"],
        b"",
        "nowhere.md: No such file or directory (os error 2)",
    );
}

/// What the example writes to a terminal, which `script` makes.
#[cfg(target_os = "linux")]
fn in_a_terminal(variables: &[(&str, &str)]) -> String {
    let output = Command::new("script")
        .args([
            "--quiet",
            "--return",
            "--command",
            PREVIEW.as_str(),
            "/dev/null",
        ])
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS")
        .env("TERM", "xterm-256color")
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_follows_its_environment() {
    let link = "\x1b]8;;https://example.com/tickets/6948\x1b\\";
    let url = "处理记录\x1b[0m (https://example.com/tickets/6948)";
    let colours = in_a_terminal(&[("FORCE_HYPERLINK", "0"), ("COLUMNS", "100")]);
    assert!(
        colours.contains("\x1b[1m") && colours.contains(url),
        "{colours}"
    );
    assert!(in_a_terminal(&[("FORCE_HYPERLINK", "1")]).contains(link));
    assert!(in_a_terminal(&[("NO_COLOR", "")]).contains('\x1b'));
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        assert!(!in_a_terminal(&[(name, value)]).contains('\x1b'), "{name}");
    }
    let widest = |shown: &str| shown.lines().map(|row| row.trim_end().width()).max();
    assert_eq!(widest(&in_a_terminal(&[("NO_COLOR", "1")])), Some(80));
    assert_eq!(
        widest(&in_a_terminal(&[("NO_COLOR", "1"), ("COLUMNS", "50")])),
        Some(50)
    );
    assert_eq!(
        widest(&in_a_terminal(&[("NO_COLOR", "1"), ("COLUMNS", "x")])),
        Some(80)
    );
}
