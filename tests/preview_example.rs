//! The example as its users run it.

#![allow(clippy::unwrap_used, reason = "in a test it is the assertion")]

mod example_program;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use example_program::PREVIEW;
use tempfile::TempDir;

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
        expected
    );
    assert_eq!(output.stdout, b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn markdown_and_json_are_told_apart() {
    let shown = "╭───────────────────────\n│ 标题\n│ 正文\n╰───────────────────────\n";
    let arguments = ["-", "--width", "24"];
    shows(&arguments, "# 标题\n\n正文", shown);
    let json = r#"{"zh_cn":{"title":"标题","content":[[{"tag":"text","text":"正文"}]]}}"#;
    shows(&arguments, json, shown);
}

#[test]
fn the_page_goes_to_a_file() {
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
fn the_sample_is_what_the_documentation_shows() {
    let output = preview(&["--width", "72"], b"");
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn bad_input_is_told_where() {
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
        "standard input: nothing to show up to line 3 column 1",
    );
    refuses(
        &["-"],
        br#"{"zh_cn":{"content":[[{"tag":"a","text":"x","href":"file:///"}]]}}"#,
        r#"standard input: zh_cn line 1 element 1: link "file:///" is refused: scheme "file" is not http or https"#,
    );
}

#[test]
fn bad_arguments_are_told() {
    let usage = "usage: preview [FILE | -] [--html FILE] [--width COLUMNS] [--plain]";
    refuses(
        &["--colour"],
        b"",
        &format!("unknown option --colour; {usage}"),
    );
    refuses(
        &["--html"],
        b"",
        &format!("--html without a value; {usage}"),
    );
    refuses(
        &["--width", "x"],
        b"",
        "--width \"x\" is not a number of columns",
    );
    refuses(&["-", "b"], b"", &format!("a second file, \"b\"; {usage}"));
}
