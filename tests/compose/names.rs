//! Emoji, languages and locales by their names.

use feishu_post::{Emoji, Language, Locale, Post, PostBuilder, PostError, UnknownName};
use serde_json::{Value, json};

#[track_caller]
fn unknown<T: std::str::FromStr<Err = UnknownName> + std::fmt::Debug>(
    name: &str,
    suggestion: Option<&str>,
    message: &str,
) {
    let error = name.parse::<T>().unwrap_err();
    assert_eq!(error.name(), name);
    assert_eq!(error.suggestion(), suggestion);
    assert_eq!(error.to_string(), message);
    assert_eq!(format!("{error:?}"), message);
}

#[test]
fn names_are_parsed_and_read_back() {
    assert_eq!("EatingFood".parse(), Ok(Emoji::EATING_FOOD));
    assert_eq!("jAvA".parse(), Ok(Language::JAVA));
    assert_eq!("ja_jp".parse(), Ok(Locale::JaJp));
    for name in [
        "zh_cn",
        "en_us",
        "ja_jp",
        "zh_hk",
        "zh_tw",
        "ko_kr",
        "zh_hant_tw",
        "pt-BR",
    ] {
        let locale: Locale = name.parse().unwrap();
        assert_eq!(locale.as_ref(), name);
        assert_eq!(locale, Locale::other(name));
    }
    assert_eq!(AsRef::<str>::as_ref(&Emoji::DONE), "DONE");
    assert_eq!(AsRef::<str>::as_ref(&Language::C), "C");
    assert_eq!(
        format!("{:>6}|{:<5}|", Locale::EnUs, Language::GO),
        " en_us|GO   |"
    );
}

#[test]
fn unknown_names_say_what_was_probably_meant() {
    unknown::<Emoji>(
        "smile",
        Some("SMILE"),
        r#"unknown emoji "smile": did you mean "SMILE"? (Emoji::other takes unlisted names)"#,
    );
    unknown::<Emoji>(
        "",
        None,
        r#"unknown emoji "": Emoji::other takes unlisted names"#,
    );
    unknown::<Language>(
        "RSUT",
        Some("RUST"),
        r#"unknown language "RSUT": did you mean "RUST"? (Language::other takes unlisted names)"#,
    );
    unknown::<Locale>(
        "zh_CN",
        Some("zh_cn"),
        r#"unknown locale "zh_CN": did you mean "zh_cn"? (Locale::other takes unlisted names)"#,
    );
    unknown::<Locale>(
        "en-us",
        Some("en_us"),
        r#"unknown locale "en-us": did you mean "en_us"? (Locale::other takes unlisted names)"#,
    );
    unknown::<Locale>(
        "chinese",
        None,
        r#"unknown locale "chinese": Locale::other takes unlisted names"#,
    );
}

#[track_caller]
fn lines(post: &Post<'_>) -> Value {
    serde_json::to_value(post).unwrap()["zh_cn"]["content"].clone()
}

#[test]
fn emoji_and_languages_are_looked_up() -> Result<(), PostError> {
    let post = PostBuilder::new()
        .line(|line| {
            line.emotion(Emoji::SMILE)
                .emotion("Alarm")
                .emotion("2022")
                .emotion("18X")
                .emotion(Emoji::other("NewOne"))
        })
        .code_block("rust", "x")
        .code_block("JavaScript", "x")
        .code_block(Language::other("ZIG"), "x")
        .build()?;
    assert_eq!(
        lines(&post),
        json!([
            [{"tag": "emotion", "emoji_type": "SMILE"}, {"tag": "emotion", "emoji_type": "Alarm"}, {"tag": "emotion", "emoji_type": "2022"},
             {"tag": "emotion", "emoji_type": "18X"}, {"tag": "emotion", "emoji_type": "NewOne"}],
            [{"tag": "code_block", "language": "RUST", "text": "x"}],
            [{"tag": "code_block", "language": "JAVASCRIPT", "text": "x"}],
            [{"tag": "code_block", "language": "ZIG", "text": "x"}],
        ])
    );
    Ok(())
}

#[test]
fn every_documented_emoji_is_known() {
    const NAMES: &str = "OK THUMBSUP THANKS MUSCLE FINGERHEART APPLAUSE FISTBUMP JIAYI DONE SMILE BLUSH LAUGH SMIRK LOL FACEPALM LOVE WINK PROUD WITTY \
SMART SCOWL THINKING SOB CRY ERROR NOSEPICK HAUGHTY SLAP SPITBLOOD TOASTED GLANCE DULL INNOCENTSMILE JOYFUL WOW TRICK YEAH ENOUGH TEARS \
EMBARRASSED KISS SMOOCH DROOL OBSESSED MONEY TEASE SHOWOFF COMFORT CLAP PRAISE STRIVE XBLUSH SILENT WAVE WHAT FROWN SHY DIZZY LOOKDOWN \
CHUCKLE WAIL CRAZY WHIMPER HUG BLUBBER WRONGED HUSKY SHHH SMUG ANGRY HAMMER SHOCKED TERROR PETRIFIED SKULL SWEAT SPEECHLESS SLEEP DROWSY \
YAWN SICK PUKE BETRAYED HEADSET EatingFood MeMeMe Sigh Typing Lemon Get LGTM OnIt OneSecond VRHeadset YouAreTheBest SALUTE SHAKE HIGHFIVE \
UPPERLEFT ThumbsDown SLIGHT TONGUE EYESCLOSED RoarForYou CALF BEAR BULL RAINBOWPUKE ROSE HEART PARTY LIPS BEER CAKE GIFT CUCUMBER Drumstick \
Pepper CANDIEDHAWS BubbleTea Coffee Yes No OKR CheckMark CrossMark MinusOne Hundred AWESOMEN Pin Alarm Loudspeaker Trophy Fire BOMB Music \
XmasTree Snowman XmasHat FIREWORKS 2022 REDPACKET FORTUNE LUCK FIRECRACKER StickyRiceBalls HEARTBROKEN POOP StatusFlashOfInspiration 18X \
CLEAVER Soccer Basketball GeneralDoNotDisturb Status_PrivateMessage GeneralInMeetingBusy StatusReading StatusInFlight GeneralBusinessTrip \
GeneralWorkFromHome StatusEnjoyLife GeneralTravellingCar StatusBus GeneralSun GeneralMoonRest MoonRabbit Mooncake JubilantRabbit TV Movie \
Pumpkin BeamingFace Delighted ColdSweat FullMoonFace Partying GoGoGo ThanksFace SaluteFace Shrug ClownFace HappyDragon";
    assert_eq!(NAMES.split(' ').count(), 182);
    for name in NAMES.split(' ') {
        let post = PostBuilder::new().line(|line| line.emotion(name)).build();
        assert_eq!(lines(&post.unwrap())[0][0]["emoji_type"], name);
    }
}

#[test]
fn locales_are_named_and_resumed() -> Result<(), PostError> {
    let post = PostBuilder::new()
        .title("题")
        .line(|line| line.text("一"))
        .locale(Locale::EnUs)
        .title("title")
        .line(|line| line.text("one"))
        .locale(Locale::other("zh_hk"))
        .line(|line| line.text("壹"))
        .locale(Locale::ZhCn)
        .line(|line| line.text("二"))
        .locale(Locale::JaJp)
        .line(|line| line.text("一つ"))
        .build()?;
    let value = serde_json::to_value(&post).unwrap();
    assert_eq!(
        value,
        json!({
            "zh_cn": {"title": "题", "content": [[{"tag": "text", "text": "一"}], [{"tag": "text", "text": "二"}]]},
            "en_us": {"title": "title", "content": [[{"tag": "text", "text": "one"}]]},
            "zh_hk": {"content": [[{"tag": "text", "text": "壹"}]]},
            "ja_jp": {"content": [[{"tag": "text", "text": "一つ"}]]},
        })
    );
    Ok(())
}
