//! The builder as the contract's table of elements and its rules have it.

use std::error::Error;

use feishu_post::{
    At, Emoji, Href, Image, Language, Line, Locale, Post, PostBuilder, PostError, Stylize,
};
use serde_json::{Value, json};
use url::Url;

#[track_caller]
fn lines(post: &Post<'_>) -> Value {
    serde_json::to_value(post).unwrap()["zh_cn"]["content"].clone()
}

#[test]
fn a_url_of_another_scheme_is_a_problem_too() {
    let error = PostBuilder::new()
        .line(|line| line.link("x", Url::parse("mailto:a@b.cn").unwrap()))
        .build()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains(r#"scheme "mailto" is not http or https"#),
        "{error}"
    );
}

#[test]
fn link_or_text_takes_what_link_takes() -> Result<(), Box<dyn Error>> {
    let href = Href::parse("https://a.cn/x")?;
    let good = Url::parse("https://a.cn/x")?;
    let refused = Url::parse("mailto:a@b.cn")?;
    let post = PostBuilder::new()
        .line(|line| {
            line.link_or_text("1", href)
                .link_or_text("2", good)
                .link_or_text("3", refused)
        })
        .build()?;
    assert_eq!(
        lines(&post),
        json!([[
            {"tag": "a", "text": "1", "href": "https://a.cn/x"},
            {"tag": "a", "text": "2", "href": "https://a.cn/x"},
            {"tag": "text", "text": "3 (mailto:a@b.cn)"},
        ]])
    );
    Ok(())
}

#[test]
fn link_or_text_keeps_the_message_alive() -> Result<(), PostError> {
    let post = PostBuilder::new()
        .line(|line| {
            line.link_or_text("日志", "file:///var/log")
                .link_or_text("邮件".bold(), "mailto:a@b.cn")
                .link_or_text("空", "")
        })
        .build()?;
    assert_eq!(
        lines(&post),
        json!([[
            {"tag": "text", "text": "日志 (file:///var/log)"},
            {"tag": "text", "text": "邮件 (mailto:a@b.cn)", "style": ["bold"]},
            {"tag": "text", "text": "空 ()"},
        ]])
    );
    Ok(())
}

#[test]
fn a_refused_link_shows_as_it_is_under_un_escape() -> Result<(), PostError> {
    let post = PostBuilder::new()
        .line(|line| line.link_or_text("a&nbsp;b".un_escape(), "file:///?x&lt;y"))
        .build()?;
    assert_eq!(
        lines(&post),
        json!([[{"tag": "text", "un_escape": true, "text": "a&nbsp;b (file:///?x&amp;lt;y)"}]])
    );
    Ok(())
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

#[test]
fn lines_push_and_extend_compose() -> Result<(), Box<dyn Error>> {
    let items = vec![("a", 1), ("b", 2)];
    let prebuilt: Line<'_> = Line::from("预制");
    let more = vec![Line::from("m1"), Line::from("m2")];
    let post = PostBuilder::new()
        .lines(&items, |line, (name, n)| {
            line.text(*name).text(n.to_string())
        })
        .lines(1..=2, |line, n| line.text(n.to_string()))
        .lines(["x"; 0], feishu_post::LineBuilder::text)
        .push(prebuilt.clone())
        .push(Image::new("img_1").size(300, 200))
        .push("文字")
        .extend(more)
        .extend([Line::from("数组")])
        .image(Image::new("img_…").size(300, 200))
        .hr()
        .build()?;
    assert_eq!(
        lines(&post),
        json!([
            [{"tag": "text", "text": "a"}, {"tag": "text", "text": "1"}],
            [{"tag": "text", "text": "b"}, {"tag": "text", "text": "2"}],
            [{"tag": "text", "text": "1"}],
            [{"tag": "text", "text": "2"}],
            [{"tag": "text", "text": "预制"}],
            [{"tag": "img", "image_key": "img_1", "width": 300, "height": 200}],
            [{"tag": "text", "text": "文字"}],
            [{"tag": "text", "text": "m1"}],
            [{"tag": "text", "text": "m2"}],
            [{"tag": "text", "text": "数组"}],
            [{"tag": "img", "image_key": "img_…", "width": 300, "height": 200}],
            [{"tag": "hr"}],
        ])
    );
    Ok(())
}

#[test]
fn control_flow_leaves_no_empty_lines() -> Result<(), PostError> {
    let show = false;
    let post = PostBuilder::new()
        .line(|line| if show { line.text("x") } else { line })
        .line(|line| line.text("y"))
        .build()?;
    assert_eq!(lines(&post), json!([[{"tag": "text", "text": "y"}]]));
    PostBuilder::new().title("title alone").build()?;
    Ok(())
}

#[test]
fn nothing_to_show_is_an_error() {
    assert!(PostBuilder::new().build().is_err());
    assert!(PostBuilder::new().line(|line| line).build().is_err());
    assert!(PostBuilder::default().build().is_err());
    let error = PostBuilder::new()
        .line(|line| line.text("x"))
        .locale(Locale::EnUs)
        .line(|line| line)
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("en_us"), "{error}");
}

#[test]
fn an_error_outlives_its_data() {
    fn build() -> Result<Post<'static>, PostError> {
        let url = String::from("ftp://x");
        Ok(PostBuilder::new()
            .line(|line| line.link("x", &url))
            .build()?
            .into_owned())
    }
    assert!(build().is_err());
}

#[test]
fn a_builder_may_be_kept_between_steps() -> Result<(), PostError> {
    let mut builder = PostBuilder::new().title("t");
    for n in 0..3 {
        builder = builder.line(|line| line.text(n.to_string()));
    }
    let mut maybe = Some("x".to_owned());
    builder = builder.line(|line| line.text(maybe.take().unwrap_or_default()));
    assert_eq!(lines(&builder.build()?).as_array().unwrap().len(), 4);
    Ok(())
}

#[test]
fn a_post_comes_back_from_a_store_that_sorts_keys() {
    let all = PostBuilder::new()
        .title("全部 \"引号\" \n")
        .line(|line| {
            line.text("a".bold().italic().underline().line_through())
                .text("&lt;".un_escape())
                .link("l".bold(), "https://a.cn/x?y#z")
                .at(At::new("ou_1").name("王"))
                .at_all()
                .emotion("18X")
        })
        .image("i")
        .image(Image::new("i").size(1, 2))
        .media("f")
        .media_with_cover("f", "c")
        .hr()
        .code_block("GO", "x\n")
        .markdown("**b**")
        .locale(Locale::EnUs)
        .line(|line| line.text("x"))
        .build()
        .unwrap();
    let back: Post<'_> = serde_json::from_str(&all.to_json()).unwrap();
    assert_eq!(back, all);
    let from_value: Post<'static> =
        serde_json::from_value(serde_json::to_value(&all).unwrap()).unwrap();
    assert_eq!(from_value, all);
    let from_reader: Post<'static> = serde_json::from_reader(all.to_json().as_bytes()).unwrap();
    assert_eq!(from_reader, all);
}
