//! Emoji, languages and locales by their names.

use feishu_post::{Emoji, Language, Locale, UnknownName};

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
