use std::borrow::Cow;

use feishu_post_core::{for_each_emoji, names};

/// The name of an emoji, as the platform spells it.
///
/// There is a constant for each of the 182 names of the platform's page, in upper snake case:
/// `EatingFood` is [`Emoji::EATING_FOOD`], `2022` is [`Emoji::_2022`]. The page calls its list a
/// selection; [`Emoji::other`] takes unlisted names. Names are case-sensitive.
///
/// ```
/// use feishu_post::Emoji;
///
/// assert_eq!(Emoji::SMILE.name(), "SMILE");
/// assert_eq!(Emoji::try_from("SMILE"), Ok(Emoji::SMILE));
/// assert_eq!(
///     Emoji::try_from("SMIEL").unwrap_err().to_string(),
///     r#"unknown emoji "SMIEL": did you mean "SMILE"? (Emoji::other takes unlisted names)"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Emoji<'a>(pub(crate) Cow<'a, str>);

super::listed_name!(Emoji, names::emoji);
for_each_emoji!(super::listed_name, Emoji);
