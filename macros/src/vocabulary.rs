//! The elements: the arguments of each, where it can be written, and its JSON.

use feishu_post_core::Style;
use feishu_post_core::json::{self, Label};
use proc_macro2::Ident;

/// One element of the vocabulary.
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    /// With its article, for messages.
    pub(crate) noun: &'static str,
    /// An example call, for messages.
    pub(crate) usage: &'static str,
    /// Whether it is a line of its own.
    pub(crate) is_block: bool,
    pub(crate) args: &'static [ArgKind],
    /// How many of the arguments may be left out.
    pub(crate) optional: usize,
    /// The method that it has besides styles, with its arguments.
    pub(crate) extra: Option<(&'static str, &'static [ArgKind])>,
    /// The methods that style it.
    pub(crate) styles: &'static [&'static str],
    /// The method that ends an expression made of literals, if it is built with methods.
    pub(crate) into_literal: Option<&'static str>,
    json: for<'l> fn(&'l Literal) -> json::Element<'l>,
}

/// The kind of an argument, which determines how its literal is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArgKind {
    /// A text, which may be styled.
    Text,
    Url,
    /// The ID of the person mentioned.
    User,
    /// A person's name.
    Name,
    Emoji,
    Language,
    /// Taken verbatim: braces are part of the code.
    Code,
    Markdown,
    ImageKey,
    FileKey,
    CoverKey,
    Pixels,
}

/// An element made only of literals, for writing its JSON.
pub(crate) struct Literal {
    spec: &'static Spec,
    args: Vec<String>,
    style: Style,
    un_escape: bool,
    /// The name of the person mentioned.
    pub(crate) user_name: Option<String>,
    /// Width and height of an image.
    pub(crate) size: Option<(u32, u32)>,
}

impl Literal {
    pub(crate) fn new<'s>(
        spec: &'static Spec,
        args: Vec<String>,
        styles: impl IntoIterator<Item = &'s Ident> + Clone,
    ) -> Self {
        Self {
            spec,
            args,
            style: style(styles.clone()),
            un_escape: has_un_escape(styles),
            user_name: None,
            size: None,
        }
    }

    pub(crate) fn json(&self) -> json::Element<'_> {
        (self.spec.json)(self)
    }

    fn arg(&self, index: usize) -> &str {
        self.optional_arg(index).unwrap_or_default()
    }

    fn optional_arg(&self, index: usize) -> Option<&str> {
        self.args.get(index).map(String::as_str)
    }

    fn label(&self) -> Label<'_> {
        Label {
            text: self.arg(0),
            style: self.style,
            un_escape: self.un_escape,
        }
    }

    fn link(&self) -> json::Element<'_> {
        json::Element::Link {
            text: self.label(),
            href: self.arg(1),
        }
    }

    fn mention<'l>(&'l self, user_id: &'l str) -> json::Element<'l> {
        json::Element::At {
            user_id,
            user_name: self.user_name.as_deref(),
            style: self.style,
        }
    }
}

/// The methods that style a text or a link.
pub(crate) const STYLES: [&str; 5] = {
    let [(first, _), (second, _), (third, _), (fourth, _)] = Style::METHODS;
    [first, second, third, fourth, UN_ESCAPE]
};

const UN_ESCAPE: &str = "un_escape";

/// Without `un_escape`: there is no text to decode.
const AT_STYLES: &[&str] = STYLES.split_last().unwrap().1;

pub(crate) fn has_un_escape<'s>(styles: impl IntoIterator<Item = &'s Ident>) -> bool {
    styles.into_iter().any(|style| style == UN_ESCAPE)
}

/// The combination of the styles that the methods set.
fn style<'s>(methods: impl IntoIterator<Item = &'s Ident>) -> Style {
    let methods = methods.into_iter();
    let styles = methods.filter_map(|method| {
        let named = Style::METHODS.into_iter().find(|(name, _)| method == name);
        named.map(|(_, style)| style)
    });
    styles.fold(Style::PLAIN, Style::with)
}

pub(crate) fn spec(name: &str) -> Option<&'static Spec> {
    SPECS.iter().find(|spec| spec.name == name)
}

/// What to write instead of a name that is the platform's tag but not the element's name here.
pub(crate) fn advice_on_tag(name: &str) -> Option<&'static str> {
    match name {
        "a" => Some(r#"the element "a" is called link(text, url) here"#),
        "img" => Some(r#"the element "img" is called image(image_key) here"#),
        "md" => Some(r#"the element "md" is called markdown(source) here"#),
        "text" => Some(r#"the element "text" is written as a string here"#),
        _ => None,
    }
}

const INLINE: Spec = Spec {
    name: "",
    noun: "",
    usage: "",
    is_block: false,
    args: &[],
    optional: 0,
    extra: None,
    styles: &[],
    into_literal: None,
    json: |_| json::Element::Hr,
};

/// An inline element with styles.
const STYLED: Spec = Spec {
    styles: &STYLES,
    into_literal: Some("into_element"),
    ..INLINE
};

const BLOCK: Spec = Spec {
    is_block: true,
    ..INLINE
};

/// A string literal, which has no name in call position.
pub(crate) static TEXT: Spec = Spec {
    noun: "a text",
    json: |literal| json::Element::Text(literal.label()),
    ..STYLED
};

pub(crate) static SPECS: [Spec; 10] = [
    Spec {
        name: "link",
        noun: "a link",
        usage: r#"link("…", "https://…")"#,
        args: &[ArgKind::Text, ArgKind::Url],
        json: Literal::link,
        ..STYLED
    },
    Spec {
        name: "link_or_text",
        noun: "a link",
        usage: r#"link_or_text("…", url)"#,
        args: &[ArgKind::Text, ArgKind::Url],
        json: Literal::link,
        ..STYLED
    },
    Spec {
        name: "at",
        noun: "a mention",
        usage: r#"at("ou_…")"#,
        args: &[ArgKind::User],
        extra: Some(("name", &[ArgKind::Name])),
        styles: AT_STYLES,
        json: |literal| literal.mention(literal.arg(0)),
        ..STYLED
    },
    Spec {
        name: "at_all",
        noun: "a mention",
        usage: "at_all()",
        extra: Some(("name", &[ArgKind::Name])),
        styles: AT_STYLES,
        json: |literal| literal.mention(json::EVERYONE),
        ..STYLED
    },
    Spec {
        name: "emotion",
        noun: "an emotion",
        usage: r#"emotion("SMILE")"#,
        args: &[ArgKind::Emoji],
        json: |literal| json::Element::Emotion {
            emoji_type: literal.arg(0),
        },
        ..INLINE
    },
    Spec {
        name: "image",
        noun: "an image",
        usage: r#"image("img_…")"#,
        args: &[ArgKind::ImageKey],
        extra: Some(("size", &[ArgKind::Pixels, ArgKind::Pixels])),
        into_literal: Some("into_line"),
        json: |literal| json::Element::Image {
            image_key: literal.arg(0),
            size: literal.size,
        },
        ..BLOCK
    },
    Spec {
        name: "media",
        noun: "a video",
        usage: r#"media("file_…") or media("file_…", "img_…")"#,
        args: &[ArgKind::FileKey, ArgKind::CoverKey],
        optional: 1,
        json: |literal| json::Element::Media {
            file_key: literal.arg(0),
            image_key: literal.optional_arg(1),
        },
        ..BLOCK
    },
    Spec {
        name: "hr",
        noun: "a rule",
        usage: "hr()",
        json: |_| json::Element::Hr,
        ..BLOCK
    },
    Spec {
        name: "code_block",
        noun: "a code block",
        usage: r#"code_block("RUST", "…")"#,
        args: &[ArgKind::Language, ArgKind::Code],
        json: |literal| json::Element::CodeBlock {
            language: literal.optional_arg(0),
            text: literal.arg(1),
        },
        ..BLOCK
    },
    Spec {
        name: "markdown",
        noun: "Markdown",
        usage: r#"markdown("…")"#,
        args: &[ArgKind::Markdown],
        json: |literal| json::Element::Markdown {
            text: literal.arg(0),
        },
        ..BLOCK
    },
];
