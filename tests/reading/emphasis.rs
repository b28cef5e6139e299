//! Emphasis beside Chinese, Japanese and Korean, as the [CJK-friendly
//! amendments](https://github.com/tats-u/markdown-cjk-friendly) have it: the situations of its test cases, in
//! words of our own.

use feishu_post::{Element, Line, Post, Style};

/// What is in the style, if nothing of the marks is left.
fn styled(markdown: &str, style: Style, mark: &str) -> Option<String> {
    let post = Post::from_markdown(markdown);
    let (_, content) = post.contents().next()?;
    let elements = content.lines().iter().flat_map(Line::elements);
    let (mut all, mut styled) = (String::new(), String::new());
    for element in elements {
        let text = match element {
            Element::Text(text) => text.as_str(),
            Element::Link(link) => link.text().as_str(),
            other => panic!("Markdown yields no {other:?}"),
        };
        all.push_str(text);
        if element.style().contains(style) {
            styled.push_str(text);
        }
    }
    (!all.contains(mark)).then_some(styled)
}

#[track_caller]
fn is_strong(markdown: &str, expected: &str) {
    let found = styled(markdown, Style::BOLD, "**");
    assert_eq!(found.as_deref(), Some(expected), "{markdown}");
}

#[test]
fn after_and_before_chinese_punctuation() {
    for mark in "，。、；：？！“”‘’（）【】《》—～…·〃「」『』〈〉".chars()
    {
        is_strong(&format!("**甲{mark}**乙"), &format!("甲{mark}"));
        is_strong(&format!("甲**{mark}乙**"), &format!("{mark}乙"));
        is_strong(
            &format!("甲**{mark}乙{mark}**丙"),
            &format!("{mark}乙{mark}"),
        );
        is_strong(&format!("**甲{mark}** 乙"), &format!("甲{mark}"));
    }
}

#[test]
fn around_links_code_and_ascii_punctuation() {
    for (markdown, strong) in [
        ("**[甲](./a)**与**[乙](./b)**", "甲 (./a)乙 (./b)"),
        ("见**[文档](https://example.com)**的说明", "文档"),
        ("**这是`代码`**结尾", "这是代码"),
        ("开头**`代码`的说明。**后", "代码的说明。"),
        ("含税**¥10,000**起", "¥10,000"),
        ("答案是**④**吗", "④"),
        ("他说**\"Hello\"**了", "\"Hello\""),
        ("**C#**和**F#**运行于**「.NET」**之上", "C#F#「.NET」"),
        (
            "标准**[ECMA-262](https://example.com/262)**第六版",
            "ECMA-262",
        ),
        ("协议**(HTCPCP)**", "(HTCPCP)"),
        ("甲**(乙)**丙", "(乙)"),
        ("𰻞𰻞**（面）**好", "（面）"),
        ("𰻞𰻞**(面)**好", "(面)"),
        ("**甲-**乙", "甲-"),
        ("・**㋐**:第一项", "㋐"),
        ("姓**⻲田**的人", "⻲田"),
    ] {
        is_strong(markdown, strong);
    }
}

#[test]
fn around_variation_selectors() {
    is_strong("葛\u{e0100}**(正体)**市", "(正体)");
    is_strong("塚\u{fe00}**(甲)** 乙", "(甲)");
    is_strong("**再见︙**他说", "再见︙");
    is_strong("**“\u{fe01}好”\u{fe01}**的", "“\u{fe01}好”\u{fe01}");
    is_strong("〽\u{fe0e}**(符)**号", "(符)");
}

#[test]
fn around_korean() {
    is_strong("**이 [링크](https://example.kr/)**만", "이 링크");
    is_strong("**스크립트(script)**라고", "스크립트(script)");
    is_strong("지금 **`npm publish`**를", "npm publish");
    is_strong("ᅡ**(a)**", "(a)");
    is_strong("**(k)**ᄏ", "(k)");
}

#[test]
fn around_symbols_that_are_emoji_too() {
    for symbol in ['〰', '〽', '🈂', '🈷', '㊗', '㊙'] {
        is_strong(&format!("a**{symbol}**a"), &symbol.to_string());
    }
}

#[test]
fn punctuation_beside_latin_is_as_in_commonmark() {
    for symbol in ['«', '»', '∇', '𝜵', '𐬻'] {
        for markdown in [format!("a**a{symbol}**a"), format!("a**{symbol}a**a")] {
            assert_eq!(styled(&markdown, Style::BOLD, "**"), None, "{markdown}");
        }
    }
}

#[test]
fn underscores_beside_chinese_punctuation() {
    for (markdown, strong) in [
        ("__注意__：事项", "注意"),
        ("注意：__事项__", "事项"),
        ("简体字。\u{fe00}__Simplified.__", "Simplified."),
        ("“\u{fe01}Git”\u{fe01}__Hub__", "Hub"),
    ] {
        assert_eq!(
            styled(markdown, Style::BOLD, "_").as_deref(),
            Some(strong),
            "{markdown}"
        );
    }
}

#[test]
fn struck_through_text() {
    for (markdown, struck) in [
        ("a~~a()~~甲", "a()"),
        ("甲~~()a~~a", "()a"),
        ("𩸽~~()a~~a", "()a"),
        ("葛\u{e0100}~~()a~~a", "()a"),
        ("羽\u{fe00}~~()a~~a", "()a"),
        ("a~~「a~~」", "「a"),
        ("「~~a」~~a", "a」"),
        ("~~a~~：~~a~~", "aa"),
    ] {
        let found = styled(markdown, Style::LINE_THROUGH, "~~");
        assert_eq!(found.as_deref(), Some(struck), "{markdown}");
    }
}
