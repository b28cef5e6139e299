//! The content of messages, checked against the platform's documentation, independently of the code that writes
//! it.

use serde_json::Value;
use url::Url;

use crate::Post;

/// The content of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Text(String),
    Post(Post<'static>),
}

/// Why the platform would reject the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Invalid {
    /// It has an illegal link.
    Url,
    /// The reason, as worded in the platform's documentation of 230001.
    Because(String),
}

type Checked<T> = Result<T, Invalid>;

/// These may not share a line with another element.
const BLOCKS: [&str; 3] = ["img", "media", "md"];

impl Content {
    pub(super) fn text(content: &Value) -> Checked<Self> {
        match &content["text"] {
            Value::String(text) if text.is_empty() => because("invalid message content"),
            Value::String(text) => Ok(Self::Text(text.clone())),
            _ => because("content format of the text type is incorrect"),
        }
    }

    /// `locales` is the value of `post` (or the content itself without that key); `json` is the text of the post,
    /// needed because a `Value` does not keep the order of the locales.
    pub(super) fn post(locales: &Value, json: &[u8]) -> Checked<Self> {
        let Some(by_locale) = locales.as_object() else {
            return malformed();
        };
        if by_locale.contains_key("post") {
            return because("invalid message content");
        }
        if by_locale.is_empty() {
            return because("content cannot be empty");
        }
        by_locale.values().try_for_each(check_locale)?;
        // Content that passes the checks but is not a valid `Post` is rejected, too: there would be
        // nothing to return as the accepted post.
        serde_json::from_slice(json)
            .map(Self::Post)
            .map_err(|cause| Invalid::Because(format!("validate content fail: {cause}")))
    }
}

fn check_locale(content: &Value) -> Checked<()> {
    let title = match &content["title"] {
        Value::Null => "",
        Value::String(title) => title,
        _ => return malformed(),
    };
    let Some(lines) = content["content"].as_array() else {
        return malformed();
    };
    let mut is_empty = title.is_empty();
    for line in lines {
        let Some(elements) = line.as_array() else {
            return malformed();
        };
        check_line(elements)?;
        is_empty &= elements.is_empty();
    }
    if is_empty {
        return because("content cannot be empty");
    }
    Ok(())
}

fn check_line(elements: &[Value]) -> Checked<()> {
    elements.iter().try_for_each(check_element)?;
    let is_block = |element: &Value| BLOCKS.iter().any(|tag| element["tag"] == *tag);
    if elements.len() > 1 && elements.iter().any(is_block) {
        return malformed();
    }
    Ok(())
}

fn check_element(element: &Value) -> Checked<()> {
    let tag = element["tag"].as_str().unwrap_or_default();
    let fields: &[&str] = match tag {
        "text" | "md" | "code_block" => &["text"],
        "a" => &["href", "text"],
        "at" => &["user_id"],
        "img" => &["image_key"],
        "media" => &["file_key"],
        "emotion" => &["emoji_type"],
        "hr" => &[],
        _ => return because(&format!("message_content has wrong tag:{{{tag}}}")),
    };
    let mut fields = fields.iter();
    fields.try_for_each(|field| check_field(tag, field, &element[field]))?;
    check_style(&element["style"])?;
    match &element["un_escape"] {
        Value::Null | Value::Bool(_) => Ok(()),
        _ => malformed(),
    }
}

fn check_field(tag: &str, field: &str, value: &Value) -> Checked<()> {
    match (field, value) {
        ("text", Value::String(_)) => Ok(()),
        ("href", Value::String(href)) if !is_legal(href) => Err(Invalid::Url),
        (_, Value::String(value)) if !value.is_empty() => Ok(()),
        (_, Value::Null | Value::String(_)) => because(&format!(
            "message_content_{tag}_tag's {field} field can't be nil"
        )),
        _ => malformed(),
    }
}

/// Unknown names are ignored; any other shape is an error.
fn check_style(style: &Value) -> Checked<()> {
    let is_list = style
        .as_array()
        .is_some_and(|names| names.iter().all(Value::is_string));
    if style.is_null() || is_list {
        Ok(())
    } else {
        malformed()
    }
}

/// The documentation requires links to be legal without defining the term; http and https have been observed to pass.
fn is_legal(href: &str) -> bool {
    let has_gap = href.contains(|c: char| c.is_whitespace() || c.is_control());
    let url = Url::parse(href)
        .ok()
        .filter(|_| !has_gap && href.contains("://"));
    url.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn because<T>(reason: &str) -> Checked<T> {
    Err(Invalid::Because(reason.to_owned()))
}

fn malformed<T>() -> Checked<T> {
    because("content format of the post type is incorrect")
}
