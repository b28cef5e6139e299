//! What the macros say of mistakes: a file a mistake, and files with several, all of which must be
//! reported. Rust's own sentences among them differ from version to version, so they are compared
//! with those of the one that the repository names.

use std::process::Command;

use feishu_post::{Locale, PostBuilder, ProblemKind};

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

/// The sentence of a mistake that a literal shows is the one that a builder has for the same value.
#[track_caller]
fn is_worded_as_in_the_builder(stderr: &str, post: PostBuilder<'_>) {
    let error = post.build().unwrap_err();
    let kind = error.problems()[0].kind();
    let sentence = match kind {
        // The literal is underlined, so that its URL need not be repeated.
        ProblemKind::Href(refused) => format!("link is refused: {}", refused.kind()),
        kind => kind.to_string(),
    };
    let row = stderr.lines().next().unwrap();
    assert!(
        row.starts_with("error: ") && row.ends_with(&sentence),
        "{row}\n{sentence}"
    );
}

macro_rules! worded_as_in_the_builder {
    ($($test:ident: $post:expr;)*) => {$(
        is_worded_as_in_the_builder(include_str!(concat!("ui/", stringify!($test), ".stderr")), $post);
    )*};
}

#[test]
fn literals_and_builders_have_one_wording() {
    let new = PostBuilder::new;
    worded_as_in_the_builder! {
        at_of_nobody: new().line(|line| line.at(""));
        image_without_key: new().image("");
        media_without_key: new().media("");
        media_without_cover_key: new().media_with_cover("file_1", "");
        emoji_unknown: new().line(|line| line.emotion("SMIEL"));
        language_unknown: new().code_block("RSUT", "fn main() {}");
        url_scheme: new().line(|line| line.link("文档", "javascript:alert(1)"));
        url_without_scheme: new().line(|line| line.link("文档", "www.feishu.cn"));
        post_empty: new();
        locale_empty: new().locale(Locale::EnUs);
    }
}
