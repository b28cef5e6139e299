//! slack-morphism 2: a message of rich text that shows the same, for another platform. It checks no URL.

use slack_morphism::prelude::*;

use crate::contenders::Contender;
use crate::contenders::input::{LABEL, Report, Row};

pub(crate) const CONTENDER: Contender = Contender {
    name: "slack-morphism 2, a comparable message",
    page: |_| {
        let first = vec!["第一行 :".into(), link("超链接", "http://www.feishu.cn")];
        let second = vec!["第二行 :".into(), "文本测试".into()];
        body("this is title", vec![section(first), section(second)])
    },
    report: |report, _| body(&report.title, lines(report)),
};

fn lines(report: &Report) -> Vec<SlackRichTextElement> {
    report
        .rows
        .iter()
        .map(|row| section(elements(row)))
        .collect()
}

fn elements(row: &Row) -> Vec<SlackRichTextInlineElement> {
    let text = SlackRichTextInlineElement::from(row.text.as_str());
    let link = row.url.as_ref().map(|url| link(LABEL, url));
    [text].into_iter().chain(link).collect()
}

fn link(text: &str, url: &str) -> SlackRichTextInlineElement {
    SlackRichTextLink::new(url.into())
        .with_text(text.to_owned())
        .into()
}

fn section(elements: Vec<SlackRichTextInlineElement>) -> SlackRichTextElement {
    SlackRichTextSection::new(elements).into()
}

fn body(title: &str, lines: Vec<SlackRichTextElement>) -> String {
    let title = SlackHeaderBlock::new(title.to_owned().into());
    let blocks = vec![title.into(), SlackRichTextBlock::new(lines).into()];
    let content = SlackMessageContent::new().with_blocks(blocks);
    let request = SlackApiChatPostMessageRequest::new("C1".into(), content);
    serde_json::to_string(&request).expect("strings are JSON")
}
