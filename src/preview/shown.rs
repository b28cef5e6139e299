use std::borrow::Cow;
use std::fmt::Write as _;

use feishu_post_core::display::is_unsafe_char;

use crate::model::{At, Emoji, Image, Locale, Text};

/// The text as displayed: HTML references are decoded with `un_escape`, and nothing in it can control a
/// terminal or reorder a line.
pub(super) fn text<'a>(text: &'a Text<'_>) -> Cow<'a, str> {
    harmless(crate::text::decoded(text))
}

/// The name of a mention, otherwise the ID: only the platform can look up names.
pub(super) fn mention<'a>(at: &'a At<'_>, everyone: &'a str) -> Cow<'a, str> {
    let name = if at.is_all() {
        everyone
    } else {
        crate::text::label(at)
    };
    harmless(name.into())
}

/// The Unicode emoji, or the name in brackets.
pub(super) fn emotion(emoji: &Emoji<'_>) -> Cow<'static, str> {
    match character(emoji) {
        Some(character) => character.into(),
        None => harmless(format!("[{}]", emoji.name()).into()),
    }
}

/// Width and height in pixels.
pub(super) fn size(image: &Image<'_>) -> Option<String> {
    let (width, height) = image.dimensions()?;
    Some(format!("{width} × {height}"))
}

/// The text with control characters made visible: `␛` for ESC, `<U+202E>` for a bidirectional override. Line
/// breaks are kept, tabs become spaces.
pub(super) fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(|character| is_unsafe_char(character) && character != '\n') {
        return text;
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().fold(String::new(), |mut shown, character| {
        push_visible(&mut shown, character);
        shown
    }))
}

fn push_visible(shown: &mut String, character: char) {
    match character {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
        '\t' => shown.push_str("    "),
        '\0'..='\u{1f}' => shown.push(picture(character)),
        '\u{7f}' => shown.push('␡'),
        _ if is_unsafe_char(character) => {
            // Writing to a string cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(character));
        }
        _ => shown.push(character),
    }
}

/// The Unicode block "Control Pictures" has them in the same order.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The words that the preview adds, in the language of the message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labels {
    pub(super) image: &'static str,
    pub(super) video: &'static str,
    pub(super) cover: &'static str,
    pub(super) everyone: &'static str,
}

impl Labels {
    pub(super) fn of(locale: &Locale<'_>) -> Self {
        match locale.as_str().get(..2) {
            Some("zh") => Self::CHINESE,
            Some("ja") => Self::JAPANESE,
            _ => Self::ENGLISH,
        }
    }

    const CHINESE: Self = Self {
        image: "图片",
        video: "视频",
        cover: "封面",
        everyone: "所有人",
    };

    const ENGLISH: Self = Self {
        image: "Image",
        video: "Video",
        cover: "Cover",
        everyone: "All",
    };

    const JAPANESE: Self = Self {
        image: "画像",
        video: "動画",
        cover: "カバー",
        everyone: "全員",
    };
}

/// Maps each emoji that has an obvious Unicode equivalent to it.
macro_rules! characters {
    ($($constant:ident = $character:literal,)*) => {
        const CHARACTERS: &[(Emoji<'static>, &str)] = &[$((Emoji::$constant, $character)),*];
    };
}

/// The Unicode emoji that looks like the platform's, if there is one.
fn character(emoji: &Emoji<'_>) -> Option<&'static str> {
    let known = CHARACTERS.iter().find(|(named, _)| named == emoji);
    known.map(|(_, character)| *character)
}

characters! {
    OK = "👌",
    THUMBSUP = "👍",
    THANKS = "🙏",
    MUSCLE = "💪",
    FINGERHEART = "🫰",
    APPLAUSE = "👏",
    FISTBUMP = "👊",
    DONE = "✅",
    SMILE = "🙂",
    BLUSH = "😊",
    LAUGH = "😄",
    SMIRK = "😏",
    LOL = "😂",
    FACEPALM = "🤦",
    LOVE = "😍",
    WINK = "😉",
    WITTY = "😜",
    SMART = "🤓",
    SCOWL = "😠",
    THINKING = "🤔",
    SOB = "😭",
    CRY = "😢",
    ERROR = "❌",
    HAUGHTY = "😤",
    DULL = "😐",
    INNOCENTSMILE = "😇",
    JOYFUL = "😁",
    WOW = "😮",
    YEAH = "✌️",
    TEARS = "🥲",
    EMBARRASSED = "😳",
    KISS = "😘",
    SMOOCH = "😚",
    DROOL = "🤤",
    OBSESSED = "🤩",
    MONEY = "🤑",
    TEASE = "😛",
    SHOWOFF = "😎",
    COMFORT = "🫂",
    CLAP = "👏",
    STRIVE = "✊",
    SILENT = "🤐",
    WAVE = "👋",
    FROWN = "☹️",
    SHY = "☺️",
    DIZZY = "😵",
    CHUCKLE = "🤭",
    WAIL = "😩",
    CRAZY = "🤪",
    WHIMPER = "🥺",
    HUG = "🤗",
    BLUBBER = "😭",
    WRONGED = "🥺",
    HUSKY = "🐶",
    SHHH = "🤫",
    SMUG = "😏",
    ANGRY = "😡",
    HAMMER = "🔨",
    SHOCKED = "😲",
    TERROR = "😱",
    SKULL = "💀",
    SWEAT = "😅",
    SPEECHLESS = "😶",
    SLEEP = "😴",
    DROWSY = "😪",
    YAWN = "🥱",
    SICK = "🤒",
    PUKE = "🤮",
    HEADSET = "🎧",
    EATING_FOOD = "😋",
    ME_ME_ME = "🙋",
    SIGH = "😮‍💨",
    TYPING = "⌨️",
    LEMON = "🍋",
    SALUTE = "🫡",
    SHAKE = "🤝",
    HIGHFIVE = "🙌",
    THUMBS_DOWN = "👎",
    SLIGHT = "😒",
    TONGUE = "😝",
    EYESCLOSED = "😌",
    CALF = "🐮",
    BEAR = "🐻",
    BULL = "🐂",
    ROSE = "🌹",
    HEART = "❤️",
    PARTY = "🎉",
    LIPS = "👄",
    BEER = "🍺",
    CAKE = "🎂",
    GIFT = "🎁",
    CUCUMBER = "🥒",
    DRUMSTICK = "🍗",
    PEPPER = "🌶️",
    CANDIEDHAWS = "🍡",
    BUBBLE_TEA = "🧋",
    COFFEE = "☕",
    YES = "✅",
    NO = "❌",
    CHECK_MARK = "✔️",
    CROSS_MARK = "❌",
    HUNDRED = "💯",
    PIN = "📌",
    ALARM = "⏰",
    LOUDSPEAKER = "📢",
    TROPHY = "🏆",
    FIRE = "🔥",
    BOMB = "💣",
    MUSIC = "🎵",
    XMAS_TREE = "🎄",
    SNOWMAN = "⛄",
    XMAS_HAT = "🎅",
    FIREWORKS = "🎆",
    REDPACKET = "🧧",
    LUCK = "🍀",
    FIRECRACKER = "🧨",
    HEARTBROKEN = "💔",
    POOP = "💩",
    STATUS_FLASH_OF_INSPIRATION = "💡",
    _18X = "🔞",
    CLEAVER = "🔪",
    SOCCER = "⚽",
    BASKETBALL = "🏀",
    GENERAL_DO_NOT_DISTURB = "⛔",
    STATUS_PRIVATE_MESSAGE = "💬",
    STATUS_READING = "📖",
    STATUS_IN_FLIGHT = "✈️",
    GENERAL_BUSINESS_TRIP = "🧳",
    GENERAL_WORK_FROM_HOME = "🏠",
    STATUS_ENJOY_LIFE = "🏖️",
    GENERAL_TRAVELLING_CAR = "🚗",
    STATUS_BUS = "🚌",
    GENERAL_SUN = "☀️",
    GENERAL_MOON_REST = "🌙",
    MOON_RABBIT = "🐇",
    MOONCAKE = "🥮",
    TV = "📺",
    MOVIE = "🎬",
    PUMPKIN = "🎃",
    BEAMING_FACE = "😁",
    DELIGHTED = "😆",
    COLD_SWEAT = "😰",
    FULL_MOON_FACE = "🌝",
    PARTYING = "🥳",
    THANKS_FACE = "🙏",
    SALUTE_FACE = "🫡",
    SHRUG = "🤷",
    CLOWN_FACE = "🤡",
    HAPPY_DRAGON = "🐲",
}
