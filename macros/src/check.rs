//! Checks of literals.

use feishu_post_core::ProblemKind;
use feishu_post_core::names::{self, UnknownName};
use feishu_post_core::template::Template;
use syn::LitStr;

use crate::ast::Argument;
use crate::diagnostics::Diagnostics;
use crate::format::{Capture, Format};
use crate::vocabulary::ArgKind;

/// The value of a literal argument. An invalid one is reported and then treated as valid, so that the expansion
/// keeps its types.
pub(crate) fn literal(kind: ArgKind, literal: &LitStr, errors: &mut Diagnostics) -> Argument {
    checked(kind, literal).unwrap_or_else(|message| {
        errors.on(literal, message);
        Argument::Literal(string(&literal.value(), literal))
    })
}

fn checked(kind: ArgKind, literal: &LitStr) -> Result<Argument, String> {
    let text = match kind {
        ArgKind::Code => literal.value(),
        ArgKind::Emoji => looked_up(names::emoji(&literal.value()))?,
        ArgKind::Language => looked_up(names::language(&literal.value()))?,
        ArgKind::Url => return url(literal),
        _ => return format(kind, literal),
    };
    Ok(Argument::Literal(string(&text, literal)))
}

fn looked_up(name: Result<&str, UnknownName>) -> Result<String, String> {
    name.map(str::to_owned)
        .map_err(|unknown| unknown.to_string())
}

fn format(kind: ArgKind, literal: &LitStr) -> Result<Argument, String> {
    let mut format = Format::parse(literal)?;
    format.is_markdown = kind == ArgKind::Markdown;
    let [text] = &format.texts[..] else {
        return Ok(Argument::Format(format));
    };
    match missing(kind) {
        Some(problem) if text.trim().is_empty() => Err(problem.to_string()),
        _ => Ok(Argument::Literal(string(text, literal))),
    }
}

/// The problem if an ID is required and the literal is blank.
fn missing(kind: ArgKind) -> Option<ProblemKind> {
    let missing_key = |element, key| ProblemKind::MissingKey { element, key };
    Some(match kind {
        ArgKind::User => ProblemKind::MissingUserId,
        ArgKind::ImageKey => missing_key("image", "image_key"),
        ArgKind::FileKey => missing_key("media", "file_key"),
        ArgKind::CoverKey => missing_key("cover", "image_key"),
        _ => return None,
    })
}

fn url(literal: &LitStr) -> Result<Argument, String> {
    let Format {
        texts, captures, ..
    } = Format::parse(literal)?;
    let written: Vec<_> = captures.iter().map(Capture::written).collect();
    let written: Vec<_> = written.iter().map(String::as_str).collect();
    let template = Template::parse(&texts, &written).map_err(|error| error.to_string())?;
    Ok(match template.parts() {
        [url] => Argument::Literal(string(url, literal)),
        parts => Argument::Url {
            parts: parts.to_vec(),
            captures,
        },
    })
}

/// Reports a literal `&` that a captured value could complete to a character reference, because the decoded
/// text would then not show the value.
pub(crate) fn references(value: &Argument, errors: &mut Diagnostics) {
    let Argument::Format(format) = value else {
        return;
    };
    for (text, capture) in format.texts.iter().zip(&format.captures) {
        if runs_on(text) {
            errors.on(
                &format.literal,
                format!(
                    r#""&" before {} could become a character reference: write "&amp;""#,
                    capture.written()
                ),
            );
        }
    }
}

/// Whether a text ends with an unfinished character reference.
fn runs_on(text: &str) -> bool {
    text.rsplit_once('&').is_some_and(|(_, begun)| {
        let name = begun.strip_prefix('#').unwrap_or(begun);
        name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A literal of this text, with the span of `literal`.
fn string(text: &str, literal: &LitStr) -> LitStr {
    LitStr::new(text, literal.span())
}
