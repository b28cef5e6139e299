//! What a literal shows to be right or wrong.

use feishu_post_core::Href;
use feishu_post_core::names::{self, UnknownName};
use feishu_post_core::template::{Template, TemplateError};
use syn::LitStr;

use crate::ast::Value;
use crate::diagnostics::Diagnostics;
use crate::format::{Capture, Format};
use crate::vocabulary::ArgKind;

/// The value of a literal argument. A wrong one stands in for a right one, so that the expansion
/// keeps its types.
pub(crate) fn literal(kind: ArgKind, literal: &LitStr, errors: &mut Diagnostics) -> Value {
    checked(kind, literal).unwrap_or_else(|message| {
        errors.on(literal, message);
        Value::Literal(string(&literal.value(), literal))
    })
}

fn checked(kind: ArgKind, literal: &LitStr) -> Result<Value, String> {
    let text = match kind {
        ArgKind::Code => literal.value(),
        ArgKind::Emoji => looked_up(names::emoji(&literal.value()))?,
        ArgKind::Language => looked_up(names::language(&literal.value()))?,
        ArgKind::Url => return url(literal),
        _ => return format(kind, literal),
    };
    Ok(Value::Literal(string(&text, literal)))
}

fn looked_up(name: Result<&str, UnknownName>) -> Result<String, String> {
    name.map(str::to_owned)
        .map_err(|unknown| unknown.to_string())
}

fn format(kind: ArgKind, literal: &LitStr) -> Result<Value, String> {
    let mut format = Format::parse(literal)?;
    format.is_markdown = kind == ArgKind::Markdown;
    let [text] = &format.texts[..] else {
        return Ok(Value::Format(format));
    };
    match blank(kind) {
        Some(message) if text.trim().is_empty() => Err(message.to_owned()),
        _ => Ok(Value::Literal(string(text, literal))),
    }
}

/// What to say where an id is needed and the literal is blank; `build` of the builder says the same.
fn blank(kind: ArgKind) -> Option<&'static str> {
    match kind {
        ArgKind::User => {
            Some(r#"mention without a user id: write at("ou_…"), or at_all() for everyone"#)
        }
        ArgKind::ImageKey => {
            Some("image without image_key: write the key that the upload returned")
        }
        ArgKind::FileKey => Some("media without file_key: write the key that the upload returned"),
        ArgKind::CoverKey => {
            Some("cover without image_key: write the key that the upload returned")
        }
        _ => None,
    }
}

fn url(literal: &LitStr) -> Result<Value, String> {
    let Format {
        texts, captures, ..
    } = Format::parse(literal)?;
    if let [text] = &texts[..] {
        let href = Href::parse(text).map_err(|error| refused(error.kind()))?;
        return Ok(Value::Literal(string(href.as_str(), literal)));
    }
    let written: Vec<_> = captures.iter().map(Capture::written).collect();
    let written: Vec<_> = written.iter().map(String::as_str).collect();
    let template = Template::parse(&texts, &written).map_err(|error| match error {
        TemplateError::Misplaced(misplaced) => misplaced.to_string(),
        TemplateError::Refused(reason) => refused(&reason),
    })?;
    Ok(Value::Url {
        parts: template.parts().to_vec(),
        captures,
        span: literal.span(),
    })
}

fn refused(reason: &impl std::fmt::Display) -> String {
    format!("link is refused: {reason}")
}

/// Notes a literal `&` that a captured value could complete to a character reference: where they are
/// decoded, the value would show as something else.
pub(crate) fn references(value: &Value, errors: &mut Diagnostics) {
    let Value::Format(format) = value else { return };
    for (text, capture) in format.texts.iter().zip(&format.captures) {
        if runs_on(text) {
            errors.on(
                &format.literal,
                format!(
                    r#""&" runs into {}, which could make a character reference of it: write "&amp;""#,
                    capture.written()
                ),
            );
        }
    }
}

/// Whether a text ends in a character reference that goes on.
fn runs_on(text: &str) -> bool {
    text.rsplit_once('&').is_some_and(|(_, begun)| {
        let name = begun.strip_prefix('#').unwrap_or(begun);
        name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A literal of this text, which stands where `literal` does.
fn string(text: &str, literal: &LitStr) -> LitStr {
    LitStr::new(text, literal.span())
}
