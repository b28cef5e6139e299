//! Posts that the previews are tried with.

use feishu_post::{
    At, CodeBlock, Emoji, Href, Image, Language, Link, Locale, Post, PostBuilder, Style, Stylize,
};

/// Every element, with every choice it has, in two locales.
pub(crate) fn every_element() -> Post<'static> {
    let all = Style::BOLD | Style::ITALIC | Style::UNDERLINE | Style::LINE_THROUGH;
    let docs = Link::new(
        "a&amp;b".un_escape(),
        Href::parse("https://example.com/a?b=1&c=2#d").unwrap(),
    );
    PostBuilder::new()
        .title("工单 & 进展")
        .line(|line| line.text("第一行&nbsp;:".un_escape()).text("&nbsp;照写"))
        .line(|line| line.text("粗".bold()).text("斜".italic()).text("下".underline()).text("删".line_through()).text("全".styled(all)))
        .line(|line| line.text("见 ").link("文档", "https://open.feishu.cn").text(" 与 ").push(docs.bold()))
        .line(|line| line.link("https://open.feishu.cn/", "https://open.feishu.cn/"))
        .line(|line| line.at("ou_1").text(" ").at(At::new("ou_2").name("李雷").bold()).text(" ").at_all())
        .line(|line| line.emotion(Emoji::PARTY).emotion(Emoji::LGTM).emotion(Emoji::other("New")))
        .line(|line| line.text("两\n行,然后是一个需要换行的长句子,其中标点不会出现在行首。以及 some English words that wrap."))
        .line(|line| line.text(""))
        .image("img_1")
        .image(Image::new("img_2").size(300, 200))
        .media("file_1")
        .media_with_cover("file_2", "img_3")
        .hr()
        .code_block("RUST", "fn main() {\n\tprintln!(\"工单\");\n}")
        .push(CodeBlock::plain("no language"))
        .markdown("**粗** *斜* ~下~ ~~删~~ <at user_id=\"ou_3\">韩梅</at> [链接](https://a.cn)\n- 一\n    - 二\n> 引\n\n ---\n```go\nx := 1\n```")
        .locale(Locale::EnUs)
        .title("Ticket")
        .line(|line| line.text("First line: ").at_all())
        .image("img_1")
        .media_with_cover("file_2", "img_3")
        .build()
        .unwrap()
}

/// Texts that try to be more than texts, in every place that takes one.
pub(crate) fn hostile() -> Post<'static> {
    let script = "<script>window.owned = 1; document.title = 'owned'</script>";
    let image = "\"'><img src=http://canary.invalid/x.png onerror=window.owned=1>";
    PostBuilder::new()
        .title("\u{1b}]0;owned\u{7}\u{202e}</title>")
        .line(|line| line.text(script).text(image))
        .line(|line| line.text("&lt;script&gt;window.owned=1&lt;/script&gt;&#27;[31m&#x202e;&#0;".un_escape()))
        .line(|line| line.text("\u{1b}[2J\u{1b}[31m红\u{9b}31m\u{7f}\u{0}\u{8}\r\n下一行\u{85}再下\u{2028}行"))
        .line(|line| line.text("א\u{202e}evil\u{202c} \u{2066}x\u{2069}\u{2069} \u{200f}\u{200e}\u{61c}").text("after"))
        .line(|line| line.link(image, "https://canary.invalid/'onclick=alert(1)//"))
        .line(|line| line.at(At::new(image).name("\u{1b}]8;;http://canary.invalid\u{1b}\\x")).emotion(Emoji::other(image)))
        .line(|line| line.text("长".repeat(60)).text("x".repeat(100)).text("👩‍👩‍👧".repeat(30)))
        .line(|line| line.text("e\u{301}\u{323}".repeat(50)))
        .image(Image::new(image).size(u32::MAX, 1))
        .media_with_cover("\u{1b}c", image)
        .push(CodeBlock::new(Language::other(image), "</code></pre><script>window.owned=1</script>\u{1b}[0m"))
        .markdown("<script>window.owned=1</script>\n\n![x](http://canary.invalid/y.png)\n\n<at user_id=\"\u{1b}[1m\">\u{202e}</at>")
        .locale(Locale::other("ar_eg"))
        .title("")
        .line(|line| line.text("مرحبا <b>").link("\u{202e}b", "https://canary.invalid/").text("!"))
        .build()
        .unwrap()
}
