//! Sends one message to a ticket, a chat or a user, as a reply, or through a webhook, and prints the
//! request body and the message ID.
//!
//! ```text
//! cargo run --example send -- [--ticket ID | --chat ID | --user OPEN_ID | --reply MESSAGE_ID | --webhook] [--text TEXT]
//! ```
//!
//! With `FEISHU_…` variables (see `Helpdesk::from_env`, `Bot::from_env` and `Webhook::from_env`), it
//! sends to the platform; without any, to a fake in this process. Without `--text`, it sends the
//! example post from the platform's page.

use std::process::ExitCode;

use feishu_post::testing::FakeFeishu;
use feishu_post::{
    Bot, ConfigError, ContentForm, Helpdesk, Message, MessageId, Post, PostBuilder, PostError,
    Receiver, Reply, SendError, Stylize, Webhook,
};
use lexopt::prelude::*;

const USAGE: &str = "usage: cargo run --example send -- [--ticket ID | --chat ID | --user OPEN_ID \
                     | --reply MESSAGE_ID | --webhook] [--text TEXT]";

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
    let message = match arguments.text {
        Some(text) => Message::text(text),
        None => page_example()?.into(),
    };
    // The fake stops when it is dropped.
    let fake = has_no_variables().then(FakeFeishu::start);
    println!("{}", arguments.to.body(&message));
    match arguments.to.send(&message, fake.as_ref())? {
        Some(id) => println!("{id}"),
        None => println!("sent"),
    }
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

fn has_no_variables() -> bool {
    let mut set = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    !set.any(|(name, _)| name.to_string_lossy().starts_with("FEISHU_"))
}

/// Where the message goes.
enum Target {
    Ticket(String),
    Chat(Receiver),
    Reply(Reply),
    Webhook,
}

impl Target {
    fn body(&self, message: &Message<'_>) -> String {
        match self {
            Self::Ticket(_) => message.ticket_body(ContentForm::Object),
            Self::Chat(receiver) => message.chat_body(receiver),
            Self::Reply(reply) => message.reply_body(reply),
            Self::Webhook => message.webhook_body(),
        }
    }

    /// Sends to the platform or the fake. A webhook returns no message ID.
    fn send(
        self,
        message: &Message<'_>,
        fake: Option<&FakeFeishu>,
    ) -> Result<Option<MessageId>, Failure> {
        let bot = || fake.map_or_else(Bot::from_env, |fake| Ok(fake.bot()));
        let id = match self {
            Self::Ticket(id) => {
                let helpdesk = fake.map_or_else(Helpdesk::from_env, |fake| Ok(fake.helpdesk()));
                helpdesk?.send(id, message)?
            }
            Self::Chat(receiver) => bot()?.send(receiver, message)?,
            Self::Reply(reply) => bot()?.reply(reply, message)?,
            Self::Webhook => {
                let webhook = fake.map_or_else(Webhook::from_env, |fake| Ok(fake.webhook()));
                webhook?.send(message)?;
                return Ok(None);
            }
        };
        Ok(Some(id))
    }
}

struct Arguments {
    to: Target,
    text: Option<String>,
}

impl Arguments {
    /// Returns `None` if help was requested.
    fn parse() -> Result<Option<Self>, Failure> {
        let mut targets = Vec::new();
        let mut message = None;
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("ticket") => targets.push(Target::Ticket(parser.value()?.string()?)),
                Long("chat") => {
                    targets.push(Target::Chat(Receiver::chat(parser.value()?.string()?)));
                }
                Long("user") => {
                    targets.push(Target::Chat(Receiver::open_id(parser.value()?.string()?)));
                }
                Long("reply") => targets.push(Target::Reply(Reply::to(parser.value()?.string()?))),
                Long("webhook") => targets.push(Target::Webhook),
                Long("text") => message = Some(text(parser.value()?.string()?)?),
                Long("help") | Short('h') => return Ok(None),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let to = targets.pop();
        if !targets.is_empty() {
            let sentence = "a message has only one destination: pass one of --ticket, --chat, --user, \
                            --reply or --webhook";
            return Err(Failure::Setup(sentence.to_owned()));
        }
        Ok(Some(Self {
            to: to.unwrap_or_else(|| Target::Ticket("6948728206392295444".to_owned())),
            text: message,
        }))
    }
}

fn text(text: String) -> Result<String, Failure> {
    if !text.is_empty() {
        return Ok(text);
    }
    let sentence = "--text is empty: write the text of the message, or omit the option";
    Err(Failure::Setup(sentence.to_owned()))
}

/// Prints an error with its causes, and what to do about it.
fn report(error: &SendError) {
    eprintln!("send: {error:?}");
    if let Some(hint) = error.hint() {
        eprintln!("send: {hint}");
    }
}

/// What went wrong: before anything was sent, or while sending.
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
