//! Previews a message without sending it.
//!
//! ```text
//! cargo run --example preview
//! cargo run --example preview -- release-notes.md --html page.html
//! my-program --print-post | cargo run --example preview -- -
//! ```
//!
//! The file contains Markdown, or a post as JSON (if its name ends in `.json`, or if it has no
//! extension and its text begins with `{`). The output is
//! plain text if `NO_COLOR` is set or standard output is not a terminal, and as wide as `COLUMNS`.

use std::error::Error;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use feishu_post::preview::{self, Terminal};
use feishu_post::{At, Emoji, Image, Locale, Post, PostBuilder, PostError, Stylize};
use lexopt::prelude::*;

const USAGE: &str =
    "usage: cargo run --example preview -- [FILE | -] [--html FILE] [--width COLUMNS] [--plain]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("preview: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Some(arguments) = Arguments::parse().map_err(|error| format!("{error}; {USAGE}"))? else {
        println!("{USAGE}");
        return Ok(());
    };
    let input = arguments.input.as_deref().map(Input::read).transpose()?;
    let post = match &input {
        Some(input) => input.post()?,
        None => sample()?,
    };
    let shown = arguments.terminal().render(&post);
    std::io::stdout().write_all(shown.as_bytes())?;
    if let Some(path) = &arguments.html {
        std::fs::write(path, preview::html(&post)).map_err(|error| about(path, &error))?;
    }
    Ok(())
}

#[derive(Default)]
struct Arguments {
    input: Option<PathBuf>,
    html: Option<PathBuf>,
    width: Option<usize>,
    plain: bool,
}

impl Arguments {
    /// Returns `None` if help was requested.
    fn parse() -> Result<Option<Self>, lexopt::Error> {
        let mut arguments = Self::default();
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") | Short('h') => return Ok(None),
                Long("plain") => arguments.plain = true,
                Long("html") => arguments.html = Some(parser.value()?.into()),
                Long("width") => arguments.width = Some(parser.value()?.parse()?),
                Value(path) if arguments.input.is_none() => arguments.input = Some(path.into()),
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(Some(arguments))
    }

    fn terminal(&self) -> Terminal<'static> {
        let mut terminal = Terminal::from_env();
        if let Some(width) = self.width {
            terminal = terminal.width(width);
        }
        if self.plain {
            terminal.plain()
        } else {
            terminal
        }
    }
}

/// A text and where it came from.
struct Input {
    path: PathBuf,
    text: String,
}

impl Input {
    fn read(path: &Path) -> Result<Self, String> {
        let bytes = if path == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(path)
        };
        let bytes = bytes.map_err(|error| about(path, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let (line, column) = end_of(&String::from_utf8_lossy(valid));
            about(path, &format!("not UTF-8 at line {line} column {column}"))
        })?;
        Ok(Self {
            path: path.to_owned(),
            text,
        })
    }

    fn post(&self) -> Result<Post<'_>, String> {
        let post = if self.is_json() {
            serde_json::from_str(&self.text).map_err(|error| about(&self.path, &error))?
        } else {
            Post::from_markdown(&self.text)
        };
        if post.is_empty() {
            let (line, column) = end_of(&self.text);
            return Err(about(
                &self.path,
                &format!("nothing to show; the input ends at line {line} column {column}"),
            ));
        }
        Ok(post)
    }

    fn is_json(&self) -> bool {
        match self.path.extension() {
            Some(extension) => extension == "json",
            None => self.text.trim_start().starts_with('{'),
        }
    }
}

fn about(path: &Path, problem: &dyn std::fmt::Display) -> String {
    let name = if path == Path::new("-") {
        "standard input".into()
    } else {
        path.to_string_lossy()
    };
    format!("{name}: {problem}")
}

/// The line and column at the end of a text, counted from 1.
fn end_of(text: &str) -> (usize, usize) {
    let last = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}

/// A message with every element, in two locales.
fn sample() -> Result<Post<'static>, PostError> {
    PostBuilder::new()
        .title("工单 #6948 已修复")
        .line(|line| line.at(At::new("ou_18eac85d35a26f989317ad4f02e8bbbb").name("王小明")).text(" 你好，你反馈的问题已经处理："))
        .line(|line| line.text("现象：".bold()).text("导出报表时偶尔超时，").text("已关闭".line_through()).text(" ").text("已修复".bold().underline()))
        .line(|line| line.text("版本：".bold()).text("2.4.1，今晚 20:00 发布 ").emotion(Emoji::DONE))
        .code_block("RUST", "let report = export(&ticket).timeout(Duration::from_secs(30))?;\nassert!(report.is_complete());")
        .image(Image::new("img_7ea74629-9191-4176-998c-2e603c9c5e8g").size(320, 140))
        .line(|line| line.text("详情见").link("处理记录", "https://example.com/tickets/6948").text("，如仍有问题请直接回复 ").emotion(Emoji::THANKS))
        .hr()
        .markdown("- **值班** <at user_id=\"ou_2\">李雷</at>\n- *工作日* 9:00–18:00")
        .media_with_cover("file_v2_0dcdd7d9", "img_7ea74629")
        .locale(Locale::EnUs)
        .title("Ticket #6948 is fixed")
        .line(|line| line.at(At::new("ou_18eac85d35a26f989317ad4f02e8bbbb").name("Wang Xiaoming")).text(" we have fixed what you reported:"))
        .line(|line| line.text("Symptom: ".bold()).text("the export of a report timed out at times. ").text("Fixed".bold().underline()))
        .line(|line| line.text("See ").link("the record", "https://example.com/tickets/6948").text(", or just reply. ").emotion(Emoji::THANKS))
        .build()
}
