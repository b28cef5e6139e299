//! The page of a preview in a real browser.

mod chromium;
mod proxy;

use std::path::Path;
use std::process::Command;

use crate::posts::{every_element, hostile};
use chromium::Chromium;
use feishu_post::preview;
use feishu_post_tests::programs::PREVIEW;

const CANARY: &str = "canary.invalid";

/// The rows that a reader of the page sees.
fn visible(browser: &mut Chromium) -> Vec<String> {
    let text = browser.evaluate("document.body.innerText");
    let rows = text.as_str().unwrap().lines().map(str::trim_end);
    rows.filter(|row| !row.is_empty())
        .map(str::to_owned)
        .collect()
}

const CHINESE: [&str; 30] = [
    "工单 & 进展",
    "第一行\u{a0}:&nbsp;照写",
    "粗斜下删全",
    "见 文档 与 a&b",
    "https://open.feishu.cn/",
    "@ou_1 @李雷 @所有人",
    "🎉[LGTM][New]",
    "两",
    "行,然后是一个需要换行的长句子,其中标点不会出现在行首。以及 some English words that wrap.",
    "图片",
    "img_1",
    "图片",
    "img_2",
    "300 × 200",
    "视频",
    "file_1",
    "视频",
    "file_2",
    "封面 img_3",
    "RUST",
    "fn main() {",
    "    println!(\"工单\");",
    "}",
    "no language",
    "粗 斜 下 删 @韩梅 链接",
    "• 一",
    "\u{3000}◦ 二",
    "▎ 引",
    "GO",
    "x := 1",
];

const ENGLISH: [&str; 7] = [
    "Ticket",
    "First line: @All",
    "Image",
    "img_1",
    "Video",
    "file_2",
    "Cover img_3",
];

#[test]
fn the_page_shows_each_locale_in_a_tab() {
    let Some(mut browser) = Chromium::start() else {
        return;
    };
    browser.open(&preview::html(&every_element()));
    let chinese = [&["zh_cn"], &CHINESE[..], &["en_us"]].concat();
    assert_eq!(visible(&mut browser), chinese);
    browser.evaluate("document.querySelectorAll('label')[1].click()");
    assert_eq!(
        visible(&mut browser),
        [&["zh_cn", "en_us"], &ENGLISH[..]].concat()
    );
}

#[test]
fn the_page_follows_the_color_scheme() {
    let Some(mut browser) = Chromium::start() else {
        return;
    };
    browser.open(&preview::html(&every_element()));
    for (scheme, window) in [("light", "rgb(255, 255, 255)"), ("dark", "rgb(26, 26, 26)")] {
        browser.prefer(scheme);
        assert_eq!(
            browser.evaluate("getComputedStyle(document.body).backgroundColor"),
            window
        );
        let picture = browser.screenshot(680, 800);
        assert!(picture.starts_with(b"\x89PNG"), "{scheme}");
        let name = format!("preview-{scheme}.png");
        std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), picture).unwrap();
    }
}

/// The traps work: where nothing is escaped, the script runs and the request leaves.
#[test]
fn an_unescaped_page_is_detected() {
    let Some(mut browser) = Chromium::start() else {
        return;
    };
    browser.open("<img src=http://canary.invalid/x.png onerror=window.owned=1>");
    assert_eq!(browser.evaluate("window.owned"), 1);
    assert_eq!(browser.requests(), ["http://canary.invalid/x.png"]);
    assert_ne!(browser.proxy.asked_for(CANARY), 0);
}

#[test]
fn no_script_runs_and_no_request_is_made() {
    let Some(mut browser) = Chromium::start() else {
        return;
    };
    let page = preview::html(&hostile());
    let policy = page
        .split_once("<meta http-equiv")
        .unwrap()
        .1
        .split_once('>')
        .unwrap()
        .0;
    let without_policy = page.replace(&format!("<meta http-equiv{policy}>"), "");
    assert_eq!(
        page.len(),
        without_policy.len() + policy.len() + "<meta http-equiv>".len()
    );
    for page in [page, without_policy] {
        browser.open(&page);
        assert_eq!(browser.evaluate("typeof window.owned"), "undefined");
        let foreign =
            "document.querySelectorAll('script,img,iframe,object,embed,link,form,base').length";
        assert_eq!(browser.evaluate(foreign), 0);
        assert_eq!(
            browser.evaluate("document.title"),
            "␛]0;owned␇<U+202E></title>"
        );
        assert_eq!(browser.requests(), [""; 0]);
        assert_eq!(browser.proxy.asked_for(CANARY), 0);
    }
}

#[test]
fn the_policy_blocks_unescaped_markup() {
    let Some(mut browser) = Chromium::start() else {
        return;
    };
    let hole = "<script>window.owned=1</script><img src=http://canary.invalid/x.png onerror=window.owned=1>";
    let page = preview::html(&every_element()).replace("工单 &amp; 进展</bdi>", hole);
    assert!(page.contains(hole));
    browser.open(&page);
    assert_eq!(browser.evaluate("typeof window.owned"), "undefined");
    assert_eq!(browser.proxy.asked_for(CANARY), 0);
}

#[test]
fn nothing_overflows_the_bubble() {
    let Some(mut browser) = Chromium::start() else {
        return;
    };
    for width in [320, 1000] {
        browser.set_width(width);
        for post in [every_element(), hostile()] {
            browser.open(&preview::html(&post));
            assert_eq!(
                browser.evaluate("document.documentElement.scrollWidth"),
                width
            );
            let outside = "[...document.querySelectorAll('.bubble *')].filter(inner => {\
                const [box, bubble] = [inner, inner.closest('.bubble')].map(e => e.getBoundingClientRect());\
                return box.right > bubble.right + 1 || box.left < bubble.left - 1;\
            }).map(inner => inner.outerHTML)";
            assert_eq!(browser.evaluate(outside), serde_json::json!([]));
        }
    }
}

#[test]
fn elements_keep_their_order_around_right_to_left_text() {
    let Some(mut browser) = Chromium::start() else {
        return;
    };
    browser.open(&preview::html(&hostile()));
    browser.evaluate("document.querySelectorAll('label')[1].click()");
    let order = "[...document.querySelectorAll('section:last-of-type p > *')]\
        .map(element => element.getBoundingClientRect().left)\
        .every((left, i, all) => i == 0 || left > all[i - 1])";
    assert_eq!(browser.evaluate(order), true);
}

/// `cargo test -p feishu-post-tests --test preview -- --ignored browser` makes the picture in the README anew.
#[test]
#[ignore = "writes docs/preview.png"]
fn write_the_picture_of_the_sample() {
    let mut browser = Chromium::start().expect("a browser makes the picture");
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample.html");
    let example = Command::new(PREVIEW.as_str())
        .arg("--html")
        .arg(&page)
        .output()
        .unwrap();
    assert!(example.status.success());
    browser.set_width(580);
    browser.open(&std::fs::read_to_string(page).unwrap());
    let height = browser.evaluate("document.querySelector('.chat').offsetHeight");
    let picture = browser.screenshot(580, height.as_u64().unwrap().try_into().unwrap());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/preview.png");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, picture).unwrap();
}
