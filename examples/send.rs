//! Sends one message to a ticket, and prints the request body and the message's id.
//!
//! ```text
//! cargo run --example send -- [--ticket ID] [--text TEXT]
//! ```
//!
//! With `FEISHU_…` variables (see `Helpdesk::from_env`) it sends to the platform, without any to a
//! fake helpdesk in this process. Without `--text` it sends the post that the platform's page shows.

use std::error::Error;
use std::process::ExitCode;

use feishu_post::testing::FakeFeishu;
use feishu_post::{
    ConfigError, ContentForm, Helpdesk, Message, Post, PostBuilder, PostError, SendError, Stylize,
    send,
};
use lexopt::prelude::*;

const USAGE: &str = "usage: cargo run --example send -- [--ticket ID] [--text TEXT]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Setup(sentence)) => {
            eprintln!("send: {sentence}");
            ExitCode::from(2)
        }
        Err(Failure::Send(error)) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let Some(arguments) = Arguments::parse()? else {
        println!("{USAGE}");
        return Ok(());
    };
    // The fake stops when it is dropped, so it is kept beside the helpdesk.
    let (helpdesk, _fake) = helpdesk()?;
    let message = match arguments.text {
        Some(text) => Message::text(text),
        None => page_example()?.into(),
    };

    println!("{}", message.ticket_body(ContentForm::Object));
    let message_id = send(&helpdesk, &arguments.ticket, message)?;
    println!("{message_id}");
    Ok(())
}

fn page_example() -> Result<Post<'static>, PostError> {
    PostBuilder::new()
        .title("this is title")
        .line(|line| {
            line.text("第一行 :".un_escape())
                .link("超链接", "http://www.feishu.cn")
        })
        .line(|line| line.text("第二行 :").text("文本测试"))
        .build()
}

fn helpdesk() -> Result<(Helpdesk, Option<FakeFeishu>), Failure> {
    let mut set = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    if set.any(|(name, _)| name.to_string_lossy().starts_with("FEISHU_")) {
        return Ok((Helpdesk::from_env()?, None));
    }
    let fake = FakeFeishu::start();
    Ok((fake.helpdesk(), Some(fake)))
}

struct Arguments {
    ticket: String,
    text: Option<String>,
}

impl Arguments {
    /// None if the usage is asked for.
    fn parse() -> Result<Option<Self>, Failure> {
        let mut arguments = Self {
            ticket: "6948728206392295444".to_owned(),
            text: None,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("ticket") => arguments.ticket = ticket(parser.value()?.string()?)?,
                Long("text") => arguments.text = Some(text(parser.value()?.string()?)?),
                Long("help") | Short('h') => return Ok(None),
                _ => return Err(argument.unexpected().into()),
            }
        }
        Ok(Some(arguments))
    }
}

fn ticket(id: String) -> Result<String, Failure> {
    if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(id);
    }
    Err(Failure::Setup(format!(
        "--ticket {id:?} is no ticket id: write its digits, such as 6948728206392295444"
    )))
}

fn text(text: String) -> Result<String, Failure> {
    if !text.is_empty() {
        return Ok(text);
    }
    let sentence = "--text is empty: write what the message is to say, or leave it out";
    Err(Failure::Setup(sentence.to_owned()))
}

/// Prints an error with its causes, and what to do about it.
fn report(error: &SendError) {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let sentence = causes.fold(error.to_string(), |all, cause| format!("{all}: {cause}"));
    eprintln!("send: {sentence}");
    if let Some(hint) = error.hint() {
        eprintln!("send: {hint}");
    }
}

/// What went wrong: before anything was sent, or with the sending.
enum Failure {
    Setup(String),
    Send(SendError),
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Setup(format!("{error}; {USAGE}"))
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Setup(error.to_string().replace('\n', "; "))
    }
}

impl From<PostError> for Failure {
    fn from(error: PostError) -> Self {
        Self::Setup(error.to_string())
    }
}

impl From<SendError> for Failure {
    fn from(error: SendError) -> Self {
        Self::Send(error)
    }
}
