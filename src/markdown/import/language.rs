use crate::model::Language;

/// The language of a fence's info string: its first word, mapped to the platform's name if it is a known
/// alias. The platform's list is not exhaustive, so unlisted names are passed through.
pub(super) fn of_info(info: &str) -> Option<Language<'static>> {
    let word = info.split([' ', '\t', ',', '{']).next()?;
    if word.is_empty() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let name = short_name(&lower).unwrap_or(word);
    let listed = Language::try_from(name).ok();
    Some(listed.unwrap_or_else(|| Language::other(word.to_owned())))
}

/// The common short names for languages in fences.
fn short_name(word: &str) -> Option<&'static str> {
    Some(match word {
        "rs" => "RUST",
        "py" | "python3" => "PYTHON",
        "js" | "mjs" | "jsx" => "JAVASCRIPT",
        "ts" | "tsx" => "TYPESCRIPT",
        "sh" | "zsh" | "console" | "shell-session" => "SHELL",
        "c++" | "cc" | "cxx" | "hpp" => "CPP",
        "h" => "C",
        "golang" => "GO",
        "kt" | "kts" => "KOTLIN",
        "rb" => "RUBY",
        "yml" => "YAML",
        "jsonc" | "json5" => "JSON",
        "htm" | "xhtml" => "HTML",
        _ => return None,
    })
}
