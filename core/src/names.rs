//! The names that the platform documents, and suggestions for misspelled ones.
//!
//! They are here rather than in `feishu-post` because its macros look them up at compile time.

use std::convert::Infallible;
use std::fmt;

use crate::display::{LONGEST, shortened};

/// Calls `$callback!` with `$type:`, if given, and `CONSTANT = "name",` for each emoji of the platform's page
/// "消息卡片支持的表情" (emoji names are case-sensitive; the page calls its list partial).
///
/// A constant is the name in upper snake case, with an underscore before a leading digit.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_emoji {
    ($callback:path $(, $type:ident)?) => {
        $callback! {
            $($type:)?
            OK = "OK", THUMBSUP = "THUMBSUP", THANKS = "THANKS", MUSCLE = "MUSCLE",
            FINGERHEART = "FINGERHEART", APPLAUSE = "APPLAUSE", FISTBUMP = "FISTBUMP",
            JIAYI = "JIAYI", DONE = "DONE", SMILE = "SMILE", BLUSH = "BLUSH", LAUGH = "LAUGH",
            SMIRK = "SMIRK", LOL = "LOL", FACEPALM = "FACEPALM", LOVE = "LOVE", WINK = "WINK",
            PROUD = "PROUD", WITTY = "WITTY", SMART = "SMART", SCOWL = "SCOWL",
            THINKING = "THINKING", SOB = "SOB", CRY = "CRY", ERROR = "ERROR",
            NOSEPICK = "NOSEPICK", HAUGHTY = "HAUGHTY", SLAP = "SLAP", SPITBLOOD = "SPITBLOOD",
            TOASTED = "TOASTED", GLANCE = "GLANCE", DULL = "DULL",
            INNOCENTSMILE = "INNOCENTSMILE", JOYFUL = "JOYFUL", WOW = "WOW", TRICK = "TRICK",
            YEAH = "YEAH", ENOUGH = "ENOUGH", TEARS = "TEARS", EMBARRASSED = "EMBARRASSED",
            KISS = "KISS", SMOOCH = "SMOOCH", DROOL = "DROOL", OBSESSED = "OBSESSED",
            MONEY = "MONEY", TEASE = "TEASE", SHOWOFF = "SHOWOFF", COMFORT = "COMFORT",
            CLAP = "CLAP", PRAISE = "PRAISE", STRIVE = "STRIVE", XBLUSH = "XBLUSH",
            SILENT = "SILENT", WAVE = "WAVE", WHAT = "WHAT", FROWN = "FROWN", SHY = "SHY",
            DIZZY = "DIZZY", LOOKDOWN = "LOOKDOWN", CHUCKLE = "CHUCKLE", WAIL = "WAIL",
            CRAZY = "CRAZY", WHIMPER = "WHIMPER", HUG = "HUG", BLUBBER = "BLUBBER",
            WRONGED = "WRONGED", HUSKY = "HUSKY", SHHH = "SHHH", SMUG = "SMUG", ANGRY = "ANGRY",
            HAMMER = "HAMMER", SHOCKED = "SHOCKED", TERROR = "TERROR", PETRIFIED = "PETRIFIED",
            SKULL = "SKULL", SWEAT = "SWEAT", SPEECHLESS = "SPEECHLESS", SLEEP = "SLEEP",
            DROWSY = "DROWSY", YAWN = "YAWN", SICK = "SICK", PUKE = "PUKE",
            BETRAYED = "BETRAYED", HEADSET = "HEADSET", EATING_FOOD = "EatingFood",
            ME_ME_ME = "MeMeMe", SIGH = "Sigh", TYPING = "Typing", LEMON = "Lemon", GET = "Get",
            LGTM = "LGTM", ON_IT = "OnIt", ONE_SECOND = "OneSecond", VR_HEADSET = "VRHeadset",
            YOU_ARE_THE_BEST = "YouAreTheBest", SALUTE = "SALUTE", SHAKE = "SHAKE",
            HIGHFIVE = "HIGHFIVE", UPPERLEFT = "UPPERLEFT", THUMBS_DOWN = "ThumbsDown",
            SLIGHT = "SLIGHT", TONGUE = "TONGUE", EYESCLOSED = "EYESCLOSED",
            ROAR_FOR_YOU = "RoarForYou", CALF = "CALF", BEAR = "BEAR", BULL = "BULL",
            RAINBOWPUKE = "RAINBOWPUKE", ROSE = "ROSE", HEART = "HEART", PARTY = "PARTY",
            LIPS = "LIPS", BEER = "BEER", CAKE = "CAKE", GIFT = "GIFT", CUCUMBER = "CUCUMBER",
            DRUMSTICK = "Drumstick", PEPPER = "Pepper", CANDIEDHAWS = "CANDIEDHAWS",
            BUBBLE_TEA = "BubbleTea", COFFEE = "Coffee", YES = "Yes", NO = "No", OKR = "OKR",
            CHECK_MARK = "CheckMark", CROSS_MARK = "CrossMark", MINUS_ONE = "MinusOne",
            HUNDRED = "Hundred", AWESOMEN = "AWESOMEN", PIN = "Pin", ALARM = "Alarm",
            LOUDSPEAKER = "Loudspeaker", TROPHY = "Trophy", FIRE = "Fire", BOMB = "BOMB",
            MUSIC = "Music", XMAS_TREE = "XmasTree", SNOWMAN = "Snowman", XMAS_HAT = "XmasHat",
            FIREWORKS = "FIREWORKS", _2022 = "2022", REDPACKET = "REDPACKET",
            FORTUNE = "FORTUNE", LUCK = "LUCK", FIRECRACKER = "FIRECRACKER",
            STICKY_RICE_BALLS = "StickyRiceBalls", HEARTBROKEN = "HEARTBROKEN", POOP = "POOP",
            STATUS_FLASH_OF_INSPIRATION = "StatusFlashOfInspiration", _18X = "18X",
            CLEAVER = "CLEAVER", SOCCER = "Soccer", BASKETBALL = "Basketball",
            GENERAL_DO_NOT_DISTURB = "GeneralDoNotDisturb",
            STATUS_PRIVATE_MESSAGE = "Status_PrivateMessage",
            GENERAL_IN_MEETING_BUSY = "GeneralInMeetingBusy", STATUS_READING = "StatusReading",
            STATUS_IN_FLIGHT = "StatusInFlight", GENERAL_BUSINESS_TRIP = "GeneralBusinessTrip",
            GENERAL_WORK_FROM_HOME = "GeneralWorkFromHome",
            STATUS_ENJOY_LIFE = "StatusEnjoyLife",
            GENERAL_TRAVELLING_CAR = "GeneralTravellingCar", STATUS_BUS = "StatusBus",
            GENERAL_SUN = "GeneralSun", GENERAL_MOON_REST = "GeneralMoonRest",
            MOON_RABBIT = "MoonRabbit", MOONCAKE = "Mooncake",
            JUBILANT_RABBIT = "JubilantRabbit", TV = "TV", MOVIE = "Movie", PUMPKIN = "Pumpkin",
            BEAMING_FACE = "BeamingFace", DELIGHTED = "Delighted", COLD_SWEAT = "ColdSweat",
            FULL_MOON_FACE = "FullMoonFace", PARTYING = "Partying", GO_GO_GO = "GoGoGo",
            THANKS_FACE = "ThanksFace", SALUTE_FACE = "SaluteFace", SHRUG = "Shrug",
            CLOWN_FACE = "ClownFace", HAPPY_DRAGON = "HappyDragon",
        }
    };
}

/// Calls `$callback!` with `$type:`, if given, and `CONSTANT = "name",` for each language of a code block.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_language {
    ($callback:path $(, $type:ident)?) => {
        $callback! {
            $($type:)?
            PYTHON = "PYTHON", C = "C", CPP = "CPP", GO = "GO", JAVA = "JAVA",
            KOTLIN = "KOTLIN", SWIFT = "SWIFT", PHP = "PHP", RUBY = "RUBY", RUST = "RUST",
            JAVASCRIPT = "JAVASCRIPT", TYPESCRIPT = "TYPESCRIPT", BASH = "BASH",
            SHELL = "SHELL", SQL = "SQL", JSON = "JSON", XML = "XML", YAML = "YAML",
            HTML = "HTML", THRIFT = "THRIFT",
        }
    };
}

/// Calls `$callback!` with `Variant = name,` for each locale documented for posts: the first two on the
/// current page, the third on the legacy page and in the SDKs.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_locale {
    ($callback:path) => {
        $callback! {
            ZhCn = zh_cn,
            EnUs = en_us,
            JaJp = ja_jp,
        }
    };
}

macro_rules! locale_names {
    ($($variant:ident = $name:ident,)*) => {
        /// Every listed locale, with its variant of `Locale`. The first is the default of a post that
        /// names none.
        pub const LOCALES: &[(&str, &str)] = &[$((stringify!($name), stringify!($variant))),*];
    };
}

macro_rules! emoji_names {
    ($($constant:ident = $name:literal,)*) => {
        /// Every documented emoji name, in the platform's order.
        pub const EMOJI: &[&str] = &[$($name),*];
    };
}

macro_rules! language_names {
    ($($constant:ident = $name:literal,)*) => {
        /// Every documented language of a code block, in the platform's order.
        pub const LANGUAGES: &[&str] = &[$($name),*];
    };
}

for_each_emoji!(emoji_names);
for_each_language!(language_names);
for_each_locale!(locale_names);

/// A name that is not on the platform's list, with the listed name that was probably meant.
///
/// ```
/// use feishu_post::{Emoji, UnknownName};
///
/// let unknown: UnknownName = Emoji::try_from("SMIEL").unwrap_err();
/// assert_eq!(unknown.name(), "SMIEL");
/// assert_eq!(unknown.suggestion(), Some("SMILE"));
/// assert_eq!(
///     unknown.to_string(),
///     r#"unknown emoji "SMIEL": did you mean "SMILE"? (Emoji::other takes unlisted names)"#
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownName {
    kind: Kind,
    name: String,
    suggestion: Option<&'static str>,
}

impl UnknownName {
    fn new(kind: Kind, name: &str) -> Self {
        let suggestion = match kind {
            Kind::Emoji => nearest(name, EMOJI.iter().copied()),
            Kind::Language => nearest(name, LANGUAGES.iter().copied()),
            Kind::Locale => nearest(name, locale_names()),
        };
        Self {
            kind,
            name: name.to_owned(),
            suggestion,
        }
    }

    /// Returns the name as given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the listed name that was probably meant, if there is one.
    #[must_use]
    pub fn suggestion(&self) -> Option<&'static str> {
        self.suggestion
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (noun, door) = match self.kind {
            Kind::Emoji => ("emoji", "Emoji::other"),
            Kind::Language => ("language", "Language::other"),
            Kind::Locale => ("locale", "Locale::other"),
        };
        write!(f, "unknown {noun} {:?}: ", shortened(&self.name, LONGEST))?;
        match self.suggestion {
            Some(name) => write!(f, "did you mean {name:?}? ({door} takes unlisted names)"),
            None => write!(f, "{door} takes unlisted names"),
        }
    }
}

/// Same as `Display`.
impl fmt::Debug for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for UnknownName {}

/// Allows infallible conversions where fallible ones are expected.
impl From<Infallible> for UnknownName {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Emoji,
    Language,
    Locale,
}

/// Returns the documented emoji with exactly this name.
///
/// # Errors
///
/// Returns [`UnknownName`] for any other name, including one in a different case.
///
/// ```
/// use feishu_post_core::names::emoji;
///
/// assert_eq!(emoji("SMILE"), Ok("SMILE"));
/// assert!(emoji("smile").is_err());
/// ```
pub fn emoji(name: &str) -> Result<&'static str, UnknownName> {
    let listed = EMOJI.iter().copied().find(|known| *known == name);
    listed.ok_or_else(|| UnknownName::new(Kind::Emoji, name))
}

/// Returns the documented language of a code block with this name, ignoring case.
///
/// # Errors
///
/// Returns [`UnknownName`] for any other name.
///
/// ```
/// use feishu_post_core::names::language;
///
/// assert_eq!(language("rust"), Ok("RUST"));
/// assert_eq!(language("rusty").unwrap_err().suggestion(), Some("RUST"));
/// ```
pub fn language(name: &str) -> Result<&'static str, UnknownName> {
    let listed = LANGUAGES
        .iter()
        .copied()
        .find(|known| known.eq_ignore_ascii_case(name));
    listed.ok_or_else(|| UnknownName::new(Kind::Language, name))
}

/// Returns the name of a locale, whether or not it is documented for posts, because that list is not exhaustive.
///
/// # Errors
///
/// Returns [`UnknownName`] for an invalid name, and for a probable misspelling of a listed one.
///
/// ```
/// use feishu_post_core::names::locale;
///
/// assert_eq!(locale("zh_hk"), Ok("zh_hk"));
/// assert_eq!(locale("en-US").unwrap_err().suggestion(), Some("en_us"));
/// assert!(locale("chinese").is_err());
/// ```
pub fn locale(name: &str) -> Result<&str, UnknownName> {
    let is_listed = locale_names().any(|known| known == name);
    let is_unlisted = || is_locale_name(name) && nearest(name, locale_names()).is_none();
    if is_listed || is_unlisted() {
        Ok(name)
    } else {
        Err(UnknownName::new(Kind::Locale, name))
    }
}

/// The maximum number of locales in a post. The platform documents three for posts and about twenty for cards.
pub const MAX_LOCALES: usize = 100;

/// The names of the listed locales.
pub fn locale_names() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|(name, _)| *name)
}

/// Returns whether `name` could be the name of a locale: a two-letter language and one or more parts of two to four
/// letters or digits, as in `zh_hk` and `zh_hant_tw`, with at most 35 characters in total, as in
/// [RFC 5646, 4.4.1](https://www.rfc-editor.org/rfc/rfc5646#section-4.4.1).
///
/// ```
/// use feishu_post_core::names::is_locale_name;
///
/// assert!(is_locale_name("zh_hant_tw"));
/// assert!(!is_locale_name("msg_type"));
/// ```
#[must_use]
pub fn is_locale_name(name: &str) -> bool {
    let is_subtag = |part: &str| {
        matches!(part.len(), 2..=4) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    name.len() <= 35
        && name.split_once(['_', '-']).is_some_and(|(language, rest)| {
            language.len() == 2
                && language.bytes().all(|byte| byte.is_ascii_alphabetic())
                && rest.split(['_', '-']).all(is_subtag)
        })
}

/// Returns the candidate that a misspelled name probably means: the one with the fewest edits, ignoring case,
/// within a third of the name's length (at least one edit, but not the entire name).
///
/// ```
/// use feishu_post_core::names::nearest;
///
/// assert_eq!(nearest("lnik", ["link", "image"]), Some("link"));
/// assert_eq!(nearest("footer", ["link", "image"]), None);
/// ```
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = name.to_ascii_lowercase();
    let length = wanted.chars().count();
    let max_distance = (length / 3).max(1).min(length.saturating_sub(1));
    let distance = |known: &&str| strsim::osa_distance(&wanted, &known.to_ascii_lowercase());
    candidates
        .into_iter()
        // A larger difference in length means a larger distance, so skip the comparison.
        .filter(|known| known.chars().count().abs_diff(length) <= max_distance)
        .map(|known| (distance(&known), known))
        .filter(|(distance, _)| *distance <= max_distance)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Returns the names as they are listed in a sentence: `zh_cn, en_us or ja_jp`.
#[must_use]
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    match &names[..] {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}
