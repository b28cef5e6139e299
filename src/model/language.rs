use std::borrow::Cow;

use feishu_post_core::{for_each_language, names};

/// The language of a code block.
///
/// There is a constant for each of the 20 names of the platform's page, whose list is open;
/// [`Language::other`] takes unlisted names. Strings are looked up in any case.
///
/// ```
/// use feishu_post::Language;
///
/// assert_eq!(Language::RUST.name(), "RUST");
/// assert_eq!(Language::try_from("rust"), Ok(Language::RUST));
/// assert_eq!(
///     Language::try_from("RSUT").unwrap_err().to_string(),
///     r#"unknown language "RSUT": did you mean "RUST"? (Language::other takes unlisted names)"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language<'a>(pub(crate) Cow<'a, str>);

super::listed_name!(Language, names::language);
for_each_language!(super::listed_name, Language);
