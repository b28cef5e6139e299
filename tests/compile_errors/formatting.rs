//! The samples compile, and rustfmt leaves them alone: nobody's editor undoes what a colleague's did.

use std::path::Path;
use std::process::Command;

#[path = "formatted_posts.rs"]
mod posts;

#[test]
fn rustfmt_leaves_posts_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rustfmt = Command::new("rustfmt")
        .args([
            "--check",
            "--edition",
            "2024",
            "compile_errors/formatted_posts.rs",
        ])
        .current_dir(root)
        .output()
        .expect("rustfmt comes with the toolchain");
    assert!(
        rustfmt.status.success(),
        "{}",
        String::from_utf8_lossy(&rustfmt.stdout)
    );
}

#[test]
fn formatted_posts_build() {
    assert!(!posts::RECEIVED.is_empty());
    assert!(!posts::OPENING_HOURS.is_empty());
    let steps = [("", true), ("重启", true), ("重试", false)];
    let steps = steps.map(|(name, is_done)| posts::Step {
        name: name.to_owned(),
        is_done,
    });
    let ticket = |severity| posts::Ticket {
        id: 42,
        title: "打印机",
        agent: Some("ou_1"),
        steps: &steps,
        severity,
    };
    for severity in [posts::Severity::High, posts::Severity::Low] {
        let ticket = ticket(severity);
        let post = posts::updated(&ticket, "https://example.com").unwrap();
        let (_, content) = post.contents().next().unwrap();
        assert_eq!(content.title(), Some("工单 42:打印机"));
        assert_eq!(content.lines().len(), 10);
        assert!(posts::updated(&ticket, "example.com").is_err());
    }
    assert_eq!(posts::bilingual("王小明").contents().len(), 3);
}
