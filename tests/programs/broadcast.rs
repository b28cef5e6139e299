//! The example `broadcast` as its users run it, stop it, and run it again.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use feishu_post::testing::{FakeFeishu, Fault};
use feishu_post_tests::programs;
use tempfile::TempDir;

static EXAMPLE: LazyLock<String> = LazyLock::new(|| programs::build("broadcast", &[]));

/// A list of messages with its journal, and where they go.
struct Desk {
    fake: FakeFeishu,
    folder: TempDir,
}

impl Desk {
    fn with_messages(count: usize) -> Self {
        let desk = Self {
            fake: FakeFeishu::start(),
            folder: TempDir::new().unwrap(),
        };
        let lines =
            (1..=count).map(|ticket| format!("{{\"ticket_id\":\"{ticket}\",\"text\":\"你好\"}}\n"));
        fs::write(desk.file(), lines.collect::<String>()).unwrap();
        desk
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("messages.jsonl")
    }

    fn journal(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    fn command(&self) -> Command {
        let mut command = programs::command(&EXAMPLE, Some(&self.fake));
        command
            .arg("--file")
            .arg(self.file())
            .arg("--journal")
            .arg(self.journal());
        command
    }

    #[track_caller]
    fn prints(&self, rows: &[(&str, usize)], exit: i32) {
        let Output { stdout, status, .. } = self.command().output().unwrap();
        let row = |(outcome, count): &(&str, usize)| format!("{outcome:<20} {count:>8}\n");
        let rows: String = rows.iter().map(row).collect();
        assert_eq!(
            String::from_utf8(stdout).unwrap(),
            format!("outcome              messages\n{rows}")
        );
        assert_eq!(status.code(), Some(exit));
    }

    #[track_caller]
    fn fails(&self, sentence: &str) {
        let Output { stderr, status, .. } = self.command().output().unwrap();
        assert_eq!(
            String::from_utf8(stderr).unwrap(),
            format!("broadcast: {sentence}\n")
        );
        assert_eq!(status.code(), Some(2));
        assert!(self.fake.requests().is_empty());
    }

    fn tickets(&self) -> Vec<usize> {
        let messages = self.fake.messages().into_iter();
        messages
            .map(|message| message.ticket_id().unwrap().parse().unwrap())
            .collect()
    }
}

#[test]
fn running_again_sends_nothing_twice() {
    let desk = Desk::with_messages(20);
    desk.prints(&[("sent", 20), ("not started", 0)], 0);
    desk.prints(&[("sent", 20), ("not started", 0)], 0);
    assert_eq!(desk.tickets().len(), 20);
    assert_eq!(desk.tickets().into_iter().collect::<HashSet<_>>().len(), 20);
}

#[test]
fn the_table_names_each_outcome_and_no_message_is_sent_again() {
    let desk = Desk::with_messages(5);
    desk.fake.close_ticket("2");
    desk.fake.queue(Fault::reset().after_accepting());
    let rows = [
        ("refused 154401", 1),
        ("sent", 3),
        ("unknown", 1),
        ("not started", 0),
    ];
    let one_by_one = desk.command().args(["--workers", "1"]).output();
    assert_eq!(one_by_one.unwrap().status.code(), Some(3));
    desk.prints(&rows, 3);
    assert_eq!(desk.tickets(), [1, 3, 4, 5]);
}

#[test]
fn a_message_without_an_outcome_is_not_sent_again() {
    let desk = Desk::with_messages(3);
    desk.prints(&[("sent", 3), ("not started", 0)], 0);

    // As if the process had been killed: 1 was on its way, and the line of 2 was not written out.
    let journal = fs::read_to_string(desk.journal()).unwrap();
    let heading = journal.lines().next().unwrap();
    fs::write(desk.journal(), format!("{heading}\n1\tunknown\t\n2\tunkn")).unwrap();
    desk.prints(&[("sent", 2), ("unknown", 1), ("not started", 0)], 3);
    let mut again = desk.tickets().split_off(3);
    again.sort_unstable();
    assert_eq!(again, [2, 3]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_and_the_same_command_resumes() {
    let desk = Desk::with_messages(200);
    let running = desk.command().stdout(Stdio::piped()).spawn().unwrap();
    while desk.fake.messages().len() < 5 {
        std::thread::yield_now();
    }
    let interrupt = ["-INT", &running.id().to_string()];
    assert!(
        Command::new("kill")
            .args(interrupt)
            .status()
            .unwrap()
            .success()
    );
    let Output { stdout, status, .. } = running.wait_with_output().unwrap();
    let printed = String::from_utf8(stdout).unwrap();
    assert!(
        printed.ends_with("\nstopped: run the same command again to send the rest\n"),
        "{printed}"
    );
    assert!(status.success());
    assert!(desk.tickets().len() < 200);

    desk.prints(&[("sent", 200), ("not started", 0)], 0);
    assert_eq!(desk.tickets().len(), 200);
    assert_eq!(
        desk.tickets().into_iter().collect::<HashSet<_>>().len(),
        200
    );
}

#[test]
fn an_invalid_line_prevents_all_sending() {
    let desk = Desk::with_messages(0);
    let file = desk.file().display().to_string();
    fs::write(
        &file,
        "{\"ticket_id\":\"1\",\"text\":\"你好\"}\n{\"ticket_id\":\"2\"}\n",
    )
    .unwrap();
    desk.fails(&format!(
        r#"{file} line 2: give the message either a "text" or a "post""#
    ));
}

#[test]
fn a_journal_of_another_list_is_refused() {
    let desk = Desk::with_messages(3);
    fs::write(desk.journal(), "2 messages 0000000000000000\n").unwrap();
    desk.fails(&format!(
        "{} is the journal of a different set of messages: specify another file with --journal, or delete it",
        desk.journal().display()
    ));
}
