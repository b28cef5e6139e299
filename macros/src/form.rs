//! The elements: what each takes, and where it stands.

use proc_macro2::Ident;

/// One element of the vocabulary.
pub(crate) struct Form {
    pub(crate) name: &'static str,
    /// With its article, for messages.
    pub(crate) noun: &'static str,
    /// How a call is written.
    pub(crate) usage: &'static str,
    /// Whether it stands outside of lines.
    pub(crate) is_alone: bool,
    pub(crate) roles: &'static [Role],
    /// How many of the roles may be left out.
    pub(crate) optional: usize,
    /// The methods besides styles.
    pub(crate) extra: Option<(&'static str, &'static [Role])>,
    /// The methods that style it.
    pub(crate) styles: &'static [&'static str],
}

/// What an argument is, and so how its literal is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A text, which may be styled.
    Text,
    Url,
    /// The id of who is mentioned.
    User,
    /// A person's name.
    Name,
    Emoji,
    Language,
    /// Taken as it is: braces are code.
    Code,
    Markdown,
    ImageKey,
    FileKey,
    CoverKey,
    Pixels,
}

pub(crate) const STYLES: &[&str] = &["bold", "italic", "underline", "line_through", "un_escape"];

/// Without `un_escape`: there is no text to decode.
const AT_STYLES: &[&str] = &["bold", "italic", "underline", "line_through"];

pub(crate) fn has_un_escape(styles: &[Ident]) -> bool {
    styles.iter().any(|style| style == "un_escape")
}

pub(crate) fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

/// What to write for a name that is the platform's tag, and not the element's name here.
pub(crate) fn advice_on_tag(name: &str) -> Option<&'static str> {
    match name {
        "a" => Some(r#"the element "a" is called link(text, url) here"#),
        "img" => Some(r#"the element "img" is called image(image_key) here"#),
        "md" => Some(r#"the element "md" is called markdown(source) here"#),
        "text" => Some(r#"the element "text" is written as a string here"#),
        _ => None,
    }
}

pub(crate) const FORMS: &[Form] = &[
    Form {
        name: "link",
        noun: "a link",
        usage: r#"link("…", "https://…")"#,
        is_alone: false,
        roles: &[Role::Text, Role::Url],
        optional: 0,
        extra: None,
        styles: STYLES,
    },
    Form {
        name: "link_or_text",
        noun: "a link",
        usage: r#"link_or_text("…", url)"#,
        is_alone: false,
        roles: &[Role::Text, Role::Url],
        optional: 0,
        extra: None,
        styles: STYLES,
    },
    Form {
        name: "at",
        noun: "a mention",
        usage: r#"at("ou_…")"#,
        is_alone: false,
        roles: &[Role::User],
        optional: 0,
        extra: Some(("name", &[Role::Name])),
        styles: AT_STYLES,
    },
    Form {
        name: "at_all",
        noun: "a mention",
        usage: "at_all()",
        is_alone: false,
        roles: &[],
        optional: 0,
        extra: Some(("name", &[Role::Name])),
        styles: AT_STYLES,
    },
    Form {
        name: "emotion",
        noun: "an emotion",
        usage: r#"emotion("SMILE")"#,
        is_alone: false,
        roles: &[Role::Emoji],
        optional: 0,
        extra: None,
        styles: &[],
    },
    Form {
        name: "image",
        noun: "an image",
        usage: r#"image("img_…")"#,
        is_alone: true,
        roles: &[Role::ImageKey],
        optional: 0,
        extra: Some(("size", &[Role::Pixels, Role::Pixels])),
        styles: &[],
    },
    Form {
        name: "media",
        noun: "a video",
        usage: r#"media("file_…") or media("file_…", "img_…")"#,
        is_alone: true,
        roles: &[Role::FileKey, Role::CoverKey],
        optional: 1,
        extra: None,
        styles: &[],
    },
    Form {
        name: "hr",
        noun: "a rule",
        usage: "hr()",
        is_alone: true,
        roles: &[],
        optional: 0,
        extra: None,
        styles: &[],
    },
    Form {
        name: "code_block",
        noun: "a code block",
        usage: r#"code_block("RUST", "…")"#,
        is_alone: true,
        roles: &[Role::Language, Role::Code],
        optional: 0,
        extra: None,
        styles: &[],
    },
    Form {
        name: "markdown",
        noun: "Markdown",
        usage: r#"markdown("…")"#,
        is_alone: true,
        roles: &[Role::Markdown],
        optional: 0,
        extra: None,
        styles: &[],
    },
];
