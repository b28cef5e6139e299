//! Each message with every way to make it.

use std::hint::black_box;

use feishu_post::{ContentForm, Message, Post};

use crate::contenders::input::{self, Report};
use crate::contenders::{self, Contender, assert_same, builder, hand};
use crate::{lark_channel, slack_morphism};

/// One message in one form.
pub struct Case {
    pub name: String,
    pub bytes: usize,
    pub subjects: Vec<Subject>,
}

pub struct Subject {
    pub name: &'static str,
    /// Whether it is another crate that makes the same message.
    pub is_peer: bool,
    run: Box<dyn Fn(u32)>,
}

impl Subject {
    fn new<T>(name: &'static str, make: impl Fn() -> T + 'static) -> Self {
        let repeat = move |times| {
            for _ in 0..times {
                black_box(make());
            }
        };
        Self {
            name,
            is_peer: false,
            run: Box::new(repeat),
        }
    }

    fn peer(name: &'static str, make: impl Fn() -> String + 'static) -> Self {
        Self {
            is_peer: true,
            ..Self::new(name, make)
        }
    }

    pub fn run(&self, times: u32) {
        (self.run)(times);
    }
}

/// Where the plain copy stands among a case's subjects.
pub const LIMIT: usize = 0;

#[must_use]
pub fn cases() -> Vec<Case> {
    let messages: [(&str, Source); 3] = [
        ("the documentation's example", Source::Page),
        ("20 lines, 20 links", Source::leaked(input::twenty_links())),
        (
            "300 lines, 30 links",
            Source::leaked(input::three_hundred_lines()),
        ),
    ];
    let in_both_forms = |(name, source)| {
        [ContentForm::Object, ContentForm::String].map(|form| case(name, source, form))
    };
    messages.into_iter().flat_map(in_both_forms).collect()
}

#[derive(Clone, Copy)]
enum Source {
    Page,
    Report(&'static Report),
}

impl Source {
    fn leaked(report: Report) -> Self {
        Self::Report(Box::leak(Box::new(report)))
    }

    fn by(self, contender: Contender, form: ContentForm) -> Box<dyn Fn() -> String> {
        match self {
            Self::Page => Box::new(move || (contender.page)(form)),
            Self::Report(report) => Box::new(move || (contender.report)(black_box(report), form)),
        }
    }

    fn compose(self) -> Post<'static> {
        match self {
            Self::Page => builder::page(),
            Self::Report(report) => builder::compose(black_box(report)),
        }
    }
}

fn case(name: &str, source: Source, form: ContentForm) -> Case {
    let body = source.by(hand::CONTENDER, form)();
    let bytes = body.len();
    let limit = Subject::new("plain copy of the finished body", move || body.clone());
    let post = source.compose();
    let apart = [
        Subject::new("`PostBuilder`, composing only", move || source.compose()),
        Subject::new("`PostBuilder`, serializing only", move || {
            Message::from(&post).ticket_body(form)
        }),
    ];
    let same = contenders::ALL.map(|contender| {
        let make = checked(contender, source, form);
        Subject::new(contender.name, make)
    });
    let peers = [
        Subject::peer(
            lark_channel::CONTENDER.name,
            checked(lark_channel::CONTENDER, source, form),
        ),
        Subject::peer(
            slack_morphism::CONTENDER.name,
            source.by(slack_morphism::CONTENDER, form),
        ),
    ];
    Case {
        name: format!("{name}, `content` {}, {bytes} bytes", in_words(form)),
        bytes,
        subjects: [limit]
            .into_iter()
            .chain(same)
            .chain(apart)
            .chain(peers)
            .collect(),
    }
}

/// The contender, once it has shown that it makes the right body.
fn checked(contender: Contender, source: Source, form: ContentForm) -> Box<dyn Fn() -> String> {
    let make = source.by(contender, form);
    assert_same(contender.name, &make(), &source.by(hand::CONTENDER, form)());
    make
}

fn in_words(form: ContentForm) -> &'static str {
    match form {
        ContentForm::String => "a string",
        _ => "an object",
    }
}
