use crate::model::Locale;

/// The words that the preview itself adds, in the language of the message.
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
