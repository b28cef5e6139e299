//! Reads a message that someone sent to a bot, and composes the answer.
//!
//! ```text
//! cargo run --example reply --features markdown,preview
//! cargo run --example reply --features markdown,preview -- event.json
//! my-listener | cargo run --example reply --features markdown,preview -- -
//! ```
//!
//! The file contains the event `im.message.receive_v1`, its message, or an item from `GET im/v1/messages`; without a
//! file, a sample is used. Nothing is sent: the example prints the answer and the reply's request body.

use std::error::Error;
use std::io::{Read, Write};
use std::process::ExitCode;

use feishu_post::markdown::Importer;
use feishu_post::preview::Terminal;
use feishu_post::{At, Attachment, Message, Post, Received, Reply};

const USAGE: &str = "usage: cargo run --example reply --features markdown,preview -- [FILE | -]";

const SAMPLE: &str = include_str!("reply/screenshot.json");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("reply: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let event = match arguments.as_slice() {
        [] => SAMPLE.to_owned(),
        [help] if help == "--help" || help == "-h" => {
            println!("{USAGE}");
            return Ok(());
        }
        [path] => read(path)?,
        _ => return Err(USAGE.into()),
    };
    let received = Received::from_message(&event)?;
    show(&received)?;

    let answer = answer(&received);
    section("The answer", &Terminal::from_env().render(&answer))?;
    if let Some(message_id) = received.message_id() {
        let body = Message::from(&answer).reply_body(&Reply::to(message_id));
        section(&format!("The body of a reply to {message_id}"), &body)?;
    }
    Ok(())
}

fn read(path: &str) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    if path == "-" {
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}").into())
}

fn show(received: &Received) -> std::io::Result<()> {
    let post = received.post();
    section("As text", &post.to_text())?;
    section("As Markdown", &post.to_markdown())?;
    section("As the chat shows it", &Terminal::from_env().render(post))?;
    let changes = received.changes().iter().map(ToString::to_string);
    section("What changed", &changes.collect::<Vec<_>>().join("\n"))?;
    let keys = received.attachments().iter().map(Attachment::key);
    section("To download", &keys.collect::<Vec<_>>().join("\n"))
}

/// What a model might answer, in Markdown; it can mention only people who were mentioned before.
fn answer(received: &Received) -> Post<'static> {
    let question = received.post().to_text();
    let markdown = format!(
        "**收到：**共 {} 个字，{} 个附件。\n\n1. 正在排查，@小助手 会跟进\n2. 进展见[工单](https://example.com/tickets/42)",
        question.chars().count(),
        received.attachments().len(),
    );
    Importer::new()
        .mentions(|name| person(received, name))
        .post(&markdown)
}

fn person(received: &Received, name: &str) -> Option<At<'static>> {
    let mut mentions = received.mentions().iter();
    let mention = mentions.find(|mention| mention.name() == Some(name))?;
    Some(At::new(mention.open_id()?.to_owned()).name(name.to_owned()))
}

fn section(title: &str, text: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "== {title}\n{}\n", text.trim_end())
}
